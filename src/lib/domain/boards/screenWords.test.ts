import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scan } from '../sensitive/scan.ts';
import { screenWords } from './screenWords.ts';

const after = (text: string, cleared: string[] = []) => screenWords(text, cleared)?.words ?? null;

test.each([
  ['Ask about 999 000 0018 today', 'Ask about  today'],
  ['UPN B801200005001', 'UPN '],
  ['Tom, born 12/03/2014, came', 'Tom, born , came'],
  ['999 000 0018 and 999-000-0026', ' and '],
  ['dob 1 may', 'dob '],
])('[S44] what is certain goes and the rest stays: %s', (text, words) => expect(after(text)).toBe(words));

test.each(['Ref 9990000018', 'at M1 1AE', 'ruth@northbrook.example', 'Review on 12/03/2026', '07700 900123', ''])(
  '[S44] what is only pointed out stays: %s',
  (text) => expect(after(text)).toBeNull(),
);

test('[S44] kinds that were cleared stay, others go', () => {
  const text = '999 000 0018 for B801200005001';
  expect(after(text, ['nhsNumber'])).toBe('999 000 0018 for ');
  expect(after(text, ['nhsNumber', 'upn'])).toBeNull();
});

test('[S44] what is explained only once something went is taken out too', () => {
  expect(after('bo999 000 0018rn 12/03/2014')).toBe('born ');
  const dates = Array.from({ length: 12 }, (_, day) => `${day + 10}/03/2014`);
  expect(after(`born ${dates.join(' ')} at the hub`)?.replaceAll(' ', '')).toBe('bornatthehub');
});

const pieces = fc.constantFrom(
  '999 000 0018',
  '999 000',
  ' 0018',
  'B801200005001',
  'B8012',
  'born ',
  'M1 1AE',
  'a@b.cd',
  '12/03/2014',
  ' ',
);
const texts = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
const isCertain = (text: string, cleared: string[]) =>
  scan(text, { cleared }).some(({ confidence }) => confidence === 'high');

test('[S44] nothing certain is left, the cuts make what is left, and a text without any is left alone', () => {
  const cleared = fc.subarray(['nhsNumber', 'upn', 'dateOfBirth']);
  fc.assert(
    fc.property(texts, cleared, (text, kinds) => {
      const screened = screenWords(text, kinds);
      expect(screened === null).toBe(!isCertain(text, kinds));
      if (!screened) return;
      expect(isCertain(screened.words, kinds)).toBe(false);
      const cut = screened.cuts.reduce((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
      expect(cut).toBe(screened.words);
      expect(screened.kinds.some((kind) => kinds.includes(kind))).toBe(false);
    }),
  );
});

test('[S44] a text in which each one explains the next is emptied after a few rounds', () => {
  const screened = screenWords(`nhs ${'nu9990000018mber '.repeat(1_200)}`, []);
  expect([screened?.words, screened?.kinds]).toEqual(['', ['nhsNumber']]);
  expect(screened?.cuts.length).toBeLessThan(100);
});
