import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agenda } from './agenda.ts';
import { agendaAgain, agendaOf, minutesOver, moved, needsBreak, planned, totalMinutes } from './agenda.ts';
import type { StepDraft, StepKind } from './step.ts';
import { MAX_INSTRUCTIONS, MAX_STEP_MINUTES, MAX_STEP_TITLE, newStep, STEP_KINDS, stepFaults } from './step.ts';

let made = 0;
const newId = () => `step-${(made += 1)}`;
const step = (id: string, minutes: number, kind: StepKind = 'share') => ({
  ...newStep(kind),
  ...{ id, minutes, title: id, instructions: '', part: null },
});

test('an agenda taken over has new steps, about the zones that are there too', () => {
  const last: Agenda = [{ ...step('write', 8), zones: ['ideas', 'gone'] }];
  const [again] = agendaAgain(last, { newId, zonesThere: new Set(['ideas']) });
  expect(again).toEqual({ ...last[0], id: again?.id, zones: ['ideas'] });
  expect(again?.id).not.toBe('write');
});

describe('the time of an agenda', () => {
  const agenda = [step('one', 10), step('two', 20), step('three', 30)];

  test('is that of its steps, held against what was planned', () => {
    expect(totalMinutes(agenda)).toBe(60);
    const startsAt = '2026-11-30T13:00:00.000Z';
    expect(minutesOver(agenda, { startsAt, endsAt: '2026-11-30T13:50:00.000Z' })).toBe(10);
    expect(minutesOver(agenda, { startsAt, endsAt: '2026-11-30T14:00:00.000Z' })).toBe(0);
    expect([...planned(agenda, startsAt)]).toEqual([
      ['one', '2026-11-30T13:00:00.000Z'],
      ['two', '2026-11-30T13:10:00.000Z'],
      ['three', '2026-11-30T13:30:00.000Z'],
    ]);
  });

  test.each([
    [[step('a', 75)], null],
    [[step('a', 76)], 'a'],
    [[step('a', 60), step('b', 16), step('c', 1)], 'b'],
    [[step('a', 60), step('rest', 15, 'break'), step('b', 75)], null],
    [[step('rest', 90, 'break'), step('b', 70), step('c', 6)], 'c'],
  ])('says where people have gone on for too long', (steps, id) => {
    expect(needsBreak(steps)?.id ?? null).toBe(id);
  });
});

test('a step is put anywhere, and no other step is changed by it [F9]', () => {
  const agenda = ['a', 'b', 'c', 'd'].map((id) => step(id, 5));
  const order = (to: number, id = 'b') =>
    moved(agenda, id, to)
      .map((one) => one.id)
      .join('');
  expect([order(0), order(1), order(2), order(3), order(-4), order(9)]).toEqual([
    ...['bacd', 'abcd', 'acbd', 'acdb', 'bacd', 'acdb'],
  ]);
  expect(order(2, 'gone')).toBe('abcd');
  fc.assert(
    fc.property(fc.constantFrom(...'abcd'), fc.integer({ min: -9, max: 9 }), (id, to) => {
      const after = moved(agenda, id, to);
      expect(new Set(after)).toEqual(new Set(agenda));
      expect(after.filter((one) => one.id !== id)).toEqual(agenda.filter((one) => one.id !== id));
    }),
  );
});

describe('a step', () => {
  const good: StepDraft = { ...newStep('think'), title: 'Write alone', instructions: '', zones: ['ideas'] };
  const zonesThere = new Set(['ideas']);

  test.each(STEP_KINDS)('of the kind %s starts with something sensible', (kind) => {
    expect(stepFaults({ ...newStep(kind), title: 'A step', instructions: '' }, zonesThere)).toEqual({});
  });

  test('is checked first where young people come, and what is private alone [F17]', () => {
    const rules = (young: boolean) => STEP_KINDS.filter((kind) => newStep(kind, { young }).rules.checked);
    expect(rules(true)).toEqual(['think']);
    expect(rules(false)).toEqual([]);
    const [think] = agendaOf([{ kind: 'think', title: 'Alone', minutes: 5, instructions: '' }], () => 'id', {
      young: true,
    });
    expect(think?.rules.checked).toBe(true);
  });

  test.each<[Partial<StepDraft>, Record<string, string>]>([
    [{}, {}],
    [{ title: '  ' }, { title: 'missing' }],
    [{ title: 'x'.repeat(MAX_STEP_TITLE + 1) }, { title: 'tooLong' }],
    [{ instructions: 'x'.repeat(MAX_INSTRUCTIONS + 1) }, { instructions: 'tooLong' }],
    [{ title: 'About 943 476 5919' }, { title: 'identifier' }],
    [{ instructions: 'Ask for 943 476 5919.' }, { instructions: 'identifier' }],
    [{ minutes: 0 }, { minutes: 'minutes' }],
    [{ minutes: 2.5 }, { minutes: 'minutes' }],
    [{ minutes: NaN }, { minutes: 'minutes' }],
    [{ minutes: MAX_STEP_MINUTES + 1 }, { minutes: 'minutes' }],
    [{ zones: ['ideas', 'elsewhere'] }, { zones: 'unknownChoice' }],
    [{ kind: 'party' as StepKind }, { kind: 'unknownChoice' }],
  ])('is told what is wrong with it: %j', (change, faults) => {
    expect(stepFaults({ ...good, ...change }, zonesThere)).toEqual(faults);
  });
});
