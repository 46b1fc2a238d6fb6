import * as Y from 'yjs';

/** Under which clientID the first content of every document is written. */
export const SEED_CLIENT = 1;
/** Writers' clientIDs count from here. */
const FIRST_WRITER = 1_000;
/** So many cards to an update, well below what a server takes in one message. */
const CARDS_PER_UPDATE = 1_000;

export interface Seed {
  doc: Y.Doc;
  updates: Uint8Array[];
}

/** One edit: its update, and the writer's clock after it. */
export interface Write {
  update: Uint8Array;
  end: number;
}

/** What one person will write: nothing of it depends on what others write. */
export interface Writer {
  client: number;
  card: string;
  kind: 'moves' | 'types';
  writes: Write[];
}

export function cardId(index: number): string {
  return `card-${index}`;
}

/** A board of this many cards. The same for every server: fixed clientIDs, places and words. */
export function seedBoard(cards: number): Seed {
  const doc = new Y.Doc();
  doc.clientID = SEED_CLIENT;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let first = 0; first < cards; first += CARDS_PER_UPDATE) {
    doc.transact(() => {
      for (let index = first; index < Math.min(cards, first + CARDS_PER_UPDATE); index++) putCard(doc, index);
    });
  }
  return { doc, updates };
}

/** As a page writes a card, with some words in it. */
function putCard(doc: Y.Doc, index: number): void {
  const card = new Y.Map<unknown>();
  card.set('is', { kind: 'card', by: 'seed', made: '2026-01-01T00:00:00.000Z' });
  card.set('at', [(index % 100) * 180, Math.floor(index / 100) * 130]);
  card.set('size', [164, 112]);
  card.set('z', `a${index}`);
  card.set('look', { colour: 'teal', type: 'idea' });
  card.set('text', new Y.Text(`What would help families most, number ${index}`));
  doc.getMap('items').set(cardId(index), card);
}

/**
 * Writes everything beforehand into the seeded document. Even writers move their own card, odd ones type on at the end of
 * theirs. Afterwards the document is what every server must have in the end.
 */
export function prepareWriters(seed: Seed, how: { writers: number; writes: number }): Writer[] {
  return Array.from({ length: how.writers }, (_, index) => {
    const kind = index % 2 === 0 ? 'moves' : 'types';
    const writer: Writer = { client: FIRST_WRITER + index, card: cardId(index), kind, writes: [] };
    const card = seed.doc.getMap<Y.Map<unknown>>('items').get(writer.card);
    const edit = (number: number) => {
      if (kind === 'moves') card?.set('at', [index * 180 + number, number * 3]);
      else typeOn(card?.get('text'), number);
    };
    writer.writes = record(seed.doc, { client: writer.client, edits: how.writes, edit });
    return writer;
  });
}

/** One person's stretch of a board's history: mostly moves, some typing, all over their own part of the board. */
export function prepareHistory(seed: Seed, part: { index: number; of: number; cards: number; edits: number }): Write[] {
  const items = seed.doc.getMap<Y.Map<unknown>>('items');
  const own = Math.floor(part.cards / part.of);
  return record(seed.doc, {
    client: FIRST_WRITER + part.index,
    edits: part.edits,
    edit: (number) => {
      const card = items.get(cardId(part.index * own + (number % own)));
      if (number % 10 < 7) card?.set('at', [number * 7, number * 3]);
      else typeOn(card?.get('text'), number);
    },
  });
}

function typeOn(text: unknown, number: number): void {
  if (text instanceof Y.Text) text.insert(text.length, 'abcdefghijklmnopqrstuvwxyz '.charAt(number % 27));
}

/** Makes the edits one by one under a clientID, each an update of its own. */
function record(doc: Y.Doc, of: { client: number; edits: number; edit: (number: number) => void }): Write[] {
  const writes: Write[] = [];
  const listen = (update: Uint8Array) => writes.push({ update, end: Y.getState(doc.store, of.client) });
  doc.clientID = of.client;
  doc.on('update', listen);
  for (let number = 0; number < of.edits; number++) of.edit(number);
  doc.off('update', listen);
  return writes;
}

/** What the writers' cards say, to compare. */
export function contentOf(doc: Y.Doc, writers: readonly Writer[]): string {
  const items = doc.getMap<Y.Map<unknown>>('items');
  return JSON.stringify(writers.map(({ card }) => [items.get(card)?.get('at'), String(items.get(card)?.get('text'))]));
}
