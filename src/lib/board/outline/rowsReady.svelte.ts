/** Rows of each zone drawn at once: more than a screen. */
const FIRST_ROWS = 40;
/** Rows added to each zone whenever the page has nothing better to do. */
const MORE_ROWS = 60;

/**
 * How many rows of each zone are on the page. A long board shows its first rows at once and fills up while the page is
 * idle, so that it can be read and written in meanwhile.
 */
export class RowsReady {
  count = $state(FIRST_ROWS);
  #longest: () => number;
  #waiting: number | null = null;

  /** `longest`: how many rows the longest zone has. */
  constructor(longest: () => number) {
    this.#longest = longest;
  }

  /** Begins to fill up; returns how to stop. */
  start(): () => void {
    this.#next();
    return () => {
      if (this.#waiting !== null) whenIdle.cancel(this.#waiting);
    };
  }

  /** Everything at once, for whoever must reach a row now. */
  all(): void {
    this.count = Infinity;
  }

  #next(): void {
    this.#waiting = whenIdle.ask(() => {
      if (this.count >= this.#longest()) return this.all();
      this.count += MORE_ROWS;
      this.#next();
    });
  }
}

/** Not every browser says when it is idle. */
const whenIdle =
  typeof requestIdleCallback === 'function'
    ? { ask: (run: () => void) => requestIdleCallback(run), cancel: (id: number) => cancelIdleCallback(id) }
    : { ask: (run: () => void) => window.setTimeout(run, 50), cancel: (id: number) => window.clearTimeout(id) };
