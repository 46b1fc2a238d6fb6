import { redirect } from '@sveltejs/kit';
import { isDomainError } from '$lib/domain/shared/errors';
import { readingOf } from '$lib/features/guests/words';
import { readForm, text } from '../../../answers';
import { refusedIn } from '../../../participantAnswers';
import { isPhone, lightPage, pageFor, wholeBoard } from '../../../participantPage';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, language }, params, request, url }) => {
  const { guestJoining } = app.services;
  const identity = app.guestSecret(request.headers.get('cookie'));
  const way = await nullIfUnknown(guestJoining.wayIn(actor, params.code, identity));
  const signedIn = actor.kind === 'person';
  const link = await nullIfUnknown(guestJoining.page(params.code));
  const isShared = (link?.sharedBy ?? 1) > 1;
  // A member's own browser becomes a shared device once they signed out: whoever is next must not have their account.
  if (way && !(signedIn && isShared)) {
    if (isShared) redirect(303, lightPage(way));
    const screen = url.searchParams.get('screen');
    if (screen !== null && !signedIn) redirect(303, pageFor(screen, way));
    redirect(303, !signedIn && isPhone(request.headers) ? lightPage(way) : wholeBoard(way));
  }
  const waiting = link && (await guestJoining.waiting(params.code, identity));
  const reading = readingOf(language, { isYoung: link?.audience === 'young' });
  return { link, waiting, signedIn, language, reading };
};

export const actions: Actions = {
  default: async ({ locals: { app, language }, params, request, cookies }) => {
    const form = await readForm(request);
    let way: { slug: string; boardId: string; waiting: boolean; shared: boolean };
    try {
      const mail = form.has('summaryMail');
      const consent = { name: form.has('summaryName'), mail, address: mail ? text(form, 'summaryAddress') : '' };
      const who = { name: text(form, 'guestName'), kind: text(form, 'kind') };
      const given = { ...who, password: text(form, 'password'), consent };
      const identity = app.guestSecret(request.headers.get('cookie'));
      const joined = await app.services.guestJoining.join(params.code, given, identity);
      const { name, value, options } = app.guestCookie(joined.secret, joined.expiresAt);
      cookies.set(name, value, options);
      way = joined;
    } catch (cause) {
      return refusedIn(language, cause, form);
    }
    const screen = text(form, 'screen') || 'unknown';
    // Whoever waits lands by it, too, once they are let in.
    if (way.waiting) redirect(303, `/g/${params.code}?${new URLSearchParams({ screen })}`);
    redirect(303, way.shared ? lightPage(way) : pageFor(screen, way));
  },
};

/** Null for a link that is none. */
async function nullIfUnknown<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (cause) {
    if (isDomainError(cause) && cause.code === 'guestLink.unknown') return null;
    throw cause;
  }
}
