import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToDay, dayIn, endOfDay, inLondon, isDay, isTime, timeIn } from './day.ts';
import { instant } from './surroundings.ts';

test.each([
  ['2026-11-29T23:59:59.999Z', '2026-11-29'],
  ['2027-06-30T22:59:59.999Z', '2027-06-30'],
  ['2027-06-30T23:00:00.000Z', '2027-07-01'],
])('at %s it is %s in London', (moment, day) => {
  expect(dayIn(moment)).toBe(day);
});

test.each([
  ['2026-12-31', '2027-01-01T00:00:00.000Z'],
  ['2027-06-30', '2027-06-30T23:00:00.000Z'],
  ['2027-03-27', '2027-03-28T00:00:00.000Z'],
  ['2027-03-28', '2027-03-28T23:00:00.000Z'],
  ['2027-10-30', '2027-10-30T23:00:00.000Z'],
  ['2027-10-31', '2027-11-01T00:00:00.000Z'],
])('%s is over at %s', (day, moment) => {
  expect(endOfDay(day)).toBe(moment);
});

test('a day ends between its last millisecond and the first of the next', () => {
  const days = fc.integer({ min: 0, max: 40_000 }).map((days) => addToDay('2000-01-01', days));
  fc.assert(
    fc.property(days, (day) => {
      const end = endOfDay(day);
      expect([dayIn(instant(Date.parse(end) - 1)), dayIn(end)]).toEqual([day, addToDay(day, 1)]);
    }),
  );
});

test.each([
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2027-6-30', false],
  ['June', false],
  ['', false],
])('%j is a day: %j', (text, is) => {
  expect(isDay(text)).toBe(is);
});

test.each([
  ['2026-11-30', '14:30', '2026-11-30T14:30:00.000Z'],
  ['2027-06-30', '14:30', '2027-06-30T13:30:00.000Z'],
  ['2027-06-30', '00:15', '2027-06-29T23:15:00.000Z'],
  // The hour that comes twice, and the one that there is not.
  ['2027-10-31', '01:30', '2027-10-31T01:30:00.000Z'],
  ['2027-10-31', '00:59', '2027-10-30T23:59:00.000Z'],
  ['2027-03-28', '01:30', '2027-03-28T01:30:00.000Z'],
  ['2027-03-28', '02:00', '2027-03-28T01:00:00.000Z'],
])('on %s at %s in London it is %s', (day, time, moment) => {
  expect(inLondon(day, time)).toBe(moment);
});

test('a moment comes back from its day and time in London', () => {
  const minutes = fc.integer({ min: 0, max: 30_000_000 }).map((count) => instant(count * 60_000 + 1e12));
  fc.assert(
    fc.property(minutes, (minute) => {
      const again = inLondon(dayIn(minute), timeIn(minute));
      expect([dayIn(again), timeIn(again)]).toEqual([dayIn(minute), timeIn(minute)]);
    }),
  );
});

test.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['9:00', false],
  ['09:60', false],
  ['', false],
])('%j is a time: %j', (text, is) => {
  expect(isTime(text)).toBe(is);
});
