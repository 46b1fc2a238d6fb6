import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdFrom } from './holdFrom.ts';
import { scan } from './scan.ts';

/** What waits after each character of a text typed from the left, as the text that may go. */
const flowing = (text: string) =>
  Array.from(text, (_, index) => {
    const typed = text.slice(0, index + 1);
    return typed.slice(0, holdFrom(typed) ?? typed.length);
  });

describe('[I6] a wait', () => {
  test('begins at the fourth digit of a number', () => {
    expect(flowing('999 0000')).toEqual(['9', '99', '999', '999 ', '999 ', '999 ', '999 ', '999 ']);
    expect(flowing('9990')).toEqual(['9', '99', '999', '999']);
  });

  test('begins at the second digit after a letter', () => {
    expect(flowing('B801')).toEqual(['B', 'B8', 'B8', 'B8']);
  });

  test('begins at the sign of an address', () => {
    expect(flowing('ruth@n.e').at(-1)).toBe('ruth');
  });

  test('begins in a date beside a word about birth', () => {
    expect(flowing('born 12/03/2').at(-1)).toBe('born 12/03/');
    expect(flowing('Review 12/03/2').at(-1)).toBe('Review 12/03/2');
  });

  test.each([
    '2026 ',
    '2026 plans',
    'Y10 ',
    'room B80,',
    '07700 9',
    '01614960123',
    'meet @ 5',
    'ruth@n ',
    '12345678901',
  ])('ends at the character that rules it out: %s', (text) => expect(holdFrom(text)).toBeNull());

  test('nothing waits in ordinary words', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z ,.!?\n'-]{0,60}$/), (words) => {
        expect(holdFrom(words)).toBeNull();
      }),
    );
  });

  test('whatever number or pupil number is typed, at most its first three characters go before it is found', () => {
    const identifier = fc.constantFrom(
      '999 000 0018',
      'NHS 9990000026',
      '999-000-0026',
      'B801200005001',
      'm80120000500a',
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,20} $/), identifier, (words, number) => {
        const text = words + number;
        const [found] = scan(text);
        const from = found?.from ?? -1;
        expect(found?.confidence).toBe('high');
        for (let end = from + 4; end < text.length; end++) {
          const typed = text.slice(0, end);
          const went = typed.slice(from, holdFrom(typed) ?? end).replace(/[ -]/g, '');
          expect(went.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
