import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMinutes, instant } from '../shared/surroundings.ts';
import {
  holds,
  inHalves,
  mayGuess,
  minuteOf,
  readTypedCode,
  RETURN_LENGTH,
  RETURN_LETTERS,
  WRONG_PER_CODE,
  WRONG_PER_MINUTE,
} from './typedCode.ts';

const AT = '2026-11-24T12:00:00.000Z';

test.each([
  ['417 902', { is: 'join', code: '417902' }],
  [' 417-902\n', { is: 'join', code: '417902' }],
  ['４１７９０２', { is: 'join', code: '417902' }],
  ['k7mw 2hpx', { is: 'return', code: 'K7MW2HPX' }],
  ['22222222', { is: 'return', code: '22222222' }],
  ['41790', null],
  ['4179022', null],
  ['K7MW2HPO', null],
  ['K7MW2HPX9', null],
  ['', null],
])('typing %j', (typed, code) => {
  expect(readTypedCode(typed)).toEqual(code);
});

test('a code is read however it is spaced and written', () => {
  const letters = fc.array(fc.constantFrom(...RETURN_LETTERS), { minLength: RETURN_LENGTH, maxLength: RETURN_LENGTH });
  const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.oneof(letters, digits), fc.constantFrom('', ' ', '-', ' – ', '.'), (characters, gap) => {
      const code = characters.join('');
      expect(readTypedCode(characters.join(gap).toLowerCase())?.code).toBe(code);
      expect(readTypedCode(inHalves(code))?.code).toBe(code);
    }),
  );
});

test('however somebody guesses, few guesses are looked at in a minute, and few at one code', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 100, maxLength: 400 });
  fc.assert(
    fc.property(
      pauses,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: WRONG_PER_CODE }),
      (waits, hours, wrongBefore) => {
        const wrongIn = new Map<string, number>();
        const code = { endsAt: addMinutes(AT, hours * 60), wrong: wrongBefore };
        let time = Date.parse(AT);
        let looked = 0;
        for (const wait of waits) {
          time += wait;
          const minute = minuteOf(instant(time));
          const wrong = wrongIn.get(minute) ?? 0;
          if (!mayGuess(wrong)) continue;
          if (holds(code, instant(time))) looked += 1;
          wrongIn.set(minute, wrong + 1);
          code.wrong += 1;
        }
        expect(Math.max(...wrongIn.values())).toBeLessThanOrEqual(WRONG_PER_MINUTE);
        expect(looked).toBeLessThanOrEqual(WRONG_PER_CODE - wrongBefore);
      },
    ),
  );
});

test('a code holds until its time, and not past it', () => {
  expect(holds({ endsAt: AT, wrong: 0 }, '2026-11-24T11:59:59.999Z')).toBe(true);
  expect(holds({ endsAt: AT, wrong: 0 }, AT)).toBe(false);
  expect(holds({ endsAt: addMinutes(AT, 1), wrong: WRONG_PER_CODE }, AT)).toBe(false);
});
