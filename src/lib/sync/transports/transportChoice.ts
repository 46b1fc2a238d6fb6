import type { Clock } from '../clock';
import type { TransportMemory } from './transportMemory';

/** Websockets in a row that brought nothing. */
const MISSES = 2;
/** Websockets that worked and were cut off, within so long. */
const DEATHS = 3;
const DEATHS_WITHIN_MS = 120_000;
/** Lines in a row that did not open, before websockets have another go. */
const HTTP_MISSES = 2;

interface ChoiceOptions {
  clock: Clock;
  memory: TransportMemory;
  /** Whether the server answers plain requests at this moment. */
  serverAnswers: () => Promise<boolean>;
}

/**
 * Chooses what the next connection goes over. Websockets are given up only on what a server that is down, or a network
 * that is gone, cannot look like: each failure counts only if plain requests are answered right after it.
 */
export class TransportChoice {
  #options: ChoiceOptions;
  #misses = 0;
  #deaths: number[] = [];
  #httpMisses = 0;

  constructor(options: ChoiceOptions) {
    this.#options = options;
  }

  get next(): 'websocket' | 'http' {
    return this.#options.memory.recall() === null || this.#httpMisses >= HTTP_MISSES ? 'websocket' : 'http';
  }

  /** Something came over a websocket. */
  websocketWorks(): void {
    this.#misses = 0;
    if (this.#httpMisses < HTTP_MISSES) return;
    this.#httpMisses = 0;
    this.#options.memory.forget(); // here it is HTTP that does not get through
  }

  /** A websocket did not open, or was cut off before anything came. */
  async websocketMissed(): Promise<void> {
    this.#httpMisses = 0;
    this.#misses = (await this.#options.serverAnswers()) ? this.#misses + 1 : 0;
    if (this.#misses >= MISSES) this.#giveUpWebsockets();
  }

  /** A websocket worked and was cut off. */
  async websocketDied(): Promise<void> {
    const now = this.#options.clock.now();
    if (!(await this.#options.serverAnswers())) return;
    this.#deaths = [...this.#deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
    if (this.#deaths.length >= DEATHS) this.#giveUpWebsockets();
  }

  httpOpened(): void {
    this.#httpMisses = 0;
  }

  httpMissed(): void {
    this.#httpMisses++;
  }

  #giveUpWebsockets(): void {
    this.#misses = 0;
    this.#deaths = [];
    this.#options.memory.noteTried();
  }
}
