/** How many bells there are unless it is said: a board shows some hundred things at a time. */
const BELLS = 256;

/**
 * A map whose readers hear of their own key, also when there is nothing under it. `SvelteMap` wakes everyone who found
 * nothing whenever anything comes, and on a board of thousands most find nothing.
 *
 * Keys share a fixed number of bells, so that ten thousand entries cost no more to watch than ten. Now and then a
 * reader hears of a key that shares its bell, looks, and finds what it knew.
 */
export class Entries<V> {
  #values = new Map<string, V>();
  #bells: readonly Bell[];
  /** Rings when a key comes or goes. */
  #comings = new Bell();

  constructor(bells = BELLS) {
    this.#bells = Array.from({ length: bells }, () => new Bell());
  }

  /** Reactive: what is under a key. */
  get(key: string): V | undefined {
    this.#bellOf(key)?.hear();
    return this.#values.get(key);
  }

  /** What is under a key, without being told of changes. */
  peek(key: string): V | undefined {
    return this.#values.get(key);
  }

  /** Reactive: whether there is anything under a key. Depends on the coming and going of all, not on changes. */
  has(key: string): boolean {
    this.#comings.hear();
    return this.#values.has(key);
  }

  /** Reactive: all keys, in the order of their coming. Depends on coming and going, not on changes. */
  get keys(): Iterable<string> {
    this.#comings.hear();
    return this.#values.keys();
  }

  /** Reactive. */
  get size(): number {
    this.#comings.hear();
    return this.#values.size;
  }

  /** Everything as it is now, without being told of changes. */
  peekAll(): Iterable<readonly [string, V]> {
    return this.#values.entries();
  }

  set(key: string, value: V): void {
    const isNew = !this.#values.has(key);
    if (!isNew && this.#values.get(key) === value) return;
    this.#values.set(key, value);
    this.#bellOf(key)?.ring();
    if (isNew) this.#comings.ring();
  }

  /** False when there was nothing. */
  delete(key: string): boolean {
    if (!this.#values.delete(key)) return false;
    this.#bellOf(key)?.ring();
    this.#comings.ring();
    return true;
  }

  clear(): void {
    for (const key of [...this.#values.keys()]) this.delete(key);
  }

  #bellOf(key: string): Bell | undefined {
    let hash = 0;
    for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) | 0;
    return this.#bells[Math.abs(hash) % this.#bells.length];
  }
}

/** Something to wait for that carries no value. */
export class Bell {
  #times = 0;
  #rung = $state(0);

  /** Reactive: how often it has rung. */
  hear(): number {
    return this.#rung;
  }

  /** Not `#rung++`: whoever rings must not be bound by having read it. */
  ring(): void {
    this.#times += 1;
    this.#rung = this.#times;
  }
}
