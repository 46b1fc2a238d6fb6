import { createContext, tick, untrack } from 'svelte';
import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { TextAddress } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { AnnounceSetting } from '../announce/announceSetting.svelte';
import { BoardNews } from '../announce/boardNews.svelte';
import { zoneName } from '../announce/zoneName';
import type { BoardEditor } from '../editor.svelte';
import { discard } from '../quietEdits';
import type { Pictures } from '../pictures/pictures.svelte';
import type { TakingOff } from '../takingOff/takingOff.svelte';
import type { Held, Part } from './rowFocus';
import { focusIsLost, focusPart, giveBack, hold, keepPlace } from './rowFocus';
import { RowsReady } from './rowsReady.svelte';
import { SeenSections } from './seenSections.svelte';

/** The one menu of the outline: what it is about, and the button it belongs to. */
export type OutlineMenu = { anchor: HTMLElement; ids: readonly string[] } & {
  page: 'card' | 'move' | 'type' | 'colour' | 'zone' | 'zoneColour' | 'onCanvas' | 'picture';
};

export const [getOutline, setOutline] = createContext<OutlineState>();

/**
 * What the outline knows beyond the board itself: where the reader is, what is chosen by ticking, which menu is open.
 * It keeps the focus with the card when the list changes under it, by whoever's hand.
 */
export class OutlineState {
  readonly editor: BoardEditor;
  readonly news: BoardNews;
  readonly setting = new AnnounceSetting();
  readonly seen: SeenSections;
  readonly rows: RowsReady;
  /** Whether cards have boxes to tick. */
  choosing = $state(false);
  menu = $state.raw<OutlineMenu | null>(null);
  /** Whether one is choosing which cards are shown. */
  filtering = $state(false);
  /** What is open over the list, about one thing. */
  panel = $state.raw<{ is: 'connect' | 'tags' | 'describe'; id: string } | null>(null);
  /** What is open over the list, about all of it. */
  over = $state<'recent' | 'react' | null>(null);
  /** What is to be removed once the writer has confirmed it, since somebody else is writing in it. */
  removing = $state.raw<{ ids: readonly string[]; words: string; writer: string } | null>(null);
  /** Taking things off the board; null where nobody can. */
  takingOff: TakingOff | null = null;
  /** Putting pictures on the board; null where the page gives no place for files. */
  pictures: Pictures | null = null;
  root: HTMLElement | null = null;
  scroller = $state.raw<HTMLElement | null>(null);
  #fresh = new Set<string>();
  #restoring = false;
  #lastTicked: string | null = null;
  #stop: () => void;

  constructor(editor: BoardEditor) {
    this.editor = editor;
    this.news = new BoardNews(editor);
    this.seen = new SeenSections(
      () => this.scroller,
      () => editor.model.zoneIds,
    );
    this.rows = new RowsReady(() =>
      Math.max(...[...editor.model.zoneIds, null].map((zone) => editor.model.idsIn(zone).length)),
    );
    this.#stop = editor.model.onChange((change) => this.#keepFocus(change));
  }

  /** Ids of the cards that are ticked or being written, in reading order of their zones. */
  get chosen(): readonly string[] {
    return this.#inOrder().filter((id) => this.editor.selection.has(id));
  }

  nameOf(zone: string | null): string {
    return zoneName(this.editor, zone);
  }

  /** Puts the focus on a part of a row or section, once it is on the page. */
  async focus(item: string, part: Part): Promise<void> {
    await tick();
    if (!this.root || focusPart(this.root, item, part) || !this.editor.model.item(item)) return;
    this.rows.all();
    await tick();
    focusPart(this.root, item, part);
  }

  /** The same for what was left for a moment, unless the focus is somewhere by then: there the person has gone. */
  async comeBackTo(item: string, part: Part): Promise<void> {
    await tick();
    if (this.root && focusIsLost(this.root)) await this.focus(item, part);
  }

