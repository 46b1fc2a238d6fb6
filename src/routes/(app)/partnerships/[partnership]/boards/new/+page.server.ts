import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app }, url }) => ({
  templates: app.services.templates.list(),
  start: {
    search: url.searchParams.get('q') ?? '',
    strand: url.searchParams.get('strand') ?? '',
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
