import { readForm, refusedForm, text } from '../../../../../../answers';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.invitations.inviteOrganisation(actor, params.partnership, {
        address: text(form, 'address'),
        message: text(form, 'message'),
      });
      return { invited: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
