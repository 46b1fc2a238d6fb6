import { expect, test } from 'vitest';
import { closedTo, successorsOf } from './departure.ts';

const staying = [
  { id: 'ana', organisationId: 'school', role: 'viewer' },
  { id: 'ben', organisationId: 'council', role: 'facilitator' },
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
  expect(successorsOf([...staying, { id: 'eve', organisationId: 'school', role: 'convener' as const }])).toEqual([]);
});
