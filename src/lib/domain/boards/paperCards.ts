import type { FieldFaults } from '../shared/errors.ts';
import { cardTextFault } from './plainBoard.ts';

/** What a card says that somebody wrote on paper and a facilitator typed in. */
export const FROM_THE_ROOM = 'From the room';
/** Most cards typed in at once: a table's. */
export const MAX_PAPER_CARDS = 100;

/** The cards of a list that was typed or pasted: one on each line. */
export function cardsIn(lines: string): string[] {
  return lines
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is wrong with them, of all or by number from 1. `names`: whether a line holds what must not be on a board. */
export function paperCardFaults(cards: readonly string[], names: (card: string) => boolean): FieldFaults {
  if (cards.length === 0) return { lines: 'missing' };
  if (cards.length > MAX_PAPER_CARDS) return { lines: 'tooMany' };
  return Object.fromEntries(
    cards.flatMap((card, nth) => {
      const fault = cardTextFault(card) ?? (names(card) ? ('identifier' as const) : null);
      return fault ? [[`line-${nth + 1}`, fault]] : [];
    }),
  );
}
