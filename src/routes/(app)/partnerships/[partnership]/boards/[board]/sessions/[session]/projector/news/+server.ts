import { json } from '@sveltejs/kit';
import { answered } from '../../../../../../../../../answers';
import type { RequestHandler } from './$types';

/** What the projector shows, as it is now. */
export const GET: RequestHandler = ({ locals: { app, actor }, params }) =>
  answered(async () => {
    const { partnership, board, session } = params;
    return json(await app.services.sessionRooms.projector(actor, partnership, { board, session }));
  });
