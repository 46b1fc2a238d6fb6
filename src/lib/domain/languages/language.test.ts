import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageFor, LANGUAGES } from './language.ts';

test.each<[string | undefined, string | null, string]>([
  ['ar', 'pl', 'ar'],
  ['en-x-easy', null, 'en-x-easy'],
  [undefined, 'pl-PL,pl;q=0.9,en;q=0.8', 'pl'],
  [undefined, 'de-DE,de;q=0.9,ro;q=0.7,en;q=0.6', 'ro'],
  [undefined, 'en-US,en;q=0.9,pl;q=0.8', 'en'],
  [undefined, 'pl;q=0, ar', 'ar'],
  [undefined, 'de', 'en'],
  ['klingon', null, 'en'],
  [undefined, null, 'en'],
])('chosen %j and asked for %j: %s', (chosen, accepted, language) => {
  expect(languageFor(chosen, accepted)).toBe(language);
});

test('whatever a browser sends, there is a language', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (chosen, accepted) => {
      expect(LANGUAGES).toContain(languageFor(chosen, accepted));
    }),
  );
});
