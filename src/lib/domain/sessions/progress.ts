import type { Instant } from '../shared/surroundings.ts';
import type { Agenda } from './agenda.ts';
import type { Step } from './step.ts';

/** Most that a step can be made longer by, in minutes, at once. */
export const MAX_EXTENSION_MINUTES = 60;

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
  | { is: 'pause' | 'resume' | 'next' | 'skip' | 'back' | 'end'; step: string }
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
      return extended(progress, command);
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

/** The steps before and after the one that is on, as the agenda has them now. */
export function neighbours(agenda: Agenda, step: string): { before: Step | null; after: Step | null } {
  const at = agenda.findIndex(({ id }) => id === step);
  return { before: agenda[at - 1] ?? null, after: at < 0 ? null : (agenda[at + 1] ?? null) };
}

function start(progress: Progress, agenda: Agenda, now: Instant): Progress {
  const [first] = agenda;
  return first ? { is: 'running', startedAt: now, current: begun(first, now), passed: [] } : progress;
}

function begun({ id, minutes }: Step, now: Instant): Current {
  return { step: id, began: now, allowed: minutes * 60_000, pausedAt: null, paused: 0 };
}

function paused(progress: Running, now: Instant): Progress {
  const { current } = progress;
  return current.pausedAt === null ? { ...progress, current: { ...current, pausedAt: now } } : progress;
}

function resumed(progress: Running, now: Instant): Progress {
  const { current } = progress;
  if (current.pausedAt === null) return progress;
  const stood = Math.max(0, Date.parse(now) - Date.parse(current.pausedAt));
  return { ...progress, current: { ...current, pausedAt: null, paused: current.paused + stood } };
}

function extended(progress: Running, { allowed, minutes }: { allowed: number; minutes: number }): Progress {
  const { current } = progress;
  const isMeant = Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_EXTENSION_MINUTES;
  if (!isMeant || current.allowed !== allowed) return progress;
  return { ...progress, current: { ...current, allowed: allowed + minutes * 60_000 } };
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
