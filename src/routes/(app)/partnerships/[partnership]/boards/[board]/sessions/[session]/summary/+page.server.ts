import { readForm, refusedForm, shown, text } from '../../../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board, session } }) =>
  shown(app.services.sessionSummaries.page(actor, partnership, { board, session }));

export const actions: Actions = {
  note: async ({ locals: { app, actor }, params: { partnership, board, session }, request }) => {
    const form = await readForm(request);
    try {
      const asked = { board, session, note: text(form, 'note') };
      await app.services.sessionSummaries.setNote(actor, partnership, asked);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    return { saved: true as const };
  },
  send: async ({ locals: { app, actor }, params: { partnership, board, session }, request }) => {
    const form = await readForm(request);
    try {
      return { sent: await app.services.sessionSummaries.send(actor, partnership, { board, session }) };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
