import { readingOf } from '$lib/features/guests/words';
import { shownIn } from '../../../../../../participantAnswers';
import { isPhone, lightPage, wholeBoard } from '../../../../../../participantPage';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, language }, params, request }) => {
  const asked = { board: params.board, session: params.session };
  const { summary, slug, isYoung } = await shownIn(language, app.services.sessionSummaries.forGuest(actor, asked));
  const page = isPhone(request.headers) ? lightPage : wholeBoard;
  const href = page({ slug, boardId: params.board });
  return { summary, slug, href, language, reading: readingOf(language, { isYoung }) };
};
