import { compareReading } from '$lib/domain/boards/geometry/readingOrder';
import type { Point } from '$lib/domain/boards/schema';
import { Entries } from './entries.svelte';

/** A thing where it was last seen in its list. */
interface Listed {
  id: string;
  at: Point;
  list: string;
}

/** Where a thing is to be listed. */
export interface Listing {
  id: string;
  at: Point;
  /** Null when it is to be in no list any more. */
  list: string | null;
}

/** With more changes to one list than this part of it, sorting is quicker than finding each place. */
const MANY = 1 / 8;
const NONE: readonly string[] = [];

/**
 * Lists of ids in reading order, each reactive on its own. Taking in a change moves only what changed: each finds its
 * new place by halves, and a list that comes out the same stays the same array.
 */
export class ReadingLists {
  #listed = new Map<string, Listed>();
  #lists = new Map<string, Listed[]>();
  #ids = new Entries<readonly string[]>();

  /** Reactive. */
  idsIn(list: string): readonly string[] {
    return this.#ids.get(list) ?? NONE;
  }

  take(listings: Iterable<Listing>): void {
    const changes = new Map<string, { gone: Listed[]; come: Listed[] }>();
    const changesOf = (list: string) => {
      const changed = changes.get(list) ?? { gone: [], come: [] };
      changes.set(list, changed);
      return changed;
    };
    for (const { id, at, list } of listings) {
      const was = this.#listed.get(id);
      if (was) changesOf(was.list).gone.push(was);
      if (list === null) {
        this.#listed.delete(id);
        continue;
      }
      const is = { id, at, list };
      this.#listed.set(id, is);
      changesOf(list).come.push(is);
    }
    for (const [list, { gone, come }] of changes) this.#change(list, gone, come);
  }

  #change(list: string, gone: readonly Listed[], come: readonly Listed[]): void {
    const old = this.#lists.get(list) ?? [];
    const isMany = gone.length + come.length > old.length * MANY;
    const next = isMany ? sortedAnew(old, gone, come) : old;
    if (!isMany) {
      for (const one of gone) next.splice(placeOf(next, one), 1);
      for (const one of come) next.splice(placeOf(next, one), 0, one);
    }
    if (next.length === 0) {
      this.#lists.delete(list);
      this.#ids.delete(list);
      return;
    }
    this.#lists.set(list, next);
    const ids = next.map(({ id }) => id);
    if (!sameIds(ids, this.#ids.peek(list))) this.#ids.set(list, ids);
  }
}

function sortedAnew(old: readonly Listed[], gone: readonly Listed[], come: readonly Listed[]): Listed[] {
  const left = new Set(gone);
  return [...old.filter((one) => !left.has(one)), ...come].sort(compareReading);
}

/** How many of a list are read before this one. */
function placeOf(list: readonly Listed[], one: Listed): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = list[middle];
    if (other && compareReading(other, one) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function sameIds(a: readonly string[], b: readonly string[] | undefined): boolean {
  return a.length === b?.length && a.every((id, at) => id === b[at]);
}
