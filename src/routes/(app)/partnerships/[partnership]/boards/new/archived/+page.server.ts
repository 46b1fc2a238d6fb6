import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  templates: await shown(app.services.ownTemplates.archived(actor, params.partnership)),
});

export const actions: Actions = {
  restore: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const id = text(form, 'template');
    try {
      await app.services.ownTemplates.restore(actor, params.partnership, id);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/boards/new?kind=own&template=${id}`);
  },
};
