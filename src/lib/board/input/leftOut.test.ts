import { expect, test } from 'vitest';
import { editorTable } from '../../../../tests/support/editors';
import { MAX_CARD_TEXT } from '$lib/domain/boards/schema';
import { fitCards, leftOutOf } from './leftOut';

test('texts that are too long for cards are cut, and it is said by how much', () => {
  const { editor } = editorTable();
  expect(fitCards(editor, ['short'])).toEqual(['short']);
  expect(editor.toast).toBeNull();
  const fit = fitCards(editor, ['x'.repeat(MAX_CARD_TEXT + 12), 'y'.repeat(MAX_CARD_TEXT + 3)]);
  expect(fit.map(({ length }) => length)).toEqual([MAX_CARD_TEXT, MAX_CARD_TEXT]);
  expect(editor.toast).toEqual({
    words: 'That was too long: 15 characters were left out.',
    undo: false,
    stays: true,
  });
});

const field = (value: string, [selectionStart, selectionEnd]: [number, number], maxLength: number) =>
  ({ value, selectionStart, selectionEnd, maxLength }) as HTMLTextAreaElement;

test.each([
  ['all of it has room', field('abc', [3, 3], 10), '1234567', 0],
  ['the end of it has none', field('abc', [3, 3], 10), '123456789', 2],
  ['what was selected makes room', field('abcdefghij', [0, 4], 10), '1234567', 3],
  ['the field is full', field('abcdefghij', [10, 10], 10), '12', 2],
  ['there is more in the field than there should be', field('abcdefghijkl', [12, 12], 10), '12', 2],
  ['a line break counts once', field('', [0, 0], 3), 'a\r\nb', 0],
  ['there is no limit', field('abc', [3, 3], -1), '1234567', 0],
])('what a paste leaves out when %s', (_, into, pasted, count) => {
  expect(leftOutOf(into, pasted)).toBe(count);
});
