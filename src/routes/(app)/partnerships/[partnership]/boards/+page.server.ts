import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, now }, params, url, depends }) => {
  depends('boards:here');
  const archived = url.searchParams.get('show') === 'archived';
  const justArchived = url.searchParams.get('archived');
  return {
    boards: await shown(app.services.boards.list(actor, params.partnership, { archived })),
    archived,
    justArchived,
    now,
  };
};

export const actions: Actions = {
  restore: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const id = text(form, 'board');
    try {
      await app.services.boards.restore(actor, params.partnership, id);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/boards/${id}`);
  },
};
