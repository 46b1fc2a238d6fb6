import { describe, expect, test } from 'vitest';
import type { FieldFault } from '../shared/errors.ts';
import { goOn, PLANNED } from './progress.ts';
import type { PlanAsked, Session } from './session.ts';
import { liveOf, MAX_SESSION_WORDS, mayRemove, readPlan } from './session.ts';
import { newStep } from './step.ts';

const ASKED: PlanAsked = {
  title: ' Health  hub ',
  day: '2026-12-01',
  from: '13:30',
  until: '16:30',
  place: 'Hall',
  meeting: '',
};
const faultsOf = (change: Partial<PlanAsked>) =>
  Object.entries(readPlan({ ...ASKED, ...change }).faults).filter(([, fault]) => fault !== null);

test('a plan is read as it is said in London', () => {
  expect(readPlan(ASKED).plan).toEqual({
    ...{ title: 'Health hub', place: 'Hall', meeting: '' },
    ...{ startsAt: '2026-12-01T13:30:00.000Z', endsAt: '2026-12-01T16:30:00.000Z' },
  });
  expect(readPlan({ ...ASKED, day: '2027-06-01' }).plan.startsAt).toBe('2027-06-01T12:30:00.000Z');
  expect(readPlan({ ...ASKED, day: '', from: '', until: '' }).plan).toMatchObject({ startsAt: null, endsAt: null });
});

test.each<[Partial<PlanAsked>, [string, FieldFault][]]>([
  [{}, []],
  [{ day: '', from: '', until: '' }, []],
  [{ until: '' }, []],
  [{ title: '  ' }, [['title', 'missing']]],
  [{ title: 'x'.repeat(MAX_SESSION_WORDS + 1) }, [['title', 'tooLong']]],
  [{ place: 'x'.repeat(MAX_SESSION_WORDS + 1) }, [['place', 'tooLong']]],
  [
    { title: 'For 943 476 5919', place: 'NHS 943 476 5919' },
    [
      ['title', 'identifier'],
      ['place', 'identifier'],
    ],
  ],
  [{ meeting: '943 476 5919' }, []],
  [{ meeting: 'x'.repeat(MAX_SESSION_WORDS + 1) }, [['meeting', 'tooLong']]],
  [{ day: '' }, [['day', 'missing']]],
  [{ day: 'Tuesday' }, [['day', 'day']]],
  [{ from: '' }, [['from', 'missing']]],
  [{ from: 'noon', until: '' }, [['from', 'time']]],
  [{ until: '25:00' }, [['until', 'time']]],
  [{ until: '13:30' }, [['until', 'endsBefore']]],
])('what is wrong with a plan is said where it is wrong: %j', (change, faults) => {
  expect(faultsOf(change)).toEqual(faults);
});

describe('a session', () => {
  const steps = ['welcome', 'write'].map((id) => ({
    ...newStep('share'),
    ...{ id, title: id, instructions: `Do ${id}`, part: null, zones: [`zone-${id}`] },
  }));
  const planned: Session = {
    ...readPlan(ASKED).plan,
    ...{ id: 's', boardId: 'b', agenda: steps, progress: PLANNED, overDays: false, leadId: 'ruth', madeBy: 'ruth' },
    ...{ madeAt: '2026-11-30T12:00:00.000Z', revision: 0 },
  };
  const now = '2026-12-01T13:31:00.000Z';
  const started = { ...planned, progress: goOn(PLANNED, { is: 'start' }, { agenda: steps, now }) };
  const next = {
    ...started,
    progress: goOn(started.progress, { is: 'next', step: 'welcome' }, { agenda: steps, now }),
  };

  test('is shown to everyone while it runs, with the words of the step that is on alone', () => {
    expect(liveOf(planned, { lead: 'Ruth', round: null })).toBeNull();
    expect(liveOf(next, { lead: 'Ruth', round: null })).toMatchObject({
      ...{ title: 'Health hub', lead: 'Ruth', current: { step: 'write', began: now }, passed: ['welcome'] },
      now: { instructions: 'Do write', zones: ['zone-write'] },
    });
    expect(JSON.stringify(liveOf(next, { lead: 'Ruth', round: null }))).not.toContain('Do welcome');
  });

  test('keeps the step that is on, and every step once it has ended [F2]', () => {
    expect(['welcome', 'write', 'gone'].map((step) => mayRemove(planned, step))).toEqual([true, true, false]);
    expect(['welcome', 'write'].map((step) => mayRemove(started, step))).toEqual([false, true]);
    const ended = { ...next, progress: goOn(next.progress, { is: 'next', step: 'write' }, { agenda: steps, now }) };
    expect(['welcome', 'write'].map((step) => mayRemove(ended, step))).toEqual([false, false]);
  });
});
