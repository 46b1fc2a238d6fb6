import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { VoteRules } from '../../src/lib/domain/sessions/rules.ts';
import { OPEN_WRITING, USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { BallotCommand } from '../../src/lib/domain/sessions/votes/ballot.ts';
import type { Papers } from '../../src/lib/domain/sessions/votes/vote.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';

const PLAN = { title: 'Vote', day: '', from: '', until: '', place: '', meeting: '', like: '' };
const WORDS = 'canary-5520-words-of-a-card';

let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
let kay: Someone;
let vic: Someone;
let board: string;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  tom = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'commenter' });
  vic = await world.person({ in: slug, role: 'viewer' });
  board = await world.board(ruth, slug);
  await world.app.documents.change(`board/${board}`, { actorId: null }, (doc) => {
    const made = new BoardDoc(doc);
    made.addZone(newZone({ id: 'zone' }), { by: null });
    const cards = ['a', 'b', 'c'].map((id, index) => newCard({ id, zone: 'zone', text: WORDS, at: [index * 200, 60] }));
    const others = [newCard({ id: 'outside', text: 'elsewhere' }), newCard({ id: 'empty', zone: 'zone', text: ' ' })];
    made.addCards([...cards, ...others], { by: null });
  });
});

/** A session of a step in which everyone talks, one with a vote, and one to close. The vote has begun. */
async function voting(vote: Partial<VoteRules> = {}, zones: readonly string[] = ['zone']): Promise<Voting> {
  const by = await ruth.actor();
  const { sessions } = world.services;
  const { id: session } = await sessions.make(by, slug, { ...PLAN, board });
  const rules = { ...OPEN_WRITING, writing: 'closed' as const, vote: { ...USUAL_VOTE, ...vote } };
  const save = async (title: string, more: object = {}) => {
    const draft = { ...newStep('share'), title, instructions: '', ...more };
    return (await sessions.saveStep(by, slug, { board, session, step: null, draft })).step;
  };
  const steps = [await save('Talk'), await save('What first?', { kind: 'vote', rules, zones }), await save('Close')];
  const [talk = '', step = '', last = ''] = steps;
  await go(session, { is: 'start' });
  await go(session, { is: 'next', step: talk });
  return { session, talk, step, last, ballot: (await live())?.id ?? '' };
}
interface Voting {
  session: string;
  talk: string;
  step: string;
  last: string;
  ballot: string;
}

const go = async (session: string, command: SessionCommand, by = ruth) =>
  world.services.sessionRuns.command(await by.actor(), slug, { board, session, command });
const live = async (by = kay) => (await world.services.sessionRuns.live(await by.actor(), slug, board))?.ballot ?? null;
const votesOf = (said: Readonly<Record<string, number>>) =>
  Object.entries(said).map(([card, value]) => ({ card, value }));
const cast = async (ballot: string, said: Readonly<Record<string, number>>, by: Someone | Actor = kay) =>
  world.services.votes.cast('email' in by ? await by.actor() : by, slug, { board, ballot, votes: votesOf(said) });
const own = async (ballot: string, by = kay) => world.services.votes.own(await by.actor(), slug, { board, ballot });
const command = async ({ session, ballot }: Voting, what: BallotCommand, by = ruth) =>
  world.services.ballots.command(await by.actor(), slug, { board, session, ballot, command: what });
const addPapers = async ({ session, ballot }: Voting, papers: Papers, by = ruth) =>
  world.services.ballots.addPapers(await by.actor(), slug, { board, session, ballot, papers });
const open = async ({ session }: Voting, asked: { after: string; cards?: readonly string[] }, by = ruth) =>
  world.services.ballots.open(await by.actor(), slug, { board, session, cards: null, ...asked });
