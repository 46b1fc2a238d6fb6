/** What people and programs put between groups of digits: spaces of all widths, and hyphens. */
export const SEPARATOR = '[ \\u00a0\\u2007\\u2009\\u202f\\u2010\\u2011\\u2012\\u2013-]';

const WORD = /[\p{L}\p{N}_]/u;

/** Whether a letter or digit stands right before the place, or right at it. */
export function touchesWord(text: string, from: number, to: number): boolean {
  return WORD.test(text.charAt(from - 1)) || WORD.test(text.charAt(to));
}

/** How far a word that explains a number may stand from it. */
const BESIDE = 24;

/** The words that stand right around a place, without the place itself. What begins or ends too far off is left out. */
export function around(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - BESIDE - 1), from);
  const after = text.slice(to, to + BESIDE + 1);
  const isCutBefore = from > BESIDE;
  const isCutAfter = to + BESIDE < text.length;
  return `${isCutBefore ? before.replace(/^[\p{L}\p{N}_]+/u, '') : before}\n${isCutAfter ? after.replace(/[\p{L}\p{N}_]+$/u, '') : after}`;
}
