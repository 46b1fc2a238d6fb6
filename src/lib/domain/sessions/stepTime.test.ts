import { describe, expect, test } from 'vitest';
import { instant } from '../shared/surroundings.ts';
import type { Current } from './progress.ts';
import { clockWords, endsAbout, stageOf } from './stepTime.ts';

const BEGAN = Date.parse('2026-11-30T13:00:00.000Z');
const at = (seconds: number) => instant(BEGAN + seconds * 1_000);
const current = (minutes: number): Current => ({
  ...{ step: 'write', began: at(0), allowed: minutes * 60_000, pausedAt: null, paused: 0 },
});

test.each([
  [10, 0, 'calm'],
  [10, 539, 'calm'],
  [10, 540, 'soon'],
  [10, 599, 'soon'],
  [10, 600, 'over'],
  [2, 95, 'calm'],
  [2, 96, 'soon'],
] as const)('of %i minutes, after %i seconds it is %s', (minutes, seconds, stage) => {
  expect(stageOf(current(minutes), at(seconds))).toBe(stage);
});

test.each([
  [342_000, '05:42'],
  [341_001, '05:42'],
  [1, '00:01'],
  [0, '00:00'],
  [-999, '00:00'],
  [-61_500, '01:01'],
  [6_000_000, '100:00'],
])('%i ms is shown as %s', (left, words) => {
  expect(clockWords(left)).toBe(words);
});

describe('the end of a session', () => {
  const steps = [
    { id: 'welcome', kind: 'welcome', title: '', minutes: 5 },
    { id: 'write', kind: 'think', title: '', minutes: 8 },
    { id: 'close', kind: 'close', title: '', minutes: 3 },
  ] as const;

  test('is when what is left has taken its time, not sooner for a step that is over', () => {
    expect(endsAbout({ steps, current: current(8) }, at(60))).toBe(at(11 * 60));
    expect(endsAbout({ steps, current: current(8) }, at(600))).toBe(at(13 * 60));
    expect(endsAbout({ steps, current: { ...current(8), pausedAt: at(60) } }, at(300))).toBe(at(15 * 60));
  });
});
