import { shown } from '../../../../../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board, session } }) => ({
  session: await shown(app.services.sessionRehearsals.page(actor, partnership, { board, session })),
});
