import { json } from '@sveltejs/kit';
import { answered } from '../../../../answers';
import type { RequestEvent, RequestHandler } from './$types';

/** What a guest's browser is to do with the lock of its device. */
export const POST: RequestHandler = (event) =>
  answered(async () => {
    const { secret, board } = askedIn(event);
    return json(await event.locals.app.services.guestKeys.ask(secret, board));
  });

/** What it says to that. */
export const PUT: RequestHandler = (event) =>
  answered(async () => {
    const { secret, board } = askedIn(event);
    const response: unknown = await event.request.json().catch(() => null);
    await event.locals.app.services.guestKeys.answer(secret, board, response);
    return json({ done: true });
  });

function askedIn({ locals: { app }, request, url }: RequestEvent) {
  return { secret: app.guestSecret(request.headers.get('cookie')), board: url.searchParams.get('board') ?? '' };
}
