import { caretOnEdgeLine } from './caretLine';
import { newBelow, removeEmpty, stepCard, travel } from './outlineCommands';
import type { OutlineState } from './outlineState.svelte';
import { fieldBeside } from './rowFocus';
import { pressOf, rowCommand } from './rowKeys';
import { askToTakeOff } from './takeOffRow';

/** A key in the field of a card. */
export function pressRowKey(outline: OutlineState, event: KeyboardEvent, id: string): void {
  const field = event.currentTarget as HTMLTextAreaElement;
  const command = rowCommand(pressOf(event), {
    empty: () => field.value === '',
    onFirstLine: () => caretOnEdgeLine(field, 'first'),
    onLastLine: () => caretOnEdgeLine(field, 'last'),
  });
  if (command === null) return;
  if (command === 'before' || command === 'after') {
    if (goBeside(outline, field, command === 'before' ? -1 : 1)) event.preventDefault();
    return;
  }
  if (command === 'takeOff' && !outline.takingOff?.may) return;
  event.preventDefault();
  event.stopPropagation();
  if (command === 'takeOff') askToTakeOff(outline, [id]);
  else if (command === 'newBelow') newBelow(outline, id);
  else if (command === 'removeEmpty') removeEmpty(outline, id);
  else if (command === 'moveUp' || command === 'moveDown') stepCard(outline, id, command === 'moveUp' ? -1 : 1);
  else if (command === 'moveToZone') outline.openMenu({ page: 'move', ids: [id], anchor: field });
  else travel(outline, command);
}

/** Goes to the field above or below: its last line when going up, its first when going down. */
export function goBeside({ root }: OutlineState, field: HTMLElement, step: -1 | 1): boolean {
  const next = root && fieldBeside(root, field, step);
  if (!next) return false;
  next.focus();
  if (next instanceof HTMLTextAreaElement) {
    const at = step < 0 ? next.value.length : 0;
    next.setSelectionRange(at, at);
  }
  return true;
}
