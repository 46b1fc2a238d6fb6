import { findPostcodes, plainPostcode } from './detectors/postcode.ts';

/** More sites and services than a partnership has; the list is looked through at every letter. */
export const MAX_KNOWN_POSTCODES = 500;

/** Postcodes of a partnership's own sites and services, as somebody wrote them down. */
export interface PostcodeList {
  /** Each once, in order, as Royal Mail writes them. */
  known: readonly string[];
  /** Entries that are no whole postcode. */
  wrong: readonly string[];
}

/** Reads a list with one postcode on each line, or with commas between them. */
export function readPostcodes(text: string): PostcodeList {
  const entries = text
    .split(/[\n,;]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const isWhole = (entry: string) => findPostcodes(entry).some(({ from, to }) => from === 0 && to === entry.length);
  return {
    known: [...new Set(entries.filter(isWhole).map(spelled))],
    wrong: entries.filter((entry) => !isWhole(entry)),
  };
}

/** With the space before its last three characters. */
function spelled(postcode: string): string {
  return plainPostcode(postcode).replace(/(...)$/u, ' $1');
}
