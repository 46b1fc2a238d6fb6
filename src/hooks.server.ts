import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { error, redirect } from '@sveltejs/kit';
import { LOOK_COOKIE, lookAttributes, lookFromCookie } from '$lib/domain/accounts/look';
import { instant } from '$lib/domain/shared/surroundings';
import { m } from '$lib/messages/messages.js';
import { getLocale } from '$lib/messages/runtime.js';
import { takeApp } from '../server/handoff';

const HEADERS = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
};

/** Largest form a page may post, in bytes. Files of a board have a limit of their own. */
const MAX_FORM_BYTES = 1024 * 1024;
const FILES_ROUTE = '/(app)/partnerships/[partnership]/boards/[board]/files';
/** What a guest opens of a board: the canvas, the outline, and its pictures. */
const BOARD_ROUTE = '/(app)/partnerships/[partnership]/boards/[board]';
const GUEST_ROUTES: ReadonlySet<string> = new Set([
  BOARD_ROUTE,
  `${BOARD_ROUTE}/outline`,
  FILES_ROUTE,
  `${FILES_ROUTE}/[file]`,
]);
/** What the browser may keep, but asks about each time, so that rights are judged each time. */
const ASKED_ANEW = 'private, no-cache';

export const handle: Handle = async ({ event, resolve }) => {
  const app = takeApp();
  if (!isReading(event.request) && !app.isOwnOrigin(event.request.headers)) {
    return new Response(m.error_other_origin(), { status: 403, headers: { 'content-type': 'text/plain' } });
  }
  if (isTooLong(event)) {
    return new Response(m.error_form_tooLarge(), { status: 413, headers: { 'content-type': 'text/plain' } });
  }
  const { actor, signIn, withheld } = await app.identify(
    event.request.headers.get('cookie'),
    event.params.board ?? null,
  );
  event.locals = { app, actor, signIn, now: instant(Date.now()) };
  sendToSignIn(event);
  leadToFactors(event, withheld);
  const look = lookAttributes(lookFromCookie(event.cookies.get(LOOK_COOKIE)));
  const response = await app.calledFrom(event.getClientAddress(), () =>
    resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', getLocale()).replace('%look%', look),
      preload: ({ type }) => type === 'js' || type === 'css',
    }),
  );
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  if (!mayKeep(response, event.locals)) response.headers.set('cache-control', 'no-store');
  return response;
};

/** Anything nobody foresaw: a reference for the person, the whole of it in the log, nothing personal in either. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
  if (status === 404) return { code: 'page.notFound', message: m.error_notFound() };
  if (status < 500) return { code: 'input.invalid', message: m.error_input_invalid() }; // a mistake of the caller's, not ours
  const reference = randomUUID().slice(0, 8).toUpperCase();
  takeApp().log.error({ reference, route: event.route.id, err: cause }, 'a page failed');
  return { code: 'unexpected', message: m.error_unexpected(), reference };
};

/** A body without a length could go on for ever; browsers always give one. */
function isTooLong({ request, route }: RequestEvent): boolean {
  if (request.body === null || route.id === FILES_ROUTE) return false;
  const length = Number(request.headers.get('content-length') ?? NaN);
  return !(length <= MAX_FORM_BYTES);
}

/** Of what only people who are signed in may see, nothing stays behind but what is asked about anew; on a shared computer, nothing. */
function mayKeep({ headers }: Response, { actor, signIn }: RequestEvent['locals']): boolean {
  const said = headers.get('cache-control');
  // A guest's browser may be one that stands in a hall.
  return actor.kind !== 'guest' && said !== null && (signIn === null || (said === ASKED_ANEW && !signIn.shared));
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Everything under (app) is for people who are signed in, but a board for its guests too; the way back is kept. */
function sendToSignIn({ locals, route, url, params, isDataRequest, request }: RequestEvent): void {
  const { actor } = locals;
  if (actor.kind === 'person' || !route.id?.startsWith('/(app)')) return;
  const isForGuests = actor.kind === 'guest' && GUEST_ROUTES.has(route.id);
  if (isForGuests && actor.boards[params.board ?? '']) return;
  if (isForGuests && isReading(request)) redirect(303, '/g');
  if (!isReading(request) && !isDataRequest && request.headers.get('x-sveltekit-action') !== 'true') {
    return error(401, { code: 'signIn.needed', message: m.error_signIn_needed() });
  }
  const next = isReading(request) ? url.pathname + url.search : url.pathname;
  redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
}

/** A partnership that asks for more than a password leads to where one is given more. */
function leadToFactors({ params }: RequestEvent, withheld: readonly string[]): void {
  if (params.partnership !== undefined && withheld.includes(params.partnership))
    redirect(303, '/account/factors?needed');
}
