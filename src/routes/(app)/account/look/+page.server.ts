import { redirect } from '@sveltejs/kit';
import { lookCookie, lookFromCookie, LOOK_COOKIE, readLook } from '$lib/domain/accounts/look';
import { readForm, text } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

const YEAR_SECONDS = 31_536_000;

export const load: PageServerLoad = ({ cookies, url }) => ({
  look: lookFromCookie(cookies.get(LOOK_COOKIE)),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const form = await readForm(request);
    const chosen = { theme: text(form, 'theme'), contrast: text(form, 'contrast'), motion: text(form, 'motion') };
    const secure = url.protocol === 'https:';
    cookies.set(LOOK_COOKIE, lookCookie(readLook(chosen)), {
      path: '/',
      maxAge: YEAR_SECONDS,
      sameSite: 'lax',
      secure,
    });
    redirect(303, '/account/look?saved'); // what is shown next is asked for with the cookie
  },
};