const results = async ({ session }: Voting, by = kay) =>
  world.services.ballots.resultsOf(await by.actor(), slug, { board, session });
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });
async function guest(right: 'edit' | 'comment' | 'look', kind: 'family' | 'nhs' = 'family'): Promise<Actor> {
  const { code } = await world.guestLink(await ruth.actor(), slug, { board, right });
  return world.guest((await world.join(code, { kind })).secret, board);
}

describe('a ballot', () => {
  test('[F28] opens by itself with its step, about the cards of its zones, and is closed when the step is left', async () => {
    const { session, step, talk, ballot } = await voting();
    expect(await live()).toEqual({
      ...{ id: ballot, step, state: 'open', rules: USUAL_VOTE, cards: ['a', 'b', 'c'] },
      ...{ voted: 0, papers: 0, results: null },
    });
    await cast(ballot, { a: 1 });
    await go(session, { is: 'next', step });
    expect(await live()).toMatchObject({ id: ballot, state: 'closed', voted: 1 });
    await expect(cast(ballot, { b: 1 })).rejects.toEqual(refused('ballot.closed'));
    // Going back opens no second one, and the first only when a facilitator says so.
    await go(session, { is: 'back', step: (await page(session)).agenda[2]?.id ?? '' });
    expect(await live()).toMatchObject({ id: ballot, state: 'closed' });
    await command({ session, step, talk, last: '', ballot }, 'reopen');
    await cast(ballot, { b: 1 });
    expect((await own(ballot)).votes).toEqual(votesOf({ b: 1 }));
    await go(session, { is: 'end', step });
    await expect(cast(ballot, { a: 1 })).rejects.toEqual(refused('ballot.closed'));
  });

  test('is about the whole board where its step names no zone, and about chosen cards where somebody chose', async () => {
    const at = await voting({}, []);
    expect((await live())?.cards).toEqual(['a', 'b', 'c', 'outside']);
    const choose = async (cards: readonly string[] | null) =>
      world.services.ballots.choose(await ruth.actor(), slug, { board, ...at, cards });
    await choose(['outside', 'b', 'gone']);
    expect((await live())?.cards).toEqual(['b', 'outside']);
    await expect(cast(at.ballot, { a: 1 })).rejects.toEqual(refused('input.invalid', { votes: 'unknownChoice' }));
    await expect(choose(['gone'])).rejects.toEqual(refused('input.invalid', { cards: 'missing' }));
    await choose(null);
    expect((await live())?.cards).toEqual(['a', 'b', 'c', 'outside']);
    await command(at, 'reveal');
    await open(at, { after: at.ballot, cards: ['c'] });
    expect(await live()).toMatchObject({ cards: ['c'], state: 'open', voted: 0 });
  });

  test('[F22] is moved on once by two who press at once, without an error, and stays revealed', async () => {
    const at = await voting();
    await Promise.all([command(at, 'close'), command(at, 'close', tom)]);
    await command(at, 'reopen');
    await Promise.all([command(at, 'reveal'), command(at, 'reveal', tom), command(at, 'close', tom)]);
    for (const late of ['close', 'reopen', 'reveal'] as const) await command(at, late);
    expect((await live())?.state).toBe('revealed');
    const events = (await openRepos(world.app.db).audit.events()).filter(({ details }) => details.includes(at.ballot));
    expect(events.map(({ event }) => event).filter((event) => event !== 'session.voteClosed')).toEqual([
      ...['session.voteOpened', 'session.voteReopened', 'session.voteRevealed'],
    ]);
    await Promise.all([open(at, { after: at.ballot }), open(at, { after: at.ballot }, tom)]);
    const second = await live();
    expect(second).toMatchObject({ state: 'open' });
    expect(second?.id).not.toBe(at.ballot);
    await open(at, { after: second?.id ?? '' });
    expect((await live())?.id).toBe(second?.id);
  });

  test('is opened in a step with a vote alone', async () => {
    const { session, step, ...rest } = await voting();
    await go(session, { is: 'next', step });
    await expect(open({ session, step, ...rest }, { after: rest.ballot })).rejects.toEqual(refused('session.noVote'));
    const planned = await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board });
    await open({ ...rest, step, session: planned.id }, { after: '' });
    expect(await openRepos(world.app.db).ballots.ofSession(planned.id)).toEqual([]);
  });

  test('is run by facilitators alone', async () => {
    const at = await voting();
    const papers = { people: 1, votes: [] };
    const { ballots } = world.services;
    for (const by of [kay, vic]) {
      await expect(command(at, 'reveal', by)).rejects.toEqual(refused('notAllowed'));
      await expect(addPapers(at, papers, by)).rejects.toEqual(refused('notAllowed'));
      await expect(open(at, { after: '' }, by)).rejects.toEqual(refused('notAllowed'));
      const choice = { board, ...at, cards: ['a'] };
      await expect(ballots.choose(await by.actor(), slug, choice)).rejects.toEqual(refused('notAllowed'));
    }
    const marcin = await guest('edit');
    const reveal = { board, ...at, command: 'reveal' as const };
    await expect(ballots.command(marcin, slug, reveal)).rejects.toEqual(refused('signIn.needed'));
    await expect(ballots.resultsOf(await (await world.person()).actor(), slug, { board, ...at })).rejects.toEqual(
      refused('notFound'),
    );
    // Another board's ballot is not there, nor another session's.
    const other = await world.board(ruth, slug);
    await expect(ballots.command(await ruth.actor(), slug, { ...reveal, board: other })).rejects.toEqual(
      refused('notFound'),
    );
    const session = (await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board })).id;
    await expect(ballots.command(await ruth.actor(), slug, { ...reveal, session })).rejects.toEqual(
      refused('notFound'),
    );
  });
});

