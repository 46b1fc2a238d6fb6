import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pastedLines } from './pastedLines';

test('every line with words is one card; marks of lists are not words', () => {
  const text = '• Health visitor drop-in\r\n\r\n- Dental check day\n  2) Asthma clinic \n3. Parent café\n';
  expect(pastedLines(text)).toEqual(['Health visitor drop-in', 'Dental check day', 'Asthma clinic', 'Parent café']);
});

test('figures and dashes inside a line stay', () => {
  expect(pastedLines('58% of Reception\n5-year-olds\n2.5 days a week')).toEqual([
    '58% of Reception',
    '5-year-olds',
    '2.5 days a week',
  ]);
});

test('nothing but space is nothing', () => {
  expect(pastedLines(' \n\t\n')).toEqual([]);
});

test('a column of a spreadsheet is one card for each cell, also where a cell has lines and quotes of its own', () => {
  const column =
    'Breakfast club\r\n"Walking bus\nfrom the estate"\r\n"The ""quiet room"" at lunch"\r\n\r\nDental check\r\n';
  expect(pastedLines(column)).toEqual([
    'Breakfast club',
    'Walking bus\nfrom the estate',
    'The "quiet room" at lunch',
    'Dental check',
  ]);
});

test('a row of several cells is one card with all of them', () => {
  expect(pastedLines('Breakfast club\tCouncil\t2027\nWalking bus\t\tSchool trust')).toEqual([
    'Breakfast club · Council · 2027',
    'Walking bus · School trust',
  ]);
});

test('quotes that somebody wrote stay, closed or not', () => {
  expect(pastedLines('"We need a place to be quiet"\n"Nobody asks us')).toEqual([
    '"We need a place to be quiet"',
    '"Nobody asks us',
  ]);
});

test('no letter of any text is lost but white space, list marks and the quotes round cells', () => {
  const letters = (text: string) => [...text.replace(/[^\p{L}]/gu, '')].sort().join('');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b"', '"', '\t', '\n', '\r\n', 'c d', '""'), { maxLength: 30 }),
      (parts) => {
        const text = parts.join('');
        expect(letters(pastedLines(text).join(''))).toBe(letters(text));
      },
    ),
  );
});
