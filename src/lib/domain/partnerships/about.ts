import { isDay } from '../shared/day.ts';
import type { FieldFault } from '../shared/errors.ts';

/** The four strands of the framework *Co-Creating Healthy Futures: Schools and Health*. */
export const STRANDS = ['gateways', 'prevention', 'neighbourhood-health', 'workforce'] as const;
export type Strand = (typeof STRANDS)[number];

export const MAX_PURPOSE = 600;
/** A region has some fifteen councils; more than this is a mistake of pasting. */
export const MAX_PLACES = 40;

/** What a partnership says of itself, as its form sends it. */
export interface AboutGiven {
  name: string;
  purpose: string;
  /** ONS codes, as they were typed. */
  place: string;
  strands: readonly string[];
  /** A day such as `2027-06-30`; empty without one. */
  reviewOn: string;
}

/** ONS codes for areas of England and Wales, nine characters such as `E08000025` (Register of Geographic Codes). */
const PLACE_CODE = /^[EW]\d{8}$/;

/** The codes in what was typed, once each, and what in it is none. */
export function readPlace(text: string): { codes: string[]; wrong: string[] } {
  const words = text
    .toUpperCase()
    .split(/[\s,;]+/u)
    .filter((word) => word !== '');
  const codes = [...new Set(words.filter((word) => PLACE_CODE.test(word)))];
  return { codes, wrong: words.filter((word) => !PLACE_CODE.test(word)) };
}

/** What is wrong with a day to look again at whether to go on, or null. */
export function dayFault(day: string): FieldFault | null {
  return day === '' || isDay(day) ? null : 'day';
}

export function isStrand(value: string): value is Strand {
  return (STRANDS as readonly string[]).includes(value);
}
