import { json } from '@sveltejs/kit';
import { answered, readForm } from '../../../../../../../answers';
import { votesFrom } from '../ballotForms';
import type { RequestHandler } from './$types';

/** One's own votes, and nobody else's. */
export const GET: RequestHandler = ({ locals: { app, actor }, params: { partnership, board, ballot } }) =>
  answered(async () => json(await app.services.votes.own(actor, partnership, { board, ballot })));

/** All that somebody says in the ballot now, in the place of what they said before. */
export const POST: RequestHandler = ({ locals: { app, actor }, params: { partnership, board, ballot }, request }) =>
  answered(async () => {
    const votes = votesFrom(await readForm(request));
    await app.services.votes.cast(actor, partnership, { board, ballot, votes });
    return new Response(null, { status: 204 });
  });
