import * as Y from 'yjs';
import { BoardDoc } from './boardDoc.ts';
import type { Originals } from './operations/planCopies.ts';
import { planCopies } from './operations/planCopies.ts';
import type { Connector, Placed } from './schema.ts';

/** Largest clipping that is read: a whole board of words. */
const MAX_LETTERS = 4_000_000;

/** What was copied, to be put on this or another board. */
export interface Clipping extends Originals {
  /** The board it comes from: files belong to a board, so pictures are only at home there. */
  board: string;
}

const NOBODY = { by: null } as const;

/** A clipping as text that survives any clipboard. */
export function packClipping({ board, items, connectors }: Clipping): string {
  const doc = new Y.Doc();
  const copy = new BoardDoc(doc);
  let count = 0;
  const here = { by: '', shift: [0, 0], now: () => '', newId: () => `c${count++}` } as const;
  const things = planCopies(copy, { items, connectors }, here);
  copy.addCards(things.cards, NOBODY);
  copy.addDrawings(things.drawings, NOBODY);
  copy.addConnectors(things.connectors, NOBODY);
  return `${board}:${toText(Y.encodeStateAsUpdate(doc))}`;
}

/** Reads a clipping as strangers' input. Null when it is none. */
export function readClipping(text: string): Clipping | null {
  const [, board, packed] = /^([\w-]{1,64}):([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (!board || !packed || text.length > MAX_LETTERS) return null;
  try {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, fromText(packed));
    const copy = new BoardDoc(doc);
    const items = [...copy.items()].filter((item): item is Placed => item.kind !== 'zone');
    const connectors: Connector[] = [...copy.connectors()];
    return items.length === 0 ? null : { board, items, connectors };
  } catch {
    return null;
  }
}

function toText(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

function fromText(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
