import type { OrganisationKind } from '../organisations/organisation.ts';

/** Longer is cut off: nobody types that much to find something. In UTF-16 units. */
export const MAX_SEARCH = 200;
/** Words that count; the rest is passed over. */
const MAX_WORDS = 8;
/** Most of one kind that are shown; whoever wants others says more. */
export const MOST_FOUND = 20;

export interface Place {
  slug: string;
  name: string;
}

export interface FoundBoard {
  id: string;
  title: string;
  archived: boolean;
  partnership: Place;
}

export interface FoundPerson {
  id: string;
  name: string;
  organisation: { id: string; name: string; kind: OrganisationKind };
  partnership: Place;
}

export interface FoundOrganisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  partnership: Place;
}

export interface Found<T> {
  entries: readonly T[];
  /** Whether there are more than are shown. */
  hasMore: boolean;
}

/** What was found, and the words as they were looked for. */
export interface SearchResults {
  words: string;
  boards: Found<FoundBoard>;
  people: Found<FoundPerson>;
  organisations: Found<FoundOrganisation>;
}

/** What was asked for, short enough to be looked for and shown again. */
export function readSearch(asked: string): string {
  return asked.slice(0, MAX_SEARCH).trim();
}

/** The words of a text without accents and capitals, so that "Pérez" is found as "perez". */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether every word that is looked for begins a word of the texts. Nothing is found by no words. */
export function finderOf(asked: string): (texts: readonly string[]) => boolean {
  const sought = wordsOf(readSearch(asked)).slice(0, MAX_WORDS);
  if (sought.length === 0) return () => false;
  return (texts) => {
    const words = texts.flatMap(wordsOf);
    return sought.every((prefix) => words.some((word) => word.startsWith(prefix)));
  };
}

/** The first of them, in the order they come in. */
export function firstFound<T>(found: readonly T[]): Found<T> {
  return { entries: found.slice(0, MOST_FOUND), hasMore: found.length > MOST_FOUND };
}
