import type { GuestKind } from '../guests/guest.ts';
import type { SeatNow, TableNow } from '../guests/seat.ts';
import type { IdentifierRule } from '../sensitive/identifierRule.ts';
import type { OwnSealed } from '../sessions/sealed.ts';
import type { LiveSession } from '../sessions/session.ts';
import type { Vote } from '../sessions/votes/vote.ts';
import type { FieldFault } from '../shared/errors.ts';
import type { Instant } from '../shared/surroundings.ts';
import type { BoardView } from './boardView.ts';
import { inReadingOrder, zonesInOrder } from './geometry/readingOrder.ts';
import type { CardItem, Colour } from './schema.ts';
import { MAX_CARD_TEXT } from './schema.ts';
import { toneOf } from './tone.ts';

/** A card as a list shows it. */
export interface PlainCard {
  id: string;
  text: string;
  /** Author's id; null when anonymous. */
  by: string | null;
  tone: Colour;
}

/** A zone and its cards, in reading order. What lies in no zone is one with the id null. */
export interface PlainZone {
  id: string | null;
  title: string;
  prompt: string;
  cards: readonly PlainCard[];
}

/** A private card of one's own. */
export interface OwnSecret extends PlainCard {
  /** Who runs the session kept it from being shown with the others. */
  held: boolean;
}

/** What whoever reads the page wrote privately, and nobody else is shown. */
export interface OwnSheet {
  round: string;
  /** What they write now is private, too. */
  takes: boolean;
  cards: readonly OwnSecret[];
}

/** Who wrote a card. */
export interface PlainAuthor {
  name: string;
  isGuest: boolean;
  /** Their name says that they are an adult: on boards that young people come to. */
  isAdult: boolean;
}

/** What a participant's page needs beside the document itself. */
export interface TakePartPage {
  id: string;
  title: string;
  slug: string;
  archived: boolean;
  mayWrite: boolean;
  /** Somebody who could write, in a step that keeps them from it. */
  closed: boolean;
  /** A guest who could write, once they used their device's lock. */
  needsLock: boolean;
  identifiers: IdentifierRule;
  knownPostcodes: readonly string[];
  me: { id: string; name: string; guest: GuestKind | null };
  /** Who wrote the cards that are there, by actor id. */
  authors: Readonly<Record<string, PlainAuthor>>;
  zones: readonly PlainZone[];
  /** Null where no private writing takes their cards. */
  sheet: OwnSheet | null;
  /** What they wrote privately in sessions that are over, and nobody revealed; nothing while one goes on. */
  sealed: readonly OwnSealed[];
  /** Summaries that a guest may read: of sessions they were there for. */
  summaries: readonly { id: string; title: string }[];
  /** The session that goes on there; null without one. */
  session: LiveSession | null;
  /** They asked for more time in the step that is on. */
  askedForTime: boolean;
  mayVote: boolean;
  /** A device that is shared, between two turns; null of any other, and while somebody has their turn. */
  table: TableNow | null;
  /** Whose turn it is on a shared device; null for everyone else. */
  seat: SeatNow | null;
  /** One's own, in the ballot that the session shows, until it is revealed. */
  votes: readonly Vote[];
  /** The server's clock, ISO 8601. */
  now: Instant;
  /** Another number whenever something of this may be otherwise. */
  version: number;
}

/** A board as it is read on a small screen: its zones in the order of the outline, and cards, nothing that is drawn. */
export function plainBoard(board: Pick<BoardView, 'items' | 'item'>): PlainZone[] {
  const items = [...board.items()];
  const zones = zonesInOrder(items.filter((item) => item.kind === 'zone'));
  const lists = new Map<string | null, CardItem[]>([null, ...zones.map(({ id }) => id)].map((id) => [id, []]));
  for (const item of items) {
    // One whose zone is gone lies in none.
    if (item.kind === 'card') (lists.get(item.zone) ?? lists.get(null))?.push(item);
  }
  const cardsIn = (id: string | null): PlainCard[] =>
    inReadingOrder(lists.get(id) ?? []).map((card) => plainCard(card, board));
  const within = zones.map(({ id, text, prompt }) => ({ id, title: text, prompt, cards: cardsIn(id) }));
  const outside = { id: null, title: '', prompt: '', cards: cardsIn(null) };
  return outside.cards.length > 0 || zones.length === 0 ? [...within, outside] : within;
}

/** A card in the colour that it has on the board, or will have there. */
export function plainCard(card: CardItem, board: Pick<BoardView, 'item'>): PlainCard {
  return { id: card.id, text: card.text, by: card.by, tone: toneOf(card, board) };
}

/** As the board itself has it: where young people come, everyone else is called an adult. */
export function plainAuthor(
  { name, guest }: { name: string; guest?: GuestKind },
  { young }: { young: boolean },
): PlainAuthor {
  return { name, isGuest: guest !== undefined, isAdult: young && guest !== 'young-person' };
}

/** What is wrong with the words for a card, or null. */
export function cardTextFault(words: string): FieldFault | null {
  if (words.trim() === '') return 'missing';
  return words.trim().length > MAX_CARD_TEXT ? 'tooLong' : null;
}

/** Ids of things on a board look like this. */
export function isItemId(id: string): boolean {
  return /^[\w-]{21}$/.test(id);
}
