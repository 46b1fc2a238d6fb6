import { redirect } from '@sveltejs/kit';
import { readingOf } from '$lib/features/guests/words';
import { readForm } from '../../../../answers';
import { refusedIn, shownIn } from '../../../../participantAnswers';
import { isPhone, keyPage, lightPage, wholeBoard } from '../../../../participantPage';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, language }, params, request }) => {
  const mine = await shownIn(language, app.services.guestCards.mine(actor, params.board));
  const summaries = await shownIn(language, app.services.sessionSummaries.ofGuest(actor, params.board));
  const page = isPhone(request.headers) ? lightPage : wholeBoard;
  const href = page({ slug: mine.slug, boardId: params.board });
  return { mine, summaries, href, language, reading: readingOf(language, mine) };
};

export const actions: Actions = {
  code: async ({ locals: { app, actor, language }, params, request }) => {
    if (actor.kind === 'guest' && actor.lock === 'use') redirect(303, keyPage(params.board, 'whole'));
    const form = await readForm(request);
    try {
      return { made: await app.services.guestCodes.forReturn(actor, params.board) };
    } catch (cause) {
      return refusedIn(language, cause, form);
    }
  },
};
