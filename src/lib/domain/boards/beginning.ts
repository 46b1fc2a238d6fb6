import type { Box } from './geometry/box.ts';
import { boxAround, boxOf, overlaps } from './geometry/box.ts';
import { zonesInOrder } from './geometry/readingOrder.ts';
import { byOrder } from './order.ts';
import type { CardItem, Colour, Item, Point, Size, ZoneItem } from './schema.ts';
import { toneOf } from './tone.ts';

/** Card text is 12 px on screen, the smallest that may be read. */
export const READING_ZOOM = 0.76;
/** The screens a beginning is made for. On a larger one the rest comes with the document. */
const SCREEN: Size = [1920, 1080];
/** Room for tools at the left and the top, in px: the beginning of the board is shown beside them. */
const BESIDE = 100;
const MOST_ITEMS = 300;
/** More words than a card shows. */
const MOST_WORDS = 400;

/** The first screen of a large board, to be read while the document is still on its way. */
export interface Beginning {
  /** The board point that is shown at the top left corner. */
  at: Point;
  /** In the order of the stack, lowest first. */
  zones: readonly ZoneItem[];
  cards: readonly { item: CardItem; tone: Colour }[];
}

/** Where a board is begun: at what is read first. Null for a board with nothing on it. */
export function startOf(all: Box | null, zones: Iterable<ZoneItem>): Point | null {
  const [first] = zonesInOrder(zones);
  if (first) return first.at;
  return all && [all.x, all.y];
}

/** Null for a board that a screen shows whole: where its things are then depends on the screen, and it is soon there. */
export function beginningOf(items: readonly Item[]): Beginning | null {
  const all = boxAround(items.map(boxOf));
  const zones = items.filter((item) => item.kind === 'zone');
  const at = startOf(all, zones);
  const [w, h] = SCREEN.map((length) => length / READING_ZOOM) as [number, number];
  if (!all || !at || (all.w <= w && all.h <= h)) return null;
  const view = { x: at[0] - BESIDE, y: at[1] - BESIDE, w, h };
  const shown = items.filter((item) => overlaps(boxOf(item), view)).sort(byStack);
  const zoneOf = new Map(zones.map((zone) => [zone.id, zone]));
  const board = { item: (id: string) => zoneOf.get(id) ?? null };
  const cards = shown.filter((item) => item.kind === 'card').slice(0, MOST_ITEMS);
  return {
    at,
    zones: shown.filter((item) => item.kind === 'zone').slice(0, MOST_ITEMS),
    cards: cards.map((item) => ({
      item: { ...item, text: item.text.slice(0, MOST_WORDS) },
      tone: toneOf(item, board),
    })),
  };
}

function byStack(a: Item, b: Item): number {
  return byOrder({ id: a.id, key: a.z }, { id: b.id, key: b.z });
}
