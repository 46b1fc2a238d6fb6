import type { Instant } from '../shared/surroundings.ts';
import { addMinutes, instant } from '../shared/surroundings.ts';
import type { LiveSession } from './session.ts';
import { timeLeft } from './progress.ts';
import type { Current } from './progress.ts';

/** How a step stands with its time: there is enough, it is time to finish, or it is over. */
export type StepStage = 'calm' | 'soon' | 'over';

/** When people are told that a step ends soon: a minute before, in short steps a fifth of it. */
const SOON_MS = 60_000;
const SOON_PART = 0.2;

export function stageOf(current: Current, now: Instant): StepStage {
  const left = timeLeft(current, now);
  if (left <= 0) return 'over';
  return left <= Math.min(SOON_MS, current.allowed * SOON_PART) ? 'soon' : 'calm';
}

/** Time as a clock shows it, "05:42": what is left is rounded up, so that it is over when it says 00:00; or how far over it is. */
export function clockWords(left: number): string {
  const seconds = left > 0 ? Math.ceil(left / 1_000) : Math.floor(-left / 1_000);
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** When the session is over if every step takes its minutes from now on. */
export function endsAbout({ steps, current }: Pick<LiveSession, 'steps' | 'current'>, now: Instant): Instant {
  const at = steps.findIndex(({ id }) => id === current.step);
  const minutes = steps.slice(at + 1).reduce((sum, step) => sum + step.minutes, 0);
  return addMinutes(instant(Date.parse(now) + Math.max(0, timeLeft(current, now))), minutes);
}
