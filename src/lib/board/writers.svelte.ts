import type { Participant } from '$lib/sync/liveDocument.svelte';
import { Entries } from './model/entries.svelte';

const NOBODY: readonly Participant[] = [];

/** Who has their caret in which item. One entry per item, so that a moving caret wakes only the item it is in. */
export class Writers {
  #byItem = new Entries<readonly Participant[]>();
  #stop: () => void;

  constructor(others: () => readonly Participant[]) {
    this.#stop = $effect.root(() => {
      $effect(() => this.#take(others()));
    });
  }

  /** Reactive, per item. */
  in(id: string): readonly Participant[] {
    return this.#byItem.get(id) ?? NOBODY;
  }

  destroy(): void {
    this.#stop();
  }

  #take(others: readonly Participant[]): void {
    const next = new Map<string, Participant[]>();
    for (const other of others) {
      const item = other.presence.caret?.item;
      if (item !== undefined) next.set(item, [...(next.get(item) ?? []), other]);
    }
    for (const [id] of [...this.#byItem.peekAll()]) if (!next.has(id)) this.#byItem.delete(id);
    for (const [id, here] of next) {
      if (!same(here, this.#byItem.peek(id))) this.#byItem.set(id, here);
    }
  }
}

function same(a: readonly Participant[], b: readonly Participant[] | undefined): boolean {
  return a.length === b?.length && a.every((one, index) => one === b[index]);
}
