import { json } from '@sveltejs/kit';
import { answered } from '../../../../../../../../answers';
import type { RequestHandler } from './$types';

/** What somebody said about the session's summary, for themselves. */
export const GET: RequestHandler = ({ locals: { app, actor }, params: { partnership, board, session } }) =>
  answered(async () => json(await app.services.sessionConsents.mine(actor, partnership, { board, session })));
