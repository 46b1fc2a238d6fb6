import * as Y from 'yjs';
import type { SharedDocument } from './sharedDocument.ts';
import type { TextAddress, TextField } from './schema.ts';

/** Yjs clientIDs, and for each the clock up to which its writing is known elsewhere. */
export type ClockMarks = readonly (readonly [client: number, clock: number])[];

/**
 * The texts of items in which these clients wrote anything past their marks, new items included. Items and texts
 * that are gone are left out, and so is what was only moved, recoloured or deleted.
 */
export function textsWrittenSince(doc: SharedDocument, marks: ClockMarks): TextAddress[] {
  const items = doc.getMap('items');
  const found = new Map<string, TextAddress>();
  for (const [client, clock] of marks) {
    for (const struct of doc.store.clients.get(client) ?? []) {
      if (struct.id.clock + struct.length <= clock || !(struct instanceof Y.Item) || struct.deleted) continue;
      const address = addressOf(struct, items);
      if (address) found.set(`${address.item} ${address.field}`, address);
    }
  }
  return [...found.values()];
}

/** How far a client has written into this copy of the document. */
export function clockOf(doc: SharedDocument, client: number): number {
  return Y.getState(doc.store, client);
}

/** Which text a letter belongs to: its parent is the text, whose place in the item's map names the field. */
function addressOf(letter: Y.Item, items: Y.Map<unknown>): TextAddress | null {
  if (!(letter.parent instanceof Y.Text) || !(letter.content instanceof Y.ContentString)) return null;
  const holder = letter.parent._item;
  const field = holder?.parentSub;
  if (!holder || holder.deleted || !isTextField(field) || !(holder.parent instanceof Y.Map)) return null;
  const entry = holder.parent._item;
  if (!entry || entry.deleted || entry.parent !== items || entry.parentSub === null) return null;
  return { item: entry.parentSub, field };
}

function isTextField(field: unknown): field is TextField {
  return field === 'text' || field === 'prompt';
}
