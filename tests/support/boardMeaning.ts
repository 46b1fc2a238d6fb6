import type { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';

/** What a card says, wherever it lies. */
interface CardMeaning {
  zone: string | null;
  words: string;
  type: string | undefined;
  tags: readonly string[];
}

export interface BoardMeaning {
  /** In the order of reading. */
  cards: CardMeaning[];
  /** The words of both ends of each line. */
  lines: string[][];
}

/** What a board says, whatever it looks like: words, zones, types, tags, lines and the order of reading. */
export function meaningOf(board: BoardDoc): BoardMeaning {
  const nameOf = (id: string) => board.item(id)?.text ?? '';
  const zones = [...board.zones().map(({ id }) => id), null];
  const cards = zones.flatMap((zone) =>
    board.itemsIn(zone).map((item) => ({
      ...{ zone: zone === null ? null : nameOf(zone), words: item.text, type: item.look.type },
      tags: item.kind === 'card' ? item.tags : [],
    })),
  );
  const lines = [...board.connectors()].map(({ from, to }) =>
    [from, to].map((end) => ('item' in end ? nameOf(end.item) : 'a place')),
  );
  return { cards, lines: lines.sort() };
}
