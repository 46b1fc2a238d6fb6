/** Letters without accents and case, so that "cafe" finds "Café". */
export function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** How well a name answers what was typed: every word of it must begin a word of the name. Null when one does not. */
export function rank(name: string, typed: string): number | null {
  const words = wordsIn(name);
  const wanted = wordsIn(typed);
  const places = wanted.map((start) => words.findIndex((word) => word.startsWith(start)));
  return places.includes(-1) ? null : places.reduce((sum, place) => sum + place, 0);
}

function wordsIn(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** What answers what was typed, the best first; all in their order when nothing was typed. */
export function found<T>(all: readonly T[], typed: string, nameOf: (one: T) => string): T[] {
  const ranked = all.flatMap((one, index) => {
    const place = rank(nameOf(one), typed);
    return place === null ? [] : [{ one, place, index }];
  });
  return ranked.sort((a, b) => a.place - b.place || a.index - b.index).map(({ one }) => one);
}
