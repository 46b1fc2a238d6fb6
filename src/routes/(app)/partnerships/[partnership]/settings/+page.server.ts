import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => ({
  settings: await shown(app.services.partnerships.settings(actor, params.partnership)),
  requiresFactor: await shown(app.services.partnerships.requiresFactor(actor, params.partnership)),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.partnerships.changeSettings(actor, params.partnership, {
        identifiers: text(form, 'identifiers'),
        knownPostcodes: text(form, 'knownPostcodes'),
        requireFactor: form.get('requireFactor') === 'on',
      });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/settings?saved`);
  },
};
