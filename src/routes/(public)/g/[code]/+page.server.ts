import { redirect } from '@sveltejs/kit';
import { isDomainError } from '$lib/domain/shared/errors';
import { readForm, refusedForm, text } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, request }) => {
  const { guestJoining } = app.services;
  const identity = app.guestSecret(request.headers.get('cookie'));
  const way = await nullIfUnknown(guestJoining.wayIn(actor, params.code, identity));
  if (way) redirect(303, `/partnerships/${way.slug}/boards/${way.boardId}`);
  return { link: await nullIfUnknown(guestJoining.page(params.code)), signedIn: actor.kind === 'person' };
};

export const actions: Actions = {
  default: async ({ locals: { app }, params, request, cookies }) => {
    const form = await readForm(request);
    let way: { slug: string; boardId: string };
    try {
      const given = { name: text(form, 'guestName'), kind: text(form, 'kind'), password: text(form, 'password') };
      const identity = app.guestSecret(request.headers.get('cookie'));
      const joined = await app.services.guestJoining.join(params.code, given, identity);
      const { name, value, options } = app.guestCookie(joined.secret, joined.expiresAt);
      cookies.set(name, value, options);
      way = joined;
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${way.slug}/boards/${way.boardId}`);
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
