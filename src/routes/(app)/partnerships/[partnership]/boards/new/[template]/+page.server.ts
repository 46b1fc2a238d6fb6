import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => ({
  template: await shown(app.services.ownTemplates.page(actor, params.partnership, params.template)),
  done: url.searchParams.get('done'),
});

export const actions: Actions = {
  rename: async ({ locals: { app, actor }, params: { partnership, template: id }, request }) => {
    const form = await readForm(request);
    try {
      await app.services.ownTemplates.rename(actor, partnership, { id, name: text(form, 'name') });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${partnership}/boards/new/${id}?done=renamed`);
  },
  archive: async ({ locals: { app, actor }, params: { partnership, template: id }, request }) => {
    try {
      await app.services.ownTemplates.archive(actor, partnership, id);
    } catch (cause) {
      return refusedForm(cause, await readForm(request));
    }
    redirect(303, `/partnerships/${partnership}/boards/new?archived=${id}`);
  },
};
