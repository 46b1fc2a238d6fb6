import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { readSheetName } from '../documents/sheets.ts';
import type { ServiceContext } from './context.ts';
import type { Revealer } from './revealer.ts';

/** Cards that come at about the same time are looked at together. */
const GATHER_MS = 400;

/** Lets cards follow that came after a reveal without authors, once enough of them wait to say nothing of whose they are. */
export class LateBatches {
  #context: ServiceContext;
  #revealer: Revealer;
  #timers = new Map<string, NodeJS.Timeout>();
  #working: Promise<void> = Promise.resolve();
  #stop: () => void;

  constructor(context: ServiceContext, revealer: Revealer) {
    this.#context = context;
    this.#revealer = revealer;
    this.#stop = context.events.on('document.changed', ({ name }) => {
      const sheet = readSheetName(name);
      if (!sheet || this.#timers.has(sheet.round)) return;
      this.#timers.set(sheet.round, setTimeout(() => this.#lookNow(sheet.round), GATHER_MS).unref());
    });
  }

  /** Resolves when all that was announced so far is seen to. */
  async settled(): Promise<void> {
    for (const round of [...this.#timers.keys()]) this.#lookNow(round);
    await this.#working;
  }

  async close(): Promise<void> {
    this.#stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await this.#working;
  }

  #lookNow(round: string): void {
    clearTimeout(this.#timers.get(round));
    this.#timers.delete(round);
    this.#working = this.#working
      .then(() => this.#look(round))
      .catch((error: unknown) => {
        const code = isDomainError(error) ? error.code : String(error);
        this.#context.log.warn({ round, code }, 'late cards were not looked at');
      });
  }

  /** Only while its session goes on: what comes later stays its writer's. */
  async #look(id: string): Promise<void> {
    const { privateRounds, sessions } = this.#context.repos;
    const round = await privateRounds.find(id);
    if (round?.authors !== 'hidden' || round.state !== 'revealed') return;
    const running = await sessions.running(round.boardId);
    if (running?.id === round.sessionId) await this.#revealer.revealLate(round);
  }
}
