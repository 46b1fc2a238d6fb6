import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { actionOf } from '../../src/lib/domain/boards/cardOutcome.ts';
import type { OutcomeAsked } from '../../src/lib/domain/sessions/outcomes/outcome.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { StepKind } from '../../src/lib/domain/sessions/step.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const PLAN = { day: '', from: '', until: '', place: '', meeting: '', like: '' };
/** A day that is not past when the tests run. */
const DUE = '2099-12-04';

let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
let board: string;
let session: string;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'contributor' });
  board = await world.board(ruth, slug);
  await change((doc) => {
    doc.addZone(newZone({ id: 'ideas', title: 'Ideas' }), { by: ruth.id });
    doc.addCards(
      [
        newCard({ id: 'door', text: 'Sign the agreement for the door', zone: 'ideas', type: 'need' }),
        newCard({ id: 'hours', text: 'Agree opening hours', at: [200, 0] }),
        newCard({ id: 'empty', text: ' ' }),
      ],
      { by: ruth.id },
    );
  });
  session = await begun(['assign', 'discuss']);
});

const change = (work: (doc: BoardDoc) => void) =>
  world.app.documents.change(`board/${board}`, { actorId: ruth.id }, (doc) => work(new BoardDoc(doc)));
const cardOf = (id: string) =>
  world.app.documents.read(`board/${board}`, (doc) => {
    const view = new BoardDoc(doc);
    return { type: view.item(id)?.look.type, action: actionOf(doc, id) };
  });
async function prepared(kinds: readonly StepKind[], title = 'December', zones: string[] = []): Promise<string> {
  const made = await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board, title });
  for (const kind of kinds) {
    const draft = { ...newStep(kind), title: kind, instructions: '', zones };
    await world.services.sessions.saveStep(await ruth.actor(), slug, { board, session: made.id, step: null, draft });
  }
  return made.id;
}
async function begun(kinds: readonly StepKind[], title?: string, zones?: string[]): Promise<string> {
  const id = await prepared(kinds, title, zones);
  await command({ is: 'start' }, id);
  return id;
}
const command = async (what: SessionCommand, of = session) =>
  world.services.sessionRuns.command(await ruth.actor(), slug, { board, session: of, command: what });
const live = async () => world.services.sessionRuns.live(await kay.actor(), slug, board);
const stepNow = async () => (await live())?.current.step ?? '';
const go = async (is: 'next' | 'skip' | 'back' | 'end', of = session) => command({ is, step: await stepNow() }, of);
const save = async (patch: Partial<OutcomeAsked>, by = ruth) =>
  world.services.sessionOutcomes.save(await by.actor(), slug, {
    ...{ board, session, card: 'door', kind: 'action', person: '', ownerName: '', organisation: '', due: '' },
    ...{ reason: '', ...patch },
  });
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });
const agreed = () => ({ person: kay.id, due: DUE });

