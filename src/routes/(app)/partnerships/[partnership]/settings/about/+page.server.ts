import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => ({
  about: await shown(app.services.partnerships.about(actor, params.partnership)),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.partnerships.describe(actor, params.partnership, {
        name: text(form, 'name'),
        purpose: text(form, 'purpose'),
        place: text(form, 'place'),
        strands: form.getAll('strands').filter((strand) => typeof strand === 'string'),
        reviewOn: text(form, 'reviewOn'),
      });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/settings/about?saved`);
  },
};
