import type { Attachment } from 'svelte/attachments';
import type { TextChange } from '$lib/domain/boards/textChange';
import { caretAfter, smallestChange } from '$lib/domain/boards/textChange';
import { afterFrame } from './afterFrame';
import { carryOver } from './composition';

/** A text as its writer has it: what is shared, and what is held back. */
export interface BoundWords {
  read: () => string;
  /** Makes a change; the caret stands at `caret` after it, in UTF-16 units. */
  edit: (change: TextChange, caret: number) => void;
  /** The writer goes on elsewhere. */
  leave: () => void;
  /** Calls back when it changed by another hand: how, or with nothing when only the text tells. Returns how to stop. */
  onChange: (listener: (changes: readonly TextChange[]) => void) => () => void;
}

export interface TextBinding {
  words: BoundWords;
  /** Where the writer's selection is, in UTF-16 units; null when they left. */
  oncaret?: (selection: { anchor: number; head: number } | null) => void;
  onundo?: () => void;
  onredo?: () => void;
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/**
 * Binds a text field to its words, both ways, letter by letter: the smallest difference at the caret goes out,
 * others' changes come in without moving the writer's caret off its word. A letter is drawn first and goes out then,
 * or before whatever its writer does next. While an input method composes (or a keyboard corrects), nothing is sent
 * and nothing is put into the field; both happen when it ends.
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
  /** What the field and the words last agreed on. */
  #agreed: string;
  #composing = false;
  /** Whether the field has what has not gone out yet. */
  #ahead = false;
  #leaving = false;
  /** What others changed while the field was ahead. */
  #waiting: TextChange[] = [];
  /** Calls off what is to be done after the frame. */
  #callOff: (() => void) | null = null;
  #listening = new AbortController();
  #stop: () => void;

  constructor(field: Field, binding: TextBinding) {
    this.#field = field;
    this.#binding = binding;
    this.#agreed = binding.words.read();
    field.value = this.#agreed;
    const { ownerDocument: page } = field;
    const { signal } = this.#listening;
    const on = (type: string, listener: (event: Event) => void, target: EventTarget = field) =>
      target.addEventListener(type, listener, { signal });
    on('input', () => this.#input());
    on('compositionstart', () => this.#compose());
    on('compositionend', () => this.#endComposition());
    on('beforeinput', (event) => this.#takeBack(event as InputEvent));
    // Keys and buttons find the words as they stand; a page that goes leaves none behind.
    for (const type of ['keydown', 'pointerdown', 'visibilitychange', 'pagehide']) {
      window.addEventListener(type, () => this.#send(), { signal, capture: true });
    }
    on('blur', () => this.#leave());
    on('focus', () => {
      this.#leaving = false;
      this.#tellCaret();
    });
    on('selectionchange', () => this.#tellCaret(), page);
    this.#stop = binding.words.onChange((changes) => this.#receive(changes));
    this.#tellCaret();
  }

  destroy(): void {
    const hadFocus = this.#field.ownerDocument.activeElement === this.#field;
    this.#leaving = false;
    this.#finish();
    this.#listening.abort();
    this.#stop();
    this.#callOff?.();
    if (hadFocus) this.#binding.oncaret?.(null);
  }

  /** A field that is being taken out of the page loses the focus while the page is drawn: nothing may change then. */
  #leave(): void {
    this.#binding.oncaret?.(null);
    this.#leaving = true;
    queueMicrotask(() => {
      if (this.#leaving) this.#finish();
      this.#leaving = false;
    });
  }

  #finish(): void {
    if (this.#composing) this.#endComposition();
    else this.#send();
    this.#binding.words.leave();
  }

  #input(): void {
    this.#ahead = true;
    if (!this.#composing) this.#tellCaret();
  }

  #compose(): void {
    this.#send();
    this.#composing = this.#ahead = true;
  }

  #endComposition(): void {
    this.#composing = false;
    this.#send();
  }

  #send(): void {
    if (!this.#ahead || this.#composing) return;
    this.#ahead = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    const caret = this.#field.selectionEnd ?? this.#field.value.length;
    const change = smallestChange(this.#agreed, this.#field.value, caret);
    const parts = change ? carryOver(change, waiting) : [];
    if (waiting.length === 0) this.#agreed = this.#field.value;
    for (const part of parts) this.#binding.words.edit(part, waiting.length > 0 ? part.at + part.insert.length : caret);
    if (waiting.length > 0) this.#show(waiting.reduce(caretAfter, caret));
  }

  #receive(changes: readonly TextChange[]): void {
    const text = this.#binding.words.read();
    const whole = changes.length > 0 ? null : smallestChange(this.#agreed, text, text.length);
    const all = whole ? [whole] : changes;
    if (this.#ahead) {
      // What only the text tells has all of them in it.
      this.#waiting = changes.length > 0 ? [...this.#waiting, ...all] : [...all];
      return;
    }
    const { selectionStart, selectionEnd } = this.#field;
    this.#show(all.reduce(caretAfter, selectionStart ?? 0), all.reduce(caretAfter, selectionEnd ?? 0));
  }

  #show(start: number, end = start): void {
    const text = this.#binding.words.read();
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
    this.#send();
    if (event.inputType === 'historyUndo') this.#binding.onundo?.();
    else this.#binding.onredo?.();
  }

  /** Once the letter is on the screen: its writer should not wait for what others see, nor be asked twice. */
  #tellCaret(): void {
    this.#callOff ??= afterFrame(() => this.#afterFrame());
  }

  #afterFrame(): void {
    this.#callOff = null;
    this.#send();
    if (this.#field.ownerDocument.activeElement !== this.#field) return;
    const start = this.#field.selectionStart ?? 0;
    const end = this.#field.selectionEnd ?? 0;
    const backwards = this.#field.selectionDirection === 'backward';
    this.#binding.oncaret?.(backwards ? { anchor: end, head: start } : { anchor: start, head: end });
  }
}
