import type { IdentifierKind } from '../sensitive/finding.ts';
import { scan } from '../sensitive/scan.ts';

/** A part to take out of a text, in UTF-16 units. */
export interface Cut {
  from: number;
  to: number;
}

export interface Screened {
  /** What stays. */
  words: string;
  /** How to get there, in order: each is a place in what those before it left. */
  cuts: readonly Cut[];
  kinds: readonly IdentifierKind[];
}

/** When one goes, the next may come close enough to a word that explains it: a list of birthdays goes in several rounds. */
const ROUNDS = 12;

/**
 * Takes everything out of a text that is certain to be an identifier, but for the kinds its writer said are none.
 * Null when there is nothing to take out. A text that still holds one after several rounds is emptied.
 */
export function screenWords(text: string, cleared: readonly string[]): Screened | null {
  let words = text;
  const cuts: Cut[] = [];
  const kinds = new Set<IdentifierKind>();
  for (let round = 0; ; round++) {
    const found = certainIn(words, cleared);
    if (found.length === 0) break;
    for (const { kind } of found) kinds.add(kind);
    const next =
      round < ROUNDS ? found.map(({ from, to }) => ({ from, to })).reverse() : [{ from: 0, to: words.length }];
    for (const { from, to } of next) words = words.slice(0, from) + words.slice(to);
    cuts.push(...next);
  }
  return cuts.length > 0 ? { words, cuts, kinds: [...kinds] } : null;
}

/** Of all that is certain: “DOB 1 May”. */
const SHORTEST = 9;
/** Kinds that are never certain: looking for them here would only cost time. */
const NEVER_CERTAIN: readonly IdentifierKind[] = ['postcode', 'email'];

function certainIn(words: string, cleared: readonly string[]) {
  if (words.length < SHORTEST || !/\d/.test(words)) return []; // most texts are done here
  return scan(words, { cleared: [...NEVER_CERTAIN, ...cleared] }).filter(({ confidence }) => confidence === 'high');
}
