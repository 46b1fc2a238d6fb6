import { expect, test } from 'vitest';
import { MAX_REASON, newVisit, readVisit } from './operatorVisit.ts';

const asked = { reason: 'The last convener left', role: 'viewer', hours: 4 };
const faultsOf = (patch: Partial<typeof asked>) => {
  const { faults } = readVisit({ ...asked, ...patch });
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null));
};

test('a visit has a reason of one line that says something, one of two roles and one of three lengths', () => {
  expect(faultsOf({})).toEqual({});
  expect(faultsOf({ reason: ' \n ' })).toEqual({ reason: 'missing' });
  expect(faultsOf({ reason: 'nine char' })).toEqual({ reason: 'tooShort' });
  expect(faultsOf({ reason: 'x'.repeat(MAX_REASON + 1) })).toEqual({ reason: 'tooLong' });
  expect(faultsOf({ role: 'facilitator' })).toEqual({ role: 'unknownChoice' });
  expect(faultsOf({ hours: 48 })).toEqual({ hours: 'unknownChoice' });
  expect(readVisit({ ...asked, reason: 'A board\r\ndoes not open' }).choices.reason).toBe('A board does not open');
});

test('it ends by itself', () => {
  const surroundings = { now: () => '2026-11-24T12:00:00.000Z', newId: () => 'v' };
  const draft = { partnershipId: 'p', personId: 'sam', role: 'viewer', reason: asked.reason, hours: 4 } as const;
  expect(newVisit(draft, surroundings)).toMatchObject({ id: 'v', endsAt: '2026-11-24T16:00:00.000Z' });
});
