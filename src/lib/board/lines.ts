import type { Connector, ConnectorEnd } from '$lib/domain/boards/schema';
import { MAX_TITLE } from '$lib/domain/boards/schema';
import { cutText, smallestChange } from '$lib/domain/boards/textChange';
import type { BoardEditor } from './editor.svelte';

export type LineEnd = 'from' | 'to';

/** Draws a line from one end to another. Nothing happens when both are the same item, or are connected so already. */
export function connect(editor: BoardEditor, from: ConnectorEnd, to: ConnectorEnd): string | null {
  if (editor.readOnly || isSame(from, to) || areConnected(editor, from, to)) return null;
  const { board, surroundings, me } = editor;
  const id = surroundings.newId();
  const connector = { id, by: me.id, made: surroundings.now(), z: 'a0', from, to, ends: 'arrow' as const };
  editor.step(() => board.addConnectors([connector], editor.origin));
  return id;
}

/** Puts one end of a line elsewhere. Says false when it would begin and end on one thing, or there is one already. */
export function reattach(editor: BoardEditor, line: Connector, ends: Partial<Record<LineEnd, ConnectorEnd>>): boolean {
  const { from, to } = { ...line, ...ends };
  if (editor.readOnly || line.look.locked || isSame(from, to) || areConnected(editor, from, to)) return false;
  editor.step(() => editor.board.reconnect(line.id, ends, editor.origin));
  return true;
}

/** Writes on a line, and says which way round it leads; one step of undo. */
export function editLine(
  editor: BoardEditor,
  { id, from, to }: Connector,
  as: { words: string; turned: boolean },
): void {
  if (editor.readOnly) return;
  const address = { item: id, field: 'text' } as const;
  const words = cutText(as.words.trim(), MAX_TITLE);
  editor.step(() => {
    const change = smallestChange(editor.board.textAt(address), words, words.length);
    if (change) editor.board.editText(address, change, editor.origin);
    if (as.turned) editor.board.reconnect(id, { from: to, to: from }, editor.origin);
  });
}

function isSame(one: ConnectorEnd, other: ConnectorEnd): boolean {
  return 'item' in one && 'item' in other && one.item === other.item;
}

function areConnected({ model }: BoardEditor, from: ConnectorEnd, to: ConnectorEnd): boolean {
  if (!('item' in from) || !('item' in to)) return false;
  return model.connectorsAt(from.item).some((id) => {
    const line = model.connector(id);
    return line && isSame(line.from, from) && isSame(line.to, to);
  });
}
