import { json } from '@sveltejs/kit';
import { answered } from '../../../../../../../../answers';
import type { RequestHandler } from './$types';

/** What a step of the session needs beside what everyone is told, for members. */
export const GET: RequestHandler = ({ locals: { app, actor }, params: { partnership, board, session } }) =>
  answered(async () => json(await app.services.sessionOutcomes.around(actor, partnership, { board, session })));
