import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  item: await shown(app.services.takenOffReview.open(actor, params.partnership, params.item)),
});

export const actions: Actions = {
  show: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      return { words: await app.services.takenOffReview.words(actor, params.partnership, params.item) };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  restore: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    let board: string;
    try {
      ({ board } = await app.services.takenOffReview.restore(actor, params.partnership, params.item));
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/taken-off?done=restored&board=${board}`);
  },
  passOn: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const pass = { id: params.item, to: text(form, 'reviewer') };
    try {
      await app.services.takenOffReview.passOn(actor, params.partnership, pass);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/taken-off?done=passed`);
  },
};
