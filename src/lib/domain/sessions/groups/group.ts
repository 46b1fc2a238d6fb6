import type { FieldFault } from '../../shared/errors.ts';
import { oneLine } from '../../shared/oneLine.ts';
import type { Instant } from '../../shared/surroundings.ts';
import type { Step } from '../step.ts';
import type { VoterKind } from '../votes/voterGroup.ts';
import { wordsFault } from '../wordsFault.ts';

/** Fewest and most groups of a session: with more, nobody gets round to all of them. */
export const MIN_GROUPS = 2;
export const MAX_GROUPS = 12;
/** Longest name of a group, in characters: it is read on a phone, and called across a hall. */
export const MAX_GROUP_NAME = 40;

/** How people come into groups: spread by where they come from, by chance, or as a facilitator says. */
export const GROUPINGS = ['mixed', 'random', 'hand'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A zone of the session's board that a group writes in. */
export interface GroupZone {
  zone: string;
  /** The zone of a step that it was made from, empty where the step had none; null of one that was chosen by hand. */
  of: string | null;
}

export interface Group {
  id: string;
  name: string;
  zones: readonly GroupZone[];
  /** A board of its own; null where it has none. */
  boardId: string | null;
}

/** The groups of a session, in their order. */
export interface Groups {
  how: Grouping;
  /** Another one each time that they are made anew. */
  made: string;
  /** When the step began in which everyone was called back last; null when nobody was. */
  back: Instant | null;
  groups: readonly Group[];
  /** Everyone who was put somewhere, by actor id; null of those who were taken out of every group. */
  members: ReadonlyMap<string, string | null>;
}

/** Somebody who can be in a group. */
export interface Grouped {
  id: string;
  kind: VoterKind;
}

/** Those that a mixed group needs at least one of each. */
export type Side = 'education' | 'health';

const SIDES: Partial<Record<VoterKind, Side>> = {
  'school-trust': 'education',
  school: 'education',
  'nhs-trust': 'health',
  icb: 'health',
};

/** The side that somebody stands for; null of everyone else. */
export function sideOf(kind: VoterKind): Side | null {
  return SIDES[kind] ?? null;
}

/** What a group is called until somebody gives it another name. Content, as the titles of zones and steps are. */
export function usualName(number: number): string {
  return `Group ${number}`;
}

/** A name as it was typed; what is wrong with it, or null. Guests and those who do not know each other read it. */
export function readGroupName(typed: string): { name: string; fault: FieldFault | null } {
  const name = oneLine(typed);
  return { name, fault: wordsFault(name, { most: MAX_GROUP_NAME, needed: true }) };
}

export function groupCountFault(count: number): FieldFault | null {
  return Number.isInteger(count) && count >= MIN_GROUPS && count <= MAX_GROUPS ? null : 'outOfRange';
}

/** The zones that a group writes in while a step is on: those made for the step, or whatever it has. */
export function zonesIn(group: Pick<Group, 'zones'>, step: Pick<Step, 'zones'>): readonly string[] {
  const meant = group.zones.filter(
    ({ of }) => of !== null && (of === '' ? step.zones.length === 0 : step.zones.includes(of)),
  );
  return (meant.length > 0 ? meant : group.zones).map(({ zone }) => zone);
}
