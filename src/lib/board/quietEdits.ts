import type { Origin } from '$lib/domain/boards/boardDoc';
import type { Size } from '$lib/domain/boards/schema';
import type { BoardEditor } from './editor.svelte';

/** Not the editor's origin, so that undo passes over what nobody thinks of as a step of their own. */
const quiet = (editor: BoardEditor): Origin => ({ by: editor.me.id });

/** Removes a card that was begun and left without a word. Undo then does not bring back a blank. */
export function discard(editor: BoardEditor, id: string): void {
  if (!editor.readOnly) editor.board.remove([id], quiet(editor));
}

/** Makes a card as large as its words need. */
export function growTo(editor: BoardEditor, id: string, size: Size): void {
  const item = editor.model.item(id);
  if (item && !editor.readOnly) editor.board.resize(id, { at: item.at, size }, quiet(editor));
}
