import type { Instant } from '../shared/surroundings.ts';
import { instant } from '../shared/surroundings.ts';
import type { Agenda } from './agenda.ts';
import type { Step, StepDays } from './step.ts';

/** Most that a step can be made longer by, in minutes, at once. */
export const MAX_EXTENSION_MINUTES = 60;
/** The same in a session over days. */
export const MAX_EXTENSION_DAYS = 60;
/** A step over days that opens late is open for so long, or for as long as was planned where that is less. */
const LEAST_OPEN_MS = 86_400_000;

/** The step that a running session is in. Times are the server's and absolute, so that they outlive it. */
export interface Current {
  step: string;
  began: Instant;
  /** What it may take, in milliseconds: its minutes, and those that were added. */
  allowed: number;
  /** Since when it is paused; null while it goes on. */
  pausedAt: Instant | null;
  /** For how long it was paused before, in milliseconds. */
  paused: number;
  /** In a session over days alone: since when the step is closed; null while it is open. */
  closedAt?: Instant | null;
}

/** What became of a step: how long people were in it, pauses left out, and whether it was passed over. */
export interface Passed {
  step: string;
  /** In milliseconds. */
  took: number;
  skipped: boolean;
}

/** How far a session has come. `passed` has what was left, in that order; a step that was gone back to, each time. */
export type Progress =
  | { is: 'planned' }
  | { is: 'running'; startedAt: Instant; current: Current; passed: readonly Passed[] }
  | { is: 'ended'; startedAt: Instant; endedAt: Instant; passed: readonly Passed[] };

export type Running = Extract<Progress, { is: 'running' }>;

export const PLANNED: Progress = { is: 'planned' };

/**
 * What a facilitator does. Each names the step that they saw, so that of two who press at once one is heard and the
 * other, who meant the same, does no harm: `extend` also says what the step was allowed, for it may be meant twice.
 */
export type SessionCommand =
  | { is: 'start' }
  | { is: 'pause' | 'resume' | 'close' | 'next' | 'skip' | 'back' | 'end'; step: string }
  | { is: 'extend'; step: string; allowed: number; minutes: number };

/**
 * How a session goes on, by SPEC.md. The same object when the command changes nothing: it came late, or it makes no
 * sense here. A session without steps cannot be started.
 */
export function goOn(
  progress: Progress,
  command: SessionCommand,
  { agenda, now }: { agenda: Agenda; now: Instant },
): Progress {
  if (command.is === 'start') return progress.is === 'planned' ? start(progress, agenda, now) : progress;
  if (progress.is !== 'running' || progress.current.step !== command.step) return progress;
  switch (command.is) {
    case 'pause':
      return paused(progress, now);
    case 'resume':
      return resumed(progress, now);
    case 'extend':
      return extended(progress, command, now);
    case 'close':
      return closed(progress, now);
    case 'next':
    case 'skip':
      return left(progress, { agenda, now, skipped: command.is === 'skip' });
    case 'back':
      return back(progress, agenda, now);
    case 'end':
      return ended(progress, { now, skipped: false });
    default:
      return progress; // a command that nobody knows
  }
}

/** How long a step has gone on, in milliseconds, pauses left out; never less than nothing, whatever the clock says. */
export function elapsed({ began, pausedAt, paused }: Current, now: Instant): number {
  return Math.max(0, Date.parse(pausedAt ?? now) - Date.parse(began) - paused);
}

/** What is left of a step, in milliseconds; below zero when it has taken longer. Nothing ends by itself. */
export function timeLeft(current: Current, now: Instant): number {
  return current.allowed - elapsed(current, now);
}

/** Whether a step has a deadline days ahead, which the server's clock keeps, and no minutes. */
export function isOverDays({ closedAt }: Current): boolean {
  return closedAt !== undefined;
}

/** Whether nobody but who runs the session takes part in the step any more: its deadline is past, or it was closed before. */
export function isClosed({ closedAt }: Current): boolean {
  return closedAt !== undefined && closedAt !== null;
}

