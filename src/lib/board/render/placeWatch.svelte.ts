import type { Box } from '$lib/domain/boards/geometry/box';
import { Bell } from '../model/entries.svelte';

/** Side of a square that is watched as one, in units. */
const CELL = 512;
const BELLS = 256;
/** Larger parts than so many squares are watched with everything else. */
const MOST_CELLS = 64;

/** Tells who depends on a part of the board that something came, went or moved there, and nobody else. */
export class PlaceWatch {
  #bells: readonly Bell[] = Array.from({ length: BELLS }, () => new Bell());
  /** For who watches a large part: rings always. */
  #any = new Bell();
  /** For what lies over a large part: everyone hears it. */
  #wide = new Bell();

  /** Reactive: a number that grows when something changes in this part. */
  hear(part: Box): number {
    const cells = cellsOf(part);
    if (!cells) return this.#any.hear();
    return [...cells].reduce((sum, cell) => sum + (this.#bells[cell]?.hear() ?? 0), this.#wide.hear());
  }

  ring(part: Box): void {
    this.#any.ring();
    const cells = cellsOf(part);
    if (!cells) return this.#wide.ring();
    for (const cell of cells) this.#bells[cell]?.ring();
  }
}

/** Which bells belong to a part; null when there are too many. */
function cellsOf({ x, y, w, h }: Box): Set<number> | null {
  const [left, top] = [Math.floor(x / CELL), Math.floor(y / CELL)];
  const [right, bottom] = [Math.floor((x + w) / CELL), Math.floor((y + h) / CELL)];
  if ((right - left + 1) * (bottom - top + 1) > MOST_CELLS) return null;
  const cells = new Set<number>();
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) cells.add(Math.abs(column * 31 + row * 17) % BELLS);
  }
  return cells;
}
