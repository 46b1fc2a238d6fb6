import { zoneAt } from '$lib/domain/boards/geometry/zoneAt';
import type { NewDrawing } from '$lib/domain/boards/newItem';
import { keyAfterAll } from '$lib/domain/boards/order';
import { planTag, planUntag } from '$lib/domain/boards/operations/planTags';
import type { Point, Shape, Size } from '$lib/domain/boards/schema';
import { SHAPE_SIZE, TEXT_SIZE } from '$lib/domain/boards/schema';
import type { BoardEditor } from './editor.svelte';

/** What a new drawing is, and where; who made it, when, and where in the stack is added. */
type Draft<D extends NewDrawing = NewDrawing> = D extends NewDrawing
  ? Omit<D, 'id' | 'by' | 'made' | 'z' | 'zone'>
  : never;

/** Puts a text, shape, picture or line of ink on the board, in the zone under its middle, and chooses it. */
export function addDrawing(editor: BoardEditor, draft: Draft, middle: Point): string | null {
  if (editor.readOnly) return null;
  const { board, model, surroundings, me } = editor;
  const id = surroundings.newId();
  const z = keyAfterAll([...editor.model.peekAll()].map((item) => item.z));
  const zone = zoneAt(model.zones, middle)?.id ?? null;
  const drawing = { ...draft, id, by: me.id, made: surroundings.now(), z, zone } as NewDrawing;
  editor.step(() => board.addDrawings([drawing], editor.origin));
  editor.selection.set([id]);
  return id;
}

export function addText(editor: BoardEditor, at: Point): string | null {
  const draft: Draft = { kind: 'text', at: around(at, TEXT_SIZE), size: TEXT_SIZE, text: '' };
  return addDrawing(editor, draft, at);
}

export function addShape(editor: BoardEditor, shape: Shape, at: Point): string | null {
  return addDrawing(editor, { kind: 'shape', shape, at: around(at, SHAPE_SIZE), size: SHAPE_SIZE }, at);
}

/** Says what a picture, shape or drawing shows. */
export function describe(editor: BoardEditor, id: string, words: string): void {
  if (editor.readOnly) return;
  editor.step(() => editor.board.describe(id, words.trim(), editor.origin));
}

/** Gives cards a tag. Returns how many got it. */
export function addTag(editor: BoardEditor, ids: readonly string[], tag: string): number {
  const plan = editor.readOnly ? [] : planTag(editor.model.view, ids, tag);
  if (plan.length > 0) editor.step(() => editor.board.tag(plan, editor.origin));
  return plan.length;
}

export function removeTag(editor: BoardEditor, ids: readonly string[], tag: string): number {
  const plan = editor.readOnly ? [] : planUntag(editor.model.view, ids, tag);
  if (plan.length > 0) editor.step(() => editor.board.tag(plan, editor.origin));
  return plan.length;
}

function around([x, y]: Point, [w, h]: Size): Point {
  return [Math.round(x - w / 2), Math.round(y - h / 2)];
}
