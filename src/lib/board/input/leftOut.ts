import { MAX_CARD_TEXT } from '$lib/domain/boards/schema';
import { cutText } from '$lib/domain/boards/textChange';
import { m } from '$lib/messages/messages.js';
import type { BoardEditor } from '../editor.svelte';

/** Texts for cards, each cut to what a card holds. Says by how much when that is not all. */
export function fitCards(editor: BoardEditor, texts: readonly string[]): string[] {
  const fit = texts.map((text) => cutText(text, MAX_CARD_TEXT));
  sayLeftOut(editor, lengthOf(texts) - lengthOf(fit));
  return fit;
}

/** How many characters of a paste a field has no room for. The browser leaves them out without a word. */
export function leftOutOf(field: HTMLTextAreaElement | HTMLInputElement, pasted: string): number {
  const { value, selectionStart, selectionEnd, maxLength } = field;
  const stays = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));
  const comes = pasted.replaceAll('\r\n', '\n').length;
  return maxLength < 0 ? 0 : Math.min(comes, Math.max(0, stays + comes - maxLength));
}

export function sayLeftOut(editor: BoardEditor, count: number): void {
  if (count > 0) editor.toast = { words: m.board_paste_left_out({ count }), undo: false, stays: true };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
