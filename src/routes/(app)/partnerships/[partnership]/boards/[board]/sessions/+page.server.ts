import { shown } from '../../../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board } }) =>
  shown(app.services.sessions.list(actor, partnership, board));
