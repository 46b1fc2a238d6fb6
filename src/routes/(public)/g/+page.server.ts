import { redirect } from '@sveltejs/kit';
import { readForm, text } from '../../answers';
import { refusedIn, shownIn } from '../../participantAnswers';
import { isPhone, lightPage, pageFor, wholeBoard } from '../../participantPage';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, language }, request }) => {
  const identity = app.guestSecret(request.headers.get('cookie'));
  const boards = await shownIn(language, app.services.guestJoining.mine(identity));
  const page = isPhone(request.headers) ? lightPage : wholeBoard;
  return { language, reading: language, boards: boards.map((board) => ({ ...board, href: page(board) })) };
};

export const actions: Actions = {
  code: async ({ locals: { app, language }, request, cookies }) => {
    const form = await readForm(request);
    let path: string;
    try {
      const identity = app.guestSecret(request.headers.get('cookie'));
      const answer = await app.services.guestCodes.enter(text(form, 'joinCode'), identity);
      if (answer.is === 'return') {
        const { name, value, options } = app.guestCookie(answer.secret, answer.expiresAt);
        cookies.set(name, value, options);
      }
      path = answer.is === 'return' ? pageFor(text(form, 'screen'), answer) : answer.path;
    } catch (cause) {
      return refusedIn(language, cause, form);
    }
    redirect(303, path);
  },
};
