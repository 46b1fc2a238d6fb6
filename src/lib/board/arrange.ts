import type { Edge } from '$lib/domain/boards/geometry/align';
import { align, distribute } from '$lib/domain/boards/geometry/align';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Move } from '$lib/domain/boards/geometry/moveBeside';
import { tidy } from '$lib/domain/boards/geometry/tidy';
import { planStack } from '$lib/domain/boards/operations/planStack';
import type { Placed } from '$lib/domain/boards/schema';
import type { BoardEditor } from './editor.svelte';

/** What of these can be arranged: everything that is neither a zone nor locked. */
export function arrangeable({ model }: BoardEditor, ids: readonly string[]): Placed[] {
  return ids
    .map((id) => model.item(id))
    .filter((item): item is Placed => item !== null && item.kind !== 'zone' && !item.look.locked);
}

export function alignThem(editor: BoardEditor, ids: readonly string[], edge: Edge): void {
  move(editor, align(boxed(editor, ids), edge));
}

/** Leaves the same gap between three or more. */
export function distributeThem(editor: BoardEditor, ids: readonly string[], along: 'x' | 'y'): void {
  move(editor, distribute(boxed(editor, ids), along));
}

/** Puts things into rows in the order they are read: each zone's within it, the others where they lie. */
export function tidyThem(editor: BoardEditor, ids: readonly string[]): void {
  const byZone = new Map<string | null, Placed[]>();
  for (const item of arrangeable(editor, ids)) {
    const zone = editor.model.zoneOf(item);
    byZone.set(zone, [...(byZone.get(zone) ?? []), item]);
  }
  const moves = [...byZone].flatMap(([id, items]) => {
    const zone = id === null ? null : editor.model.item(id);
    return tidy(items, zone ? boxOf(zone) : null);
  });
  move(editor, moves);
}

/** Everything of a zone into rows. */
export function tidyZone(editor: BoardEditor, zone: string): void {
  tidyThem(editor, editor.model.idsIn(zone));
}

/** In front of everything, or behind it. */
export function stackThem(editor: BoardEditor, ids: readonly string[], to: 'front' | 'back'): void {
  const keys = planStack(editor.model.view, ids, to);
  if (editor.readOnly || keys.length === 0) return;
  editor.step(() => editor.board.restack(keys, editor.origin));
}

function boxed(editor: BoardEditor, ids: readonly string[]) {
  return arrangeable(editor, ids).map((item) => ({ id: item.id, box: boxOf(item) }));
}

function move(editor: BoardEditor, moves: readonly Move[]): void {
  if (editor.readOnly || moves.length === 0) return;
  editor.step(() => editor.board.move(moves, editor.origin));
}
