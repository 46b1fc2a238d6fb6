import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from './oneLine.ts';

test.each([
  ['  Health   hub ', 'Health hub'],
  ['Two\r\nlines\u2028and three', 'Two lines and three'],
  ['nul\u0000 and bell\u0007', 'nul and bell'],
  ['turned \u202Eround\u202C', 'turned round'],
  ['zero\u200Bwidth', 'zerowidth'],
  ['family 👩‍👩‍👧 and می‌خواهم', 'family 👩‍👩‍👧 and می‌خواهم'],
  ['عنوان اللوحة', 'عنوان اللوحة'],
])('%j becomes %j', (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test('whatever is given, nothing hidden is left and a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = oneLine(text);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      expect(oneLine(line)).toBe(line);
    }),
  );
});
