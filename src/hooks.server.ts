import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { error, redirect } from '@sveltejs/kit';
import { LOOK_COOKIE, lookAttributes, lookFromCookie } from '$lib/domain/accounts/look';
import type { Language } from '$lib/domain/languages/language';
import { LANGUAGE_COOKIE, languageAttributes, languageFor, tongueOf } from '$lib/domain/languages/language';
import { instant } from '$lib/domain/shared/surroundings';
import { m } from '$lib/messages/messages.js';
import { takeApp } from '../server/handoff';

/** Largest form a page may post, in bytes. Files of a board have a limit of their own. */
const MAX_FORM_BYTES = 1024 * 1024;
const FILES_ROUTE = '/(app)/partnerships/[partnership]/boards/[board]/files';
/** What a guest opens of a board: the canvas, the outline, the light page, its votes, and its pictures. */
const BOARD_ROUTE = '/(app)/partnerships/[partnership]/boards/[board]';
const TAKE_PART_ROUTE = `${BOARD_ROUTE}/take-part`;
const GUEST_ROUTES: ReadonlySet<string> = new Set([
  BOARD_ROUTE,
  `${BOARD_ROUTE}/outline`,
  TAKE_PART_ROUTE,
  `${TAKE_PART_ROUTE}/news`,
  `${BOARD_ROUTE}/ballots/[ballot]`,
  FILES_ROUTE,
  `${FILES_ROUTE}/[file]`,
]);
/** Where somebody has their turn on a shared device: elsewhere the device looks, and nothing more. */
const TURN_ROUTES: ReadonlySet<string> = new Set([TAKE_PART_ROUTE, `${TAKE_PART_ROUTE}/news`]);
/** Pages in the language that was chosen on this browser. The others are in English. */
const PARTICIPANT_ROUTES: ReadonlySet<string> = new Set([
  '/(public)/g',
  '/(public)/g/[code]',
  '/(public)/g/boards/[board]',
  '/(public)/g/key',
  '/(public)/worried',
  '/(public)/partnerships/[partnership]/privacy',
  '/(public)/partnerships/[partnership]/worried',
  TAKE_PART_ROUTE,
]);
/** Fetched with the page. Participants' pages use the phone's own: ours is a third of what one may weigh. */
const TYPEFACE =
  '<link rel="preload" href="/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin="anonymous" />';
/** What the browser may keep, but asks about each time, so that rights are judged each time. */
const ASKED_ANEW = 'private, no-cache';

/** A page of last resort is not drawn by the pages, which bring a policy of their own: nothing in it runs. */
const NOTHING_RUNS =
  "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

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
    { inTurn: TURN_ROUTES.has(event.route.id ?? '') },
  );
  const language = languageOf(event);
  event.locals = { app, actor, signIn, language, now: instant(Date.now()) };
  sendToSignIn(event);
  leadToFactors(event, withheld);
  const look = lookAttributes(lookFromCookie(event.cookies.get(LOOK_COOKIE))) + languageAttributes(language);
  const typeface = isForParticipants(event) ? '' : TYPEFACE;
  const response = await app.calledFrom(event.getClientAddress(), () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', tongueOf(language).tag).replace('%look%', look).replace('%typeface%', typeface),
      preload: ({ type }) => type === 'js' || type === 'css',
    }),
  );
  if (isWithoutPolicy(response)) response.headers.set('content-security-policy', NOTHING_RUNS);
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

function isForParticipants({ route }: Pick<RequestEvent, 'route'>): boolean {
  return PARTICIPANT_ROUTES.has(route.id ?? '');
}

function languageOf({ route, cookies, request }: RequestEvent): Language {
  if (!isForParticipants({ route })) return 'en';
  return languageFor(cookies.get(LANGUAGE_COOKIE), request.headers.get('accept-language'));
}

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

function isWithoutPolicy({ headers }: Response): boolean {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  return isPage && !headers.has('content-security-policy');
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
function leadToFactors({ params, route }: RequestEvent, withheld: readonly string[]): void {
  // Whom to tell about a worry, and who answers for data, is never behind a second step.
  if (route.id?.startsWith('/(public)')) return;
  if (params.partnership !== undefined && withheld.includes(params.partnership))
    redirect(303, '/account/factors?needed');
}
