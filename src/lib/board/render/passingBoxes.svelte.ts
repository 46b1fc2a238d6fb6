import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Item } from '$lib/domain/boards/schema';
import { Entries } from '../model/entries.svelte';

/** Where items are shown while someone drags or resizes them. The document hears of it at the drop only. */
export class PassingBoxes {
  #mine = new Entries<Box>();
  #theirs = new Entries<Box>();

  /** Reactive: everything that is in somebody's hands. Depends on taking up and letting go, not on each movement. */
  get ids(): string[] {
    return [...this.#mine.keys, ...this.#theirs.keys];
  }

  /** Where the item is shown now, without being told of changes. */
  peekBox(item: Item): Box {
    return this.#mine.peek(item.id) ?? this.#theirs.peek(item.id) ?? boxOf(item);
  }

  /** Reactive: where the item is shown now. */
  boxOf(item: Item): Box {
    return this.#mine.get(item.id) ?? this.#theirs.get(item.id) ?? boxOf(item);
  }

  /** Reactive: whether one's own hand is on it, so that it follows without easing. */
  isMine(id: string): boolean {
    return this.#mine.get(id) !== undefined;
  }

  /** Reactive: whether somebody else's hand is on it. */
  isTheirs(id: string): boolean {
    return this.#theirs.get(id) !== undefined;
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
