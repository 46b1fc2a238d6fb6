/** Most who may wait for one key, unless said otherwise. More is a machine guessing, and answering each would keep the owner waiting. */
const LONGEST_LINE = 10;

interface Line {
  length: number;
  end: Promise<unknown>;
}

/** Lets what concerns one key happen one after the other, so that many guesses at once count as many. */
export class Turns {
  #lines = new Map<string, Line>();
  #longest: number;

  constructor(longest = LONGEST_LINE) {
    this.#longest = longest;
  }

  /** Null when too many wait already. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> | null {
    const line = this.#lines.get(key) ?? { length: 0, end: Promise.resolve() };
    if (line.length >= this.#longest) return null;
    this.#lines.set(key, line);
    line.length += 1;
    const done = line.end.then(work);
    line.end = done
      .catch(() => null)
      .then(() => {
        line.length -= 1;
        if (line.length === 0) this.#lines.delete(key);
      });
    return done;
  }
}
