import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  invitations: await shown(app.services.invitations.list(actor, params.partnership)),
});

export const actions: Actions = {
  resend: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.invitations.resend(actor, params.partnership, text(form, 'id'));
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  withdraw: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.invitations.withdraw(actor, params.partnership, text(form, 'id'));
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
