import type { Box } from '$lib/domain/boards/geometry/box';
import { Bell } from '../model/entries.svelte';

/** More patches than this, and all of it is painted again. */
const MOST_PATCHES = 40;

/**
 * What is painted as a picture because there is too much of it for the page: which part of the board, what is on it,
 * and where it has changed since it was last painted.
 */
export class Painting {
  readonly area: Box;
  #ids: Set<string>;
  #patches: Box[] = [];
  #bell = new Bell();

  constructor(area: Box, ids: Iterable<string>) {
    this.area = area;
    this.#ids = new Set(ids);
  }

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** An item is painted from now on, or again. */
  put(id: string, box: Box): void {
    this.#ids.add(id);
    this.patch(box);
  }

  /** An item is not painted any more. Nothing when it was not. */
  take(id: string, box: Box): void {
    if (this.#ids.delete(id)) this.patch(box);
  }

  /** This part does not look as it did. */
  patch(box: Box): void {
    this.#patches.push(box);
    this.#bell.ring();
  }

  /** Reactive: wakes when something is to be painted again. */
  hear(): void {
    this.#bell.hear();
  }

  /** What is to be painted again, and nothing the next time. */
  takePatches(): readonly Box[] {
    const patches = this.#patches;
    this.#patches = [];
    return patches.length > MOST_PATCHES ? [this.area] : patches;
  }
}
