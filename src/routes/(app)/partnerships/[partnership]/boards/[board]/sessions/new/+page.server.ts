import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../../../answers';
import { eachFrom, planFrom } from '../sessionForms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board } }) =>
  shown(app.services.sessions.preparing(actor, partnership, board));

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request, url }) => {
    const form = await readForm(request);
    const asked = { ...planFrom(form), board: params.board, like: text(form, 'like'), each: eachFrom(form) };
    let made: { id: string };
    try {
      made = await app.services.sessions.make(actor, params.partnership, asked);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, url.pathname.replace(/new$/, made.id));
  },
};
