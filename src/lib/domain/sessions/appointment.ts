import type { Instant } from '../shared/surroundings.ts';
import { addMinutes } from '../shared/surroundings.ts';
import { totalMinutes } from './agenda.ts';
import type { Session, SessionPlan } from './session.ts';

/** What a session lasts of which nobody has said more than when it begins, in minutes. */
export const USUAL_SESSION_MINUTES = 60;

const PLANNED_IN = ['title', 'startsAt', 'endsAt', 'place', 'meeting'] as const satisfies (keyof SessionPlan)[];

/** What a session with another plan is; its revision rises when a calendar that holds it is wrong now. */
export function replanned(session: Session, plan: SessionPlan): SessionPlan & Pick<Session, 'revision'> {
  const isOther = PLANNED_IN.some((part) => plan[part] !== session[part]);
  return { ...plan, revision: session.revision + (isOther ? 1 : 0) };
}

/** When a session that begins then is over, as far as anybody has said. */
export function endOf({ endsAt, agenda }: Pick<Session, 'endsAt' | 'agenda'>, startsAt: Instant): Instant {
  return endsAt ?? addMinutes(startsAt, totalMinutes(agenda) || USUAL_SESSION_MINUTES);
}

/** The words that say how to come to the online meeting, in their order; those that open a page with where they lead. */
export function meetingWords(meeting: string): { words: string; link: string | null }[] {
  return meeting
    .split(/([.,;)]*(?:\s+|$))/)
    .filter((words) => words !== '')
    .map((words) => ({ words, link: pageLink(words) }));
}

/** Null of what opens anything but a page, and of what looks like another link than it is. */
function pageLink(word: string): string | null {
  if (!URL.canParse(word)) return null;
  const { protocol, href, username, password } = new URL(word);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? href : null;
}
