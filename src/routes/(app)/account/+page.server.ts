import { readForm, refusedForm, shown, text } from '../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, signIn, now }, request }) => ({
  claims: await shown(app.services.guestClaims.offers(actor, app.guestSecret(request.headers.get('cookie')))),
  devices: await shown(app.services.accounts.devices(actor, signIn?.id ?? null)),
  factors: await shown(app.services.factors.mine(actor)),
  ways: await shown(app.services.openId.mine(actor)),
  now,
});

export const actions: Actions = {
  rename: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      await app.services.ownAccount.describe(actor, { name: text(form, 'name'), jobTitle: text(form, 'jobTitle') });
      return { done: 'name' as const };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  password: async ({ locals: { app, actor, signIn }, request }) => {
    const form = await readForm(request);
    const [current, password] = [text(form, 'current'), text(form, 'password')];
    try {
      await app.services.ownAccount.changePassword(actor, { current, password, signInId: signIn?.id ?? '' });
      return { done: 'password' as const };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  unlink: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      await app.services.openId.unlink(actor, text(form, 'issuer'));
      return { done: 'way' as const };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
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
