import { expect, test } from 'vitest';
import { dayFault, isStrand, readPlace } from './about.ts';

test('places are ONS codes, however they are set apart', () => {
  expect(readPlace('e08000025, E06000001;W06000015\nE08000025')).toEqual({
    codes: ['E08000025', 'E06000001', 'W06000015'],
    wrong: [],
  });
  expect(readPlace('Leeds E0800002 X08000025')).toEqual({ codes: [], wrong: ['LEEDS', 'E0800002', 'X08000025'] });
  expect(readPlace('  ')).toEqual({ codes: [], wrong: [] });
});

test.each([
  ['', null],
  ['2027-06-30', null],
  ['2028-02-29', null],
  ['2027-02-29', 'day'],
  ['2027-13-01', 'day'],
  ['30 June', 'day'],
  ['2027-06-30T00:00', 'day'],
])('the day “%s”: %s', (day, fault) => {
  expect(dayFault(day)).toBe(fault);
});

test('only the four strands are strands', () => {
  expect(['gateways', 'cross-cutting', '', 'Workforce'].map(isStrand)).toEqual([true, false, false, false]);
});
