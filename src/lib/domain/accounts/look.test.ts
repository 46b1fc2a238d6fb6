import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOOK_CHOICES, lookAttributes, lookCookie, lookFromCookie } from './look.ts';

const looks = fc.record({
  theme: fc.constantFrom(...LOOK_CHOICES.theme),
  contrast: fc.constantFrom(...LOOK_CHOICES.contrast),
  motion: fc.constantFrom(...LOOK_CHOICES.motion),
});

test('a look comes back from its cookie', () => {
  fc.assert(
    fc.property(looks, (look) => {
      expect(lookFromCookie(lookCookie(look))).toEqual(look);
    }),
  );
});

test('whatever a cookie says, nothing but our own words comes into the page', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(lookAttributes(lookFromCookie(value))).toMatch(/^( data-(theme|contrast|motion)="[a-z]+"){0,3}$/);
    }),
  );
  expect(lookAttributes(lookFromCookie(undefined))).toBe('');
  expect(lookAttributes(lookFromCookie('dark."><script>.reduced'))).toBe(' data-theme="dark" data-motion="reduced"');
});
