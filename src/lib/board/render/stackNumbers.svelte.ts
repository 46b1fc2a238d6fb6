import { byOrder } from '$lib/domain/boards/order';
import { Bell } from '../model/entries.svelte';

/** Between two neighbours, so that what comes between them finds a number. */
const GAP = 64;

interface Place {
  id: string;
  key: string;
  number: number;
}

/**
 * A number for the place of each item in the stack, for `z-index`. An item keeps its number when others come, go or
 * change places, so that nothing is drawn again but what moved; only when there is no number left between two
 * neighbours do all get new ones.
 */
export class StackNumbers {
  #order: Place[] = [];
  #places = new Map<string, Place>();
  #anew = new Bell();

  constructor(items: Iterable<{ id: string; z: string }>) {
    this.fill(items);
  }

  /** Holds just these, put in all at once. */
  fill(items: Iterable<{ id: string; z: string }>): void {
    this.#order = [...items].map(({ id, z }) => ({ id, key: z, number: 0 })).sort(byOrder);
    this.#places = new Map(this.#order.map((place) => [place.id, place]));
    this.#count();
  }

  /** Reactive as to all getting new numbers; who shows an item hears of its own change from the item. 0 for strangers. */
  of(id: string): number {
    this.#anew.hear();
    return this.#places.get(id)?.number ?? 0;
  }

  /** The same without being told of changes. */
  peek(id: string): number {
    return this.#places.get(id)?.number ?? 0;
  }

  put(id: string, key: string): void {
    const was = this.#places.get(id);
    if (was?.key === key) return;
    this.remove(id);
    const place: Place = { id, key, number: 0 };
    const at = this.#find(place);
    this.#order.splice(at, 0, place);
    this.#places.set(id, place);
    const [below, above] = [this.#order[at - 1]?.number, this.#order[at + 1]?.number];
    if (above === undefined) place.number = (below ?? 0) + GAP;
    else if (below === undefined) place.number = above - GAP;
    else place.number = Math.floor((below + above) / 2);
    if (place.number === below) this.#count();
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (!place) return;
    this.#order.splice(this.#find(place), 1);
    this.#places.delete(id);
  }

  /** How many are below this place. */
  #find(place: Place): number {
    let [from, to] = [0, this.#order.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#order[middle];
      if (other && byOrder(other, place) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #count(): void {
    this.#order.forEach((place, at) => (place.number = (at + 1) * GAP));
    this.#anew.ring();
  }
}
