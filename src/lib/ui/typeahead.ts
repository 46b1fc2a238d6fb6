/** Letters that follow one another within this time belong together. */
const TOGETHER_MS = 500;

/** Finds items of a list by the letters typed, as lists of the system do. */
export class Typeahead {
  #letters = '';
  #until = -Infinity;

  /** Whether letters typed at this time, milliseconds, go on with those before: then a space is one of them. */
  isOpen(at: number): boolean {
    return this.#letters !== '' && at < this.#until;
  }

  /**
   * Takes a letter and says which of the words it leads to; -1: none. Several letters begin with the word one is on,
   * a single letter, or the same one again and again, with the next.
   */
  type(letter: string, { words, on, at }: { words: readonly string[]; on: number; at: number }): number {
    this.#letters = (this.isOpen(at) ? this.#letters : '') + letter.toLowerCase();
    this.#until = at + TOGETHER_MS;
    const [first = ''] = this.#letters;
    const again = [...this.#letters].every((each) => each === first);
    const sought = again ? first : this.#letters;
    const from = again ? on + 1 : Math.max(on, 0);
    const order = words.map((_, index) => (from + index) % words.length);
    return order.find((index) => words[index]?.trim().toLowerCase().startsWith(sought)) ?? -1;
  }
}
