import type { TextChange } from '$lib/domain/boards/textChange';
import type { Range } from './heldWords';

/** Takes a stretch out of a text; of the spaces round it, one stays. */
export function tidyRemoval(text: string, { from, to }: Range): TextChange {
  const isBetween = text.charAt(from - 1) === ' ' && text.charAt(to) === ' ';
  const isLast = text.charAt(from - 1) === ' ' && to === text.length;
  return { at: isLast ? from - 1 : from, remove: to - from + (isBetween || isLast ? 1 : 0), insert: '' };
}
