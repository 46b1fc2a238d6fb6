import type { Colour } from '$lib/domain/boards/schema';

/** A card as it is shown beside a vote. */
export interface VotedCard {
  text: string;
  tone: Colour;
}

/** What a vote needs to know of the board it is on. */
export interface VotingRoom {
  mayVote: boolean;
  /** How many have the board open. */
  people: number;
  /** The board's own address. */
  address: string;
  /** Zones that the step is about, or all. */
  zones: readonly { id: string; title: string }[];
  /** Reactive: a card of the board; null of one that is gone. */
  cardOf: (id: string) => VotedCard | null;
  /** Choosing single cards for a vote. */
  picking: CardPicking;
}

/** The cards of a board, for choosing some of them. */
export interface CardPicking {
  /** By zone, in the order they are read. */
  zones: () => readonly { title: string; cards: readonly { id: string; text: string }[] }[];
  /** Ids of those that are chosen on the board. */
  chosen: () => readonly string[];
}