/** When the time of a step is over that does not stand still. */
export function deadlineOf({ began, allowed, paused }: Current): Instant {
  return instant(Date.parse(began) + allowed + paused);
}

/** The steps before and after the one that is on, as the agenda has them now. */
export function neighbours(agenda: Agenda, step: string): { before: Step | null; after: Step | null } {
  const at = agenda.findIndex(({ id }) => id === step);
  return { before: agenda[at - 1] ?? null, after: at < 0 ? null : (agenda[at + 1] ?? null) };
}

function start(progress: Progress, agenda: Agenda, now: Instant): Progress {
  const [first] = agenda;
  return first ? { is: 'running', startedAt: now, current: begun(first, now), passed: [] } : progress;
}

function begun({ id, minutes, days }: Step, now: Instant): Current {
  const current = { step: id, began: now, allowed: minutes * 60_000, pausedAt: null, paused: 0 };
  return days ? { ...current, allowed: openFor(days, now), closedAt: null } : current;
}

/** Until its deadline; and where it opens late, since another took longer or the server was down, long enough to take part. */
function openFor({ opens, closes }: StepDays, now: Instant): number {
  const planned = Date.parse(closes) - Date.parse(opens);
  return Math.max(Date.parse(closes) - Date.parse(now), Math.min(planned, LEAST_OPEN_MS));
}

function closed(progress: Running, now: Instant): Progress {
  const { current } = progress;
  return current.closedAt === null ? { ...progress, current: { ...current, closedAt: now } } : progress;
}

function paused(progress: Running, now: Instant): Progress {
  const { current } = progress;
  if (isOverDays(current)) return progress; // it is open until its deadline, whatever somebody does in between
  return current.pausedAt === null ? { ...progress, current: { ...current, pausedAt: now } } : progress;
}

function resumed(progress: Running, now: Instant): Progress {
  const { current } = progress;
  if (current.pausedAt === null) return progress;
  const stood = Math.max(0, Date.parse(now) - Date.parse(current.pausedAt));
  return { ...progress, current: { ...current, pausedAt: null, paused: current.paused + stood } };
}

function extended(
  progress: Running,
  { allowed, minutes }: { allowed: number; minutes: number },
  now: Instant,
): Progress {
  const { current } = progress;
  const most = isOverDays(current) ? MAX_EXTENSION_DAYS * 1_440 : MAX_EXTENSION_MINUTES;
  const isMeant = Number.isInteger(minutes) && minutes >= 1 && minutes <= most;
  if (!isMeant || current.allowed !== allowed) return progress;
  if (!isClosed(current)) return { ...progress, current: { ...current, allowed: allowed + minutes * 60_000 } };
  // What was closed is open again, from now on.
  const before = Math.max(allowed, elapsed(current, now));
  return { ...progress, current: { ...current, allowed: before + minutes * 60_000, closedAt: null } };
}

interface Leaving {
  now: Instant;
  skipped: boolean;
}

function left(progress: Running, { agenda, ...leaving }: Leaving & { agenda: Agenda }): Progress {
  const { after } = neighbours(agenda, progress.current.step);
  if (!after) return ended(progress, leaving);
  return { ...progress, current: begun(after, leaving.now), passed: passedWith(progress, leaving) };
}

function back(progress: Running, agenda: Agenda, now: Instant): Progress {
  const { before } = neighbours(agenda, progress.current.step);
  if (!before) return progress;
  return { ...progress, current: begun(before, now), passed: passedWith(progress, { now, skipped: false }) };
}

function ended(progress: Running, leaving: Leaving): Progress {
  return { is: 'ended', startedAt: progress.startedAt, endedAt: leaving.now, passed: passedWith(progress, leaving) };
}

function passedWith({ current, passed: before }: Running, { now, skipped }: Leaving): readonly Passed[] {
  return [...before, { step: current.step, took: elapsed(current, now), skipped }];
}
