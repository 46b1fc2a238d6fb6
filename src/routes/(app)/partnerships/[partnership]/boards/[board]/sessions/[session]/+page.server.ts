import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../../../answers';
import { groupWork } from '../groupForms';
import { secretWork } from '../secretForms';
import { commandFrom, countFrom, daysFrom, outcomeFrom, planFrom, stepFrom } from '../sessionForms';
import { ballotCommandFrom, papersFrom } from '../../ballots/ballotForms';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, now }, params }) => {
  const { partnership, board, session } = params;
  const address = { board, session };
  const { sessions, sessionInvitations, sessionRooms, sessionOutcomes, sessionConsents, sessionTurnout } = app.services;
  const { sealedRounds } = app.services;
  const [page, invitations, room, { carried }, consent, turnout, ownSealed] = await shown(
    Promise.all([
      sessions.page(actor, partnership, address),
      sessionInvitations.list(actor, partnership, address),
      sessionRooms.page(actor, partnership, address),
      sessionOutcomes.carried(actor, partnership, address),
      sessionConsents.mine(actor, partnership, address),
      sessionTurnout.of(actor, partnership, address),
      sealedRounds.mine(actor, partnership, board),
    ]),
  );
  const sealed = page.mayRun ? await shown(sealedRounds.list(actor, partnership, address)) : [];
  return { session: page, invitations, room, carried, consent, turnout, sealed, ownSealed, now };
};

type Work = (
  services: RequestEvent['locals']['app']['services'],
  asked: { form: FormData; address: { board: string; session: string } },
) => Promise<unknown>;

