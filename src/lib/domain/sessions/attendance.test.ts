import { expect, test } from 'vitest';
import type { Attender } from './attendance.ts';
import { attendanceOf } from './attendance.ts';

const HILL = { name: 'Hill School', kind: 'school' } as const;
const TRUST = { name: 'Alder Trust', kind: 'nhs-trust' } as const;
const came = (name: string, organisation: Attender['organisation'] = null): Attender => ({
  ...{ name, organisation, firstSeen: '2026-11-30T13:00:00.000Z' },
});
const CAME = [came('Marcin'), came('Tom', TRUST), came('Ruth', HILL), came('Ana', HILL)];

test('[F40] who came is counted by type of organisation for everyone, and named for those who run sessions', () => {
  const counts = [
    { of: ['school'], count: 2 },
    { of: ['nhs-trust'], count: 1 },
    { of: ['guest'], count: 1 },
  ];
  expect(attendanceOf(CAME, { withoutDevice: 6, named: false })).toEqual({
    ...{ people: 4, withoutDevice: 6, counts: [], names: null },
  });
  expect(attendanceOf(CAME, { withoutDevice: 0, named: true })).toMatchObject({
    counts,
    names: [
      { organisation: 'Alder Trust', names: ['Tom'] },
      { organisation: 'Hill School', names: ['Ana', 'Ruth'] },
      { organisation: null, names: ['Marcin'] },
    ],
  });
  expect(attendanceOf([], { withoutDevice: 0, named: true })).toMatchObject({ counts: [], names: [] });
});

test('[F95] others are told no kind of fewer than five people, but together with the next smallest', () => {
  const hall = [...CAME, ...['a', 'b', 'c', 'd', 'e'].map((name) => came(name, HILL))];
  expect(attendanceOf(hall, { withoutDevice: 0, named: false }).counts).toEqual([]);
  const more = [...hall, ...['f', 'g', 'h'].map((name) => came(name))];
  expect(attendanceOf(more, { withoutDevice: 0, named: false }).counts).toEqual([
    { of: ['school'], count: 7 },
    { of: ['nhs-trust', 'guest'], count: 5 },
  ]);
});
