import type { Originals } from '$lib/domain/boards/operations/planCopies';
import { planCopies } from '$lib/domain/boards/operations/planCopies';
import type { Connector, Placed, Point } from '$lib/domain/boards/schema';
import type { BoardEditor } from './editor.svelte';

/** How far a copy lies from what it was made of. */
const OFFSET: Point = [24, 24];

/** What would be copied of these: everything that is no zone, and the lines between them. */
export function originalsOf({ model }: BoardEditor, ids: readonly string[]): Originals {
  const items = ids.map((id) => model.item(id)).filter((item): item is Placed => item !== null && item.kind !== 'zone');
  const copied = new Set(items.map(({ id }) => id));
  const lines = new Set(items.flatMap(({ id }) => model.connectorsAt(id)));
  const isInside = ({ from, to }: Connector) => [from, to].every((end) => 'item' in end && copied.has(end.item));
  const connectors = [...lines].flatMap((id) => model.connector(id) ?? []).filter(isInside);
  return { items, connectors };
}

/** Puts copies on the board as one step, so far from their originals, and chooses them. Returns their ids. */
export function putCopies(
  editor: BoardEditor,
  originals: Originals,
  to: { shift: Point; zoneAt?: (middle: Point) => string | null },
): string[] {
  if (editor.readOnly) return [];
  const { board, origin, surroundings, me } = editor;
  const { cards, drawings, connectors } = planCopies(board, originals, { by: me.id, ...to, ...surroundings });
  editor.step(() => {
    board.addCards(cards, origin);
    board.addDrawings(drawings, origin);
    board.addConnectors(connectors, origin);
  });
  const ids = [...cards, ...drawings].map(({ id }) => id);
  editor.selection.set(ids);
  return ids;
}

/** Copies things a step to the lower right of where they lie. */
export function duplicate(editor: BoardEditor, ids: readonly string[]): string[] {
  return putCopies(editor, originalsOf(editor, ids), { shift: OFFSET });
}
