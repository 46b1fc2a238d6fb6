import { expect, test } from 'vitest';
import type { RoundState } from './privateRound.ts';
import type { Writing } from './rules.ts';
import { OPEN_WRITING } from './rules.ts';
import type { LiveSession } from './session.ts';
import { takingRound, whereWritten } from './whereWritten.ts';

const during = (writing: Writing, state: RoundState) =>
  ({
    now: { instructions: '', zones: [], rules: { ...OPEN_WRITING, writing } },
    secret: { round: 'r', state },
  }) as unknown as LiveSession;
const told = { closed: true, promised: 'r' };
const untold = { closed: true, promised: null };
const board = { is: 'board' };
const sheet = { is: 'sheet', round: 'r' };
const back = { is: 'nowhere', why: 'session.notPrivate' };
const closed = { is: 'nowhere', why: 'session.closed' };

test('words that were written as private never go on the board by themselves [F50]', () => {
  for (const writing of ['open', 'private', 'closed'] as const) {
    const of = (state: RoundState) => whereWritten(during(writing, state), { ...told, closed: writing !== 'open' });
    expect([of('writing'), of('revealing'), of('revealed'), of('takenBack')]).toEqual([sheet, sheet, sheet, back]);
  }
  expect(whereWritten(during('private', 'writing'), { ...told, promised: 'another' })).toEqual(back);
  expect(whereWritten(null, { ...told, closed: false })).toEqual(back);
});

test('what somebody writes is private while the step says so and nothing is revealed', () => {
  expect(whereWritten(during('private', 'writing'), untold)).toEqual(sheet);
  for (const state of ['revealing', 'revealed', 'takenBack'] as const) {
    expect(whereWritten(during('private', state), untold)).toEqual(closed);
  }
  expect(whereWritten(during('closed', 'writing'), untold)).toEqual(closed);
  expect(whereWritten(during('open', 'writing'), { ...untold, closed: false })).toEqual(board);
  expect(whereWritten(null, { ...untold, closed: false })).toEqual(board);
});

test('who runs the session writes on the board, whatever the step says', () => {
  expect(takingRound(during('private', 'writing'), { closed: false })).toBeNull();
  expect(whereWritten(during('private', 'writing'), { closed: false, promised: null })).toEqual(board);
});
