import { SvelteSet } from 'svelte/reactivity';

/** What the writer has chosen. Ids of things that are gone are let go by the editor. */
export class Selection {
  #ids = new SvelteSet<string>();
  #onchange: () => void;

  constructor(onchange: () => void) {
    this.#onchange = onchange;
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  get size(): number {
    return this.#ids.size;
  }

  /** Reactive, per id. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** The only one chosen, or null when there are none or several. */
  get only(): string | null {
    return this.#ids.size === 1 ? ([...this.#ids][0] ?? null) : null;
  }

  set(ids: Iterable<string>): void {
    const next = new Set(ids);
    let changed = false;
    for (const id of [...this.#ids]) {
      if (!next.has(id)) changed = this.#ids.delete(id);
    }
    for (const id of next) {
      changed ||= !this.#ids.has(id);
      this.#ids.add(id);
    }
    if (changed) this.#onchange();
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#onchange();
  }

  drop(id: string): void {
    if (this.#ids.delete(id)) this.#onchange();
  }

  clear(): void {
    this.set([]);
  }
}
