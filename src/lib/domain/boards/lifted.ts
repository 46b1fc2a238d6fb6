import * as Y from 'yjs';
import { BoardDoc } from './boardDoc.ts';
import type { ItemKind } from './schema.ts';
import type { SharedDocument } from './sharedDocument.ts';

/** An item with the lines that end on it, by value and whole: what this version does not know is in it too. */
export interface KeptItem {
  item: string;
  kind: ItemKind;
  bytes: Uint8Array;
}

/** What somebody wrote on an item. */
export interface ItemWords {
  text: string;
  prompt: string;
  alt: string;
  tags: readonly string[];
  /** Author's id; null when anonymous. */
  by: string | null;
}

/** These items as they are now. Those that are not there are left out. */
export function findToTakeOff(doc: SharedDocument, items: readonly string[]): KeptItem[] {
  const board = new BoardDoc(doc);
  const taken = new Set<string>();
  return items.flatMap((item) => {
    const kind = (board.item(item) ?? board.connector(item))?.kind;
    const ids = withItsLines(doc, item, taken);
    const bytes = lift(doc, ids);
    if (!kind || !bytes) return [];
    for (const id of ids) taken.add(id);
    return [{ item, kind, bytes }];
  });
}

/**
 * Takes items off with their lines: what each was at this moment (null when it is not there any more), and the ids of
 * everything that goes. For use inside a transaction.
 */
export function takeAway(
  doc: SharedDocument,
  items: readonly string[],
): { kept: ReadonlyMap<string, Uint8Array | null>; ids: readonly string[] } {
  const kept = new Map<string, Uint8Array | null>();
  const taken = new Set<string>();
  for (const item of items) {
    const ids = withItsLines(doc, item, taken);
    kept.set(item, lift(doc, ids));
    for (const id of ids) taken.add(id);
  }
  for (const id of taken) doc.getMap('items').delete(id);
  return { kept, ids: [...taken] };
}

/** Puts kept items back as they were, under their ids. One that is there already is left alone. Returns all their ids. */
export function putBack(bytes: Uint8Array, doc: SharedDocument): string[] {
  const kept = openKept(bytes);
  const ids = [...kept.getMap('items').keys()];
  const there = doc.getMap('items');
  copyInto(doc, { ids: ids.filter((id) => !there.has(id)), from: kept });
  kept.destroy();
  return ids;
}

/** What was written on a kept item. */
export function wordsOf(bytes: Uint8Array, item: string): ItemWords {
  const doc = openKept(bytes);
  const board = new BoardDoc(doc);
  const found = board.item(item) ?? board.connector(item);
  doc.destroy();
  return {
    text: found?.text ?? '',
    prompt: found?.kind === 'zone' ? found.prompt : '',
    alt: found && 'alt' in found ? found.alt : '',
    tags: found?.kind === 'card' ? found.tags : [],
    by: found?.by ?? null,
  };
}

/** Files that kept items show. */
export function filesOf(bytes: Uint8Array): string[] {
  const doc = openKept(bytes);
  const files = filesOn(doc);
  doc.destroy();
  return files;
}

/** Files that the pictures of a document show, each once. */
export function filesOn(doc: SharedDocument): string[] {
  const files = [...new BoardDoc(doc).items()].flatMap((item) => (item.kind === 'image' ? (item.file ?? []) : []));
  return [...new Set(files)];
}

/** The item first, then the lines that end on it but for those of `without`. */
function withItsLines(doc: SharedDocument, item: string, without: ReadonlySet<string>): string[] {
  const lines = [...new BoardDoc(doc).connectors()].filter(({ from, to }) =>
    [from, to].some((end) => 'item' in end && end.item === item),
  );
  return [item, ...lines.map(({ id }) => id).filter((id) => id !== item && !without.has(id))];
}

/** Null when the first of them is not there; others that are not are left out. */
function lift(doc: SharedDocument, ids: readonly string[]): Uint8Array | null {
  const [first] = ids;
  if (first === undefined || !doc.getMap('items').has(first)) return null;
  const copy = new Y.Doc();
  copyInto(copy, { ids, from: doc });
  const bytes = Y.encodeStateAsUpdate(copy);
  copy.destroy();
  return bytes;
}

function openKept(bytes: Uint8Array): SharedDocument {
  const doc = new Y.Doc();
  doc.getMap('items');
  Y.applyUpdate(doc, bytes);
  return doc;
}

function copyInto(to: SharedDocument, { ids, from }: { ids: readonly string[]; from: SharedDocument }): void {
  const [source, target] = [from.getMap('items'), to.getMap('items')];
  to.transact(() => {
    for (const id of ids) {
      const value = source.get(id);
      if (value !== undefined) target.set(id, value instanceof Y.AbstractType ? value.clone() : value);
    }
  });
}
