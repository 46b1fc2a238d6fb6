import * as Y from 'yjs';
import type { IdentifierKind } from '../sensitive/finding.ts';
import { plainText, readLook } from './readValue.ts';
import type { Cut } from './screenWords.ts';
import { screenWords } from './screenWords.ts';
import type { SharedDocument } from './sharedDocument.ts';
import type { WordedField } from './wordedFields.ts';
import { WORDED_FIELDS } from './wordedFields.ts';

/** Something that was taken out of a field, and what of that field the transaction wrote or deleted. */
export interface TakenOut {
  item: string;
  field: WordedField;
  kinds: readonly IdentifierKind[];
  touched: readonly Y.ID[];
  /** What stays of a plain value, which could only be removed whole; undefined for shared text, corrected in place. */
  left?: unknown;
}

/** No page shows more of a text than a tenth of this; who writes on can write, but is not screened there. */
const LONGEST_SCREENED = 20_000;

/**
 * Takes identifiers that are certain out of the words a transaction changed. Call it at the end of that transaction,
 * while it is open: what goes is then in none of its updates. It only deletes, since Yjs gives a document another
 * clientID that writes into a transaction in which it also applied updates; afterwards call `writeBack`. What only
 * moved is not looked at.
 */
export function takeOutIdentifiers(doc: SharedDocument, transaction: Y.Transaction): TakenOut[] {
  const items = doc.getMap('items');
  return [...changedWords(items, transaction)].flatMap(([id, fields]) => {
    const map = items.get(id);
    if (!(map instanceof Y.Map)) return [];
    return [...fields].flatMap((field) => screenField(field, { id, map, items, transaction }));
  });
}

/** Writes what stays of plain values, in one transaction of its own. Call it when no transaction is open. */
export function writeBack(doc: SharedDocument, takenOut: readonly TakenOut[]): void {
  const plain = takenOut.filter(({ left }) => left !== undefined);
  if (plain.length === 0) return;
  doc.transact(() => {
    for (const { item, field, left } of plain) {
      const map = doc.getMap('items').get(item);
      if (map instanceof Y.Map) map.set(field, left);
    }
  }, 'identifiers');
}

interface Place {
  id: string;
  map: Y.Map<unknown>;
  items: Y.Map<unknown>;
  transaction: Y.Transaction;
}

/** The fields with words that a transaction may have changed, by item. */
function changedWords(items: Y.Map<unknown>, { changed }: Y.Transaction): Map<string, Set<WordedField>> {
  const found = new Map<string, Set<WordedField>>();
  const note = (id: string | null | undefined, fields: readonly WordedField[]) => {
    if (typeof id !== 'string' || fields.length === 0) return;
    const known = found.get(id);
    if (known) for (const field of fields) known.add(field);
    else found.set(id, new Set(fields));
  };
  for (const [type, keys] of changed) {
    const holder = type._item;
    if (type === (items as unknown)) for (const id of keys) note(id, WORDED_FIELDS);
    else if (!holder || holder.deleted) continue;
    else if (holder.parent === items) note(holder.parentSub, fieldsOf(keys));
    else if (isWorded(holder.parentSub)) note(idOf(holder.parent, items), [holder.parentSub]);
  }
  return found;
}

function fieldsOf(keys: ReadonlySet<string | null>): readonly WordedField[] {
  // What was cleared may be so no longer.
  return keys.has('look') ? WORDED_FIELDS : WORDED_FIELDS.filter((field) => keys.has(field));
}

function idOf(parent: unknown, items: Y.Map<unknown>): string | null {
  const holder = parent instanceof Y.Map ? parent._item : null;
  return holder && !holder.deleted && holder.parent === items ? holder.parentSub : null;
}

function isWorded(key: string | null): key is WordedField {
  return (WORDED_FIELDS as readonly unknown[]).includes(key);
}

function screenField(field: WordedField, { id, map, items, transaction }: Place): TakenOut[] {
  const value = map.get(field);
  if (value === undefined) return [];
  const cleared = readLook(map.get('look')).cleared ?? [];
  const found = value instanceof Y.Text ? screenText(value, cleared) : screenPlain(value, cleared);
  if (!found) return [];
  const entries = [items._map.get(id), map._map.get('look'), map._map.get(field)];
  const touched = touchedIn(entries, { value, transaction });
  if (value instanceof Y.Text) for (const cut of found.cuts) takeOut(value, cut);
  else map.delete(field);
  return [{ item: id, field, kinds: found.kinds, touched, ...('left' in found ? { left: found.left } : {}) }];
}

interface Found {
  kinds: readonly IdentifierKind[];
  cuts: readonly Cut[];
  left?: unknown;
}

function screenText(text: Y.Text, cleared: readonly string[]): Found | null {
  return screenWords(plainText(text).slice(0, LONGEST_SCREENED), cleared);
}

/** Words that are no shared text: a string, or several of them. */
function screenPlain(value: unknown, cleared: readonly string[]): Found | null {
  const values = (Array.isArray(value) ? value : [value]) as unknown[];
  const kinds = new Set<IdentifierKind>();
  let room = LONGEST_SCREENED;
  const left = values.map((one) => {
    if (typeof one !== 'string' || room <= 0) return one;
    const words = one.slice(0, room);
    room -= words.length;
    const screened = screenWords(words, cleared);
    for (const kind of screened?.kinds ?? []) kinds.add(kind);
    return screened ? screened.words + one.slice(words.length) : one;
  });
  return kinds.size > 0 ? { kinds: [...kinds], cuts: [], left: Array.isArray(value) ? left : left[0] } : null;
}

/** Takes a part of the words out of a text. Embeds of other programs have a place in it, but no words. */
function takeOut(text: Y.Text, { from, to }: Cut): void {
  const change: ({ retain: number } | { delete: number })[] = [];
  let words = 0;
  for (let struct = text._start; struct && words < to; struct = struct.right) {
    if (struct.deleted || !struct.countable) continue;
    const isWords = struct.content instanceof Y.ContentString;
    const [before, cut] = isWords ? partsOf(struct.length, { from: from - words, to: to - words }) : [struct.length, 0];
    if (before > 0) change.push({ retain: before });
    if (cut > 0) change.push({ delete: cut });
    if (isWords) words += struct.length;
  }
  text.applyDelta(change); // not `delete`, which remembers places that updates in the same transaction moved
}

/** How much of a piece of words stays before a cut, and how much of it the cut takes. */
function partsOf(length: number, { from, to }: Cut): [before: number, cut: number] {
  const start = Math.min(length, Math.max(0, from));
  return [start, Math.max(0, Math.min(length, to) - start)];
}

/** What of a field, its item and its look the transaction wrote or deleted. */
function touchedIn(
  entries: readonly (Y.Item | undefined)[],
  { value, transaction }: { value: unknown; transaction: Y.Transaction },
): Y.ID[] {
  const found: Y.ID[] = [];
  const note = ({ id }: Y.Item) => {
    const isNew = id.clock >= (transaction.beforeState.get(id.client) ?? 0);
    if (isNew || isNowDeleted(id, transaction)) found.push(id);
  };
  for (const entry of entries) if (entry) note(entry);
  if (value instanceof Y.Text) for (let struct = value._start; struct; struct = struct.right) note(struct);
  return found;
}

/** While a transaction is open its deletions are in no order. */
function isNowDeleted({ client, clock }: Y.ID, { deleteSet }: Y.Transaction): boolean {
  const ranges = deleteSet.clients.get(client) ?? [];
  return ranges.some((range) => range.clock <= clock && clock < range.clock + range.len);
}
