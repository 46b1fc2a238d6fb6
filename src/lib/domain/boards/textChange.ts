/** One replacement in a text, in UTF-16 units. */
export interface TextChange {
  at: number;
  remove: number;
  insert: string;
}

/**
 * The smallest replacement that turns `before` into `after`, placed so that it ends at the caret: typing an "l" in
 * "hello" then marks the one just typed, and another person's edit beside it is left alone. Never splits a surrogate
 * pair. Null when nothing changed.
 *
 * @param caret where the caret stands in `after`, in UTF-16 units
 */
export function smallestChange(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null;
  const tailRoom = Math.min(before.length, after.length, Math.max(0, after.length - caret));
  let tail = 0;
  while (tail < tailRoom && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  let head = 0;
  const headRoom = Math.min(before.length, after.length) - tail;
  while (head < headRoom && before[head] === after[head]) head++;
  const moreTail = Math.min(before.length, after.length) - head;
  while (tail < moreTail && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (splitsPair(before, head) || splitsPair(after, head)) head--;
  if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail--;
  return { at: head, remove: before.length - tail - head, insert: after.slice(head, after.length - tail) };
}

/** Where a caret ends up after someone else's change. A caret at the very place of an insertion stays before it. */
export function caretAfter(caret: number, change: TextChange): number {
  if (caret <= change.at) return caret;
  if (caret >= change.at + change.remove) return caret + change.insert.length - change.remove;
  return change.at + change.insert.length;
}

/** The same change cut to the text and widened, where it would leave half of a surrogate pair, to take the whole. */
export function fitChange(text: string, { at, remove, insert }: TextChange): TextChange {
  const from = Math.min(Math.max(0, at), text.length);
  const start = splitsPair(text, from) ? from - 1 : from;
  if (remove <= 0) return { at: start, remove: 0, insert };
  const to = Math.min(from + remove, text.length);
  return { at: start, remove: (splitsPair(text, to) ? to + 1 : to) - start, insert };
}

/** The beginning of a text, at most `longest` UTF-16 units, without splitting a surrogate pair. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return text.slice(0, splitsPair(text, longest) ? longest - 1 : longest);
}

function splitsPair(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false;
  return isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index));
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
