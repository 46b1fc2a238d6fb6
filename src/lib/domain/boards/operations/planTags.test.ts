import { expect, test } from 'vitest';
import { board } from '../../../../../tests/support/boards.ts';
import { MAX_TAGS } from '../schema.ts';
import { plainTag, planTag, planUntag, tagsOn } from './planTags.ts';

const full = Array.from({ length: MAX_TAGS }, (_, index) => `tag ${index}`);
const made = board({
  zones: [{ id: 'zone' }],
  cards: [
    { id: 'a', tags: ['Sleep'] },
    { id: 'b', tags: ['sleep', 'Attendance'] },
    { id: 'c' },
    { id: 'd', tags: full },
  ],
}).board;

test('a tag goes to the cards that do not have it, whatever its case, and have room', () => {
  expect(planTag(made, ['a', 'b', 'c', 'd', 'zone', 'gone'], '  sleep ')).toEqual([{ id: 'c', tags: ['sleep'] }]);
  expect(planTag(made, ['c'], ' \n ')).toEqual([]);
});

test('a tag is taken from the cards that have it', () => {
  expect(planUntag(made, ['a', 'b', 'c'], 'SLEEP')).toEqual([
    { id: 'a', tags: [] },
    { id: 'b', tags: ['Attendance'] },
  ]);
});

test('tags are listed by use, in the words of their first writer', () => {
  expect(tagsOn(made)[0]).toEqual({ tag: 'Sleep', count: 2 });
  expect(tagsOn(made)).toHaveLength(2 + MAX_TAGS);
});

test('a tag is one line, and cut where it is too long', () => {
  expect(plainTag('  free \n school   meals ')).toBe('free school meals');
  expect(plainTag('x'.repeat(99))).toHaveLength(40);
});
