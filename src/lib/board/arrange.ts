import type { Edge } from '$lib/domain/boards/geometry/align';
import { align, distribute } from '$lib/domain/boards/geometry/align';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Move } from '$lib/domain/boards/geometry/moveBeside';
import { resizeBox } from '$lib/domain/boards/geometry/resizeBox';
import { tidy } from '$lib/domain/boards/geometry/tidy';
import { planStack } from '$lib/domain/boards/operations/planStack';
import type { Placed } from '$lib/domain/boards/schema';
import { MIN_SIZE, MIN_ZONE_SIZE } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
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

/** How much one step of "larger" adds, in units. */
const STEP = 24;

/** Makes a thing a step larger or smaller, about its top left corner. */
export function scaleBy(editor: BoardEditor, id: string, direction: -1 | 1): void {
  const item = editor.model.item(id);
  if (!item || item.look.locked) return;
  const least = item.kind === 'zone' ? MIN_ZONE_SIZE : MIN_SIZE;
  const box = resizeBox(boxOf(item), { corner: 'se', by: [STEP * direction, STEP * direction], least });
  editor.resize(item.id, { at: [box.x, box.y], size: [box.w, box.h] });
}

/** Locks or frees things: a courtesy that keeps them from being moved by mistake. */
export function lock(editor: BoardEditor, ids: readonly string[], locked: boolean): void {
  if (editor.readOnly) return;
  editor.step(() => editor.board.restyle(ids, { locked: locked || undefined }, editor.origin));
  editor.said = locked ? m.board_said_now_locked() : m.board_said_unlocked();
}

function boxed(editor: BoardEditor, ids: readonly string[]) {
  return arrangeable(editor, ids).map((item) => ({ id: item.id, box: boxOf(item) }));
}

function move(editor: BoardEditor, moves: readonly Move[]): void {
  if (editor.readOnly || moves.length === 0) return;
  editor.step(() => editor.board.move(moves, editor.origin));
}
