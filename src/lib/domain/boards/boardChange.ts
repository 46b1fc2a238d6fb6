import * as Y from 'yjs';
import type { TextAddress, TextField } from './schema.ts';
import type { TextChange } from './textChange.ts';

/** What one transaction did to a board. */
export interface BoardChange {
  /** Ids of items that came, changed or went. Whether one still exists, `BoardDoc.item` tells. */
  touched: ReadonlySet<string>;
  /** Character by character changes, in the order they apply. Empty for items that came or went. */
  texts: readonly { address: TextAddress; changes: readonly TextChange[] }[];
  /** What was given as origin; compare by identity to know one's own. */
  origin: unknown;
  /** Whether it came from someone else, or from this device's stored copy. */
  remote: boolean;
}

/** Turns Yjs events into a `BoardChange`. Null when the transaction left items alone. */
export function describe(
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
  transaction: Y.Transaction,
): BoardChange | null {
  const touched = new Set<string>();
  const texts: { address: TextAddress; changes: TextChange[] }[] = [];
  for (const event of events) {
    const [id, field] = event.path;
    if (id === undefined) {
      for (const key of event.changes.keys.keys()) touched.add(key);
      continue;
    }
    if (typeof id !== 'string') continue;
    touched.add(id);
    if (event instanceof Y.YTextEvent && isTextField(field)) {
      texts.push({ address: { item: id, field }, changes: changesOf(event.delta) });
    }
  }
  return touched.size === 0 ? null : { touched, texts, origin: transaction.origin, remote: !transaction.local };
}

function isTextField(field: unknown): field is TextField {
  return field === 'text' || field === 'prompt';
}

/** A Yjs delta as replacements, each placed in the text as the ones before it left it. */
function changesOf(delta: Y.YTextEvent['delta']): TextChange[] {
  const changes: TextChange[] = [];
  let at = 0;
  for (const part of delta) {
    if (part.retain !== undefined) at += part.retain;
    if (part.delete !== undefined) changes.push({ at, remove: part.delete, insert: '' });
    if (typeof part.insert !== 'string') continue;
    changes.push({ at, remove: 0, insert: part.insert });
    at += part.insert.length;
  }
  return changes;
}
