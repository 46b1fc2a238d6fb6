import type { Current } from '../progress.ts';
import type { Step } from '../step.ts';
import type { Groups } from './group.ts';
import { zonesIn } from './group.ts';

/** A group as everyone in the session sees it. */
export interface LiveGroup {
  id: string;
  name: string;
  people: readonly { id: string; name: string }[];
  /** Ids of the zones of the session's board that it writes in now; none means wherever everyone does. */
  zones: readonly string[];
  /** Id of the board of its own that it works on now; null where it does not. */
  board: string | null;
}

/** The groups of a step that is done in groups. */
export interface LiveGroups {
  /** Id of the board that the session is on. */
  home: string;
  /** Whether groups are at work by themselves; not before there are any, nor after everyone was called back. */
  out: boolean;
  list: readonly LiveGroup[];
}

/** What there is to show of groups: they, and what the people in them are called. */
export interface NamedGroups extends Groups {
  names: ReadonlyMap<string, string>;
}

/** Whether a step lets groups work on boards of their own: what is private, closed or voted on is at the session's. */
export function usesBoards({ rules }: Pick<Step, 'rules'>): boolean {
  return rules.writing === 'open' && rules.vote === null;
}

/** Groups as a step shows them; null of a step that is not done in groups. */
export function liveGroups(
  groups: NamedGroups | null,
  { step, current, home }: { step: Pick<Step, 'zones' | 'rules'> | undefined; current: Current; home: string },
): LiveGroups | null {
  if (!step?.rules.groups) return null;
  if (!groups) return { home, out: false, list: [] };
  const { members, names, back } = groups;
  const list = groups.groups.map((group) => ({
    ...{ id: group.id, name: group.name, zones: zonesIn(group, step) },
    board: usesBoards(step) ? group.boardId : null,
    people: [...members]
      .filter(([id, where]) => where === group.id && names.has(id))
      .map(([id]) => ({ id, name: names.get(id) ?? '' })),
  }));
  return { home, out: list.length > 0 && back !== current.began, list };
}

/** The group that somebody is in; null for those in none. */
export function groupOf({ list }: Pick<LiveGroups, 'list'>, actorId: string): LiveGroup | null {
  return list.find(({ people }) => people.some(({ id }) => id === actorId)) ?? null;
}
