import { expect, test } from 'vitest';
import type { StepRules } from '../rules.ts';
import { OPEN_WRITING, tidyRules } from '../rules.ts';
import { groupCountFault, MAX_GROUP_NAME, readGroupName, zonesIn } from './group.ts';
import { groupOf, liveGroups } from './liveGroups.ts';

const CURRENT = { step: 's', began: '2026-11-30T09:00:00.000Z', allowed: 60_000, pausedAt: null, paused: 0 };
const RULES: StepRules = { ...OPEN_WRITING, groups: true };
const GROUPS = {
  ...{ how: 'mixed' as const, made: 'm', back: null },
  groups: [{ id: 'a', name: 'Group 1', zones: [{ zone: 'z1', of: 'z' }], boardId: 'b' }],
  members: new Map([['ana', 'a'] as const, ['ben', null] as const, ['gone', 'a'] as const]),
  names: new Map([['ana', 'Ana'] as const, ['ben', 'Ben'] as const]),
};
const shown = (rules = RULES, more = {}) =>
  liveGroups({ ...GROUPS, ...more }, { step: { zones: ['z'], rules }, current: CURRENT, home: 'home' });

test('the name of a group is short, needed, and bears nobody’s number', () => {
  expect(readGroupName('  Blue \n table ')).toEqual({ name: 'Blue table', fault: null });
  expect(readGroupName(' ').fault).toBe('missing');
  expect(readGroupName('x'.repeat(MAX_GROUP_NAME + 1)).fault).toBe('tooLong');
  expect(readGroupName('NHS 943 476 5919').fault).toBe('identifier');
  expect([1, 2, 12, 13, 2.5, NaN].map(groupCountFault)).toEqual([
    'outOfRange',
    null,
    null,
    'outOfRange',
    'outOfRange',
    'outOfRange',
  ]);
});

test('a group writes in what was made for the step, or in whatever it has', () => {
  const zones = [
    { zone: 'mine', of: null },
    { zone: 'like a', of: 'a' },
    { zone: 'blank', of: '' },
  ];
  expect(zonesIn({ zones }, { zones: ['a'] })).toEqual(['like a']);
  expect(zonesIn({ zones }, { zones: [] })).toEqual(['blank']);
  expect(zonesIn({ zones }, { zones: ['other'] })).toEqual(['mine', 'like a', 'blank']);
});

test('[F63] groups are out in a step that is done in groups, until they are called back in it', () => {
  expect(shown()).toMatchObject({ out: true, home: 'home' });
  expect(shown(RULES, { back: CURRENT.began })).toMatchObject({ out: false });
  expect(shown(RULES, { back: '2026-11-30T08:00:00.000Z' })).toMatchObject({ out: true });
  expect(shown(OPEN_WRITING)).toBeNull();
  expect(liveGroups(null, { step: { zones: [], rules: RULES }, current: CURRENT, home: 'home' })).toEqual({
    home: 'home',
    out: false,
    list: [],
  });
});

test('[F64] who is not there any more is in no group that anybody is shown', () => {
  expect(shown()?.list[0]?.people).toEqual([{ id: 'ana', name: 'Ana' }]);
  const live = shown();
  expect(live && groupOf(live, 'ana')?.id).toBe('a');
  expect(live && groupOf(live, 'ben')).toBeNull();
});

test('[F65] groups are on boards of their own only where everyone writes openly and nobody votes', () => {
  expect(shown()?.list[0]?.board).toBe('b');
  expect(shown({ ...RULES, writing: 'private' })?.list[0]?.board).toBeNull();
  expect(shown({ ...RULES, writing: 'closed' })?.list[0]?.board).toBeNull();
});

test('whether a step is done in groups is kept by its rules, whoever writes', () => {
  expect(tidyRules({ ...RULES, writing: 'private' }).groups).toBe(true);
  expect(tidyRules(RULES).groups).toBe(true);
  expect(tidyRules({ ...OPEN_WRITING, groups: false })).toEqual(OPEN_WRITING);
});
