import { expect, test } from 'vitest';
import type { Current } from './progress.ts';
import type { TimeAsked } from './room.ts';
import { countAsking, MAX_WITHOUT_DEVICE, mayAskForTime, peopleIn, withoutDeviceFault } from './room.ts';

const CURRENT: Current = {
  ...{ step: 'write', began: '2026-11-30T13:00:00.000Z', allowed: 480_000 },
  ...{ pausedAt: null, paused: 0 },
};
const asked = (actorId: string, patch: Partial<TimeAsked> = {}): TimeAsked => ({
  ...{ actorId, step: CURRENT.step, began: CURRENT.began, allowed: CURRENT.allowed },
  ...patch,
});

test('[F43] a room is counted in people: those with a device, and those whom a facilitator counted beside them', () => {
  expect(peopleIn({ here: 12, withoutDevice: 6 })).toBe(18);
  expect([0, 6, MAX_WITHOUT_DEVICE].map(withoutDeviceFault)).toEqual([null, null, null]);
  expect([-1, 1.5, NaN, MAX_WITHOUT_DEVICE + 1].map(withoutDeviceFault)).toEqual(Array(4).fill('outOfRange'));
});

test('[F41] somebody asks for time once for each time that a step is on, whatever is added to it', () => {
  expect(mayAskForTime(null, CURRENT)).toBe(true);
  expect(mayAskForTime(asked('ana'), CURRENT)).toBe(false);
  expect(mayAskForTime(asked('ana'), { ...CURRENT, allowed: 600_000, paused: 5_000 })).toBe(false);
  expect(mayAskForTime(asked('ana'), { ...CURRENT, step: 'share' })).toBe(true);
  expect(mayAskForTime(asked('ana'), { ...CURRENT, began: '2026-11-30T14:00:00.000Z' })).toBe(true);
});

test('[F42] asking is over once the step is left or made longer, and stays through a pause', () => {
  const two = [asked('ana'), asked('ben'), asked('vic', { step: 'share' })];
  expect(countAsking(two, CURRENT)).toBe(2);
  expect(countAsking(two, { ...CURRENT, pausedAt: '2026-11-30T13:01:00.000Z' })).toBe(2);
  expect(countAsking(two, { ...CURRENT, allowed: 600_000 })).toBe(0);
  expect(countAsking(two, { ...CURRENT, step: 'close' })).toBe(0);
  expect(countAsking([], CURRENT)).toBe(0);
});
