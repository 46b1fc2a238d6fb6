import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finderOf, firstFound, MAX_SEARCH, MOST_FOUND, readSearch, wordsOf } from './search.ts';

const finds = (asked: string, ...texts: string[]) => finderOf(asked)(texts);

test('every word that is looked for begins a word, whatever its accents and capitals', () => {
  expect(finds('hub', 'Design the Tanner’s Field hub')).toBe(true);
  expect(finds('HUB tan', 'Design the Tanner’s Field hub')).toBe(true);
  expect(finds('perez', 'Inés Pérez')).toBe(true);
  expect(finds('INÉS', 'Ines Perez')).toBe(true);
  expect(finds('hub asthma', 'Design the Tanner’s Field hub')).toBe(false);
  expect(finds('anner', 'Tanner')).toBe(false);
});

test('words may stand in different texts of one thing', () => {
  expect(finds('ruth vale', 'Ruth Calder', 'Vale Health')).toBe(true);
});

test('signs that mean something elsewhere mean nothing here, and no words find nothing', () => {
  for (const asked of ['', '   ', '%', '_', '*', '\u0000', "' or 1=1 --", '\\'])
    expect(finds(asked, 'Anything')).toBe(false);
  expect(finds('%an', 'Anything')).toBe(true);
});

test('what is asked for is cut off, and comes back no longer', () => {
  expect(readSearch(` ${'x'.repeat(10_000)}`).length).toBeLessThanOrEqual(MAX_SEARCH);
  expect(finds('a '.repeat(5_000), 'Ana')).toBe(true);
});

test('anything is found by the beginnings of its own words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(5), (text, length) => {
      const words = wordsOf(text).slice(0, 3);
      fc.pre(words.length > 0);
      const asked = words.map((word) => [...word].slice(0, length + 1).join('')).join(' ');
      expect(finds(asked, text)).toBe(true);
    }),
  );
});

test('of many the first are shown, and that there are more', () => {
  const many = Array.from({ length: MOST_FOUND + 1 }, (_, index) => index);
  expect(firstFound(many)).toEqual({ entries: many.slice(0, MOST_FOUND), hasMore: true });
  expect(firstFound(many.slice(1)).hasMore).toBe(false);
});
