import { expect, test } from 'vitest';
import type { Flaggable } from './flags.ts';
import { flagsOf } from './flags.ts';

const member = (id: string, patch: Partial<Flaggable['members'][number]> = {}) => ({
  ...{ id, name: id, role: 'contributor' as const, organisationId: 'school', partnershipRole: null },
  ...{ endsOn: null, independent: false },
  ...patch,
});
const asked = (patch: Partial<Flaggable> = {}): Flaggable => ({
  ...{ me: 'ana', today: '2027-06-16', isConvener: true, hasPrivacy: true, hasSafeguarding: true },
  members: [
    member('ana', { role: 'convener', partnershipRole: 'sponsor' }),
    member('ben', { role: 'convener', organisationId: 'council' }),
  ],
  ownOrganisations: [{ id: 'school', name: 'A school' }],
  ...patch,
});
const kinds = (patch: Partial<Flaggable>) => flagsOf(asked(patch)).map(({ is }) => is);

test('where all is well there is nothing to see to', () => {
  expect(flagsOf(asked())).toEqual([]);
});

test('what is missing is for conveners to see to', () => {
  const missing = { hasPrivacy: false, hasSafeguarding: false };
  expect(kinds(missing)).toEqual(['noSafeguarding', 'noPrivacy']);
  expect(kinds({ ...missing, isConvener: false })).toEqual([]);
});

test('a convener whose access ends is not counted as a second one', () => {
  const [ana = member('ana'), ben = member('ben')] = asked().members;
  expect(flagsOf(asked({ members: [ana, { ...ben, endsOn: '2028-01-01' }] }))).toEqual([
    { is: 'oneConvener', name: 'ana' },
  ]);
});

test('an organisation without a sponsor is flagged to who sees to it, if anyone works there', () => {
  const [ana = member('ana'), ben = member('ben')] = asked().members;
  const plain = { ...ana, partnershipRole: null };
  const noSponsor = [{ is: 'noSponsor', organisation: 'A school' }];
  expect(flagsOf(asked({ members: [plain, ben] }))).toEqual(noSponsor);
  expect(flagsOf(asked({ members: [plain, ben], ownOrganisations: [] }))).toEqual([]);
  const guestOfNobody = { id: 'panel', name: 'A panel' };
  const independent = member('eve', { organisationId: 'panel', independent: true, endsOn: '2028-01-01' });
  expect(flagsOf(asked({ members: [ana, ben, independent], ownOrganisations: [guestOfNobody] }))).toEqual([]);
});

test.each([
  ['2027-06-30', true],
  ['2027-07-01', false],
])('access that ends on %s is warned of: %j', (endsOn, warned) => {
  const members = [...asked().members, member('eve', { endsOn })];
  const told = { is: 'othersEnd', person: 'eve', name: 'eve', endsOn };
  expect(flagsOf(asked({ members }))).toEqual(warned ? [told] : []);
  expect(flagsOf(asked({ members, ownOrganisations: [] }))).toEqual([]);
  const own = flagsOf(asked({ me: 'eve', isConvener: false, members }));
  expect(own).toEqual(warned ? [{ is: 'ownEnd', endsOn }] : []);
});
