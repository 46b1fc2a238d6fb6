import { tick } from 'svelte';
import type { OutlineState } from './outlineState.svelte';

/** Asks whether cards, a zone or other things are to be taken off the board; the focus then goes to what was beside them. */
export function askToTakeOff(outline: OutlineState, ids: readonly string[]): void {
  const { model } = outline.editor;
  const [first] = ids;
  const item = first === undefined ? null : model.item(first);
  if (!item) return;
  const zone = item.kind === 'zone' ? null : model.zoneOf(item);
  const row = item.kind === 'zone' ? model.zoneIds : model.idsIn(zone);
  const at = row.indexOf(item.id);
  const stays = (id: string): boolean => !ids.includes(id);
  const next = row.slice(at + 1).find(stays) ?? row.slice(0, at).findLast(stays);
  outline.takingOff?.ask(ids, (how) => {
    // The question is closed first: the browser would put the focus back where it came from.
    void tick().then(() => {
      if (how === 'kept') return outline.focus(item.id, 'text');
      return next === undefined ? outline.focus(zone ?? '', 'add') : outline.focus(next, 'text');
    });
  });
}
