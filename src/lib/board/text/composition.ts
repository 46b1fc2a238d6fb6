import type { TextChange } from '$lib/domain/boards/textChange';

/**
 * Carries a local change over remote ones that happened meanwhile (each given in the text as the ones before it left
 * it), so that it does the same to the text as it is now. What others wrote inside a removed stretch stays: the
 * removal then falls into parts, last part first, so that they can be applied in the order given.
 */
export function carryOver(change: TextChange, remote: readonly TextChange[]): TextChange[] {
  let parts: TextChange[] = [change];
  for (const other of remote) parts = parts.flatMap((part) => carryOverOne(part, other));
  // At one place the removals go first: an insertion would push what they are to remove away.
  return parts.sort((a, b) => b.at - a.at || a.insert.length - b.insert.length);
}

function carryOverOne(part: TextChange, other: TextChange): TextChange[] {
  const end = part.at + part.remove;
  const otherEnd = other.at + other.remove;
  const grown = other.insert.length - other.remove;
  if (otherEnd <= part.at && !(other.remove === 0 && other.at === part.at && part.remove === 0)) {
    return [{ ...part, at: part.at + grown }];
  }
  if (other.at >= end) return [part];
  const head = Math.max(0, other.at - part.at);
  const tail = Math.max(0, end - otherEnd);
  const start = Math.min(part.at, other.at);
  const first = { at: part.at <= other.at ? part.at : start + other.insert.length, remove: head, insert: part.insert };
  if (tail === 0) return [first];
  if (head === 0) return [{ at: start + other.insert.length, remove: tail, insert: part.insert }];
  return [first, { at: other.at + other.insert.length, remove: tail, insert: '' }];
}
