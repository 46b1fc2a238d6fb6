import type { Clock } from './clock';
import { Alarm } from './clock';

/** A connection that broke may come back this soon without a word about it. */
const BLINK_MS = 2_000;
/** The first connection may take longer: slow networks open slowly. */
const FIRST_ANSWER_MS = 5_000;

/** Decides when a page is offline. Browsers call a dead link "online", so only an answering server counts. */
export class Reachability {
  #alarm: Alarm;
  #offline = false;
  #tell: (offline: boolean) => void;

  constructor(clock: Clock, tell: (offline: boolean) => void) {
    this.#alarm = new Alarm(clock);
    this.#tell = tell;
  }

  /** The first connection is being made. */
  opening(): void {
    this.#alarm.set(FIRST_ANSWER_MS, () => this.#set(true));
  }

  /** The server said something. */
  heard(): void {
    this.#alarm.cancel();
    this.#set(false);
  }

  /** The connection broke. */
  lost(): void {
    if (!this.#offline && !this.#alarm.isSet) this.#alarm.set(BLINK_MS, () => this.#set(true));
  }

  /** The browser says there is no network. Whatever is heard after that proves it wrong. */
  unplugged(): void {
    this.#alarm.cancel();
    this.#set(true);
  }

  stop(): void {
    this.#alarm.cancel();
  }

  #set(offline: boolean): void {
    if (offline === this.#offline) return;
    this.#offline = offline;
    this.#tell(offline);
  }
}
