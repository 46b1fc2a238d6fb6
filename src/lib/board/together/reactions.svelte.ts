import type { Point } from '$lib/domain/boards/schema';
import type { OwnPresence, ReactionKind } from '$lib/protocol/messages/presence';
import type { Participant } from '$lib/sync/liveDocument.svelte';

/** As long as it takes to rise and fade. */
export const SHOWN_MS = 2_600;
/** Reactions come in bursts: what is said about them is gathered for so long. */
const GATHERED_MS = 3_000;
/** Nobody can fill the board of others with them. */
const EVERY_MS = 250;
const MOST = 40;

/** A reaction that is on the screen. */
export interface Shown {
  key: number;
  kind: ReactionKind;
  at: Point;
  name: string;
  /** Order of joining; null is oneself. */
  colour: number | null;
}

/** What others' reactions were, to be told. */
export interface Reacted {
  name: string;
  kind: ReactionKind;
  /** What it was about. */
  item: string | null;
}

interface Surroundings {
  present: (patch: OwnPresence) => void;
  /** Of whoever sits here. */
  name: string;
}

/** Small signs of assent that pass: seen by everyone who is here, and kept nowhere. */
export class Reactions {
  shown = $state.raw<readonly Shown[]>([]);
  /** The last to be told, together; a new list each time. */
  told = $state.raw<readonly Reacted[]>([]);
  #around: Surroundings;
  #known = new Map<number, { nth: number; at: number }>();
  #waiting: Reacted[] = [];
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #keys = 0;
  #last = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Tells who is here now, with what they show. */
  look(others: readonly Participant[]): void {
    for (const other of others) this.#take(other);
  }

  /** Shows everyone one's own. Faster than anyone could see, nothing happens. */
  send(kind: ReactionKind, { at, item }: { at: Point; item: string | null }): void {
    const now = Date.now();
    if (now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#around.present({ reaction: { kind, at: [...at], item, nth: now } });
    this.#show({ kind, at, name: this.#around.name, colour: null });
    // Whoever joins later must not see it.
    this.#after(SHOWN_MS, () => this.#last === now && this.#around.present({ reaction: null }));
  }

  destroy(): void {
    this.#timers.forEach(clearTimeout);
  }

  #take({ clientId, who, presence: { reaction } }: Participant): void {
    if (!reaction) return;
    const known = this.#known.get(clientId);
    const now = Date.now();
    if (known?.nth === reaction.nth) return;
    this.#known.set(clientId, { nth: reaction.nth, at: now });
    if (known && now - known.at < EVERY_MS) return;
    this.#show({ kind: reaction.kind, at: reaction.at, name: who.name, colour: who.colour });
    this.#waiting.push({ name: who.name, kind: reaction.kind, item: reaction.item ?? null });
    if (this.#waiting.length === 1) this.#after(GATHERED_MS, () => this.#tell());
  }

  #tell(): void {
    this.told = this.#waiting;
    this.#waiting = [];
  }

  #show(reaction: Omit<Shown, 'key'>): void {
    const key = (this.#keys += 1);
    this.shown = [...this.shown, { ...reaction, key }].slice(-MOST);
    this.#after(SHOWN_MS, () => (this.shown = this.shown.filter((one) => one.key !== key)));
  }

  #after(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
