import RBush from 'rbush';
import type { Box } from '$lib/domain/boards/geometry/box';

interface Entry {
  id: string;
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Finds what lies in a part of the board without looking at everything. */
export class SpatialIndex {
  #tree = new RBush<Entry>();
  #entries = new Map<string, Entry>();

  constructor(boxes: Iterable<readonly [id: string, box: Box]> = []) {
    this.fill(boxes);
  }

  /** Holds just these, put in all at once: much quicker than one by one. */
  fill(boxes: Iterable<readonly [id: string, box: Box]>): void {
    this.#entries = new Map();
    for (const [id, box] of boxes) this.#entries.set(id, entryOf(id, box));
    this.#tree.clear().load([...this.#entries.values()]);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Takes in where an item is now. False when it was there already. */
  put(id: string, box: Box): boolean {
    const was = this.#entries.get(id);
    const entry = entryOf(id, box);
    if (was && sameEntry(was, entry)) return false;
    if (was) this.#tree.remove(was);
    this.#entries.set(id, entry);
    this.#tree.insert(entry);
    return true;
  }

  /** Where an item is; null when it is not here. */
  boxOf(id: string): Box | null {
    const entry = this.#entries.get(id);
    return entry ? { x: entry.minX, y: entry.minY, w: entry.maxX - entry.minX, h: entry.maxY - entry.minY } : null;
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    this.#tree.remove(entry);
  }

  /** Ids of what touches the box, in no particular order. */
  search({ x, y, w, h }: Box): string[] {
    return this.#tree.search({ minX: x, minY: y, maxX: x + w, maxY: y + h }).map((entry) => entry.id);
  }

  /** The smallest box round everything; null when there is nothing. */
  bounds(): Box | null {
    if (this.size === 0) return null;
    const { minX, minY, maxX, maxY } = this.#tree.toJSON();
    return { x: minX, y: minY, w: maxX - minX, h: maxY - minY };
  }
}

function entryOf(id: string, { x, y, w, h }: Box): Entry {
  return { id, minX: x, minY: y, maxX: x + w, maxY: y + h };
}

function sameEntry(a: Entry, b: Entry): boolean {
  return a.minX === b.minX && a.minY === b.minY && a.maxX === b.maxX && a.maxY === b.maxY;
}