describe('assigning', () => {
  test('chooses from the cards of the step’s zones that have words, and members and guests who may own it', async () => {
    const { code } = await world.guestLink(await ruth.actor(), slug, { board });
    await world.join(code);
    const young = { board, audience: 'young', moderators: [ruth.id] } as const;
    await world.join((await world.guestLink(await ruth.actor(), slug, young)).code, { name: 'Zosia' });
    const assigning = async () =>
      world.services.sessionOutcomes.assigning(await ruth.actor(), slug, { board, session });
    expect(await assigning()).toMatchObject({
      cards: [
        { id: 'door', words: 'Sign the agreement for the door', zone: 'Ideas' },
        { id: 'hours', zone: '' },
      ],
      guests: [{ name: 'Marcin', kind: 'family' }],
      outcomes: [],
    });
    expect((await assigning()).members.map(({ id }) => id).sort()).toEqual([ruth.id, kay.id].sort());
    await go('end');
    session = await begun(['assign'], 'January', ['ideas']);
    expect((await assigning()).cards.map(({ id }) => id)).toEqual(['door']);
  });

  test('makes a card an action of a member, which everyone sees at once, and the card says so', async () => {
    const told: (LiveSession | null)[] = [];
    const stop = world.app.events.on('session.changed', (news) => told.push(news.session));
    const { id } = await save({ ...agreed(), organisation: 'Made up' });
    stop();
    const owner = { personId: kay.id, name: kay.name, organisation: kay.organisation.name };
    const words = 'Sign the agreement for the door';
    expect(told.at(-1)?.outcomes).toEqual([{ id, cardId: 'door', kind: 'action', words, owner, due: DUE, reason: '' }]);
    expect(await cardOf('door')).toEqual({ type: 'action', action: id });
    // The same card again is the same outcome, as it is now.
    expect(await save({ kind: 'decision' })).toEqual({ id });
    expect(await cardOf('door')).toEqual({ type: 'decision', action: null });
    await save({ kind: 'parked', reason: 'Costs first' });
    expect(await cardOf('door')).toEqual({ type: 'need', action: null });
    expect((await live())?.outcomes).toMatchObject([{ kind: 'parked', reason: 'Costs first', due: null }]);
  });

  test('of somebody who is named, and takes back what was a mistake', async () => {
    const { id } = await save({ ownerName: 'Marcin', organisation: 'Parents', due: DUE });
    expect((await live())?.outcomes?.[0]?.owner).toEqual({ personId: null, name: 'Marcin', organisation: 'Parents' });
    const takeBack = async () =>
      world.services.sessionOutcomes.takeBack(await ruth.actor(), slug, { board, session, outcome: id });
    await takeBack();
    await takeBack();
    expect((await live())?.outcomes).toEqual([]);
    expect(await cardOf('door')).toEqual({ type: 'need', action: null });
  });

  test('refuses a card that is not there or has no words, a stranger as owner, and a session that does not run', async () => {
    await expect(save({ card: 'nowhere' })).rejects.toEqual(refused('input.invalid', { card: 'unknownChoice' }));
    await expect(save({ card: 'empty' })).rejects.toEqual(refused('input.invalid', { card: 'unknownChoice' }));
    const stranger = await world.person();
    await expect(save({ person: stranger.id })).rejects.toEqual(refused('input.invalid', { person: 'unknownChoice' }));
    await expect(save({ due: '2020-01-01' })).rejects.toEqual(refused('input.invalid', { due: 'dayPast' }));
    await go('end');
    await expect(save(agreed())).rejects.toEqual(refused('session.over'));
  });

  test('[F8] is for those who run the session alone', async () => {
    const { sessionOutcomes } = world.services;
    const { id: outcome } = await save(agreed());
    const at = { board, session };
    const attempts = [
      (by: Someone) => save(agreed(), by),
      async (by: Someone) => sessionOutcomes.assigning(await by.actor(), slug, at),
      async (by: Someone) => sessionOutcomes.takeBack(await by.actor(), slug, { ...at, outcome }),
      async (by: Someone) =>
        sessionOutcomes.settle(await by.actor(), slug, { ...at, outcome, state: 'done', reason: '' }),
    ];
    const stranger = await world.person();
    for (const attempt of attempts) {
      await expect(attempt(kay)).rejects.toEqual(refused('notAllowed'));
      await expect(attempt(stranger)).rejects.toEqual(refused('notFound'));
    }
  });
});

describe('[F30] a step that assigns actions', () => {
  test('is not left while one lacks its owner or date, and is once it has both or is parked', async () => {
    const step = await stepNow();
    await save({ person: kay.id });
    for (const is of ['next', 'skip', 'end'] as const) {
      await expect(go(is)).rejects.toEqual(refused('session.unfinished'));
      expect(await stepNow()).toBe(step);
    }
    await save({ kind: 'parked', reason: 'Nobody has the time' });
    await go('next');
    expect(await stepNow()).not.toBe(step);
    expect(await live()).not.toHaveProperty('outcomes');
  });

  test('whatever becomes of it in the agenda, the session does not end before', async () => {
    await save({ due: DUE });
    const draft = { ...newStep('share'), title: 'Talk', instructions: '' };
    await world.services.sessions.saveStep(await ruth.actor(), slug, { board, session, step: await stepNow(), draft });
    await go('next');
    await expect(go('end')).rejects.toEqual(refused('session.unfinished'));
    expect((await live())?.outcomes).toHaveLength(1);
    await save(agreed());
    await go('end');
    expect(await live()).toBeNull();
  });
});

