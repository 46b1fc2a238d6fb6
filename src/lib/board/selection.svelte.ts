import { Entries } from './model/entries.svelte';

/** What the writer has chosen. Ids of things that are gone are let go by the editor. */
export class Selection {
  #ids = new Entries<true>();
  #onchange: () => void;

  constructor(onchange: () => void) {
    this.#onchange = onchange;
  }

  get ids(): readonly string[] {
    return [...this.#ids.keys];
  }

  get size(): number {
    return this.#ids.size;
  }

  /** Reactive, per id. */
  has(id: string): boolean {
    return this.#ids.get(id) ?? false;
  }

  /** The only one chosen, or null when there are none or several. */
  get only(): string | null {
    return this.#ids.size === 1 ? ([...this.#ids.keys][0] ?? null) : null;
  }

  set(ids: Iterable<string>): void {
    const next = new Set(ids);
    let changed = false;
    for (const [id] of [...this.#ids.peekAll()]) {
      if (!next.has(id)) changed = this.#ids.delete(id);
    }
    for (const id of next) {
      changed ||= this.#ids.peek(id) === undefined;
      this.#ids.set(id, true);
    }
    if (changed) this.#onchange();
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.set(id, true);
    this.#onchange();
  }

  drop(id: string): void {
    if (this.#ids.delete(id)) this.#onchange();
  }

  clear(): void {
    this.set([]);
  }
}
