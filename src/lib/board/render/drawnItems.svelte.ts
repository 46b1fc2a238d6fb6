import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import { byOrder } from '$lib/domain/boards/order';
import type { BoardModel } from '../model/boardModel.svelte';
import { SpatialIndex } from './spatialIndex';

/** How far past the screen items are drawn, in parts of the screen: a pan then shows them without a gap. */
const MARGIN = 0.35;

/**
 * Which items are in the page: those on screen and a little round it, and those that must stay because someone works
 * with them. Lists are in an order that never changes for two items, so that no element moves within the page while
 * it has the focus; the order of reading is in the zones' `aria-owns`.
 */
export class DrawnItems {
  zones = $state.raw<readonly string[]>([]);
  cards = $state.raw<readonly string[]>([]);
  /** Place in the stack of each drawn item, from 1. */
  stack = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** Counts up whenever anything on the board came, went or moved. */
  moves = $state(0);
  readonly index: SpatialIndex;
  #model: BoardModel;
  #area: Box = { x: 0, y: 0, w: 0, h: 0 };
  #kept: readonly string[] = [];
  #shown = new Set<string>();
  #stop: () => void;

  constructor(model: BoardModel) {
    this.#model = model;
    const boxes = [...model.ids].flatMap((id) => {
      const item = model.item(id);
      return item ? [[id, boxOf(item)] as const] : [];
    });
    this.index = new SpatialIndex(boxes);
    this.#stop = model.onChange((change) => this.#take(change));
  }

  /** Tells what is on screen now, and which items must be in the page wherever they are. */
  look(view: Box, kept: readonly string[]): void {
    const missing = kept.some((id) => !this.#shown.has(id));
    this.#kept = kept;
    if (inside(view, this.#area) && view.w * (1 + 4 * MARGIN) > this.#area.w && !missing) return;
    const aside = view.w * MARGIN;
    const above = view.h * MARGIN;
    this.#area = { x: view.x - aside, y: view.y - above, w: view.w + 2 * aside, h: view.h + 2 * above };
    this.#choose();
  }

  has(id: string): boolean {
    return this.#shown.has(id);
  }

  destroy(): void {
    this.#stop();
  }

  #take(change: BoardChange): void {
    let moved = false;
    for (const id of change.touched) {
      const item = this.#model.item(id);
      if (!item) this.index.remove(id);
      moved = !item || this.index.put(id, boxOf(item)) || moved;
    }
    if (!moved) return;
    this.moves++;
    this.#choose();
  }

  #choose(): void {
    const ids = new Set([...this.index.search(this.#area), ...this.#kept]);
    const items = [...ids].flatMap((id) => this.#model.item(id) ?? []);
    const stacked = items.map(({ id, z }) => ({ id, key: z })).sort(byOrder);
    this.#shown = new Set(items.map(({ id }) => id));
    this.stack = new Map(stacked.map(({ id }, place) => [id, place + 1]));
    const sorted = items.sort((a, b) => (a.id < b.id ? -1 : 1));
    this.zones = sorted.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
    this.cards = sorted.filter(({ kind }) => kind !== 'zone').map(({ id }) => id);
  }
}

function inside(box: Box, area: Box): boolean {
  return box.x >= area.x && box.y >= area.y && box.x + box.w <= area.x + area.w && box.y + box.h <= area.y + area.h;
}