describe('voting', () => {
  test('[F21] keeps everyone to their dots, to the cards that are voted on, and to themselves', async () => {
    const { ballot } = await voting({ dots: 3, perCard: 2 });
    const fault = (votes: string) => refused('input.invalid', { votes });
    await cast(ballot, { a: 2, b: 1 });
    for (const [said, why] of [
      [{ a: 2, b: 2 }, 'tooMany'],
      [{ a: 3 }, 'outOfRange'],
      [{ a: -1 }, 'outOfRange'],
      [{ outside: 1 }, 'unknownChoice'],
      [{ zone: 1 }, 'unknownChoice'],
    ] as const)
      await expect(cast(ballot, said)).rejects.toEqual(fault(why));
    expect((await own(ballot)).votes).toEqual(votesOf({ a: 2, b: 1 }));
    expect((await own(ballot, tom)).votes).toEqual([]);
    await expect(cast('no-such-ballot', { a: 1 })).rejects.toEqual(refused('notFound'));
  });

  test('is for whoever may comment, guests among them, and for nobody who may only look', async () => {
    const { ballot } = await voting();
    const [edits, comments, looks] = [await guest('edit'), await guest('comment'), await guest('look')];
    for (const by of [ruth, kay, edits, comments]) await cast(ballot, { a: 1 }, by);
    expect((await live())?.voted).toBe(4);
    await expect(cast(ballot, { a: 1 }, vic)).rejects.toEqual(refused('notAllowed'));
    await expect(cast(ballot, { a: 1 }, looks)).rejects.toEqual(refused('notAllowed'));
    await expect(cast(ballot, { a: 1 }, { kind: 'nobody' })).rejects.toEqual(refused('signIn.needed'));
    const other = await world.board(ruth, slug);
    const { code } = await world.guestLink(await ruth.actor(), slug, { board: other });
    const stranger = await world.guest((await world.join(code)).secret, board);
    await expect(cast(ballot, { a: 1 }, stranger)).rejects.toEqual(refused('notFound'));
    await world.services.members.remove(await (await convener()).actor(), slug, kay.id);
    await expect(cast(ballot, { b: 1 })).rejects.toEqual(refused('notFound'));
  });

  test('[F29] the same sent again, or something else later, counts once', async () => {
    const at = await voting({ dots: 2, perCard: 2 });
    await Promise.all([cast(at.ballot, { a: 1, b: 1 }), cast(at.ballot, { a: 1, b: 1 })]);
    await cast(at.ballot, { a: 2 });
    await cast(at.ballot, { c: 1 }, tom);
    await cast(at.ballot, {}, tom);
    expect(await live()).toMatchObject({ voted: 1 });
    await command(at, 'reveal');
    expect((await results(at))[0]?.cards.map(({ card, total }) => [card, total])).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 0],
    ]);
  });

  test('of a hundred at once is counted, every one, and told in few pieces of news', async () => {
    const at = await voting({ dots: 2, perCard: 1 });
    const guests = Array.from({ length: 100 }, (_, each): Actor => {
      const known = { id: `guest-${each}`, name: 'Marcin', organisationKind: 'other' as const };
      return { kind: 'guest', ...known, boards: { [board]: 'comment' } };
    });
    let told = 0;
    const stop = world.app.events.on('ballot.voted', () => (told += 1));
    await Promise.all(guests.map((by, index) => cast(at.ballot, index % 2 ? { a: 1, b: 1 } : { a: 1 }, by)));
    stop();
    expect(await live()).toMatchObject({ voted: 100 });
    expect(told).toBeLessThan(50);
    await command(at, 'reveal');
    expect((await results(at))[0]).toMatchObject({ voters: 100, cards: [{ total: 100 }, { total: 50 }, { total: 0 }] });
  }, 60_000);
});

