import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeSlug, slugOf } from './slug.ts';

test.each([
  ['Northbrook Healthy Futures', 'northbrook-healthy-futures'],
  ['St Mary’s & All Saints', 'st-marys-all-saints'],
  ['Iechyd Môn', 'iechyd-mon'],
  ['  --  ', 'partnership'],
  ['健康', 'partnership'],
])('%s → %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('any name makes a slug that stands in an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(slugOf(name).length).toBeLessThanOrEqual(48);
    }),
  );
});

test('a taken slug gets the next number', () => {
  expect(freeSlug('vale', new Set())).toBe('vale');
  expect(freeSlug('vale', new Set(['vale', 'vale-2']))).toBe('vale-3');
});
