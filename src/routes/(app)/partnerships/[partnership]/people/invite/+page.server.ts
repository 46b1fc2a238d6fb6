import { readForm, refusedForm, text } from '../../../../../answers';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      const invited = await app.services.invitations.invite(actor, params.partnership, {
        addresses: text(form, 'addresses'),
        role: text(form, 'role'),
        organisation: text(form, 'organisation'),
        message: text(form, 'message'),
        endsOn: text(form, 'endsOn'),
        independent: form.get('independent') === 'on',
      });
      return { invited };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
