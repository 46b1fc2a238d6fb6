import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PLANNED, timeLeft } from '$lib/domain/sessions/progress';
import type { Session } from '$lib/domain/sessions/session';
import { newStep } from '$lib/domain/sessions/step';
import { instant } from '$lib/domain/shared/surroundings';
import { Rehearsal } from './rehearsal.svelte';

const steps = ['welcome', 'write', 'close'].map((id) => {
  return { ...newStep('share'), id, title: id, instructions: `Do ${id}`, part: null, minutes: 10 };
});
const session: Session & { lead: string } = {
  ...{ id: 's', boardId: 'b', title: 'Health hub', startsAt: null, endsAt: null, place: '', meeting: '' },
  ...{ agenda: steps, progress: PLANNED, overDays: false, leadId: 'ruth', madeBy: 'ruth', lead: 'Ruth' },
  ...{ madeAt: '2026-11-30T12:00:00.000Z', revision: 0 },
};

let rehearsal: Rehearsal;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-12-01T13:30:00.000Z') });
  rehearsal = new Rehearsal(() => session);
});
afterEach(() => vi.useRealTimers());

const step = () => rehearsal.live?.current.step;
const left = () => rehearsal.live && timeLeft(rehearsal.live.current, instant(Date.now() + rehearsal.ahead)) / 60_000;

test('a rehearsal goes from step to step by the rules of the session, and leaves the session as it is', () => {
  expect([rehearsal.is, rehearsal.live]).toEqual(['planned', null]);
  rehearsal.start();
  expect(rehearsal.live).toMatchObject({ title: 'Health hub', lead: 'Ruth', now: { instructions: 'Do welcome' } });
  rehearsal.command({ is: 'next', step: 'welcome' });
  rehearsal.command({ is: 'next', step: 'welcome' });
  expect(step()).toBe('write');
  rehearsal.command({ is: 'back', step: 'write' });
  expect(step()).toBe('welcome');
  rehearsal.command({ is: 'skip', step: 'welcome' });
  rehearsal.end();
  expect([rehearsal.is, rehearsal.live]).toEqual(['ended', null]);
  expect(rehearsal.passed.map((one) => one.step)).toEqual(['welcome', 'write', 'welcome', 'write']);
  rehearsal.start();
  expect([step(), left()]).toEqual(['welcome', 10]);
  expect(session.progress).toBe(PLANNED);
});

test('its clock is put on, never back, and stands still in a pause', () => {
  rehearsal.start();
  vi.advanceTimersByTime(60_000);
  rehearsal.putOn();
  expect(left()).toBe(8);
  rehearsal.command({ is: 'pause', step: 'welcome' });
  rehearsal.putOn();
  rehearsal.command({ is: 'resume', step: 'welcome' });
  expect(left()).toBe(8);
  rehearsal.putOnToLastMinute();
  expect(left()).toBe(1);
  rehearsal.putOn();
  rehearsal.putOnToLastMinute();
  expect(left()).toBe(0);
  rehearsal.command({ is: 'extend', step: 'welcome', allowed: 600_000, minutes: 2 });
  expect(left()).toBe(2);
});
