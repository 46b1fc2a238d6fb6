import { expect, test } from 'vitest';
import { closedTo, successorsOf } from './departure.ts';

const staying = [
  { id: 'ana', organisationId: 'school', role: 'viewer', endsOn: null },
  { id: 'ben', organisationId: 'council', role: 'facilitator', endsOn: null },
] as const;
const named = (people: string[], organisations: string[] = []) => ({ open: 'named', people, organisations }) as const;

test('a board is closed when everyone it names is gone', () => {
  const scopes = [
    named(['tom']),
    named([], ['vale']),
    named([]),
    named(['tom', 'ana']),
    named([], ['vale', 'council']),
  ];
  expect(scopes.map((scope) => closedTo(scope, staying))).toEqual([true, true, true, false, false]);
  expect(closedTo({ open: 'partnership' }, [])).toBe(false);
});

test('whoever may do most is first to follow, and nobody has to where a convener stays', () => {
  expect(successorsOf(staying).map(({ id }) => id)).toEqual(['ben', 'ana']);
  const eve = { id: 'eve', organisationId: 'school', role: 'convener' } as const;
  expect(successorsOf([...staying, { ...eve, endsOn: null }])).toEqual([]);
  // Whose own access ends is nobody to rely on.
  expect(successorsOf([...staying, { ...eve, endsOn: '2027-06-30' }]).map(({ id }) => id)).toEqual(['ben', 'ana']);
});
