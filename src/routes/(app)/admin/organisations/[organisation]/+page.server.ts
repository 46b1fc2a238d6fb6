import { readForm, refusedForm, shown, text } from '../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app, actor }, params }) =>
  shown(app.services.organisationDomains.read(actor, params.organisation));

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const { organisation } = params;
    try {
      await app.services.organisationDomains.set(actor, { organisation, domains: text(form, 'domains') });
      return { saved: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
