import { readForm, refusedForm, text } from '../../../../../../answers';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request, url }) => {
    const form = await readForm(request);
    try {
      const { path } = await app.services.invitations.makeLink(actor, params.partnership, {
        role: text(form, 'role'),
        organisation: text(form, 'organisation'),
        uses: Number(text(form, 'uses')),
      });
      return { link: `${url.origin}${path}` };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
