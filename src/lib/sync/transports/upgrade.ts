import type { Clock } from '../clock';
import { Alarm } from '../clock';
import type { HttpSocket } from './httpSocket';
import type { TransportMemory } from './transportMemory';

/** How long after the last attempt websockets are tried again. */
export const TRY_AGAIN_MS = 300_000;
/** How often it is looked whether it is quiet. */
const LOOK_MS = 250;

interface UpgradeOptions {
  clock: Clock;
  memory: TransportMemory;
  /** Whether a websocket opens and lives. */
  websocketLives: () => Promise<boolean>;
}

/** Tries websockets again while this page goes over HTTP, and moves it over when they work. */
export class Upgrade {
  #options: UpgradeOptions;
  #sockets = new Set<HttpSocket>();
  #due: Alarm;
  #looking: Alarm;
  #isTrying = false;

  constructor(options: UpgradeOptions) {
    this.#options = options;
    this.#due = new Alarm(options.clock);
    this.#looking = new Alarm(options.clock);
  }

  opened(socket: HttpSocket): void {
    this.#sockets.add(socket);
    if (!this.#due.isSet) this.#wait();
  }

  closed(socket: HttpSocket): void {
    this.#sockets.delete(socket);
    if (this.#sockets.size === 0) this.stop();
  }

  /** The network may have changed. */
  tryNow(): void {
    if (this.#sockets.size === 0 || this.#isTrying) return;
    this.#due.cancel();
    void this.#try();
  }

  /** Another tab found something out. */
  lookAgain(): void {
    if (this.#sockets.size > 0 && this.#options.memory.recall() === null) this.#moveOver();
  }

  stop(): void {
    this.#due.cancel();
    this.#looking.cancel();
  }

  #wait(): void {
    const { memory, clock } = this.#options;
    const triedAt = memory.recall()?.triedAt ?? clock.now();
    const wait = triedAt + TRY_AGAIN_MS - clock.now();
    this.#due.set(Math.min(TRY_AGAIN_MS, Math.max(0, wait)), () => this.#tryIfDue());
  }

  #tryIfDue(): void {
    const { memory, clock } = this.#options;
    const note = memory.recall();
    if (note && clock.now() - note.triedAt < TRY_AGAIN_MS)
      this.#wait(); // another tab has tried
    else this.tryNow();
  }

  async #try(): Promise<void> {
    const { memory, websocketLives } = this.#options;
    this.#isTrying = true;
    memory.noteTried(); // so that one tab tries, and not all
    const lives = await websocketLives();
    this.#isTrying = false;
    if (lives) memory.forget();
    if (this.#sockets.size === 0) return;
    if (lives) this.#moveOver();
    else this.#wait();
  }

  /** Each as soon as nothing of it is on its way: whoever uses it opens another, over a websocket this time. */
  #moveOver(): void {
    if (this.#options.memory.recall() !== null) return this.#wait();
    this.#due.cancel();
    for (const socket of [...this.#sockets]) if (socket.isQuiet) socket.breakOff();
    if (this.#sockets.size > 0) this.#looking.set(LOOK_MS, () => this.#moveOver());
  }
}
