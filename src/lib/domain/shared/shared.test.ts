import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError, errorTable, isDomainError } from './errors.ts';
import { addDays, addMinutes, instant } from './surroundings.ts';
import { unreachable } from './unreachable.ts';

const moments = fc.integer({ min: 0, max: 4_000_000_000_000 });

test('the order of moments as text is their order in time', () => {
  fc.assert(
    fc.property(moments, moments, (a, b) => {
      expect(instant(a) < instant(b)).toBe(a < b);
      expect(Date.parse(instant(a))).toBe(a);
    }),
  );
});

test('a day is 24 hours, whatever the clocks of the place do', () => {
  expect(addDays('2026-03-28T12:00:00.000Z', 1)).toBe('2026-03-29T12:00:00.000Z');
  expect(addMinutes('2026-12-31T23:59:00.000Z', 1)).toBe('2027-01-01T00:00:00.000Z');
});

test('a refusal is told by its code, also when it comes from another copy of the code', () => {
  const fromElsewhere = Object.assign(new Error('notFound'), { code: 'notFound' });
  expect(isDomainError(new DomainError('notFound'))).toBe(true);
  expect(isDomainError(fromElsewhere)).toBe(true);
  for (const other of [
    new Error('notFound'),
    Object.assign(new Error('x'), { code: 'ENOENT' }),
    { code: 'notFound' },
    null,
  ]) {
    expect(isDomainError(other)).toBe(false);
  }
  expect(isDomainError(Object.assign(new Error('x'), { code: 'toString' }))).toBe(false);
});

test('a refused form says which fields, and why', () => {
  const error = new DomainError('input.invalid', { email: 'missing' });
  expect([error.code, error.fields]).toEqual(['input.invalid', { email: 'missing' }]);
  expect(new DomainError('notFound').fields).toEqual({});
});

test('every refusal has a status a browser understands', () => {
  for (const { status } of Object.values(errorTable)) expect(status).toBeGreaterThanOrEqual(400);
  expect(errorTable.notFound.status).toBe(404);
});

test('a case nobody handled does not pass in silence', () => {
  expect(() => unreachable('a new state' as never)).toThrow('a new state');
});
