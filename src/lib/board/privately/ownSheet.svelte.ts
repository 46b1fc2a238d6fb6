import { markWriting } from '$lib/domain/boards/privateSheet';
import type { LiveDocument } from '$lib/sync/liveDocument.svelte';
import type { UnsentWords } from '$lib/sync/unsentWords';
import type { BoardEditor } from '../editor.svelte';

/** A sheet that is open: its document, and what edits it. */
export interface OpenSheet {
  live: LiveDocument;
  editor: BoardEditor;
}

/** One's own private cards of a board: nobody else's page has them before they are revealed. */
export class OwnSheet {
  #open: () => OpenSheet;
  #sheet = $state.raw<OpenSheet | null>(null);
  #left: OpenSheet | null = null;
  /** What a sheet that ended had not sent, until the next one takes words. */
  #unsent = $state.raw<readonly UnsentWords[]>([]);

  constructor(open: () => OpenSheet) {
    this.#open = open;
    this.#sheet = open();
  }

  get live(): LiveDocument | null {
    return this.#sheet?.live ?? null;
  }

  get editor(): BoardEditor | null {
    return this.#sheet?.editor ?? null;
  }

  /** Reactive: ids of the cards, in the order they were written. */
  get ids(): readonly string[] {
    return this.editor?.model.idsIn(null) ?? [];
  }

  /** Adds a card for a zone of the board, or for none. */
  add(text: string, zone: string | null): void {
    const { editor } = this;
    const [id] = editor?.addCards([text], { endOf: null }) ?? [];
    if (id !== undefined) this.moveTo(id, zone);
  }

  /** The zone in which a card is to be revealed. */
  moveTo(id: string, zone: string | null): void {
    const { editor } = this;
    const item = editor?.model.peek(id);
    if (editor && item) editor.board.place([{ id, at: item.at, zone }], editor.origin);
  }

  withdraw(id: string): void {
    this.editor?.board.remove([id], this.editor.origin);
  }

  /** Which card is being written in: a reveal does not cut it off. */
  writeIn(id: string | null): void {
    const { editor } = this;
    if (!editor || editor.readOnly) return;
    editor.live.doc.transact(() => markWriting(editor.live.doc, id), { by: editor.me.id });
  }

  /** What the server had not taken in when it erased the sheet goes into the next one. */
  async openAgain(): Promise<void> {
    const old = this.#sheet;
    if (!old || old === this.#left) return; // its end may be heard of more than once
    this.#left = old;
    if (old.live.status.is === 'ended') this.#unsent = [...this.#unsent, ...old.live.status.unsent];
    await old.live.discardCopy();
    this.close();
    this.#sheet = this.#open();
  }

  close(): void {
    const old = this.#sheet;
    this.#sheet = null;
    old?.editor.destroy();
    old?.live.close();
  }

  /** Reactive: whether there is something that `giveBack` can put into this sheet now. */
  get hasToGiveBack(): boolean {
    return this.#unsent.length > 0 && this.editor?.readOnly === false && this.live?.current === true;
  }

  /**
   * `isShown`: what the board shows was revealed meanwhile, and is given back to nobody. Nor is what had arrived, though the
   * server's word of it had not: it is in the sheet that followed.
   */
  giveBack(isShown: (words: UnsentWords) => boolean): void {
    const isHere = ({ item, text }: UnsentWords) => this.editor?.model.peek(item)?.text === text;
    const unsent = this.#unsent.filter((words) => words.text.trim() !== '' && !isHere(words) && !isShown(words));
    this.#unsent = [];
    for (const { text, zone } of unsent) this.add(text, zone?.id ?? null);
  }
}
