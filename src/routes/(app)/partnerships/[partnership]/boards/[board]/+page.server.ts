import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, text } from '../../../../../answers';
import type { Actions, RequestEvent } from './$types';

/** Does one thing to the board of this address and answers as its forms expect. */
async function change({ request }: RequestEvent, work: (form: FormData) => Promise<void>) {
  const form = await readForm(request);
  try {
    await work(form);
  } catch (cause) {
    return refusedForm(cause, form);
  }
}

export const actions: Actions = {
  rename: (event) =>
    change(event, (form) => {
      const { app, actor } = event.locals;
      return app.services.boards.rename(actor, event.params.partnership, {
        id: event.params.board,
        title: text(form, 'title'),
      });
    }),
  archive: async (event) => {
    const { app, actor } = event.locals;
    const { partnership, board } = event.params;
    const refused = await change(event, () => app.services.boards.archive(actor, partnership, board));
    if (refused) return refused;
    redirect(303, `/partnerships/${partnership}/boards?archived=${board}`);
  },
  restore: (event) =>
    change(event, () => {
      const { app, actor } = event.locals;
      return app.services.boards.restore(actor, event.params.partnership, event.params.board);
    }),
};
