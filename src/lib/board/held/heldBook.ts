import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { BoardDoc, Origin } from '$lib/domain/boards/boardDoc';
import type { Item, TextAddress } from '$lib/domain/boards/schema';
import type { TextChange } from '$lib/domain/boards/textChange';
import type { Finding } from '$lib/domain/sensitive/finding';
import type { IdentifierRule } from '$lib/domain/sensitive/identifierRule';
import { scan } from '$lib/domain/sensitive/scan';
import type { HeldRow, HeldStore } from '$lib/sync/heldStore';
import { Entries } from '../model/entries.svelte';
import type { BoundWords } from '../text/boundText';
import type { Found, HeldEntry } from './heldEntry';
import { foundIn, heldOf, keyOf, keysOf, placed, placesOf, rowOf } from './heldEntry';
import type { Held, Outcome, Range, Words } from './heldWords';
import { heldRanges, localText, toLocal, toShared, withLocal, withRemote } from './heldWords';
import { tidyRemoval } from './tidyRemoval';
import { Undone } from './undone';
import type { HoldRules } from './whatStays';
import { whatStays } from './whatStays';

export interface HeldBookOptions {
  board: BoardDoc;
  origin: Origin;
  store: HeldStore;
  /** What the partnership does about certain findings, and which postcodes are its own. */
  rules: () => { rule: IdentifierRule; knownPostcodes: readonly string[] };
  mayWrite: () => boolean;
  /** Whether a change took something back or did it again. */
  madeByUndo: (origin: unknown) => boolean;
}

type FieldListener = Parameters<BoundWords['onChange']>[0];

const NO_CHANGE: TextChange = { at: 0, remove: 0, insert: '' };

/**
 * The words of a board as their writer has them: what is in the document, and what stays on this device because it is,
 * or may become, an identifier. Everything written in a field goes through here.
 */
export class HeldBook {
  #options: HeldBookOptions;
  #entries = new Entries<HeldEntry>();
  /** Kept from an earlier page, about things that have not arrived yet. */
  #waiting: HeldRow[] = [];
  /** About things that were removed here and may come back by undo. */
  #parked: HeldEntry[] = [];
  #fields = new Map<string, Set<FieldListener>>();
  /** Texts being written in, and where. */
  #carets = new Map<string, number>();
  #undone = new Undone();
  #told = new Set<string>();
  /** Texts that the store has words of. */
  #kept = new Set<string>();
  #sending = false;
  #stops: (() => void)[];

  constructor(options: HeldBookOptions) {
    this.#options = options;
    this.#stops = [options.board.onChange((change) => this.#hear(change)), options.store.onOther(() => this.#reload())];
    this.#reload();
  }

