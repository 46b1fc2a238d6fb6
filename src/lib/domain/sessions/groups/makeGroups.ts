import type { VoterKind } from '../votes/voterGroup.ts';
import { VOTER_KINDS } from '../votes/voterGroup.ts';
import type { Group, Grouped, Grouping, Side } from './group.ts';
import { sideOf } from './group.ts';

/** Puts a list in another order, by chance that is handed in. */
export type Shuffle = <T>(list: readonly T[]) => T[];

/**
 * Deals people out to so many groups: whose is which, by position. Sizes differ by one at most. Mixed, every kind of
 * organisation is spread as evenly as it can be, and education and health each, so that every group holds both as long
 * as there are that many of both. By hand, nobody is dealt out.
 */
export function dealtOut(
  people: readonly Grouped[],
  { count, how, shuffle }: { count: number; how: Grouping; shuffle: Shuffle },
): ReadonlyMap<string, number> {
  if (how === 'hand') return new Map();
  const mixed = shuffle(people);
  const order = how === 'random' ? mixed : mixed.sort((a, b) => placeOf(a.kind) - placeOf(b.kind));
  // Dealt round in one go: whatever stands together in the order is spread evenly.
  return new Map(order.map(({ id }, nth) => [id, nth % count]));
}

/** In how many groups at most each holds education and health. */
export function mostMixed(people: readonly Grouped[]): number {
  const of = (side: Side) => people.filter(({ kind }) => sideOf(kind) === side).length;
  return Math.min(of('education'), of('health'));
}

/** A group as somebody is put into it: its id, and who is there. */
export interface Room {
  id: string;
  people: readonly Grouped[];
  /** Whether it works on a board of its own, which guests cannot open. */
  hasBoard?: boolean;
}

/**
 * The group for somebody who comes late: the smallest of those that lack their side, or else the smallest of all. A guest
 * goes to one without a board of its own, as long as there is one. Null where there is none at all.
 */
export function groupForLate(
  { kind, isGuest = false }: { kind: VoterKind; isGuest?: boolean },
  rooms: readonly Room[],
  how: Grouping,
): string | null {
  const opened = isGuest ? rooms.filter(({ hasBoard }) => !hasBoard) : rooms;
  const open = opened.length > 0 ? opened : rooms;
  const side = how === 'mixed' ? sideOf(kind) : null;
  const lacking = open.filter(({ people }) => side !== null && !people.some((one) => sideOf(one.kind) === side));
  const [first, ...others] = lacking.length > 0 ? lacking : open;
  return (
    others.reduce((best, room) => (room.people.length < (best?.people.length ?? 0) ? room : best), first)?.id ?? null
  );
}

/** So many groups again: those there are stay what they are, with their zones and boards, as far as they are wanted. */
export function groupsAgain(
  before: readonly Group[],
  { count, newGroup }: { count: number; newGroup: (nth: number) => Group },
): Group[] {
  return Array.from({ length: count }, (_, nth) => before[nth] ?? newGroup(nth));
}

/** Kinds of one side stand side by side. */
function placeOf(kind: VoterKind): number {
  return SIDE_PLACES[sideOf(kind) ?? 'none'] * VOTER_KINDS.length + VOTER_KINDS.indexOf(kind);
}

const SIDE_PLACES: Record<Side | 'none', number> = { education: 0, health: 1, none: 2 };
