import { redirect } from '@sveltejs/kit';
import { isLanguage, LANGUAGE_COOKIE } from '$lib/domain/languages/language';
import { readForm, text } from '../../answers';
import { safeReturnPath } from '../sign-in/returnPath';
import type { Actions, PageServerLoad } from './$types';

const KEPT_SECONDS = 365 * 24 * 60 * 60;

/** Choosing a language is a deed, never a link. */
export const load: PageServerLoad = () => redirect(303, '/g');

export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const form = await readForm(request);
    const language = text(form, 'language');
    if (isLanguage(language)) {
      const secure = url.protocol === 'https:';
      cookies.set(LANGUAGE_COOKIE, language, { path: '/', maxAge: KEPT_SECONDS, sameSite: 'lax', secure });
    }
    redirect(303, safeReturnPath(text(form, 'next')));
  },
};
