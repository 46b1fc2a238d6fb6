import { addToDay, dayIn, inLondon, isDay, isTime, timeIn } from '../shared/day.ts';
import type { FieldFault } from '../shared/errors.ts';
import type { Instant } from '../shared/surroundings.ts';
import type { Agenda } from './agenda.ts';
import type { Current, Progress, SessionCommand } from './progress.ts';
import { deadlineOf, isClosed, isOverDays, neighbours, timeLeft } from './progress.ts';
import type { Session } from './session.ts';
import type { Step, StepDays } from './step.ts';

export const DAY_MS = 86_400_000;
/** Most days that each step of a new session over days can be given. */
export const MAX_STEP_DAYS = 30;
/** What each gets where nobody said otherwise: people who could not come look in at some time of two days. */
export const USUAL_STEP_DAYS = 2;

/** From when to when a step is open, as a form says it: days and times in London. */
export interface DaysAsked {
  opensDay: string;
  opensTime: string;
  closesDay: string;
  closesTime: string;
}

/** Reads when a step opens and closes. A fault stands at the field it is about; `days` is null when there is one. */
export function readDays(asked: DaysAsked): {
  days: StepDays | null;
  faults: Record<keyof DaysAsked, FieldFault | null>;
} {
  const { opensDay, opensTime, closesDay, closesTime } = asked;
  const day = (value: string): FieldFault | null => (value === '' ? 'missing' : isDay(value) ? null : 'day');
  const time = (value: string): FieldFault | null => (value === '' ? 'missing' : isTime(value) ? null : 'time');
  const faults = {
    ...{ opensDay: day(opensDay), opensTime: time(opensTime) },
    ...{ closesDay: day(closesDay), closesTime: time(closesTime) },
  };
  if (Object.values(faults).some((fault) => fault !== null)) return { days: null, faults };
  const days = { opens: inLondon(opensDay, opensTime), closes: inLondon(closesDay, closesTime) };
  if (days.closes > days.opens) return { days, faults };
  return { days: null, faults: { ...faults, closesDay: 'endsBefore' } };
}

/**
 * An agenda as it runs over days: each step opens when the one before closes, at the same time of the day. Breaks are
 * left out, for nobody sits there; and what was written privately is shown at the deadline, unless it is checked first.
 */
export function spreadOver(agenda: Agenda, { opens, each }: { opens: Instant | null; each: number }): readonly Step[] {
  const steps = agenda.filter(({ kind }) => kind !== 'break');
  return steps.map((step, at) => {
    const { rules } = step;
    const isShownInTime = rules.writing === 'private' && !rules.checked;
    return {
      ...step,
      rules: isShownInTime ? { ...rules, reveal: 'timeUp' } : rules,
      days: opens === null ? null : { opens: later(opens, at * each), closes: later(opens, (at + 1) * each) },
    };
  });
}

/** So many days later at the same time of the day in London, whatever clocks do in between. */
function later(moment: Instant, days: number): Instant {
  return inLondon(addToDay(dayIn(moment), days), timeIn(moment));
}

/** The agenda of a session that is not over days any more. */
export function withoutDays(agenda: Agenda): Agenda {
  return agenda.map(({ days: _, ...step }) => step);
}

/** The steps of a session over days that nobody has given dates yet: before that it does not begin. */
export function undated({ agenda, overDays }: Pick<Session, 'agenda' | 'overDays'>): readonly Step[] {
  return overDays ? agenda.filter(({ days }) => !days) : [];
}

/** The first step that is to open before the one before it closes: it waits for that. Null when there is none. */
export function opensEarly(agenda: Agenda): Step | null {
  return agenda.find(({ days }, at) => days && days.opens < (agenda[at - 1]?.days?.closes ?? '')) ?? null;
}

/** From when to when a session over days goes on, as its steps say; what stands in calendars. */
export function spanOf(agenda: Agenda): Pick<Session, 'startsAt' | 'endsAt'> {
  return { startsAt: agenda[0]?.days?.opens ?? null, endsAt: agenda.at(-1)?.days?.closes ?? null };
}

/** What of a session over days follows from its steps. Its revision rises when a calendar that holds it is wrong now. */
export function respanned(session: Session, before: Pick<Session, 'startsAt' | 'endsAt' | 'revision'>): Session {
  if (!session.overDays) return session;
  const span = spanOf(session.agenda);
  const isOther = span.startsAt !== before.startsAt || span.endsAt !== before.endsAt;
  return { ...session, ...span, revision: Math.max(session.revision, before.revision + (isOther ? 1 : 0)) };
}

/**
 * What the server's clock does next with a session over days; null when nothing is due. One after the other, so that
 * what was missed is made good in its order: a step that is over is closed before the next opens.
 */
export function dueNow(
  { agenda, progress, overDays }: Pick<Session, 'agenda' | 'progress' | 'overDays'>,
  now: Instant,
): SessionCommand | null {
  if (!overDays || progress.is === 'ended') return null;
  if (progress.is === 'planned') {
    const opens = agenda[0]?.days?.opens;
    return opens && opens <= now && undated({ agenda, overDays }).length === 0 ? { is: 'start' } : null;
  }
  const { current } = progress;
  const { step } = current;
  if (!isClosed(current)) return timeLeft(current, now) <= 0 ? { is: 'close', step } : null;
  const { after } = neighbours(agenda, step);
  if (!after) return { is: 'end', step };
  return after.days && after.days.opens <= now ? { is: 'next', step } : null;
}

/** What a reminder is about: that a step is open, or that it closes within a day. */
export const REMINDERS = ['opened', 'closing'] as const;
export type Reminder = (typeof REMINDERS)[number];

/**
 * What those who were invited and have not taken part yet are reminded of now; null when of nothing. One that is open for
 * hardly more than a day has no second mail; and nobody is told days later that a step has opened.
 */
export function reminderNow(progress: Progress, now: Instant): Reminder | null {
  if (progress.is !== 'running' || !isOverDays(progress.current) || isClosed(progress.current)) return null;
  const { current } = progress;
  const left = timeLeft(current, now);
  if (left <= 0) return null;
  if (left <= DAY_MS && current.allowed >= 1.5 * DAY_MS) return 'closing';
  return current.allowed - left < DAY_MS ? 'opened' : null;
}

/**
 * How a session goes on when the step that is on has other dates: its deadline is the new one, and one that was closed
 * opens again when that is still to come.
 */
export function redated(
  { agenda, progress }: Pick<Session, 'agenda' | 'progress'>,
  before: Agenda,
  now: Instant,
): Progress {
  if (progress.is !== 'running' || !isOverDays(progress.current)) return progress;
  const { current } = progress;
  const dates = (steps: Agenda) => steps.find(({ id }) => id === current.step)?.days?.closes;
  const closes = dates(agenda);
  if (!closes || closes === dates(before) || closes === deadlineOf(current)) return progress;
  const allowed = Math.max(0, Date.parse(closes) - Date.parse(current.began));
  const next: Current = { ...current, allowed, closedAt: closes > now ? null : (current.closedAt ?? null) };
  return { ...progress, current: next };
}
