import type { Attachment } from 'svelte/attachments';
import type { BoardDoc, Origin } from '$lib/domain/boards/boardDoc';
import type { TextAddress } from '$lib/domain/boards/schema';
import type { TextChange } from '$lib/domain/boards/textChange';
import { caretAfter, smallestChange } from '$lib/domain/boards/textChange';
import { carryOver } from './composition';

export interface TextBinding {
  board: BoardDoc;
  origin: Origin;
  address: TextAddress;
  /** Where the writer's selection is, in UTF-16 units; null when they left. */
  oncaret?: (selection: { anchor: number; head: number } | null) => void;
  onundo?: () => void;
  onredo?: () => void;
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/**
 * Binds a text field to a shared text, both ways, letter by letter: the smallest difference at the caret goes out,
 * others' changes come in without moving the writer's caret off its word. While an input method composes (or a
 * keyboard corrects), nothing is sent and nothing is put into the field; both happen when it ends.
 */
export function boundText(binding: TextBinding): Attachment<Field> {
  return (field) => {
    const bound = new BoundField(field, binding);
    return () => bound.destroy();
  };
}

class BoundField {
  #field: Field;
  #binding: TextBinding;
  /** What the field and the document last agreed on. */
  #agreed: string;
  #composing = false;
  #waiting: TextChange[] = [];
  #sending = false;
  #listening = new AbortController();
  #stop: () => void;

  constructor(field: Field, binding: TextBinding) {
    this.#field = field;
    this.#binding = binding;
    this.#agreed = binding.board.textAt(binding.address);
    field.value = this.#agreed;
    const on = (type: string, listener: (event: Event) => void, target: EventTarget = field) =>
      target.addEventListener(type, listener, { signal: this.#listening.signal });
    on('input', () => !this.#composing && this.#send());
    on('compositionstart', () => (this.#composing = true));
    on('compositionend', () => this.#endComposition());
    on('beforeinput', (event) => this.#takeBack(event as InputEvent));
    on('blur', () => {
      if (this.#composing) this.#endComposition();
      this.#binding.oncaret?.(null);
    });
    on('focus', () => this.#tellCaret());
    on('selectionchange', () => this.#tellCaret(), field.ownerDocument);
    this.#stop = binding.board.onChange((change) => {
      if (this.#sending || !change.touched.has(binding.address.item)) return;
      const { item, field: name } = binding.address;
      const mine = change.texts.filter(({ address }) => address.item === item && address.field === name);
      this.#receive(mine.flatMap(({ changes }) => changes));
    });
    this.#tellCaret();
  }

  destroy(): void {
    if (this.#composing) this.#endComposition();
    this.#listening.abort();
    this.#stop();
    if (this.#field.ownerDocument.activeElement === this.#field) this.#binding.oncaret?.(null);
  }

  #send(): void {
    const change = smallestChange(
      this.#agreed,
      this.#field.value,
      this.#field.selectionEnd ?? this.#field.value.length,
    );
    if (!change) return;
    this.#agreed = this.#field.value;
    this.#edit([change]);
    this.#tellCaret();
  }

  #endComposition(): void {
    this.#composing = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    const caret = this.#field.selectionEnd ?? 0;
    const change = smallestChange(this.#agreed, this.#field.value, caret);
    if (change) this.#edit(carryOver(change, waiting));
    if (waiting.length === 0) this.#agreed = this.#field.value;
    else this.#show(waiting.reduce(caretAfter, caret));
  }

  #edit(changes: readonly TextChange[]): void {
    const { board, address, origin } = this.#binding;
    this.#sending = true;
    for (const change of changes) board.editText(address, change, origin);
    this.#sending = false;
  }

  #receive(changes: readonly TextChange[]): void {
    if (this.#composing) {
      this.#waiting.push(...changes);
      return;
    }
    const { selectionStart, selectionEnd } = this.#field;
    const start = changes.reduce(caretAfter, selectionStart ?? 0);
    const end = changes.reduce(caretAfter, selectionEnd ?? 0);
    this.#show(start, end);
  }

  #show(start: number, end = start): void {
    const text = this.#binding.board.textAt(this.#binding.address);
    this.#agreed = text;
    if (this.#field.value === text) return;
    const { selectionDirection, scrollTop } = this.#field;
    this.#field.value = text;
    this.#field.scrollTop = scrollTop;
    const focused = this.#field.ownerDocument.activeElement === this.#field;
    if (focused) this.#field.setSelectionRange(start, end, selectionDirection ?? 'none');
    this.#field.dispatchEvent(new CustomEvent('textshown', { bubbles: true }));
  }

  /** The browser's own undo would take back others' letters: ours takes back one's own. */
  #takeBack(event: InputEvent): void {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    if (event.inputType === 'historyUndo') this.#binding.onundo?.();
    else this.#binding.onredo?.();
  }

  #tellCaret(): void {
    if (this.#field.ownerDocument.activeElement !== this.#field) return;
    const start = this.#field.selectionStart ?? 0;
    const end = this.#field.selectionEnd ?? 0;
    const backwards = this.#field.selectionDirection === 'backward';
    this.#binding.oncaret?.(backwards ? { anchor: end, head: start } : { anchor: start, head: end });
  }
}