/** Does one thing to the session and answers as its forms expect. */
const does =
  (work: Work) =>
  async ({ locals: { app }, params, request }: RequestEvent) => {
    const form = await readForm(request);
    const address = { board: params.board, session: params.session };
    try {
      await work(app.services, { form, address });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    return { done: true as const };
  };

/** Cards that were named; null means those of the step. */
function chosenIn(form: FormData): string[] | null {
  const cards = form.getAll('card').filter((card) => typeof card === 'string');
  return cards.length > 0 ? cards : null;
}

export const actions: Actions = {
  plan: (event) =>
    does(({ sessions }, { form, address }) =>
      sessions.plan(event.locals.actor, event.params.partnership, { ...planFrom(form), ...address }),
    )(event),
  step: (event) =>
    does(({ sessions }, { form, address }) => {
      const asked = { ...address, step: text(form, 'step') || null, draft: stepFrom(form), asked: daysFrom(form) };
      return sessions.saveStep(event.locals.actor, event.params.partnership, asked);
    })(event),
  move: (event) =>
    does(({ sessions }, { form, address }) => {
      const asked = { ...address, step: text(form, 'step'), to: Number(text(form, 'to')) };
      return sessions.moveStep(event.locals.actor, event.params.partnership, asked);
    })(event),
  take: (event) =>
    does(({ sessions }, { form, address }) =>
      sessions.removeStep(event.locals.actor, event.params.partnership, { ...address, step: text(form, 'step') }),
    )(event),
  tell: (event) =>
    does(({ sessionInvitations }, { address }) =>
      sessionInvitations.tell(event.locals.actor, event.params.partnership, address),
    )(event),
  command: (event) =>
    does(({ sessionRuns }, { form, address }) => {
      const command = commandFrom(form);
      return sessionRuns.command(event.locals.actor, event.params.partnership, { ...address, command });
    })(event),
  secret: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const address = { board: params.board, round: text(form, 'round') };
    try {
      return {
        done: true as const,
        ...(await secretWork(app.services.privateRounds, form)(actor, params.partnership, address)),
      };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  groups: (event) =>
    does(({ sessionGroups: groups, groupPlaces: places }, { form, address }) =>
      groupWork({ groups, places }, form)(event.locals.actor, event.params.partnership, address),
    )(event),
  count: (event) =>
    does(({ sessionRooms }, { form, address }) => {
      const asked = { ...address, withoutDevice: countFrom(form) };
      return sessionRooms.count(event.locals.actor, event.params.partnership, asked);
    })(event),
  show: (event) =>
    does(({ sessionRooms }, { form, address }) =>
      sessionRooms.show(event.locals.actor, event.params.partnership, { ...address, link: text(form, 'link') || null }),
    )(event),
  openBallot: (event) =>
    does(({ ballots }, { form, address }) => {
      const asked = { ...address, after: text(form, 'after'), cards: chosenIn(form) };
      return ballots.open(event.locals.actor, event.params.partnership, asked);
    })(event),
  chooseCards: (event) =>
    does(({ ballotCards }, { form, address }) => {
      const asked = { ...address, step: text(form, 'step'), cards: chosenIn(form) ?? [] };
      return ballotCards.choose(event.locals.actor, event.params.partnership, asked);
    })(event),
  renewBallot: (event) =>
    does(({ ballots }, { form, address }) => {
      const asked = { ...address, ballot: text(form, 'ballot'), cards: chosenIn(form) };
      return ballots.choose(event.locals.actor, event.params.partnership, asked);
    })(event),
  ballot: (event) =>
    does(({ ballots }, { form, address }) => {
      const asked = { ...address, ballot: text(form, 'ballot'), command: ballotCommandFrom(form) };
      return ballots.command(event.locals.actor, event.params.partnership, asked);
    })(event),
  papers: (event) =>
    does(({ ballots }, { form, address }) => {
      const asked = { ...address, ballot: text(form, 'ballot'), papers: papersFrom(form) };
      return ballots.addPapers(event.locals.actor, event.params.partnership, asked);
    })(event),
  paperCards: async ({ locals: { app, actor }, params: { partnership, board, session }, request }) => {
    const form = await readForm(request);
    try {
      const asked = { board, session, list: text(form, 'list'), lines: text(form, 'lines') };
      const more = { zone: text(form, 'zone') || null, vouched: form.has('vouched') };
      const typed = await app.services.paperCards.add(actor, partnership, { ...asked, ...more });
      return { typed: { list: asked.list, ...typed } };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  sealed: (event) =>
    does(({ sealedRounds }, { form, address }) => {
      const asked = { ...address, round: text(form, 'round') };
      const { actor } = event.locals;
      const { partnership } = event.params;
      if (text(form, 'is') === 'leave') return sealedRounds.leave(actor, partnership, asked);
      return sealedRounds.reveal(actor, partnership, asked);
    })(event),
  removeSealed: (event) =>
    does(({ sealedRounds }, { form, address }) => {
      const asked = { board: address.board, round: text(form, 'round'), card: text(form, 'card') };
      return sealedRounds.remove(event.locals.actor, event.params.partnership, asked);
    })(event),
  takeBackPapers: (event) =>
    does(({ paperCards }, { form, address }) =>
      paperCards.takeBack(event.locals.actor, event.params.partnership, { ...address, list: text(form, 'list') }),
    )(event),
  outcome: (event) =>
    does(({ sessionOutcomes }, { form, address }) =>
      sessionOutcomes.save(event.locals.actor, event.params.partnership, { ...address, ...outcomeFrom(form) }),
    )(event),
  takeBack: (event) =>
    does(({ sessionOutcomes }, { form, address }) => {
      const asked = { ...address, outcome: text(form, 'outcome') };
      return sessionOutcomes.takeBack(event.locals.actor, event.params.partnership, asked);
    })(event),
  settle: (event) =>
    does(({ sessionOutcomes }, { form, address }) => {
      const said = { outcome: text(form, 'outcome'), state: text(form, 'state'), reason: text(form, 'reason') };
      return sessionOutcomes.settle(event.locals.actor, event.params.partnership, { ...address, ...said });
    })(event),
  consent: (event) =>
    does(({ sessionConsents }, { form, address }) => {
      const said = { name: form.has('name'), mail: form.has('mail') };
      return sessionConsents.say(event.locals.actor, event.params.partnership, { ...address, ...said });
    })(event),
  start: async (event) => {
    const start = does(({ sessionRuns }, { address }) =>
      sessionRuns.command(event.locals.actor, event.params.partnership, { ...address, command: { is: 'start' } }),
    );
    const answer = await start(event);
    if ('done' in answer) redirect(303, event.url.pathname.replace(/\/sessions\/.*$/, ''));
    return answer;
  },
  remove: async (event) => {
    const remove = does(({ sessions }, { address }) =>
      sessions.remove(event.locals.actor, event.params.partnership, address),
    );
    const answer = await remove(event);
    if ('done' in answer) redirect(303, event.url.pathname.replace(/\/[^/]*$/, ''));
    return answer;
  },
};
