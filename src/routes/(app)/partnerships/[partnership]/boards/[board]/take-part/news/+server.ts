import { json } from '@sveltejs/kit';
import { answered } from '../../../../../../../answers';
import type { RequestHandler } from './$types';

/** Waits until something on the board is otherwise than at `since`; 204 when there is nothing to tell for a while. */
export const GET: RequestHandler = ({ locals: { app, actor }, params, url }) =>
  answered(async () => {
    const since = Number(url.searchParams.get('since') ?? NaN);
    const asked = { board: params.board, since };
    const page = await app.services.takingPart.news(actor, params.partnership, asked);
    return page ? json(page) : new Response(null, { status: 204 });
  });