describe('[F33] the next session', () => {
  const carried = async (of: string, by = kay) =>
    world.services.sessionOutcomes.carried(await by.actor(), slug, { board, session: of });
  const settle = async (of: string, outcome: string, state: string, reason = '') =>
    world.services.sessionOutcomes.settle(await ruth.actor(), slug, { board, session: of, outcome, state, reason });

  test('begins with what the last one left open, and says what became of it', async () => {
    const { id: action } = await save(agreed());
    const { id: parked } = await save({ card: 'hours', kind: 'parked', reason: 'Costs first' });
    const next = await prepared(['welcome'], 'January');
    expect((await carried(next)).carried).toEqual([]);
    await go('end');
    expect(await carried(next)).toMatchObject({
      mayRun: false,
      carried: [
        { id: action, from: 'December', looked: false, owner: { name: kay.name }, due: DUE },
        { id: parked, reason: 'Costs first' },
      ],
    });
    await settle(next, action, 'done');
    await expect(settle(next, parked, 'dropped')).rejects.toEqual(refused('input.invalid', { reason: 'missing' }));
    await settle(next, parked, 'open');
    expect((await carried(next)).carried).toMatchObject([
      { state: 'done', looked: true },
      { state: 'open', looked: true },
    ]);
    await command({ is: 'start' }, next);
    await go('end', next);
    const last = await prepared(['welcome'], 'February');
    expect((await carried(last)).carried.map(({ id }) => id)).toEqual([parked]);
    await expect(settle(last, action, 'open')).rejects.toEqual(refused('notFound'));
    await expect(settle(next, parked, 'done')).rejects.toEqual(refused('session.over'));
  });
});

describe('whoever owns an action', () => {
  test('hands it over with everything else, to somebody who may see its board', async () => {
    await save(agreed());
    const tom = await world.person({ in: slug });
    const hand = async (to: Someone) =>
      world.services.handOvers.handOver(await kay.actor(), slug, { from: kay.id, to: to.id });
    const told: (LiveSession | null)[] = [];
    const stop = world.app.events.on('session.changed', (news) => told.push(news.session));
    expect(await hand(tom)).toEqual({ actions: 1 });
    stop();
    const owner = { personId: tom.id, name: tom.name, organisation: tom.organisation.name };
    expect(told.at(-1)?.outcomes?.[0]?.owner).toEqual(owner);
    const scope = { open: 'named', people: [ruth.id, tom.id], organisations: [] } as const;
    await world.services.boards.share(await ruth.actor(), slug, { id: board, scope });
    const page = await world.services.handOvers.page(await tom.actor(), slug, { from: tom.id, to: kay.id });
    expect(page.preview).toMatchObject({ moves: [], stays: [{ holding: 'actions', count: 1, why: 'right' }] });
  });

  test('takes it along with their data, and is called as they are called now', async () => {
    await save(agreed());
    const data = await world.services.ownAccount.data(await kay.actor());
    expect(data.actions).toMatchObject([
      { board: 'A board', words: 'Sign the agreement for the door', due: DUE, state: 'open' },
    ]);
    await world.services.ownAccount.describe(await kay.actor(), { name: 'Kay Lim', jobTitle: '' });
    expect((await live())?.outcomes?.[0]?.owner.name).toBe('Kay Lim');
  });
});

test('[T5] the words of a card that is taken off the board go from what it became', async () => {
  await save(agreed());
  const asked = { board, items: ['door'], reviewer: ruth.id, reason: '' };
  await world.services.takenOff.takeOff(await ruth.actor(), slug, asked);
  expect((await live())?.outcomes).toMatchObject([{ words: '', owner: { name: kay.name } }]);
});
