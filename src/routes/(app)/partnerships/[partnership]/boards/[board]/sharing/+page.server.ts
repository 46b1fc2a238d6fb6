import { redirect } from '@sveltejs/kit';
import type { Scope } from '$lib/domain/access/scope';
import { readForm, refusedForm, shown } from '../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board } }) => {
  const { boards } = app.services;
  const [sharing, { title }] = await shown(
    Promise.all([boards.sharing(actor, partnership, board), boards.open(actor, partnership, board)]),
  );
  return { sharing, title };
};

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.boards.share(actor, params.partnership, { id: params.board, scope: scopeFrom(form) });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/boards/${params.board}`);
  },
};

function scopeFrom(form: FormData): Scope {
  if (form.get('open') !== 'named') return { open: 'partnership' };
  const named = (name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string');
  return { open: 'named', people: named('people'), organisations: named('organisations') };
}
