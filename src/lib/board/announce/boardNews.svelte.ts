import { untrack } from 'svelte';
import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { Item } from '$lib/domain/boards/schema';
import type { BoardEditor } from '../editor.svelte';
import type { Headline, Spot } from './gatherNews';
import { gatherNews } from './gatherNews';

/** How long others' changes are gathered before they are told: often enough to follow, seldom enough to work. */
export const NEWS_EVERY_MS = 10_000;

/**
 * What others changed on the board, told every ten seconds at most. What was there when the page opened is no news,
 * nor is what the writer did.
 */
export class BoardNews {
  /** The last telling, most important first; empty before the first. A new array each time. */
  latest = $state.raw<readonly Headline[]>([]);
  #editor: BoardEditor;
  #spots = new Map<string, Spot>();
  /** What was on the board and went: who brings it back need not be who wrote it. */
  #gone = new Set<string>();
  #pending = new Map<string, { was: Spot; by: string | null }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void;

  constructor(editor: BoardEditor) {
    this.#editor = editor;
    untrack(() => {
      for (const id of editor.model.ids) this.#spots.set(id, this.#spotOf(id));
    });
    this.#stop = editor.model.onChange((change, gone) => this.#take(change, gone));
  }

  /** The writer has seen it. */
  dismiss(): void {
    this.latest = [];
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#stop();
  }

  #take(change: BoardChange, gone: ReadonlyMap<string, Item>): void {
    const news = change.remote && this.#editor.live.synced;
    for (const id of change.touched) {
      const was = this.#spots.get(id);
      const is = this.#spotOf(id);
      if (is !== undefined) this.#spots.set(id, is);
      else if (this.#spots.delete(id)) this.#gone.add(id);
      if (!news) this.#pending.delete(id);
      else if (this.#isCard(id, gone)) this.#note(id, was);
    }
    if (this.#pending.size > 0) this.#timer ??= setTimeout(() => this.#tell(), NEWS_EVERY_MS);
  }

  #note(id: string, was: Spot): void {
    const before = this.#pending.get(id) ?? { was, by: null };
    const by = before.was === undefined ? this.#adderOf(id) : this.#moverOf(id);
    this.#pending.set(id, { was: before.was, by: by ?? before.by });
  }

  #tell(): void {
    this.#timer = undefined;
    const happenings = [...this.#pending].map(([id, { was, by }]) => ({ id, was, is: this.#spots.get(id), by }));
    this.#pending.clear();
    const news = gatherNews(happenings);
    if (news.length > 0) this.latest = news;
  }

  #isCard(id: string, gone: ReadonlyMap<string, Item>): boolean {
    const item = this.#editor.model.item(id) ?? gone.get(id);
    return item?.kind === 'card';
  }

  #spotOf(id: string): Spot {
    const item = this.#editor.model.item(id);
    return item ? this.#editor.model.zoneOf(item) : undefined;
  }

  /** Who wrote a card that is new on the board. Nobody is named who wrote without their name. */
  #adderOf(id: string): string | null {
    const item = this.#editor.model.item(id);
    if (item?.kind !== 'card' || this.#gone.has(id)) return null;
    return this.#editor.authorOf(item.by)?.name ?? null;
  }

  /** Who has this item in hand, when it is one person only. */
  #moverOf(id: string): string | null {
    const holders = this.#editor.others.filter(({ presence: { selection, gesture } }) => {
      const carried = gesture && gesture.ids !== 'selection' ? gesture.ids : selection;
      return carried?.includes(id) ?? false;
    });
    const names = new Set(holders.map(({ who }) => who.name));
    return names.size === 1 ? ([...names][0] ?? null) : null;
  }
}
