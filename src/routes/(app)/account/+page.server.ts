import { readForm, refusedForm, shown, text } from '../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, signIn, now } }) => ({
  devices: await shown(app.services.accounts.devices(actor, signIn?.id ?? null)),
  now,
});

export const actions: Actions = {
  revoke: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      await app.services.accounts.revoke(actor, text(form, 'handle'));
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  revokeOthers: async ({ locals: { app, actor, signIn } }) => {
    if (signIn) await shown(app.services.accounts.revokeOthers(actor, signIn.id));
  },
};
