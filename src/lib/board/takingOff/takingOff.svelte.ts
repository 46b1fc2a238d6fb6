import type { Reviewer, TakeOffAnswer, TakeOffRequest } from '$lib/domain/takenOff/takenOff';

export type TakeOffResult = { is: 'done'; answer: TakeOffAnswer } | { is: 'refused'; words: string };

/** What the board's page gives to those who may take things off the board. */
export interface TakeOffDesk {
  /** Actor id of who takes things off. */
  me: string;
  reviewers: readonly Reviewer[];
  /** Rejects when the server was not reached. */
  send: (request: Omit<TakeOffRequest, 'board'>) => Promise<TakeOffResult>;
}

/** What is to be taken off, once that was confirmed. */
interface Asked {
  ids: readonly string[];
  /** Called when it is off, or the question was closed: gives the focus a new place. */
  after: (how: 'off' | 'kept') => void;
}

/**
 * Taking things off the board, from the question to its end. `desk` is null for those who may not; it is asked anew each
 * time, since rights change.
 */
export class TakingOff {
  asked = $state.raw<Asked | null>(null);
  #desk: () => TakeOffDesk | null;
  #own = new Set<string>();

  constructor(desk: () => TakeOffDesk | null) {
    this.#desk = desk;
  }

  /** Reactive. */
  get desk(): TakeOffDesk | null {
    return this.#desk();
  }

  /** Reactive: whether whoever sits here may take things off. */
  get may(): boolean {
    return this.#desk() !== null;
  }

  /** Opens the question. Does nothing for those who may not, or for nothing. */
  ask(ids: readonly string[], after: Asked['after']): void {
    if (this.may && ids.length > 0) this.asked = { ids, after };
  }

  /** Sends what was asked for. */
  async send(how: { reviewer: string; reason: string }): Promise<TakeOffResult | null> {
    const { asked, desk } = this;
    if (!asked || !desk) return null;
    for (const id of asked.ids) this.#own.add(id);
    return desk.send({ items: asked.ids, ...how });
  }

  /** Closes the question. */
  close(how: 'off' | 'kept'): void {
    const { asked } = this;
    this.asked = null;
    asked?.after(how);
  }

  /** Whether what went off just now went off by this page's own doing. */
  isOwn(ids: readonly string[]): boolean {
    return ids.some((id) => this.#own.has(id));
  }
}
