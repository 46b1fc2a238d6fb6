import type { EventBus, ServerEvents } from '../events/events.ts';

type News = ServerEvents['ballot.voted'];

/** How often a page is told at most how many have voted: a hundred who vote at once are one piece of news. */
const EVERY_MS = 500;

/** Tells how many have voted: at once when it was quiet, and else what is true by then. */
export class VotedNews {
  #events: EventBus;
  /** By ballot: what is to be told next, null when nothing is. */
  #next = new Map<string, News | null>();

  constructor(events: EventBus) {
    this.#events = events;
  }

  tell(news: News): void {
    if (this.#next.has(news.ballot)) {
      this.#next.set(news.ballot, news);
      return;
    }
    this.#next.set(news.ballot, null);
    this.#events.emit('ballot.voted', news);
    setTimeout(() => this.#again(news.ballot), EVERY_MS).unref();
  }

  #again(ballot: string): void {
    const news = this.#next.get(ballot) ?? null;
    this.#next.delete(ballot);
    if (news) this.tell(news);
  }
}
