import { byOrder } from './order.ts';
import type { Colour, Connector, Item } from './schema.ts';
import { toneOf } from './tone.ts';

/** A coloured box of a thumbnail, in board units. */
export interface PictureBox {
  x: number;
  y: number;
  w: number;
  h: number;
  colour: Colour;
}

/** A line of a thumbnail, from middle to middle. */
export interface PictureLine {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  colour: Colour;
}

/** What a thumbnail draws: places and colours, never words and nothing drawn by hand. */
export interface BoardPicture {
  zones: readonly PictureBox[];
  /** Cards, and everything else that has a place. */
  cards: readonly PictureBox[];
  lines?: readonly PictureLine[];
}

/** Most boxes, and most lines, of each kind in one picture: past this, a thumbnail shows a texture, not cards. */
export const MAX_PICTURE_BOXES = 200;

/** What of a board a thumbnail is made from. */
export interface PictureSource {
  items(): Iterable<Item>;
  connectors(): Iterable<Connector>;
}

/** A board's thumbnail, in the order of the stack. Of too many things some are left out, the same share everywhere. */
export function pictureOf(board: PictureSource): BoardPicture {
  const known = new Map([...board.items()].map((item) => [item.id, item]));
  const view = { item: (id: string) => known.get(id) ?? null };
  const stack = [...known.values()].sort((a, b) => byOrder({ id: a.id, key: a.z }, { id: b.id, key: b.z }));
  const box = (item: Item): PictureBox => ({
    x: Math.round(item.at[0]),
    y: Math.round(item.at[1]),
    w: Math.round(item.size[0]),
    h: Math.round(item.size[1]),
    colour: toneOf(item, view),
  });
  const lines = [...board.connectors()].flatMap((connector) => lineOf(connector, known));
  return {
    zones: thinned(stack.filter(({ kind }) => kind === 'zone')).map(box),
    cards: thinned(stack.filter(({ kind }) => kind !== 'zone')).map(box),
    ...(lines.length > 0 && { lines: thinned(lines) }),
  };
}

/** Not more than there may be, evenly taken, so that none of many parts of a board is missing. */
function thinned<T>(all: readonly T[]): readonly T[] {
  if (all.length <= MAX_PICTURE_BOXES) return all;
  const step = all.length / MAX_PICTURE_BOXES;
  return Array.from({ length: MAX_PICTURE_BOXES }, (_, index) => all[Math.floor(index * step)]).filter(
    (one) => one !== undefined,
  );
}

function lineOf({ from, to, look }: Connector, known: ReadonlyMap<string, Item>): PictureLine[] {
  const [start, end] = [from, to].map((place): readonly [number, number] | null => {
    if ('at' in place) return [Math.round(place.at[0]), Math.round(place.at[1])];
    const item = known.get(place.item);
    return item ? [Math.round(item.at[0] + item.size[0] / 2), Math.round(item.at[1] + item.size[1] / 2)] : null;
  });
  return start && end ? [{ from: start, to: end, colour: look.colour ?? 'slate' }] : [];
}
