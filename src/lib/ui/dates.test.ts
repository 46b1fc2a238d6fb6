import { describe, expect, test } from 'vitest';
import { ago, fullDate, fullDay, hourIn, timeIn } from './dates.ts';

const NOW = '2026-11-24T14:05:00.000Z';

describe('ago', () => {
  test.each([
    ['2026-11-24T14:04:30.000Z', { is: 'now' }],
    ['2026-11-24T09:05:00.000Z', { is: 'today', time: '9.05 am' }],
    ['2026-11-23T23:59:00.000Z', { is: 'yesterday' }],
    ['2026-11-18T12:00:00.000Z', { is: 'earlier', day: '18 Nov' }],
    ['2025-09-08T12:00:00.000Z', { is: 'earlier', day: '8 Sep 2025' }],
  ])('%s', (moment, expected) => {
    expect(ago(moment, NOW)).toEqual(expected);
  });

  test('the day turns at midnight in London, also in summer', () => {
    expect(ago('2026-07-01T22:30:00.000Z', '2026-07-01T23:30:00.000Z')).toEqual({ is: 'yesterday' });
  });
});

test('a full date has weekday, day, month, year and time', () => {
  expect(fullDate(NOW)).toBe('Tue 24 November 2026, 2.05 pm');
});

test('hours are those of the place', () => {
  expect([hourIn('2026-07-01T23:30:00.000Z'), hourIn(NOW)]).toEqual([0, 14]);
});

test('a day is said whole', () => {
  expect(fullDay('2027-06-30')).toBe('Wed 30 June 2027');
});

test('a time is said as its language does, on the clock of the place', () => {
  expect(timeIn('en-GB', NOW)).toBe('2.05 pm');
  expect([timeIn('pl', NOW), timeIn('ro', NOW)]).toEqual(['14:05', '14:05']);
  expect(timeIn('ar', NOW)).toMatch(/^\p{Nd}+:\p{Nd}+\s[صم]$/u);
});
