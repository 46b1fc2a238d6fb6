import { expect, test } from 'vitest';
import { endsSoon, isOver, lastDayFault, partnershipRoleFault } from './membership.ts';

const TODAY = '2027-06-16';

test.each([
  [null, false, false],
  ['2027-06-15', true, true],
  ['2027-06-16', false, true],
  ['2027-06-30', false, true],
  ['2027-07-01', false, false],
])('access with the last day %j is over: %j, and ends soon: %j', (endsOn, over, soon) => {
  expect([isOver({ endsOn }, TODAY), endsSoon({ endsOn }, TODAY)]).toEqual([over, soon]);
});

test.each([
  ['', false, null],
  ['', true, 'missing'],
  ['June', true, 'day'],
  ['2027-06-15', false, 'dayPast'],
  ['2027-06-16', true, null],
])('the last day %j of somebody who is independent (%j): %j', (endsOn, independent, fault) => {
  expect(lastDayFault({ endsOn, independent }, TODAY)).toBe(fault);
});

test('an organisation has one sponsor, and an independent person speaks for none', () => {
  const employed = { independent: false, otherSponsor: false };
  expect(partnershipRoleFault('sponsor', employed)).toBeNull();
  expect(partnershipRoleFault('sponsor', { ...employed, otherSponsor: true })).toBe('sponsorTaken');
  expect(partnershipRoleFault('deputy', { ...employed, otherSponsor: true })).toBeNull();
  expect(partnershipRoleFault('deputy', { ...employed, independent: true })).toBe('independent');
  expect(partnershipRoleFault(null, { independent: true, otherSponsor: true })).toBeNull();
});
