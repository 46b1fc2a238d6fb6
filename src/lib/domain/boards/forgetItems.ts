import * as Y from 'yjs';

type Step = Y.UndoManager['undoStack'][number];
type Ranges = Step['deletions'];

/** Takes out of a step of undo all that these items had part in. Returns whether there was anything. */
export function forgetItems(step: Step, ids: ReadonlySet<string>, items: Y.Map<unknown>): boolean {
  const forgets = [step.deletions, step.insertions].map((ranges) => thinOut(ranges, ids, items));
  return forgets.includes(true);
}

/** Whether a step does nothing any more. */
export function isEmpty({ deletions, insertions }: Step): boolean {
  return deletions.clients.size === 0 && insertions.clients.size === 0;
}

function thinOut({ clients }: Ranges, ids: ReadonlySet<string>, items: Y.Map<unknown>): boolean {
  let isLess = false;
  for (const [client, ranges] of clients) {
    const kept = ranges.flatMap((range) =>
      structsIn(items.doc?.store.clients.get(client) ?? [], range)
        .filter((struct) => !ids.has(itemOf(struct, items) ?? ''))
        .map((struct) => overlap(struct, range)),
    );
    const before = ranges.reduce((sum, { len }) => sum + len, 0);
    if (kept.reduce((sum, { len }) => sum + len, 0) === before) continue;
    isLess = true;
    if (kept.length > 0) clients.set(client, kept);
    else clients.delete(client);
  }
  return isLess;
}

interface Range {
  clock: number;
  len: number;
}

function structsIn(structs: (Y.Item | Y.GC)[], { clock, len }: Range): (Y.Item | Y.GC)[] {
  const found: (Y.Item | Y.GC)[] = [];
  for (let at = structs.length > 0 ? Y.findIndexSS(structs, clock) : 0; at < structs.length; at++) {
    const struct = structs[at];
    if (!struct || struct.id.clock >= clock + len) break;
    found.push(struct);
  }
  return found;
}

function overlap(struct: Y.Item | Y.GC, { clock, len }: Range): Range {
  const from = Math.max(struct.id.clock, clock);
  return { clock: from, len: Math.min(struct.id.clock + struct.length, clock + len) - from };
}

/** Id of the item a struct is, or is part of. */
function itemOf(struct: Y.Item | Y.GC, items: Y.Map<unknown>): string | null {
  let part = struct instanceof Y.Item ? struct : null;
  while (part && part.parent !== items) part = part.parent instanceof Y.AbstractType ? part.parent._item : null;
  return part?.parentSub ?? null;
}
