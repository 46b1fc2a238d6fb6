import { redirect } from '@sveltejs/kit';
import { readingOf } from '$lib/features/guests/words';
import { lightPage, wholeBoard } from '../../../participantPage';
import { shownIn } from '../../../participantAnswers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, language }, request, url }) => {
  const secret = app.guestSecret(request.headers.get('cookie'));
  const page = await shownIn(language, app.services.guestKeys.page(secret, url.searchParams.get('board') ?? ''));
  if (!page) redirect(303, '/g');
  const isLight = url.searchParams.get('from') === 'light';
  const back = isLight ? lightPage(page) : wholeBoard(page);
  return { page, isLight, back, language, reading: readingOf(language, page) };
};
