import type { BoardView } from './boardView.ts';
import type { Colour, Item } from './schema.ts';
import { toneOf } from './tone.ts';

/** A coloured box of a thumbnail, in board units. */
export interface PictureBox {
  x: number;
  y: number;
  w: number;
  h: number;
  colour: Colour;
}

/** What a thumbnail draws: places and colours, never words. */
export interface BoardPicture {
  zones: readonly PictureBox[];
  cards: readonly PictureBox[];
}

/** Most boxes of each kind in one picture: past this, a thumbnail shows a texture, not cards. */
export const MAX_PICTURE_BOXES = 200;

/** A board's thumbnail: zones in outline order, then cards, the topmost of them when there are too many. */
export function pictureOf(board: BoardView): BoardPicture {
  const cards = [...board.items()].filter((item) => item.kind === 'card');
  cards.sort((a, b) => (a.z < b.z ? -1 : a.z > b.z ? 1 : 0));
  const box = (item: Item): PictureBox => ({
    x: Math.round(item.at[0]),
    y: Math.round(item.at[1]),
    w: Math.round(item.size[0]),
    h: Math.round(item.size[1]),
    colour: toneOf(item, board),
  });
  return {
    zones: board.zones().slice(0, MAX_PICTURE_BOXES).map(box),
    cards: cards.slice(-MAX_PICTURE_BOXES).map(box),
  };
}
