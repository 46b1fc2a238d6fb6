import { untrack } from 'svelte';
import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Item, Point } from '$lib/domain/boards/schema';
import type { BoardModel } from '../model/boardModel.svelte';
import { clipped, expanded, isInside, isNear, touches } from './drawnArea';
import { Painting } from './painting.svelte';
import { PlaceWatch } from './placeWatch.svelte';
import { SpatialIndex } from './spatialIndex';
import { StackNumbers } from './stackNumbers.svelte';

/** How far past the screen items are in the page, in parts of the screen: a pan then shows them without a gap. */
const MARGIN = 0.1;
/** What is in the page is chosen anew this often on the way, in parts of the screen: a few at a time. */
const STEP = 0.05;
/** What a pan leaves behind goes when something comes in its place: until then, so many times what is in sight. */
const MOST_LEFT = 1.3;
/** How far past the screen items are painted: a picture is moved many times and painted once. */
const PAINT_MARGIN = 0.5;
/** More than this would be too much for the page: they are painted. Blocks are seen at a glance, words are read. */
const MOST = { blocks: 400, words: 1_200 } as const;
/** Between painting and not painting, so that a board at the edge of it does not go to and fro. */
const BACK_AT = 0.8;
/** Zones and other things than cards stay in the page beside what is painted, as long as they are no more than this. */
const MOST_BESIDE = 200;

/** What is on screen. */
interface Look {
  view: Box;
  /** What must be in the page wherever it is, because someone works with it. */
  kept: readonly string[];
  /** Whether words are too small to be read. */
  blocks: boolean;
}

/**
 * Which items are in the page, and which are painted. In the page are those on screen and a little round it, and
 * those that someone works with; when that would be too many, only those that someone works with, zones and the few
 * things that are no cards. Lists are in an order that never changes for two items, so that no element moves within
 * the page while it has the focus; the order of reading is in the zones' `aria-owns`.
 */
export class DrawnItems {
  zones = $state.raw<readonly string[]>([]);
  cards = $state.raw<readonly string[]>([]);
  /** What is painted; null as long as everything in sight is in the page. */
  painting = $state.raw<Painting | null>(null);
  /** Counts up whenever anything on the board came, went or moved. */
  moves = $state(0);
  readonly index = new SpatialIndex();
  readonly watch = new PlaceWatch();
  #model: BoardModel;
  #stack = new StackNumbers([]);
  #look: Look = { view: { x: 0, y: 0, w: 0, h: 0 }, kept: [], blocks: false };
  #area: Box | null = null;
  #page = new Set<string>();
  /** What is in the page beside a painting, whoever works with it. */
  #beside: readonly string[] = [];
  #count = 0;
  #stop: () => void;

  constructor(model: BoardModel) {
    this.#model = model;
    this.#takeAll();
    this.#stop = model.onChange((change) => untrack(() => this.#take(change)));
  }

