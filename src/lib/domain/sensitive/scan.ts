import { findDatesOfBirth } from './detectors/dateOfBirth.ts';
import { findEmailAddresses } from './detectors/emailAddress.ts';
import { findNhsNumbers } from './detectors/nhsNumber.ts';
import { findPostcodes, plainPostcode } from './detectors/postcode.ts';
import { findUpns } from './detectors/upn.ts';
import type { Detector, Finding, IdentifierKind } from './finding.ts';

const detectors: Record<IdentifierKind, Detector> = {
  nhsNumber: findNhsNumbers,
  upn: findUpns,
  dateOfBirth: findDatesOfBirth,
  postcode: findPostcodes,
  email: findEmailAddresses,
};

export interface ScanOptions {
  /** Kinds the writer said are none here. Words that are no kind are ignored. */
  cleared?: readonly string[];
  /** Postcodes of the partnership's own sites and services, in any spelling. */
  knownPostcodes?: readonly string[];
}

/**
 * Identifiers in a text, in order, none within another. Names are not found: no pattern tells a child's name from a
 * street's.
 */
export function scan(text: string, { cleared = [], knownPostcodes = [] }: ScanOptions = {}): Finding[] {
  const known = new Set(knownPostcodes.map(plainPostcode));
  const all = Object.entries(detectors)
    .filter(([kind]) => !cleared.includes(kind))
    .flatMap(([, detect]) => detect(text))
    .filter(({ kind, from, to }) => kind !== 'postcode' || !known.has(plainPostcode(text.slice(from, to))));
  return withoutOverlaps(all);
}

/** The surest of those that overlap, and among equals the longest. */
function withoutOverlaps(all: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const taken = new Set<number>(); // place by place: a text full of them must not take the square of its length
  for (const one of [...all].sort(bySureness)) {
    const places = Array.from({ length: one.to - one.from }, (_, index) => one.from + index);
    if (places.some((place) => taken.has(place))) continue;
    kept.push(one);
    for (const place of places) taken.add(place);
  }
  return kept.sort((a, b) => a.from - b.from);
}

function bySureness(a: Finding, b: Finding): number {
  if (a.confidence !== b.confidence) return a.confidence === 'high' ? -1 : 1;
  return b.to - b.from - (a.to - a.from) || a.from - b.from;
}
