import type { EventBus } from '../events/events.ts';

/** Why somebody who waited need wait no longer. */
export type News = 'changed' | 'rights' | 'nothing';

/** Who waits, and where. */
export interface Listener {
  board: string;
  partnershipId: string;
  actorId: string;
  isGuest: boolean;
}

/** As long as a request may wait for news: shorter than proxies let one. */
const LONGEST_WAIT_MS = 20_000;
/** Most requests that wait for news of one board; more are answered at once and come again. */
const MOST_WAITING = 600;
/** Of those, one person's or guest's: a page asks once at a time, and somebody may have a few open. */
const MOST_OF_ONE = 5;

interface Waiting extends Listener {
  tell: (news: News) => void;
}

type Concerned = (listener: Listener) => boolean;

/** Tells requests that wait when something on a board, or about who may see it, is otherwise now. */
export class BoardNews {
  #versions = new Map<string, number>();
  #waiting = new Set<Waiting>();
  /** Numbers of an earlier process are not mistaken for ours. */
  #first: number;

  constructor(events: EventBus, now: number) {
    this.#first = now;
    const rights = (concerned: Concerned) => this.#tell('rights', concerned);
    events.on(
      'document.changed',
      ({ name }) => name.startsWith('board/') && this.#changed(name.slice('board/'.length)),
    );
    events.on('session.changed', ({ boardId }) => this.#changed(boardId));
    events.on('private.counted', ({ boardId }) => this.#changed(boardId));
    events.on('board.changed', ({ boardId }) => rights(({ board }) => board === boardId));
    events.on('guests.changed', ({ boardId }) => rights(({ board }) => board === boardId));
    events.on('membership.changed', (event) => rights(({ partnershipId }) => partnershipId === event.partnershipId));
    events.on('partnership.changed', (event) => rights(({ partnershipId }) => partnershipId === event.partnershipId));
    events.on('signIn.ended', () => rights(({ isGuest }) => !isGuest));
  }

  /** Changes whenever what a page shows of the board may have. Read it before the board. */
  version(board: string): number {
    return this.#versions.get(board) ?? this.#first;
  }

  /** Resolves when there is news since a version, or when a request can wait no longer. */
  wait(listener: Listener, since: number): Promise<News> {
    if (this.version(listener.board) !== since) return Promise.resolve('changed');
    const there = [...this.#waiting].filter(({ board }) => board === listener.board);
    const ofOne = there.filter(({ actorId }) => actorId === listener.actorId);
    if (there.length >= MOST_WAITING || ofOne.length >= MOST_OF_ONE) return Promise.resolve('nothing');
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting.tell('nothing'), LONGEST_WAIT_MS);
      timer.unref();
      const waiting: Waiting = {
        ...listener,
        tell: (news) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(news);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  #changed(changed: string): void {
    this.#count(changed);
    this.#tell('changed', ({ board }) => board === changed);
  }

  #tell(news: News, concerned: Concerned): void {
    const told = [...this.#waiting].filter(concerned);
    // What somebody may do there is part of what a page shows.
    if (news === 'rights') for (const board of new Set(told.map((one) => one.board))) this.#count(board);
    for (const one of told) one.tell(news);
  }

  #count(board: string): void {
    this.#versions.set(board, this.version(board) + 1);
  }
}
