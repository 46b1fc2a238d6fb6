import type { RequestEvent } from '@sveltejs/kit';
import { isDomainError } from '$lib/domain/shared/errors';
import { shown } from '../../../answers';
import { keep, keepStarted, placeOf } from '../../startSignIn';

/** Sends the browser to the provider, and returns where that is. */
export async function beginOpenId(
  event: RequestEvent,
  { next, shared }: { next: string; shared: boolean },
): Promise<string> {
  const { app } = event.locals;
  const provider = event.params.provider ?? '';
  const begun = await orWhyNot(app.services.openId.begin({ provider, next, shared }));
  if (typeof begun === 'string') return refusedTo(begun, next);
  keep(event, app.openIdCookie(begun.secret, begun.expiresAt));
  return begun.address;
}

/** Signs in whoever came back, and returns where they go. */
export async function finishOpenId(event: RequestEvent): Promise<string> {
  const { locals, params, request, url } = event;
  const { app } = locals;
  const secret = app.openIdSecret(request.headers.get('cookie'));
  const came = { secret, search: url.search, place: placeOf(event) };
  const back = await orWhyNot(app.services.openId.finish(params.provider ?? '', came));
  if (typeof back === 'string') return refusedTo(back, null);
  if (back.as === 'refused') return refusedTo(back.why, back.next);
  if (back.as === 'newcomer') {
    keep(event, app.openIdCookie(back.secret, back.expiresAt));
    return back.next;
  }
  const { name, options } = app.openIdCookie('', back.started.expiresAt);
  event.cookies.delete(name, options);
  keepStarted(event, back.started, back.shared);
  return back.started.step === 'in' ? back.next : `/sign-in/code?next=${encodeURIComponent(back.next)}`;
}

/** A refusal is told on the sign-in page, beside the other ways in. */
function refusedTo(why: string, next: string | null): string {
  return `/sign-in?refused=${why}${next === null ? '' : `&next=${encodeURIComponent(next)}`}`;
}

/** The code of a refusal; an unknown provider is no page. */
async function orWhyNot<T extends object>(work: Promise<T>): Promise<T | string> {
  try {
    return await work;
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    return cause.code === 'notFound' ? shown(Promise.reject<T>(cause)) : cause.code;
  }
}
