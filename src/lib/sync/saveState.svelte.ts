import { AnswerWatch } from './answerWatch';
import type { Clock } from './clock';
import { Alarm } from './clock';
import type { Cover } from './editLedger';
import { EditLedger } from './editLedger';
import type { DocumentRole, SyncFacts, SyncStatus } from './syncStatus';
import { FACTS_AT_OPENING, statusOf } from './syncStatus';

/** "Saved" waits for a pause this long, so that the mark does not flicker between letters. */
const CALM_MS = 300;

/** What this page alone has not had acknowledged, for writing down beside the copy. */
export interface OwnUnsent {
  unsent: number;
  clock: number;
}

/** What is known about whether everything is saved: counts, waits and facts, and the status they make. */
export class SaveState {
  #facts = $state.raw<SyncFacts>(FACTS_AT_OPENING);
  #status = $derived(statusOf(this.#facts));
  #role = $derived(this.#facts.role);
  #ledger = new EditLedger();
  #clock: Clock;
  #watch: AnswerWatch;
  #calm: Alarm;
  #connected = false;
  #lastEdit = 0;
  #note: (own: OwnUnsent) => void;

  /** `note` is told of every change of what is unsent. */
  constructor(clock: Clock, note: (own: OwnUnsent) => void) {
    this.#clock = clock;
    this.#note = note;
    this.#calm = new Alarm(clock);
    this.#watch = new AnswerWatch(clock, (late) => this.learn({ late }));
  }

  /** Reactive. */
  get status(): SyncStatus {
    return this.#status;
  }

  /** Reactive. */
  get role(): DocumentRole | null {
    return this.#role;
  }

  /** Exact at this moment; the status follows it more calmly. */
  get unsent(): number {
    return this.#ledger.unsent;
  }

  /** How far this page's own writing is acknowledged. */
  get acknowledgedClock(): number {
    return this.#ledger.acknowledgedClock;
  }

  /** Whether nothing waits that earlier pages left. */
  get carriedIsSaved(): boolean {
    return this.#ledger.carried === 0;
  }

  /** Takes over what earlier pages left unsent. */
  carry(edits: number): void {
    this.#ledger.carry(edits);
    this.#count();
  }

  edited(): void {
    this.#ledger.edited();
    this.#lastEdit = this.#clock.now();
    this.#count();
  }

  /** What a frame put together now covers, given how far the own client has written. */
  cover(clock: number): Cover {
    return this.#ledger.cover(clock);
  }

  sent(cover: Cover): void {
    this.#ledger.sent(cover);
  }

  /** The first `count` frames of this connection are on disk. */
  saved(count: number): void {
    this.#ledger.saved(count);
    this.#watch.over();
    this.learn({ confirmed: true, writable: true });
    this.#count();
  }

  connected(): void {
    this.#connected = true;
    this.#ledger.connected();
    this.#count();
  }

  lost(): void {
    this.#connected = false;
    this.#watch.over();
  }

  learn(news: Partial<SyncFacts>): void {
    const before: SyncFacts = this.#facts;
    const changed = (Object.keys(news) as (keyof SyncFacts)[]).some((fact) => news[fact] !== before[fact]);
    if (changed) this.#facts = { ...before, ...news };
  }

  stop(): void {
    this.#calm.cancel();
    this.#watch.over();
  }

  #count(): void {
    const { unsent, own, acknowledgedClock } = this.#ledger;
    this.#note({ unsent: own, clock: acknowledgedClock });
    if (unsent === 0) this.#watch.over();
    else if (this.#connected) this.#watch.waiting();
    const calmIn = this.#lastEdit + CALM_MS - this.#clock.now();
    if (unsent === 0 && calmIn > 0) return this.#calm.set(calmIn, () => this.#count());
    this.#calm.cancel();
    this.learn({ unsent });
  }
}