describe('what came out', () => {
  test('[F20] is told to nobody before the reveal, and of nobody after it', async () => {
    const at = await voting({ dots: 3, perCard: 3, split: 'families' });
    const told: unknown[] = [];
    const stops = (['session.changed', 'ballot.voted', 'board.tallied'] as const).map((event) =>
      world.app.events.on(event, (news) => told.push(news)),
    );
    await cast(at.ballot, { a: 3 });
    await cast(at.ballot, { b: 2 }, tom);
    await command(at, 'close');
    const before = JSON.stringify([
      told,
      await live(),
      await live(ruth),
      await own(at.ballot, ruth),
      await results(at),
    ]);
    expect(before).not.toMatch(/"(total|value|results)":[^n]/);
    expect(JSON.parse(before)).toMatchObject([expect.anything(), { voted: 2 }, { results: null }, { votes: [] }, []]);
    await command(at, 'reveal');
    stops.forEach((stop) => stop());
    expect(await live(vic)).toMatchObject({
      state: 'revealed',
      voted: 2,
      results: [{ card: 'a', total: 3 }, { total: 2 }, {}],
    });
    const after = JSON.stringify([told, await results(at)]);
    for (const one of [kay, tom]) expect(after).not.toContain(one.id);
    // Nobody’s vote is kept: there is nothing left to be found.
    expect(await world.app.db.selectFrom('vote').selectAll().where('ballot_id', '=', at.ballot).execute()).toEqual([]);
    expect((await own(at.ballot)).votes).toEqual([]);
  });

  test('stays, with the words that the cards had, and stays on the cards after the session', async () => {
    const at = await voting();
    await cast(at.ballot, { b: 1 });
    await go(at.session, { is: 'end', step: at.step });
    await command(at, 'reveal', tom);
    await world.app.documents.change(`board/${board}`, { actorId: null }, (doc) =>
      new BoardDoc(doc).remove(['b'], { by: null }),
    );
    expect(await results(at)).toMatchObject([
      {
        ...{ step: at.step, title: 'What first?', method: 'dots', voters: 1, room: 0 },
        cards: [{ card: 'b', text: WORDS, total: 1, rank: 1 }, { card: 'a', rank: 2 }, { rank: 2 }],
      },
    ]);
    const tallies = await openRepos(world.app.db).ballots.tallies(board);
    expect(tallies['b']).toEqual({ method: 'dots', total: 1, rank: 1 });
  });

  test('forgets the words of a card that is taken off its board', async () => {
    const at = await voting();
    await command(at, 'reveal');
    const asked = { board, items: ['a'], reviewer: tom.id, reason: '' };
    await world.services.takenOff.takeOff(await ruth.actor(), slug, asked);
    expect((await results(at))[0]?.cards.map(({ card, text }) => [card, text])).toEqual([
      ['a', ''],
      ['b', WORDS],
      ['c', WORDS],
    ]);
  });

  test('tells families apart from staff where five of each said something', async () => {
    const at = await voting({ split: 'families' });
    for (let each = 0; each < 5; each += 1) {
      await cast(at.ballot, { a: 1 }, await guest('edit'));
      await cast(at.ballot, { b: 1 }, await guest('edit', 'nhs'));
    }
    await command(at, 'reveal');
    expect((await results(at))[0]?.cards[0]?.splits).toEqual([
      { group: ['families'], voters: 5, total: 5 },
      { group: ['staff'], voters: 5, total: 0 },
    ]);
  });

  test('[F27] has what was put in on paper for the room, once, and marked', async () => {
    const at = await voting({ dots: 2, perCard: 2 });
    const papers = { people: 3, votes: [{ card: 'c', value: 1, count: 5 }] };
    await Promise.all([addPapers(at, papers), addPapers(at, papers, tom)]);
    await expect(addPapers(at, { ...papers, people: 2 })).rejects.toEqual(
      refused('input.invalid', { votes: 'tooMany' }),
    );
    expect(await live()).toMatchObject({ papers: 3, voted: 0 });
    expect([(await own(at.ballot, ruth)).papers, (await own(at.ballot)).papers]).toEqual([papers, null]);
    await command(at, 'reveal');
    expect((await results(at))[0]).toMatchObject({
      room: 3,
      voters: 0,
      cards: [{ card: 'c', total: 5, room: 5 }, {}, {}],
    });
    await expect(addPapers(at, papers)).rejects.toEqual(refused('ballot.closed'));
  });

  test('outlives the server in the middle of a vote, and an account that closes takes its votes along', async () => {
    const at = await voting();
    await cast(at.ballot, { a: 1 });
    await cast(at.ballot, { b: 1 }, tom);
    const before = await live();
    await world.restart();
    expect(await live()).toEqual(before);
    expect((await own(at.ballot)).votes).toEqual(votesOf({ a: 1 }));
    await world.services.ownAccount.close(await kay.actor(), { password: PASSWORD, forgetName: false });
    expect(await live(tom)).toMatchObject({ voted: 1 });
    await command(at, 'reveal');
    expect((await results(at, tom))[0]).toMatchObject({ voters: 1, cards: [{ card: 'b', total: 1 }, {}, {}] });
  });
});

const page = async (session: string) => world.services.sessions.page(await ruth.actor(), slug, { board, session });
const convener = () => world.person({ in: slug, role: 'convener', organisation: kay.organisation });

test('[F20] one’s own votes are part of what one takes along until they are revealed, and nobody else’s', async () => {
  const voted = await voting();
  await cast(voted.ballot, { a: 1, b: 1 });
  await cast(voted.ballot, { c: 1 }, tom);
  const data = async (by: Someone) => (await world.services.ownAccount.data(await by.actor())).votes;
  const one = { session: PLAN.title, step: 'What first?', value: 1 };
  expect(await data(kay)).toMatchObject([
    { ...one, card: 'a' },
    { ...one, card: 'b' },
  ]);
  expect(await data(tom)).toMatchObject([{ ...one, card: 'c' }]);
  await command(voted, 'reveal');
  expect([await data(kay), await data(tom)]).toEqual([[], []]);
});
