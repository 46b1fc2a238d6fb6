import { expect, test } from 'vitest';
import { safeReturnPath } from './returnPath.ts';

test.each([
  ['/partnerships/north/boards/abc?x=1', '/partnerships/north/boards/abc?x=1'],
  ['/account', '/account'],
])('%j is kept', (wanted, path) => {
  expect(safeReturnPath(wanted)).toBe(path);
});

test.each([
  null,
  '',
  'https://elsewhere.example/',
  '//elsewhere.example/x',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/.//elsewhere.example',
  'javascript:alert(1)',
  '/sign-in?next=/sign-in',
  '/sign-out',
  '/',
])('%j leads to the start', (wanted) => {
  expect(safeReturnPath(wanted)).toBe('/partnerships');
});
