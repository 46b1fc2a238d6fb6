import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  outbox: await shown(app.services.mail.outbox(actor, params.partnership)),
});

export const actions: Actions = {
  again: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.mail.again(actor, params.partnership, text(form, 'id'));
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
