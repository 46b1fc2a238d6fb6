import { inLondon, isDay, isTime } from '../shared/day.ts';
import type { FieldFault } from '../shared/errors.ts';
import { oneLine } from '../shared/oneLine.ts';
import type { Instant } from '../shared/surroundings.ts';
import type { Agenda } from './agenda.ts';
import type { LiveGroups, NamedGroups } from './groups/liveGroups.ts';
import { liveGroups } from './groups/liveGroups.ts';
import type { PrivateNow, PrivateRound } from './privateRound.ts';
import { privateNow } from './privateRound.ts';
import type { LiveOutcome, Outcome } from './outcomes/outcome.ts';
import { liveOutcome, unfinished } from './outcomes/outcome.ts';
import type { Current, Progress } from './progress.ts';
import { isClosed } from './progress.ts';
import type { StepRules } from './rules.ts';
import { OPEN_WRITING } from './rules.ts';
import type { Step } from './step.ts';
import type { LiveBallot } from './votes/ballot.ts';
import { wordsFault } from './wordsFault.ts';

/** Longest title of a session, place or way to the online meeting, in characters. */
export const MAX_SESSION_WORDS = 200;
/** Most sessions of one board: one a week for eight years. */
export const MAX_SESSIONS = 400;

/** When and where a session is to be. */
export interface SessionPlan {
  title: string;
  startsAt: Instant | null;
  endsAt: Instant | null;
  place: string;
  /** The link or the number of the online meeting; empty without one. */
  meeting: string;
}

/** A facilitated meeting on a board. What keeps somebody signed in is something else: a sign-in. */
export interface Session extends SessionPlan {
  id: string;
  boardId: string;
  agenda: Agenda;
  progress: Progress;
  /** It goes on over days, by the server's clock: each of its steps has a day to open and a deadline. */
  overDays: boolean;
  /** Person id of who leads it now. */
  leadId: string;
  madeBy: string;
  madeAt: Instant;
  /** Rises with each change of what stands in a calendar, from 0. */
  revision: number;
}

/** What of a session is shown in a list. */
export interface SessionSummary extends Pick<Session, 'id' | 'title' | 'startsAt' | 'place' | 'overDays'> {
  is: Progress['is'];
  steps: number;
  minutes: number;
}

/** A plan as it is filled in: a day and two times in London, each empty when nobody knows yet. */
export interface PlanAsked extends Omit<SessionPlan, 'startsAt' | 'endsAt'> {
  day: string;
  from: string;
  until: string;
}

/** Reads a plan. A fault stands at the field it is about. */
export function readPlan(asked: PlanAsked): { plan: SessionPlan; faults: Record<keyof PlanAsked, FieldFault | null> } {
  const [title, place, meeting] = [oneLine(asked.title), oneLine(asked.place), oneLine(asked.meeting)];
  const { day, from, until } = asked;
  const most = MAX_SESSION_WORDS;
  const faults = {
    title: wordsFault(title, { most, needed: true }),
    place: wordsFault(place, { most }),
    // A number to call may look like somebody's; members alone read it.
    meeting: meeting.length > most ? 'tooLong' : null,
    day: day === '' ? missingBeside(from + until) : isDay(day) ? null : 'day',
    from: from === '' ? missingBeside(until) : timeFault(from),
    until: timeFault(until) ?? (until !== '' && isTime(from) && until <= from ? 'endsBefore' : null),
  } as const;
  const hasDay = isDay(day);
  const at = (time: string) => (hasDay && isTime(time) ? inLondon(day, time) : null);
  return { plan: { title, place, meeting, startsAt: at(from), endsAt: at(until) }, faults };
}

function missingBeside(others: string): FieldFault | null {
  return others === '' ? null : 'missing';
}

function timeFault(time: string): FieldFault | null {
  return time === '' || isTime(time) ? null : 'time';
}

/** A running session as everyone on its board sees it: what comes when, and all there is to know of the step that is on. */
export interface LiveSession {
  id: string;
  title: string;
  /** Name of who leads it. */
  lead: string;
  steps: readonly Pick<Step, 'id' | 'kind' | 'title' | 'minutes' | 'days'>[];
  now: Pick<Step, 'instructions' | 'zones' | 'rules'>;
  current: Current;
  /** Ids of the steps that were left, so that they can be ticked off. */
  passed: readonly string[];
  /** The private writing that goes on, or went on last; null when there was none. */
  secret: PrivateNow | null;
  /** The last ballot of the step that is on, or of a step before; null when there was none yet. */
  ballot: LiveBallot | null;
  /** What cards became: in a step that assigns actions, and as long as one of them lacks something. */
  outcomes?: readonly LiveOutcome[];
  /** In a step that is done in groups; on a group's own board, always. */
  groups?: LiveGroups;
}

/** What there is of a running session beside its record. */
interface LiveParts {
  lead: string;
  round?: PrivateRound | null;
  ballot?: LiveBallot | null;
  outcomes?: readonly Outcome[];
  groups?: NamedGroups | null;
}

/** Null of a session that does not run. */
export function liveOf(
  { id, boardId, title, agenda, progress }: Session,
  { lead, round = null, ballot = null, outcomes = [], groups = null }: LiveParts,
): LiveSession | null {
  if (progress.is !== 'running') return null;
  const { current, passed } = progress;
  const step = agenda.find((one) => one.id === current.step);
  const inGroups = liveGroups(groups, { step, current, home: boardId });
  return {
    ...{ id, title, lead, current, ballot },
    steps: agenda.map(({ id: stepId, kind, title: words, minutes, days }) => {
      return { id: stepId, kind, title: words, minutes, ...(days ? { days } : {}) };
    }),
    now: { instructions: step?.instructions ?? '', zones: step?.zones ?? [], rules: rulesNow(step, current) },
    passed: [...new Set(passed.map((one) => one.step))],
    secret: round && privateNow(round),
    ...(isAssigning(step, outcomes) ? { outcomes: outcomes.map(liveOutcome) } : {}),
    ...(inGroups ? { groups: inGroups } : {}),
  };
}

/**
 * The session as it is seen on a group's own board: the step, its time, and whether the group is to be there. What is
 * written privately, voted on or assigned is at the session's own board, and nobody writes here while nobody does there.
 */
export function besideOf(live: LiveSession, home: string): LiveSession {
  const { id, title, lead, steps, now, current, passed } = live;
  const writing = now.rules.writing === 'open' ? 'open' : 'closed';
  return {
    ...{ id, title, lead, steps, current, passed, secret: null, ballot: null },
    now: { ...now, zones: [], rules: { ...OPEN_WRITING, writing } },
    groups: live.groups ?? { home, out: false, list: [] },
  };
}

/** After its deadline nobody writes in a step any more but who runs the session. */
function rulesNow(step: Step | undefined, current: Current): StepRules {
  const rules = step?.rules ?? OPEN_WRITING;
  return isClosed(current) ? { ...rules, writing: 'closed' } : rules;
}

function isAssigning(step: Step | undefined, outcomes: readonly Outcome[]): boolean {
  return step?.kind === 'assign' || unfinished(outcomes).length > 0;
}

/** Whether a step may be taken out: never the one that is on, for then no step would be. */
export function mayRemove({ agenda, progress }: Pick<Session, 'agenda' | 'progress'>, step: string): boolean {
  const isOn = progress.is === 'running' && progress.current.step === step;
  return !isOn && progress.is !== 'ended' && agenda.some(({ id }) => id === step);
}
