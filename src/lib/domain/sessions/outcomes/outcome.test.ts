import { describe, expect, test } from 'vitest';
import type { Progress, SessionCommand } from '../progress.ts';
import { goOn } from '../progress.ts';
import { newStep } from '../step.ts';
import { carriedInto, readSettling } from './carried.ts';
import { leavesUnfinished } from './leaving.ts';
import type { Outcome, OutcomeAsked } from './outcome.ts';
import { lacksOf, NO_OWNER, readOutcome, unfinished } from './outcome.ts';

const TODAY = '2026-11-30';
const NOW = '2026-11-30T13:00:00.000Z';
const GRACE = { personId: 'grace', name: 'Grace Sutton', organisation: 'Northbrook Schools Trust' };
const asked = (patch: Partial<OutcomeAsked>): OutcomeAsked => ({
  ...{ card: 'card', kind: 'action', person: '', ownerName: '', organisation: '', due: '', reason: '' },
  ...patch,
});
const outcome = (patch: Partial<Outcome>): Outcome => ({
  ...{
    id: 'one',
    sessionId: 'first',
    boardId: 'board',
    cardId: 'card',
    cardType: 'idea',
    kind: 'action',
    words: 'Sign it',
  },
  ...{ owner: GRACE, due: '2026-12-04', reason: '', state: 'open', stateReason: '', lookedAtIn: null },
  ...{ madeBy: 'ruth', madeAt: NOW },
  ...patch,
});

describe('[F31] an action', () => {
  test('lacks what it needs to be agreed: one owner, their organisation and one date', () => {
    expect(lacksOf(outcome({ owner: NO_OWNER, due: null }))).toEqual(['owner', 'organisation', 'due']);
    expect(lacksOf(outcome({ owner: { ...GRACE, organisation: '' } }))).toEqual(['organisation']);
    expect(lacksOf(outcome({ due: null }))).toEqual(['due']);
    expect(lacksOf(outcome({}))).toEqual([]);
    for (const kind of ['decision', 'parked'] as const)
      expect(lacksOf(outcome({ kind, owner: NO_OWNER, due: null }))).toEqual([]);
    const open = outcome({ id: 'two', due: null });
    expect(unfinished([outcome({}), open])).toEqual([open]);
  });

  test('is read while it still lacks something, and never with a day that is past or none', () => {
    expect(readOutcome(asked({}), { today: TODAY })).toEqual({
      draft: { cardId: 'card', kind: 'action', owner: NO_OWNER, due: null, reason: '' },
      faults: {},
    });
    const whole = asked({ person: 'grace', ownerName: ' Grace  Sutton', organisation: 'A school', due: TODAY });
    expect(readOutcome(whole, { today: TODAY }).draft).toMatchObject({
      owner: { personId: 'grace', name: 'Grace Sutton', organisation: 'A school' },
      due: TODAY,
    });
    expect(readOutcome(asked({ due: '2026-11-29' }), { today: TODAY }).faults).toEqual({ due: 'dayPast' });
    expect(readOutcome(asked({ due: 'soon' }), { today: TODAY }).faults).toEqual({ due: 'day' });
    expect(readOutcome(asked({ ownerName: 'x'.repeat(121) }), { today: TODAY }).faults).toEqual({
      ownerName: 'tooLong',
    });
    expect(readOutcome(asked({ kind: 'wish' }), { today: TODAY }).faults).toEqual({ kind: 'unknownChoice' });
  });
});

test('[F32] what is parked says why, and has neither owner nor date; a decision has none of them', () => {
  const parked = asked({ kind: 'parked', ownerName: 'Grace', due: '2026-12-04' });
  expect(readOutcome(parked, { today: TODAY }).faults).toEqual({ reason: 'missing' });
  const why = readOutcome({ ...parked, reason: 'Costs first' }, { today: TODAY });
  expect(why).toEqual({
    draft: { cardId: 'card', kind: 'parked', owner: NO_OWNER, due: null, reason: 'Costs first' },
    faults: {},
  });
  const decided = readOutcome(asked({ kind: 'decision', due: 'x', reason: 'y' }), { today: TODAY });
  expect(decided.draft).toMatchObject({ kind: 'decision', owner: NO_OWNER, due: null, reason: '' });
  expect(decided.faults).toEqual({});
});

