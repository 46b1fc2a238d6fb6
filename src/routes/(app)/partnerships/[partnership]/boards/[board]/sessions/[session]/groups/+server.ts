import { json } from '@sveltejs/kit';
import { answered } from '../../../../../../../../answers';
import type { RequestHandler } from './$types';

/** The groups of the session, for those who run it. */
export const GET: RequestHandler = ({ locals: { app, actor }, params: { partnership, board, session } }) =>
  answered(async () => json(await app.services.sessionGroups.page(actor, partnership, { board, session })));
