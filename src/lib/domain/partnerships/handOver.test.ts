import { expect, test } from 'vitest';
import type { Party } from './handOver.ts';
import { convenershipStays, holds, partnershipRoleStays } from './handOver.ts';

const party = (patch: Partial<Party> = {}): Party => ({
  ...{ role: 'contributor', partnershipRole: null, organisationId: 'school', endsOn: null, independent: false },
  ...patch,
});

test('a convener, a sponsor and a deputy hold what they are called after', () => {
  const held = (one: Party) => (['convenership', 'sponsorship', 'deputyship'] as const).filter((it) => holds(it, one));
  expect(held(party())).toEqual([]);
  expect(held(party({ role: 'convener', partnershipRole: 'sponsor' }))).toEqual(['convenership', 'sponsorship']);
  expect(held(party({ partnershipRole: 'deputy' }))).toEqual(['deputyship']);
});

test.each([
  [{}, true, null],
  [{}, false, 'ownRight'],
  [{ role: 'convener' }, false, null],
  [{ role: 'convener', endsOn: '2027-06-30' }, true, 'ends'],
] as const)('the convenership goes to %j, who may be raised: %j, or stays: %j', (patch, mayRaise, why) => {
  expect(convenershipStays(party(patch), { mayRaise })).toBe(why);
});

test.each([
  [{}, null],
  [{ organisationId: 'council' }, 'otherOrganisation'],
  [{ independent: true }, 'independent'],
] as const)('who speaks for an organisation: it goes to %j, or stays: %j', (patch, why) => {
  expect(partnershipRoleStays(party(), party(patch))).toBe(why);
});
