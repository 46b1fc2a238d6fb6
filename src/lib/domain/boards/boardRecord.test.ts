import { expect, test } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { scopeFault, titleFault } from './boardRecord.ts';

const ana: PersonActor = {
  kind: 'person',
  id: 'ana',
  name: 'Ana',
  organisationId: 'vale',
  organisationKind: 'nhs-trust',
  operator: false,
  roles: { northbrook: 'facilitator' },
};
const known = { people: new Set(['ana', 'ben']), organisations: new Set(['vale', 'council']) };
const named = (people: string[], organisations: string[] = []) => ({ open: 'named', people, organisations }) as const;

test('a title has something in it and can be said', () => {
  expect(['Hub', '  ', '', 'x'.repeat(120), ` ${'x'.repeat(120)} `, 'x'.repeat(121)].map(titleFault)).toEqual([
    null,
    'missing',
    'missing',
    null,
    null,
    'tooLong',
  ]);
});

test('whoever names people and organisations stays inside', () => {
  expect(scopeFault({ open: 'partnership' }, ana, known)).toBeNull();
  expect(scopeFault(named(['ana', 'ben']), ana, known)).toBeNull();
  expect(scopeFault(named(['ben'], ['vale']), ana, known)).toBeNull();
  expect(scopeFault(named(['ben'], ['council']), ana, known)).toBe('missing');
  expect(scopeFault(named([]), ana, known)).toBe('missing');
});

test('only those of the partnership can be named', () => {
  expect(scopeFault(named(['ana', 'stranger']), ana, known)).toBe('unknownChoice');
  expect(scopeFault(named(['ana'], ['bank']), ana, known)).toBe('unknownChoice');
});