  /** Tells what is on screen now, and which items must be in the page wherever they are. */
  look(view: Box, kept: readonly string[], blocks = false): void {
    const was = this.#look;
    this.#look = { view, kept, blocks };
    if (blocks !== was.blocks) this.#choose();
    else if (this.#hasLeft(view)) this.#follow(was);
    else if (!isSame(kept, was.kept)) this.#keep();
  }

  has(id: string): boolean {
    return this.#page.has(id);
  }

  /** Whether an item is near what is on screen, in the page or painted. */
  shows(id: string): boolean {
    return this.#page.has(id) || (this.painting?.has(id) ?? false);
  }

  /** Reactive: place of an item in the stack. */
  stackOf(id: string): number {
    return this.#stack.of(id);
  }

  /** Ids in the order of the stack, lowest first. */
  inStack(ids: Iterable<string>): string[] {
    return [...ids].sort((a, b) => this.#stack.peek(a) - this.#stack.peek(b));
  }

  /** The topmost of what is painted at a place that can be picked up there; null when there is none. */
  paintedAt([x, y]: Point): string | null {
    const { painting } = this;
    if (!painting) return null;
    const found = this.index.search({ x, y, w: 0, h: 0 }).filter((id) => painting.has(id));
    return this.inStack(found.filter((id) => this.#model.peek(id)?.kind !== 'zone')).at(-1) ?? null;
  }

  destroy(): void {
    this.#stop();
  }

  /** The whole board at once, as it arrives. */
  #takeAll(): void {
    const items = [...this.#model.peekAll()];
    this.index.fill(items.map((item) => [item.id, boxOf(item)]));
    this.#stack.fill(items);
    const bounds = this.index.bounds();
    if (!bounds) return;
    this.watch.ring(bounds);
    this.moves = ++this.#count;
    this.#choose();
  }

  #take(change: BoardChange): void {
    if (this.index.size === 0) return this.#takeAll();
    let moved = false;
    let anew = false;
    for (const id of change.touched) {
      const item = this.#model.peek(id);
      const was = this.index.boxOf(id);
      if (item) this.#stack.put(id, item.z);
      else this.#stack.remove(id);
      const hasMoved = item ? this.index.put(id, boxOf(item)) : was !== null;
      if (!item) this.index.remove(id);
      if (hasMoved && was) this.watch.ring(was);
      if (hasMoved && item) this.watch.ring(boxOf(item));
      moved ||= hasMoved;
      if (was || item) anew = (this.painting ? this.#repaint(id, item, was) : this.#replace(id, item)) || anew;
    }
    if (moved) this.moves = ++this.#count;
    if (anew) this.#choose();
  }

  /** Whether an item that changed must come into the page or leave it. */
  #replace(id: string, item: Item | null): boolean {
    const { kept } = this.#look;
    const belongs = item !== null && this.#area !== null && (touches(boxOf(item), this.#area) || kept.includes(id));
    return belongs !== this.#page.has(id);
  }

  /** Paints where an item was and is. True when that is not enough. */
  #repaint(id: string, item: Item | null, was: Box | null): boolean {
    const { painting } = this;
    if (!painting) return false;
    if (this.#page.has(id)) {
      // What is painted shows the colour of its zone.
      if (item?.kind === 'zone') painting.patch(painting.area);
      return item === null;
    }
    if (was) painting.take(id, was);
    if (!item) return false;
    const isInSight = this.#area !== null && touches(boxOf(item), this.#area);
    if (!isInSight) return false;
    // What is no card may have a place beside the painting; what lies further out than anything did needs a larger one.
    if (item.kind !== 'card' || !isInside(boxOf(item), painting.area)) return true;
    painting.put(id, boxOf(item));
    return false;
  }

  /** Whether what is drawn does not reach far enough any more, or much too far. */
  #hasLeft(view: Box): boolean {
    const bounds = this.index.bounds();
    if (!bounds || !this.#area) return true;
    const needed = clipped(view, bounds);
    if (needed && !isInside(needed, this.#area)) return true;
    const wanted = clipped(expanded(view, this.painting ? PAINT_MARGIN : MARGIN), bounds);
    const drawn = clipped(this.#area, bounds);
    if (!wanted || !drawn) return false;
    if (this.painting) return drawn.w * drawn.h > 4 * wanted.w * wanted.h;
    return !isNear(wanted, drawn, [view.w * STEP, view.h * STEP]);
  }

  /** The view has moved on. What goes out of sight costs a frame as what comes does: it waits to go in the same. */
  #follow({ kept }: Look): void {
    const found = this.#search(MARGIN);
    const isFew = this.#page.size <= found.length * MOST_LEFT;
    const hasAll = isSame(kept, this.#look.kept) && found.every((id) => this.#page.has(id));
    if (this.painting || !isFew || !hasAll) this.#choose(found);
  }

  #choose(found = this.#search(MARGIN)): void {
    const { kept, blocks } = this.#look;
    const most = (blocks ? MOST.blocks : MOST.words) * (this.painting ? BACK_AT : 1);
    if (found.length > most) return this.#paint(this.#search(PAINT_MARGIN));
    this.painting = null;
    this.#show([...found, ...kept]);
  }

  #search(margin: number): string[] {
    this.#area = expanded(this.#look.view, margin);
    return this.index.search(this.#area);
  }

  #paint(found: readonly string[]): void {
    const kinds = { zones: [] as string[], others: [] as string[] };
    for (const id of found) {
      const kind = this.#model.peek(id)?.kind;
      if (kind === 'zone') kinds.zones.push(id);
      else if (kind !== 'card') kinds.others.push(id);
    }
    this.#beside = [kinds.zones, kinds.others].flatMap((ids) => (ids.length <= MOST_BESIDE ? ids : []));
    const page = new Set([...this.#beside, ...this.#look.kept]);
    const area = this.#area && clipped(this.#area, this.index.bounds() ?? this.#area);
    const painted = found.filter((id) => !page.has(id));
    this.painting = area && new Painting(area, painted);
    this.#show(page);
  }

  /** Others must be in the page now, and all else is as it was. */
  #keep(): void {
    const { painting } = this;
    if (!painting) return this.#choose();
    const page = new Set([...this.#beside, ...this.#look.kept]);
    const boxed = (ids: Iterable<string>) => [...ids].map((id) => [id, this.index.boxOf(id)] as const);
    for (const [id, box] of boxed(page)) if (box) painting.take(id, box);
    for (const [id, box] of boxed(this.#page)) {
      if (box && !page.has(id) && touches(box, painting.area)) painting.put(id, box);
    }
    this.#show(page);
  }

  #show(ids: Iterable<string>): void {
    const items = [...new Set(ids)].flatMap((id) => this.#model.peek(id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#page = new Set(items.map(({ id }) => id));
    const zones = items.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
    const cards = items.filter(({ kind }) => kind !== 'zone').map(({ id }) => id);
    if (!isSame(zones, this.zones)) this.zones = zones;
    if (!isSame(cards, this.cards)) this.cards = cards;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
}
