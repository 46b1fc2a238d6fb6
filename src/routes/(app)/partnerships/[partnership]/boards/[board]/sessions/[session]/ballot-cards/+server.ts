import { json } from '@sveltejs/kit';
import { answered } from '../../../../../../../../answers';
import type { RequestHandler } from './$types';

/** The cards a facilitator chose for the vote of a step; null where its zones say what is voted on. */
export const GET: RequestHandler = ({ locals: { app, actor }, params: { partnership, board, session }, url }) =>
  answered(async () => {
    const asked = { board, session, step: url.searchParams.get('step') ?? '' };
    return json({ cards: await app.services.ballotCards.chosen(actor, partnership, asked) });
  });
