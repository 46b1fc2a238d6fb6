import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { VoteRules } from '../../src/lib/domain/sessions/rules.ts';
import { OPEN_WRITING, USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { BallotCommand } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const PLAN = { title: 'Vote', day: '', from: '', until: '', place: '', meeting: '', like: '' };
const WORDS = 'canary-5520-words-of-a-card';

let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
let kay: Someone;
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
const command = async ({ session, ballot }: Voting, what: BallotCommand) =>
  world.services.ballots.command(await ruth.actor(), slug, { board, session, ballot, command: what });
const open = async ({ session }: Voting, after: string) =>
  world.services.ballots.open(await ruth.actor(), slug, { board, session, cards: null, after });
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });

describe('the cards of a ballot', () => {
  test('[F73] are those in a group where its step is about the zone that the group was made in', async () => {
    await world.app.documents.change(`board/${board}`, { actorId: null }, (doc) => {
      const made = new BoardDoc(doc);
      made.addZone(newZone({ id: 'group', title: 'Food', at: [900, 0], look: { within: 'zone' } }), { by: null });
      made.addZone(newZone({ id: 'elsewhere', title: 'Other', at: [1800, 0], look: { within: '' } }), { by: null });
      made.place([{ id: 'b', at: [920, 100], zone: 'group' }], { by: null });
      made.place([{ id: 'outside', at: [1820, 100], zone: 'elsewhere' }], { by: null });
    });
    await voting();
    expect(new Set((await live())?.cards)).toEqual(new Set(['a', 'b', 'c']));
  });

  test('[F77] are the single ones that were chosen before it opens, as far as they are there', async () => {
    const by = await ruth.actor();
    const { session, talk, step } = await voting();
    const { ballotCards } = world.services;
    const choose = async (cards: readonly string[], who = ruth) =>
      ballotCards.choose(await who.actor(), slug, { board, session, step, cards });
    const chosen = async (who = tom) => ballotCards.chosen(await who.actor(), slug, { board, session, step });
    expect(await chosen()).toBeNull();
    await choose(['outside', 'b', 'gone']);
    expect(await chosen()).toEqual(['b', 'outside']);
    await expect(choose(['gone'])).rejects.toEqual(refused('input.invalid', { cards: 'missing' }));
    await expect(choose(['a'], kay)).rejects.toEqual(refused('notAllowed'));
    await expect(chosen(kay)).rejects.toEqual(refused('notAllowed'));
    const wrong = { board, session, step: talk, cards: ['a'] };
    await expect(ballotCards.choose(by, slug, wrong)).rejects.toEqual(refused('session.noVote'));
    // What is open already stays; the next is about what is still there.
    expect((await live())?.cards).toEqual(['a', 'b', 'c']);
    const at = { session, talk, step, last: '', ballot: (await live())?.id ?? '' };
    await command(at, 'reveal');
    await world.app.documents.change(`board/${board}`, { actorId: null }, (doc) =>
      new BoardDoc(doc).remove(['b'], { by: null }),
    );
    await open(at, at.ballot);
    expect((await live())?.cards).toEqual(['outside']);
    // A change of the step keeps them, another session made like this one does not have them, and none means its zones.
    const draft = { ...newStep('vote'), title: 'What first?', instructions: '', zones: ['zone'] };
    await world.services.sessions.saveStep(by, slug, { board, session, step, draft });
    expect(await chosen()).toEqual(['outside']);
    const { id } = await world.services.sessions.make(by, slug, { ...PLAN, board, like: session });
    const again = await world.services.sessions.page(by, slug, { board, session: id });
    expect(again.agenda.some((one) => 'chosen' in one)).toBe(false);
    await choose([]);
    expect(await chosen()).toBeNull();
  });

  test('[F77] are the chosen ones where it opens with its step, and those of its zones once none of those is left', async () => {
    const by = await ruth.actor();
    const { sessions, ballotCards } = world.services;
    for (const left of [true, false]) {
      const { id: session } = await sessions.make(by, slug, { ...PLAN, board });
      const rules = { ...OPEN_WRITING, vote: USUAL_VOTE };
      const draft = { ...newStep('vote'), title: 'Vote', instructions: '', zones: ['zone'], rules };
      const { step } = await sessions.saveStep(by, slug, { board, session, step: null, draft });
      await ballotCards.choose(by, slug, { board, session, step, cards: ['outside'] });
      if (!left)
        await world.app.documents.change(`board/${board}`, { actorId: null }, (doc) =>
          new BoardDoc(doc).remove(['outside'], { by: null }),
        );
      await go(session, { is: 'start' });
      expect((await live())?.cards).toEqual(left ? ['outside'] : ['a', 'b', 'c']);
      await go(session, { is: 'end', step });
    }
  });
});
