import { SEPARATOR } from './detectors/characters.ts';

/** Longest beginning of an NHS number: nine digits and two separators. */
const LONGEST_NUMBER = 11;
/** Three digits, three, and up to three of the last four. The tenth decides, and is `scan`'s business. */
const NUMBER = new RegExp(`^(\\d{3}${SEPARATOR}?)\\d(?:\\d{0,2}|\\d{2}${SEPARATOR}?\\d{0,3})$`);
/** A letter and two to eleven digits. */
const PUPIL = /(?:^|[^\p{L}\p{N}_])[A-HJ-NP-RT-Z]\d(\d{1,10})$/iu;
const DATE = /(?:^|[^\p{L}\p{N}_])(?:\d{1,2}([./-])\d{1,2}\1(\d{0,3})|\d{4}([./-])(\d{0,2}(?:\3\d?)?))$/u;
const BIRTH = /\b(?:born|birthday|d\.?o\.?b|date of birth)\b[^\n]{0,24}$/i;
const ADDRESS = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-](@[\p{L}\p{N}.-]{0,255})$/u;

/**
 * Where the end of what has been typed so far may be the middle of an identifier: from there on it waits. Null when
 * everything may go. A wait begins at the fourth digit of a number, at the second digit after a letter, or at the sign
 * of an address; the character that rules it out ends it.
 *
 * @param typed the text up to the caret
 */
export function holdFrom(typed: string): number | null {
  const places = [ofNumber(typed), ofTail(PUPIL, typed), ofTail(ADDRESS, typed), ofDate(typed)];
  const known = places.filter((place) => place !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

function ofNumber(typed: string): number | null {
  for (let start = Math.max(0, typed.length - LONGEST_NUMBER); start < typed.length; start++) {
    if (/\d/.test(typed.charAt(start - 1))) continue;
    const match = NUMBER.exec(typed.slice(start));
    if (match) return start + (match[1]?.length ?? 0);
  }
  return null;
}

/** A date waits only beside a word about birth: others are everywhere on a plan. */
function ofDate(typed: string): number | null {
  const date = DATE.exec(typed);
  if (!date || !BIRTH.test(typed)) return null;
  return typed.length - (date[2] ?? date[4] ?? '').length;
}

function ofTail(shape: RegExp, typed: string): number | null {
  const tail = shape.exec(typed)?.[1];
  return tail === undefined ? null : typed.length - tail.length;
}
