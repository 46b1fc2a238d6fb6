import { caretOnEdgeLine } from './caretLine';
import { travel } from './outlineCommands';
import type { OutlineState } from './outlineState.svelte';
import { goBeside } from './pressRowKey';
import { historyCommand, pressOf } from './rowKeys';

/** A key in the title or the prompt of a zone: Enter and the arrows go on to the next field. */
export function pressHeadKey(outline: OutlineState, event: KeyboardEvent): void {
  const field = event.currentTarget as HTMLTextAreaElement;
  const press = pressOf(event);
  if (press.composing) return;
  const way = historyCommand(press);
  if (way) {
    event.preventDefault();
    event.stopPropagation();
    travel(outline, way);
    return;
  }
  if (press.alt || press.command || press.shift) return;
  const down = press.key === 'Enter' || (press.key === 'ArrowDown' && caretOnEdgeLine(field, 'last'));
  const up = press.key === 'ArrowUp' && caretOnEdgeLine(field, 'first');
  if ((down || up) && goBeside(outline, field, down ? 1 : -1)) event.preventDefault();
}

/** A title is one line: breaks in what is pasted or typed become spaces. */
export function oneLineOnly(field: HTMLElement): () => void {
  const guard = (event: InputEvent): void => {
    const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    if (event.inputType === 'insertLineBreak') return event.preventDefault();
    if (event.isComposing || !/[\r\n]/u.test(text)) return;
    event.preventDefault();
    field.ownerDocument.execCommand('insertText', false, text.replace(/\s*[\r\n]+\s*/gu, ' ').trim());
  };
  field.addEventListener('beforeinput', guard);
  return () => field.removeEventListener('beforeinput', guard);
}
