import type { FieldFault, FieldFaults } from '../shared/errors.ts';
import type { RuleField, StepRules } from './rules.ts';
import { OPEN_WRITING, ruleFaults, USUAL_VOTE } from './rules.ts';
import { wordsFault } from './wordsFault.ts';
import type { Instant } from '../shared/surroundings.ts';

/**
 * What people do in a step. A break is one, too: a meeting that goes on without one loses those who care for somebody,
 * who are tired, or who cannot sit still.
 */
export const STEP_KINDS = [
  'welcome',
  'think',
  'share',
  'cluster',
  'vote',
  'discuss',
  'assign',
  'break',
  'close',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Longest title of a step, in characters: it is read from the back of a hall. */
export const MAX_STEP_TITLE = 100;
/** Longest instructions, in characters. */
export const MAX_INSTRUCTIONS = 600;
/** Longest step, in minutes. */
export const MAX_STEP_MINUTES = 480;

/** From when to when a step is open, in a session that goes on over days. */
export interface StepDays {
  opens: Instant;
  closes: Instant;
}

/** One part of a session. */
export interface Step {
  id: string;
  kind: StepKind;
  title: string;
  minutes: number;
  instructions: string;
  /** Half of a day, where a session has two. */
  part: 'morning' | 'afternoon' | null;
  /** Ids of the zones it is about, in any order; none means the whole board. */
  zones: readonly string[];
  rules: StepRules;
  /** Ids of the cards its vote is about, where a facilitator chose single ones; absent: those of its zones. */
  chosen?: readonly string[];
  /** In a session over days; null where nobody has said yet. */
  days?: StepDays | null;
}

/** A step as somebody fills it in. */
export type StepDraft = Omit<Step, 'id' | 'part' | 'chosen' | 'days'>;

/** What a step of a kind starts with. Where young people come, an adult looks at what is private before all see it. */
export function newStep(
  kind: StepKind,
  { young = false }: { young?: boolean } = {},
): Omit<StepDraft, 'title' | 'instructions'> {
  return { kind, minutes: USUAL_MINUTES[kind], zones: [], rules: usualRules(kind, young) };
}

/** People think alone before they talk, and nothing is moved about under a vote. */
function usualRules(kind: StepKind, young: boolean): StepRules {
  if (kind === 'think') return { ...OPEN_WRITING, writing: 'private', checked: young };
  return kind === 'vote' ? { ...OPEN_WRITING, writing: 'closed', vote: USUAL_VOTE } : OPEN_WRITING;
}

const USUAL_MINUTES: Record<StepKind, number> = {
  welcome: 5,
  think: 8,
  share: 15,
  cluster: 10,
  vote: 5,
  discuss: 15,
  assign: 10,
  break: 15,
  close: 5,
};

/** What is wrong with a step, by field. `zonesThere` are those that its board has. */
export function stepFaults(draft: StepDraft, zonesThere: ReadonlySet<string>): FieldFaults {
  const faults: Record<Exclude<keyof StepDraft, 'rules'> | RuleField, FieldFault | null> = {
    ...ruleFaults(draft.rules),
    kind: STEP_KINDS.includes(draft.kind) ? null : 'unknownChoice',
    title: wordsFault(draft.title, { most: MAX_STEP_TITLE, needed: true }),
    minutes: minutesFault(draft.minutes),
    instructions: wordsFault(draft.instructions, { most: MAX_INSTRUCTIONS }),
    zones: draft.zones.every((zone) => zonesThere.has(zone)) ? null : 'unknownChoice',
  };
  return Object.fromEntries(Object.entries(faults).filter((entry): entry is [string, FieldFault] => entry[1] !== null));
}

function minutesFault(minutes: number): FieldFault | null {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_STEP_MINUTES ? null : 'minutes';
}
