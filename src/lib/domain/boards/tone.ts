import type { BoardView } from './boardView.ts';
import type { Colour, Item } from './schema.ts';

/** The colour an item is shown in: its own, else its zone's, else slate. Colour follows the zone. */
export function toneOf(item: Item, board: Pick<BoardView, 'item'>): Colour {
  if (item.look.colour) return item.look.colour;
  if (item.kind === 'zone' || item.zone === null) return 'slate';
  const zone = board.item(item.zone);
  return zone?.kind === 'zone' ? (zone.look.colour ?? 'slate') : 'slate';
}
