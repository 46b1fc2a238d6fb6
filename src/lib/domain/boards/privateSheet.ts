import type { Instant } from '../shared/surroundings.ts';
import { BoardDoc } from './boardDoc.ts';
import type { NewCard } from './newItem.ts';
import { keyAfterAll } from './order.ts';
import { planNewCards } from './operations/planNewCards.ts';
import type { CardItem, CardType, Colour } from './schema.ts';
import type { SharedDocument } from './sharedDocument.ts';

/** Key in a sheet's `meta` that names the card its writer is in; absent when they are in none. */
const WRITING = 'writing';

/** A card that nobody but its writer sees until it is revealed. */
export interface SheetCard {
  id: string;
  text: string;
  type: CardType;
  colour: Colour | null;
  /** A zone of the board; null for outside all zones. */
  zone: string | null;
  cleared: readonly string[];
  tags: readonly string[];
}

/** What somebody wrote privately: their cards that have words, and the one they are in now. */
export interface Sheet {
  cards: readonly SheetCard[];
  writing: string | null;
}

/** Reads a sheet. It holds what a page sent: what is no card, or has no words, is passed over. */
export function readSheet(doc: SharedDocument): Sheet {
  const writing = doc.getMap('meta').get(WRITING);
  const cards = [...new BoardDoc(doc).items()].flatMap((item) => {
    if (item.kind !== 'card' || item.text.trim() === '') return [];
    const { id, text, zone, look, tags } = item;
    const [type, colour] = [look.type ?? 'idea', look.colour ?? null];
    return [{ id, text: text.trim(), zone, type, colour, cleared: look.cleared ?? [], tags }];
  });
  return { cards, writing: typeof writing === 'string' ? writing : null };
}

/** The cards of a sheet that have words, in the order in which they were made. */
export function sheetCards(doc: SharedDocument): CardItem[] {
  const items = [...new BoardDoc(doc).items()];
  const cards = items.filter((item) => item.kind === 'card' && item.text.trim() !== '') as CardItem[];
  return cards.sort((a, b) => (a.made < b.made || (a.made === b.made && a.id < b.id) ? -1 : 1));
}

/** Adds a private card. One that was added before is not added again. */
export function addToSheet(doc: SharedDocument, card: Omit<NewCard, 'at' | 'z' | 'type'>): void {
  const board = new BoardDoc(doc);
  if (board.knows(card.id)) return;
  const z = keyAfterAll([...board.items()].map((item) => item.z));
  board.addCards([{ ...card, z, at: [0, 0], type: 'idea' }], { by: card.by });
}

/** Says which card the writer is in. */
export function markWriting(doc: SharedDocument, card: string | null): void {
  const meta = doc.getMap('meta');
  if (card === null) meta.delete(WRITING);
  else meta.set(WRITING, card);
}

/** A card on its way to the board: whose it is there, null where nobody is to know. */
export type Revealed = SheetCard & { by: string | null };

/**
 * Puts revealed cards on a board, in their order, each in the next free place of its zone. What the board knows already
 * is left alone, so that a reveal can be done over after a crash. Returns the ids of all of them that are there.
 */
export function placeRevealed(doc: SharedDocument, revealed: readonly Revealed[], now: Instant): string[] {
  const board = new BoardDoc(doc);
  const fresh = revealed.filter(({ id }) => !board.knows(id));
  const zones = new Map<string | null, Revealed[]>();
  for (const card of fresh) {
    const zone = card.zone !== null && board.item(card.zone)?.kind === 'zone' ? card.zone : null;
    zones.set(zone, [...(zones.get(zone) ?? []), card]);
  }
  for (const [zone, cards] of zones) board.addCards(placed(board, { zone, cards, now }), { by: null });
  return revealed.filter(({ id }) => board.item(id) !== null).map(({ id }) => id);
}

function placed(
  board: BoardDoc,
  { zone, cards, now }: { zone: string | null; cards: readonly Revealed[]; now: Instant },
): NewCard[] {
  const texts = cards.map(({ text }) => text);
  const where = zone === null ? { endOf: null } : { zone };
  const plan = planNewCards(board, { texts, type: 'idea', by: '', where }, { now: () => now, newId: () => '' });
  return plan.flatMap((place, nth) => {
    const card = cards[nth];
    if (!card) return [];
    const { id, by, type, colour, cleared, tags } = card;
    return [{ ...place, id, by, type, cleared, tags, ...(colour ? { colour } : {}) }];
  });
}