  /** Reactive: texts of which some words are on this device only. */
  get addresses(): TextAddress[] {
    const entries = [...this.#entries.keys].flatMap((key) => this.#entries.get(key) ?? []);
    return entries.filter(({ held }) => held.length > 0).map(({ address }) => address);
  }

  /** A text as its writer has it. Reactive, but for the shared words. */
  read(address: TextAddress): string {
    const held = this.#entries.get(keyOf(address))?.held ?? [];
    return localText({ shared: this.#options.board.textAt(address), held });
  }

  /** Reactive: a thing with its words as its writer has them. */
  asWritten<T extends Item>(item: T): T {
    const held = this.#entries.get(keyOf({ item: item.id, field: 'text' }))?.held ?? [];
    return held.length > 0 ? { ...item, text: localText({ shared: item.text, held }) } : item;
  }

  /** Where words stand in the writer's text that nobody else has. Reactive. */
  heldIn(address: TextAddress): Range[] {
    return heldRanges(this.#entries.get(keyOf(address))?.held ?? []);
  }

  /** What the writer is to be told of, in order. Reactive, but for the shared words. */
  found(address: TextAddress): Found[] {
    const entry = this.#entries.get(keyOf(address));
    return entry ? foundIn(this.read(address), entry, this.#rulesFor(address)) : [];
  }

  /** True once for each kind of finding in a text: it is said aloud then. */
  isNews(address: TextAddress, { kind }: Finding): boolean {
    const news = `${keyOf(address)} ${kind}`;
    const isNew = !this.#told.has(news);
    this.#told.add(news);
    return isNew;
  }

  /** A field's end of a text. */
  bind(address: TextAddress): BoundWords {
    const key = keyOf(address);
    return {
      read: () => localText(this.#peek(address)),
      edit: (change, caret) => void this.#edit(address, change, caret),
      leave: () => this.leave(address),
      onChange: (listener) => {
        const fields = this.#fields.get(key) ?? new Set();
        this.#fields.set(key, fields.add(listener));
        return () => fields.delete(listener);
      },
    };
  }

  /** Where a place of the writer's text lies in the shared one. */
  toShared(address: TextAddress, index: number): number {
    return toShared(this.#peek(address).held, index);
  }

  /** Where a place of the shared text lies in the writer's. Reactive. */
  toLocal(address: TextAddress, index: number): number {
    return toLocal(this.#entries.get(keyOf(address))?.held ?? [], index);
  }

  /** What of the words for new things may go out; `admit` takes in the rest once the things are there. */
  sift(texts: readonly string[]): { texts: string[]; admit: (ids: readonly string[]) => void } {
    const rules = { ...this.#options.rules(), cleared: [] };
    const words = texts.map((insert) => {
      const nothing: Words = { shared: '', held: [] };
      return withLocal(nothing, { ...NO_CHANGE, insert }, (letters) => whatStays(letters, null, rules));
    });
    const admit = (ids: readonly string[]): void => {
      for (const [nth, item] of ids.entries()) this.#note({ item, field: 'text' }, words[nth]?.held ?? [], []);
    };
    return { texts: words.map(({ shared }) => shared), admit };
  }

  /** The writer left a text: what only might have become an identifier goes out. */
  leave(address: TextAddress): void {
    this.#carets.delete(keyOf(address));
    if (this.#peek(address).held.length > 0) this.#edit(address, NO_CHANGE, null);
  }

  /** Takes a finding out of the text, held or not. */
  remove(address: TextAddress, finding: Finding): void {
    const change = tidyRemoval(localText(this.#peek(address)), finding);
    this.#edit(address, change, this.#carets.has(keyOf(address)) ? change.at : null);
    this.#tell(address, [change]);
  }

  /** What is certain in words that are not on a thing yet: a description, a tag, what is written on a line. */
  certainFor(item: string, words: string): Finding | undefined {
    const rules = this.#rulesFor({ item });
    return rules.rule === 'hold' ? scan(words, rules).find(({ confidence }) => confidence === 'high') : undefined;
  }

  /** The writer says of a thing that what was found is none. It is kept there, so that nobody is asked again. */
  vouch(item: string, { kind }: Finding): void {
    const cleared = new Set([...this.#clearedOn(item), kind]);
    this.#quietly(() => this.#options.board.restyle([item], { cleared: [...cleared] }, this.#options.origin));
  }

  /** The same of a text: what is held of it goes out. */
  clear(address: TextAddress, finding: Finding): void {
    this.vouch(address.item, finding); // first, so that whoever checks what comes next knows
    // As when leaving: its end may look like the beginning of another.
    const { out } = this.#edit(address, NO_CHANGE, null);
    this.#undone.release(keyOf(address), out);
  }

  /** The writer has seen it and leaves it as it is. */
  dismiss(address: TextAddress, finding: Finding): void {
    const entry = this.#entries.peek(keyOf(address));
    const [gone] = keysOf(localText(this.#peek(address)), [finding]);
    if (entry) this.#put({ ...entry, points: entry.points.filter((point) => point !== gone) });
  }

  /** Looks again at every text that nobody writes in: what need not be held goes out. */
  settle(): void {
    for (const [, { address }] of [...this.#entries.peekAll()]) this.#settle(address);
  }

  /** Words held back from things that are not there any more. They are let go of here. */
  takeOrphans(): { item: string; text: string }[] {
    const orphans = this.#waiting;
    this.#waiting = [];
    if (orphans.length > 0) this.#save();
    return orphans.map(({ item, stretches }) => ({ item, text: stretches.map(({ text }) => text).join(' ') }));
  }

  destroy(): void {
    for (const [key, { address }] of [...this.#entries.peekAll()]) if (this.#carets.has(key)) this.leave(address);
    for (const stop of this.#stops) stop();
  }

  #peek(address: TextAddress): Words {
    const held = this.#entries.peek(keyOf(address))?.held ?? [];
    return { shared: this.#options.board.textAt(address), held };
  }

  #rulesFor({ item }: Pick<TextAddress, 'item'>): HoldRules {
    return { ...this.#options.rules(), cleared: this.#clearedOn(item) };
  }

  #clearedOn(item: string): readonly string[] {
    const { board } = this.#options;
    return (board.item(item) ?? board.connector(item))?.look.cleared ?? [];
  }

  #edit(address: TextAddress, change: TextChange, caret: number | null): Outcome {
    const { board, origin, mayWrite } = this.#options;
    const before = this.#peek(address);
    const rules = this.#rulesFor(address);
    if (caret !== null) this.#carets.set(keyOf(address), caret);
    const stays = (letters: Parameters<typeof whatStays>[0]) =>
      mayWrite() ? whatStays(letters, caret, rules) : letters.standing.map(() => true);
    const outcome = withLocal(before, change, stays);
    // First: what goes out may make the page take the field away, which leaves it, which must not let go twice.
    const was = this.#entries.peek(keyOf(address));
    if (was) this.#entries.set(keyOf(address), { ...was, held: outcome.held, places: [] });
    this.#quietly(() => outcome.out.forEach((part) => board.editText(address, part, origin)));
    this.#note(address, outcome.held, keysOf(localText(before), scan(localText(before), rules)));
    return outcome;
  }

  /** Takes in what is held now, and points out what was not found before. */
  #note(address: TextAddress, held: Held, known: readonly string[]): void {
    const was = this.#entries.peek(keyOf(address));
    const text = localText({ shared: this.#options.board.textAt(address), held });
    const keys = keysOf(text, scan(text, this.#rulesFor(address)));
    const points = keys.filter((key) => was?.points.includes(key) || !known.includes(key));
    if (was || held.length > 0 || points.length > 0) this.#put({ address, held, points, places: [] });
  }

  #put(entry: HeldEntry): void {
    const key = keyOf(entry.address);
    const places = placesOf(this.#options.board, entry.address, entry.held);
    if (entry.held.length === 0 && entry.points.length === 0) this.#entries.delete(key);
    else this.#entries.set(key, { ...entry, places });
    if (entry.held.length > 0 || this.#kept.has(key)) this.#save();
  }

  #save(): void {
    const entries = [...this.#entries.peekAll()].map(([, entry]) => entry).filter(({ held }) => held.length > 0);
    this.#kept = new Set(entries.map(({ address }) => keyOf(address)));
    this.#options.store.write([...this.#waiting, ...entries.map(rowOf)]);
  }

  /** Takes in what is kept: from an earlier page, or as another tab has it now. */
  #reload(): void {
    const rows = this.#options.store.read();
    this.#waiting = [];
    const kept = new Set(rows.map(keyOf));
    for (const [key, { address, held }] of [...this.#entries.peekAll()]) {
      if (held.length > 0 && !kept.has(key) && !this.#carets.has(key)) this.#forget(address);
    }
    for (const row of rows) if (!this.#carets.has(keyOf(row))) this.#take(row);
  }

  #take(row: HeldRow): void {
    const { board } = this.#options;
    if (!board.item(row.item)) return void this.#waiting.push(row);
    const address = { item: row.item, field: row.field };
    const points = this.#entries.peek(keyOf(row))?.points ?? [];
    const held = heldOf(board, row);
    this.#entries.set(keyOf(row), { address, held, places: placesOf(board, address, held), points });
    this.#kept.add(keyOf(row));
    this.#tell(address, []);
  }

  /** Without a word to the store: another tab let it go. */
  #forget(address: TextAddress): void {
    this.#entries.delete(keyOf(address));
    this.#kept.delete(keyOf(address));
    this.#tell(address, []);
  }

  #settle(address: TextAddress): void {
    const key = keyOf(address);
    if (this.#carets.has(key) || !this.#entries.peek(key)?.held.length || !this.#options.mayWrite()) return;
    if (this.#isStillKept(key)) this.leave(address);
    else this.#forget(address);
  }

  /** Whether no other tab has let it go. */
  #isStillKept(key: string): boolean {
    return this.#carets.has(key) || this.#options.store.read().some((row) => keyOf(row) === key);
  }

  #hear(change: BoardChange): void {
    if (this.#sending) return;
    const told = new Set<string>();
    for (const { address, changes } of change.texts) {
      told.add(keyOf(address));
      this.#shift(address, changes, change);
    }
    for (const item of change.touched) {
      if (this.#options.board.item(item)) this.#arrived(item);
      else this.#left(item, change.remote);
      for (const field of ['text', 'prompt'] as const) {
        if (!told.has(keyOf({ item, field }))) this.#tell({ item, field }, []);
      }
    }
  }

  /** Somebody else, or a step of undo, changed the shared words. */
  #shift(address: TextAddress, changes: readonly TextChange[], { origin }: BoardChange): void {
    const entry = this.#entries.peek(keyOf(address));
    if (this.#options.madeByUndo(origin)) {
      const held = this.#undone.after(keyOf(address), changes, entry ? placed(this.#options.board, entry) : []);
      this.#put({ address, points: [], ...entry, held, places: [] });
      return this.#tell(address, []);
    }
    if (entry?.held.length && !this.#isStillKept(keyOf(address))) return this.#forget(address);
    const { held, local } = withRemote(entry?.held ?? [], changes);
    if (entry && held.length > 0) this.#put({ ...entry, held });
    this.#tell(address, local);
  }

  #arrived(item: string): void {
    const [waiting, parked] = [this.#waiting, this.#parked];
    this.#waiting = waiting.filter((row) => row.item !== item);
    this.#parked = parked.filter(({ address }) => address.item !== item);
    for (const row of waiting) if (row.item === item) this.#take(row);
    for (const entry of parked) {
      if (entry.address.item === item)
        this.#put({ ...entry, held: placed(this.#options.board, { ...entry, places: [] }) });
    }
    // Not in the middle of the change: what is let go is a change of its own.
    if (this.#isHeld(item)) queueMicrotask(() => this.#settleItem(item));
  }

  #left(item: string, remote: boolean): void {
    for (const [key, entry] of [...this.#entries.peekAll()]) {
      if (entry.address.item !== item) continue;
      if (!remote) this.#parked.push(entry);
      this.#entries.delete(key);
      if (entry.held.length > 0) this.#save();
    }
  }

  #isHeld(item: string): boolean {
    return [...this.#entries.peekAll()].some(([, { address, held }]) => address.item === item && held.length > 0);
  }

  #settleItem(item: string): void {
    for (const [, { address }] of [...this.#entries.peekAll()]) if (address.item === item) this.#settle(address);
  }

  /** What is written here is no news here. */
  #quietly(work: () => void): void {
    const wasSending = this.#sending;
    this.#sending = true;
    work();
    this.#sending = wasSending;
  }

  #tell(address: TextAddress, changes: readonly TextChange[]): void {
    for (const listener of [...(this.#fields.get(keyOf(address)) ?? [])]) listener(changes);
  }
}
