import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../shared/surroundings.ts';
import { LOCK_HOURS, lockEnds, lockNeeded, lockUsedBefore } from './deviceLock.ts';

const NOW = '2026-11-24T12:00:00.000Z';
const rights = fc.constantFrom('look', 'comment', 'edit' as const);
const moments = fc.integer({ min: 0, max: 4e12 }).map(instant);

test('looking needs no lock, and nothing does where no second factor is asked for', () => {
  fc.assert(
    fc.property(rights, fc.option(moments), moments, (right, usedAt, now) => {
      expect(lockNeeded({ right, isAsked: false, usedAt }, now)).toBeNull();
      expect(lockNeeded({ right: 'look', isAsked: true, usedAt }, now)).toBeNull();
    }),
  );
});

test.each(['comment', 'edit'] as const)('a guest who may %s makes a key first, and uses it every 12 hours', (right) => {
  const at = (usedAt: string | null) => lockNeeded({ right, isAsked: true, usedAt }, NOW);
  expect(LOCK_HOURS).toBe(12);
  expect(at(null)).toBe('make');
  expect(at(NOW)).toBeNull();
  expect(at('2026-11-24T00:00:00.001Z')).toBeNull();
  expect(at('2026-11-24T00:00:00.000Z')).toBe('use');
  expect(at('2026-11-01T00:00:00.000Z')).toBe('use');
});

test('a use ends at one moment, from whichever side it is asked', () => {
  fc.assert(
    fc.property(moments, moments, (usedAt, now) => {
      const isOver = lockNeeded({ right: 'edit', isAsked: true, usedAt }, now) === 'use';
      expect(isOver).toBe(lockEnds(usedAt) <= now);
      expect(isOver).toBe(usedAt <= lockUsedBefore(now));
    }),
  );
});