  /** Brings a section to the top of the view; with `focus`, its heading too. */
  goTo(zone: string | null, { focus }: { focus: boolean }): void {
    const section = this.root?.querySelector<HTMLElement>(`section[data-item="${CSS.escape(zone ?? '')}"]`);
    if (!section) return;
    section.scrollIntoView({ block: 'start' });
    this.seen.pin(zone);
    if (focus) section.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  /** A field of a card or zone has the focus. */
  enter(address: TextAddress): void {
    if (!this.choosing) return this.editor.edit(address);
    if (!this.editor.readOnly) this.editor.editing = address;
  }

  /** A field lost the focus. A card begun here and left without a word goes. */
  async leave(address: TextAddress): Promise<void> {
    await tick();
    const { editing } = this.editor;
    if (editing?.item === address.item && editing.field === address.field && !this.#isIn(address)) {
      if (this.choosing) this.editor.editing = null;
      else this.editor.edit(null);
    }
    if (this.#isIn(address) || !this.#fresh.delete(address.item)) return;
    const item = this.editor.model.item(address.item);
    const blank = item !== null && this.editor.held.asWritten(item).text.trim() === '';
    if (blank && this.editor.othersEditing([address.item]).length === 0) discard(this.editor, address.item);
  }

  /** Remembers a card that was begun empty, so that it goes when nothing is written on it. */
  begun(id: string): void {
    this.#fresh.add(id);
  }

  openMenu(menu: OutlineMenu): void {
    this.menu = menu;
  }

  /** Shows or takes away the boxes to tick. */
  choose(choosing: boolean): void {
    this.choosing = choosing;
    this.#lastTicked = null;
    this.editor.selection.clear();
  }

  /** Ticks a card or takes its tick away; with `range`, everything from the last one ticked. */
  tickCard(id: string, range: boolean): void {
    const { selection } = this.editor;
    const order = this.#inOrder();
    const [from, to] = [order.indexOf(this.#lastTicked ?? id), order.indexOf(id)].sort((a, b) => a - b);
    this.choosing = true;
    if (range && from !== undefined && to !== undefined && from >= 0) {
      selection.set([...selection.ids, ...order.slice(from, to + 1)]);
    } else selection.toggle(id);
    this.#lastTicked = id;
  }

  destroy(): void {
    this.#stop();
    this.news.destroy();
    this.seen.destroy();
  }

  #inOrder(): string[] {
    const { model } = this.editor;
    return [...model.zoneIds, null].flatMap((zone) => [...model.idsIn(zone)]);
  }

  #isIn({ item, field }: TextAddress): boolean {
    const active = this.root?.ownerDocument.activeElement;
    return (
      active instanceof HTMLTextAreaElement && active.dataset['text'] === item && active.dataset['field'] === field
    );
  }

  /** A list that changes may take the focused row out of the page or move it: then it gets the focus back. */
  #keepFocus(change: BoardChange): void {
    const wordsOnly = change.texts.length > 0 && change.texts.length >= change.touched.size;
    if (!this.root || this.#restoring || wordsOnly) return;
    const held = hold(this.root);
    if (!held) return;
    const zone = this.#zoneOf(held.item);
    this.#restoring = true;
    void tick().then(() => {
      this.#restoring = false;
      this.#restore(held, { remote: change.remote, moved: zone !== held.section });
    });
  }

  #restore(held: Held, { remote, moved }: { remote: boolean; moved: boolean }): void {
    const { root, scroller } = this;
    if (!root || !scroller) return;
    if (!focusIsLost(root)) return remote ? keepPlace(root, scroller, held) : undefined;
    if (giveBack(root, scroller, held)) {
      if (remote && moved) {
        this.editor.said = m.outline_news_your_card({ zone: this.nameOf(this.#zoneOf(held.item)) });
      }
      return;
    }
    if (remote) {
      this.#section(held.section)?.querySelector<HTMLElement>('[data-list]')?.focus({ preventScroll: true });
      this.editor.said = m.outline_news_your_card_gone();
      return;
    }
    const next = held.near.find((id) => this.editor.model.item(id));
    if (next !== undefined && focusPart(root, next, held.part)) return;
    this.#section(held.section)?.querySelector<HTMLElement>('[data-part="add"]')?.focus();
  }

  #section(id: string | null): HTMLElement | null {
    return this.root?.querySelector<HTMLElement>(`section[data-item="${CSS.escape(id ?? '')}"]`) ?? null;
  }

  #zoneOf(id: string): string {
    return untrack(() => {
      const item = this.editor.model.item(id);
      return item ? (item.kind === 'zone' ? item.id : (this.editor.model.zoneOf(item) ?? '')) : '';
    });
  }
}
