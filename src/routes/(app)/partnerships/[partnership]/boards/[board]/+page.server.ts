import { redirect } from '@sveltejs/kit';
import type { TakeOffRequest } from '$lib/domain/takenOff/takenOff';
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

function requestFrom(form: FormData, board: string): TakeOffRequest {
  const items = form.getAll('item').filter((item) => typeof item === 'string');
  return { board, items, reviewer: text(form, 'reviewer') || null, reason: text(form, 'reason') };
}

export const actions: Actions = {
  takeOff: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      return await app.services.takenOff.takeOff(actor, params.partnership, requestFrom(form, params.board));
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  moreTime: (event) =>
    change(event, (form) => {
      const { app, actor } = event.locals;
      const { partnership, board } = event.params;
      return app.services.takingPart.askForTime(actor, partnership, { board, step: text(form, 'step') });
    }),
  gather: (event) =>
    change(event, (form) => {
      const { app, actor } = event.locals;
      const [x = NaN, y = NaN, w = NaN, h = NaN] = text(form, 'view').split(' ').map(Number);
      const { partnership, board } = event.params;
      return app.services.boards.gather(actor, partnership, { id: board, view: { x, y, w, h } });
    }),
  own: (event) =>
    change(event, (form) => {
      const { app, actor } = event.locals;
      const { partnership, board } = event.params;
      return app.services.privateRounds.revealOwn(actor, partnership, { board, round: text(form, 'round') });
    }),
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
