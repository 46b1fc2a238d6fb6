import { isDeepStrictEqual } from 'node:util';
import { readSheet } from '../../src/lib/domain/boards/privateSheet.ts';
import type { PrivateCount } from '../../src/lib/domain/sessions/privateRound.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { readSheetName, sheetsOf } from '../documents/sheets.ts';
import type { ServiceContext } from './context.ts';

/** News of a round are gathered for as long. */
const GATHER_MS = 400;

/** How many cards a sheet holds, and whether its writer is in one. */
interface SheetCount {
  cards: number;
  writing: boolean;
}

/** Counts private cards and who is still writing them: all that anyone else is told before the reveal. */
export class PrivateCounts {
  #context: ServiceContext;
  /** By round and sheet. */
  #known = new Map<string, Map<string, SheetCount>>();
  #changed = new Map<string, Set<string>>();
  #timers = new Map<string, NodeJS.Timeout>();
  #working: Promise<void> = Promise.resolve();
  #stop: () => void;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#stop = context.events.on('document.changed', ({ name }) => {
      const sheet = readSheetName(name);
      if (sheet) this.#follow(sheet.round, name);
    });
  }

  /** Resolves when all that was announced so far is counted. */
  async settled(): Promise<void> {
    for (const round of [...this.#timers.keys()]) this.#countNow(round);
    await this.#working;
  }

  async close(): Promise<void> {
    this.#stop();
    await this.settled();
  }

  #follow(round: string, name: string): void {
    this.#changed.set(round, (this.#changed.get(round) ?? new Set()).add(name));
    if (this.#timers.has(round)) return;
    this.#timers.set(round, setTimeout(() => this.#countNow(round), GATHER_MS).unref());
  }

  #countNow(round: string): void {
    clearTimeout(this.#timers.get(round));
    this.#timers.delete(round);
    this.#working = this.#working
      .then(() => this.#count(round))
      .catch((error: unknown) => {
        const code = isDomainError(error) ? error.code : String(error);
        this.#context.log.warn({ round, code }, 'private cards were not counted');
      });
  }

  async #count(round: string): Promise<void> {
    const { repos, events, documents } = this.#context;
    const found = await repos.privateRounds.find(round);
    if (!found) return;
    const sheets = this.#known.get(round) ?? new Map<string, SheetCount>();
    const first = !this.#known.has(round);
    this.#known.set(round, sheets);
    const names = first ? await documents.named(sheetsOf(round)) : [...(this.#changed.get(round) ?? [])];
    this.#changed.delete(round);
    for (const name of names) sheets.set(name, await this.#look(name));
    const here = documents.peopleIn([...sheets].flatMap(([name, { writing }]) => (writing ? [name] : [])));
    const writers = [...here.values()].flatMap(([person]) => person?.name ?? []).sort((a, b) => a.localeCompare(b));
    const counted: PrivateCount = {
      cards: [...sheets.values()].reduce((sum, { cards }) => sum + cards, 0),
      writers: found.writersShown ? writers : [],
    };
    // Nobody is to see from when news come how long somebody writes.
    if (isDeepStrictEqual(counted, found.counted)) return;
    await repos.privateRounds.setCounted(round, counted);
    events.emit('private.counted', { boardId: found.boardId, round, ...counted });
  }

  /** One that was erased has none. */
  async #look(name: string): Promise<SheetCount> {
    try {
      const { cards, writing } = await this.#context.documents.read(name, readSheet);
      return { cards: cards.length, writing: writing !== null };
    } catch (error) {
      if (isDomainError(error) && error.code === 'notFound') return { cards: 0, writing: false };
      throw error;
    }
  }
}
