import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import type { NewCard } from '../newItem.ts';
import { keyAfterAll } from '../order.ts';
import type { CardItem } from '../schema.ts';

/** How far a copy lies from what it was made of. */
const OFFSET = 24;

/** Copies of cards, a little to the lower right, by `by`, on top of the stack. */
export function planDuplicates(
  board: BoardView,
  { ids, by }: { ids: readonly string[]; by: string },
  { now, newId }: Surroundings,
): NewCard[] {
  const cards = ids.map((id) => board.item(id)).filter((item): item is CardItem => item?.kind === 'card');
  let z = keyAfterAll([...board.items()].map((item) => item.z));
  return cards.map((card) => {
    const { colour, type = 'idea' } = card.look;
    const { text, zone, size, tags } = card;
    const copy: NewCard = {
      id: newId(),
      by,
      made: now(),
      at: [card.at[0] + OFFSET, card.at[1] + OFFSET],
      z,
      type,
      text,
      zone,
      size,
      tags,
    };
    z = keyAfterAll([z]);
    return colour ? { ...copy, colour } : copy;
  });
}
