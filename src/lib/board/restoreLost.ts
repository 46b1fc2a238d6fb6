import type { BoardEditor } from './editor.svelte';

/** Puts back the words of a card that someone removed while they were being written. */
export function restoreLost(editor: BoardEditor): void {
  const { lost, model } = editor;
  editor.lost = null;
  if (!lost) return;
  const where = lost.zone && model.item(lost.zone) ? { zone: lost.zone } : { point: lost.at };
  editor.addCards([lost.text], where, lost.type);
}
