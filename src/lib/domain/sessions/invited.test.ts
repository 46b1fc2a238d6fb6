import { expect, test } from 'vitest';
import { newsFor, pick } from './invited.ts';

const PEOPLE = [
  { id: 'ruth', organisationId: 'vale' },
  { id: 'kay', organisationId: 'vale' },
  { id: 'tom', organisationId: 'hill' },
];

test.each([
  [{ everyone: true, organisations: [], people: [] }, ['ruth', 'kay', 'tom']],
  [{ everyone: false, organisations: ['vale'], people: [] }, ['ruth', 'kay']],
  [{ everyone: false, organisations: ['hill'], people: ['kay', 'tom'] }, ['kay', 'tom']],
  [{ everyone: false, organisations: ['elsewhere'], people: ['a stranger'] }, []],
])('with %j those are picked who can be', (picked, ids) => {
  expect(pick(PEOPLE, picked).map(({ id }) => id)).toEqual(ids);
});

const THEN = '2026-12-08T13:30:00.000Z';
test.each([
  [{ revision: 2, startsAt: THEN }, { revision: 2, startsAt: THEN }, null],
  [{ revision: 2, startsAt: THEN }, { revision: 3, startsAt: THEN }, 'changed'],
  [{ revision: 2, startsAt: THEN }, { revision: 3, startsAt: null }, 'undated'],
  [{ revision: 3, startsAt: null }, { revision: 4, startsAt: null }, null],
  [{ revision: 3, startsAt: null }, { revision: 4, startsAt: THEN }, 'changed'],
] as const)('whoever was told %j of a session that is %j hears: %s', (told, session, news) => {
  expect(newsFor(told, session)).toBe(news);
});
