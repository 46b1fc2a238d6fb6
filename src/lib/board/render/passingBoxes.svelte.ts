import { SvelteMap } from 'svelte/reactivity';
import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Item } from '$lib/domain/boards/schema';

/** Where items are shown while someone drags or resizes them. The document hears of it at the drop only. */
export class PassingBoxes {
  #mine = new SvelteMap<string, Box>();
  #theirs = new SvelteMap<string, Box>();

  /** Reactive: where the item is shown now. */
  boxOf(item: Item): Box {
    return this.#mine.get(item.id) ?? this.#theirs.get(item.id) ?? boxOf(item);
  }

  /** Reactive: whether one's own hand is on it, so that it follows without easing. */
  isMine(id: string): boolean {
    return this.#mine.has(id);
  }

  setMine(id: string, box: Box): void {
    this.#mine.set(id, box);
  }

  clearMine(): void {
    this.#mine.clear();
  }

  setTheirs(id: string, box: Box): void {
    this.#theirs.set(id, box);
  }

  dropTheirs(id: string): void {
    this.#theirs.delete(id);
  }
}
