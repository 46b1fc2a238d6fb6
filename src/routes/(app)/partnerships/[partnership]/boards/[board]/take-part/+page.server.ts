import { error, redirect } from '@sveltejs/kit';
import { IDENTIFIER_KINDS } from '$lib/domain/sensitive/finding';
import type { Done } from '$lib/features/guests/takePart/done';
import { DONE } from '$lib/features/guests/takePart/done';
import { readingOf } from '$lib/features/guests/words';
import { m } from '$lib/messages/messages.js';
import { readForm, text } from '../../../../../../answers';
import { refusedIn, shownIn } from '../../../../../../participantAnswers';
import { votesFrom } from '../ballots/ballotForms';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, language }, params, url }) => {
  const { takingPart } = app.services;
  const board = await shownIn(language, takingPart.page(actor, params.partnership, params.board));
  return {
    ...{ board, language, cardId: takingPart.newCardId() },
    reading: readingOf(language, { isYoung: board.me.guest === 'young-person' }),
    done: DONE.find((known) => known === url.searchParams.get('done')) ?? null,
    zone: url.searchParams.get('zone'),
  };
};

/** Does one thing and shows the page anew, so that loading it again sends nothing again. */
async function then(event: RequestEvent, work: (form: FormData) => Promise<Done>) {
  const { language, actor } = event.locals;
  const { request, url } = event;
  const form = await readForm(request);
  keepTurn(event, form);
  let done: Done;
  try {
    done = await work(form);
  } catch (cause) {
    return refusedIn(language, cause, form);
  }
  // On a shared device an address that stays in its list of pages says nothing of what was done.
  if (actor.kind === 'guest' && actor.turn) redirect(303, url.pathname);
  redirect(303, `${url.pathname}?${new URLSearchParams({ done, zone: text(form, 'zone') })}`);
}

/** On a shared device: what the page of an earlier turn sends is nobody's any more, and nothing of it comes back. */
function keepTurn({ locals: { actor }, request, url }: RequestEvent, form: FormData): void {
  const turn = actor.kind === 'guest' ? (actor.turn?.id ?? '') : '';
  if (text(form, 'turn') === turn) return;
  if (request.headers.get('x-sveltekit-action') === 'true')
    error(403, { code: 'notAllowed', message: m.error_notAllowed() });
  redirect(303, url.pathname);
}

function cardFrom(form: FormData, board: string) {
  return { board, card: text(form, 'card'), round: text(form, 'round') || null };
}

function wordsFrom(form: FormData, board: string) {
  const said = form.getAll('cleared').filter((kind) => typeof kind === 'string');
  const cleared = text(form, 'vouched') === 'yes' ? IDENTIFIER_KINDS : said;
  return { ...cardFrom(form, board), words: text(form, 'words'), cleared };
}

export const actions: Actions = {
  beginTurn: async ({ locals: { app, actor, language }, params, request, url, cookies }) => {
    const form = await readForm(request);
    try {
      const number = form.has('number') ? Number(text(form, 'number')) : null;
      const asked = { board: params.board, number, name: text(form, 'guestName'), kind: text(form, 'kind') };
      const secret = await app.services.tables.begin(actor, params.partnership, asked);
      const cookie = app.turnCookie(secret);
      cookies.set(cookie.name, cookie.value, cookie.options);
    } catch (cause) {
      return refusedIn(language, cause, form);
    }
    redirect(303, url.pathname);
  },
  endTurn: async (event) => {
    const { locals, params, request, url, cookies } = event;
    keepTurn(event, await readForm(request));
    try {
      await locals.app.services.tables.end(locals.actor, params.partnership, params.board);
    } catch (cause) {
      return refusedIn(locals.language, cause, new FormData());
    }
    const { name, options } = locals.app.turnCookie('');
    cookies.delete(name, options);
    redirect(303, url.pathname);
  },
  moreTime: async (event) => {
    const { locals, params, request, url } = event;
    const { app, actor, language } = locals;
    const form = await readForm(request);
    keepTurn(event, form);
    try {
      const asked = { board: params.board, step: text(form, 'step') };
      await app.services.takingPart.askForTime(actor, params.partnership, asked);
    } catch (cause) {
      return refusedIn(language, cause, form);
    }
    redirect(303, url.pathname);
  },
  add: (event) =>
    then(event, async (form) => {
      const { app, actor } = event.locals;
      const asked = { ...wordsFrom(form, event.params.board), zone: text(form, 'zone') || null };
      const where = await app.services.takingPart.addCard(actor, event.params.partnership, asked);
      return where === 'sheet' ? 'kept' : 'added';
    }),
  change: (event) =>
    then(event, async (form) => {
      const { app, actor } = event.locals;
      await app.services.takingPart.changeCard(actor, event.params.partnership, wordsFrom(form, event.params.board));
      return 'changed';
    }),
  vote: (event) =>
    then(event, async (form) => {
      const { app, actor } = event.locals;
      const asked = { board: event.params.board, ballot: text(form, 'ballot'), votes: votesFrom(form) };
      await app.services.votes.cast(actor, event.params.partnership, asked);
      return 'voted';
    }),
  remove: (event) =>
    then(event, async (form) => {
      const { app, actor } = event.locals;
      await app.services.takingPart.removeCard(actor, event.params.partnership, cardFrom(form, event.params.board));
      return 'removed';
    }),
  removeSealed: (event) =>
    then(event, async (form) => {
      const { app, actor } = event.locals;
      await app.services.sealedRounds.remove(actor, event.params.partnership, {
        ...{ board: event.params.board, round: text(form, 'round'), card: text(form, 'card') },
      });
      return 'removed';
    }),
  show: (event) =>
    then(event, async (form) => {
      const { app, actor } = event.locals;
      const asked = { board: event.params.board, round: text(form, 'round') };
      await app.services.takingPart.showOwn(actor, event.params.partnership, asked);
      return 'shown';
    }),
};
