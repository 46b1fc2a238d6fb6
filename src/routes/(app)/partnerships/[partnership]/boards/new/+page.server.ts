import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => ({
  templates: await shown(app.services.ownTemplates.list(actor, params.partnership)),
  justArchived: url.searchParams.get('archived'),
  start: {
    search: url.searchParams.get('q') ?? '',
    kind: url.searchParams.get('kind') ?? '',
    time: url.searchParams.get('time') ?? '',
    chosen: url.searchParams.get('template') ?? '',
  },
});

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    let id: string;
    try {
      ({ id } = await app.services.boards.create(actor, params.partnership, {
        title: text(form, 'title'),
        template: text(form, 'template') || null,
      }));
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/boards/${id}`);
  },
};