describe('[F30] a step in which actions are assigned', () => {
  const agenda = (['assign', 'discuss', 'close'] as const).map((kind) => ({
    ...newStep(kind),
    ...{ id: kind, title: kind, instructions: '', part: null },
  }));
  const at = (step: string): Progress => ({
    ...{ is: 'running', startedAt: NOW, passed: [] },
    current: { step, began: NOW, allowed: 60_000, pausedAt: null, paused: 0 },
  });
  const leaves = (step: string, is: 'next' | 'skip' | 'back' | 'end' | 'pause', outcomes: Outcome[]) => {
    const command: SessionCommand = { is, step };
    const before = at(step);
    const after = goOn(before, command, { agenda, now: NOW });
    return leavesUnfinished({ before, after }, { command, agenda, outcomes });
  };
  const open = [outcome({ due: null })];

  test('is not left forwards while an action lacks its owner or date', () => {
    for (const is of ['next', 'skip', 'end'] as const) {
      expect([is, leaves('assign', is, open)]).toEqual([is, true]);
      expect([is, leaves('assign', is, [outcome({})])]).toEqual([is, false]);
      expect([is, leaves('assign', is, [outcome({ kind: 'parked', due: null, reason: 'Later' })])]).toEqual([
        is,
        false,
      ]);
    }
    expect(leaves('assign', 'pause', open)).toBe(false);
  });

  test('nor does the session end from another step meanwhile; going back or on from there is free', () => {
    expect(leaves('discuss', 'end', open)).toBe(true);
    expect(leaves('close', 'next', open)).toBe(true);
    expect(leaves('discuss', 'next', open)).toBe(false);
    expect(leaves('discuss', 'back', open)).toBe(false);
  });
});

describe('[F33] what was left to do', () => {
  const titles = new Map([
    ['first', 'December'],
    ['second', 'January'],
  ]);

  test('comes back in the next session until it is done or dropped, and nothing else does', () => {
    const outcomes = [
      outcome({ id: 'late', madeAt: '2026-12-30T13:00:00.000Z' }),
      outcome({ id: 'open' }),
      outcome({ id: 'parked', kind: 'parked', reason: 'Costs first', madeAt: '2026-12-01T13:00:00.000Z' }),
      outcome({ id: 'decided', kind: 'decision' }),
      outcome({ id: 'done', state: 'done', lookedAtIn: 'second' }),
      outcome({ id: 'mine', sessionId: 'third' }),
      outcome({ id: 'elsewhere', sessionId: 'unknown' }),
    ];
    const carried = carriedInto('third', outcomes, titles);
    expect(carried.map(({ id }) => id)).toEqual(['open', 'parked', 'late']);
    expect(carried[0]).toMatchObject({ from: 'December', looked: false, owner: GRACE });
  });

  test('stays in the list of the session that settled it', () => {
    const done = outcome({ state: 'done', lookedAtIn: 'third' });
    expect(carriedInto('third', [done], titles)).toMatchObject([{ state: 'done', looked: true }]);
    expect(carriedInto('fourth', [done], titles)).toEqual([]);
  });

  test('is dropped with a reason alone', () => {
    expect(readSettling({ state: 'dropped', reason: ' ' }).faults).toEqual({ reason: 'missing' });
    expect(readSettling({ state: 'dropped', reason: 'No money' })).toEqual({
      settling: { state: 'dropped', stateReason: 'No money' },
      faults: {},
    });
    expect(readSettling({ state: 'done', reason: 'x' }).settling).toEqual({ state: 'done', stateReason: '' });
    expect(readSettling({ state: 'lost', reason: '' }).faults).toEqual({ state: 'unknownChoice' });
  });
});
