import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Point } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';
import type { BoardEditor } from '../editor.svelte';

interface Place {
  at: Point;
  item: string | null;
}

/** Where one's reaction rises: at what is chosen or focused, at the pointer, or in the middle of what one sees. */
export function placeOfReaction(canvas: CanvasState): Place {
  const [id] = canvas.chosen;
  return (id === undefined ? null : aboveItem(canvas.editor, id)) ?? inTheMiddle(canvas.editor, canvas.pointer);
}

/** At the upper edge of a thing; null when it is gone. */
export function aboveItem(editor: BoardEditor, id: string): Place | null {
  const item = editor.model.peek(id);
  if (!item) return null;
  const { x, y, w } = boxOf(item);
  return { at: [x + w / 2, y], item: id };
}

export function inTheMiddle(editor: BoardEditor, pointer: Point | null = null): Place {
  const sight = editor.together.sight();
  const middle: Point = sight ? [sight.x + sight.w / 2, sight.y + sight.h / 2] : [0, 0];
  return { at: pointer ?? middle, item: null };
}
