import { expect, test } from 'vitest';
import { wayBack } from './reader.ts';

const BOARD = 'b'.repeat(21);
const LINK = 'l'.repeat(43);
const back = (query: string, partnership: string | null = 'north') =>
  wayBack(new URL(`http://here.invalid/worried?${query}`), partnership);

test.each([
  [`board=${BOARD}`, { to: 'board', path: `/partnerships/north/boards/${BOARD}` }],
  [`board=${BOARD}&from=light`, { to: 'board', path: `/partnerships/north/boards/${BOARD}/take-part` }],
  [`board=${BOARD}&from=cards`, { to: 'link', path: `/g/boards/${BOARD}` }],
  [`link=${LINK}`, { to: 'link', path: `/g/${LINK}` }],
  ['from=mine', { to: 'link', path: '/g' }],
  ['board=//elsewhere.invalid', null],
  ['link=//elsewhere.invalid', null],
  ['from=elsewhere', null],
  ['', null],
])('%j leads back to where it was opened', (query, way) => {
  expect(back(query)).toEqual(way);
});

test('a board of no partnership leads nowhere', () => {
  expect(back(`board=${BOARD}&from=light`, null)).toBeNull();
});
