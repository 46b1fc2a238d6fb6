import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { OutlineState } from './outlineState.svelte';
import { zoneAt } from '$lib/domain/boards/geometry/zoneAt';
import type { Participant } from '$lib/sync/liveDocument.svelte';
import type { BoardModel } from '../model/boardModel.svelte';

/** Where on the board someone is: the item they are at, its zone (null: in none), and whether they are writing. */
export interface Whereabouts {
  item: string | null;
  zone: string | null;
  writing: boolean;
}

/** Judged by the caret, else by what they chose, else by their pointer. Null when nothing tells. */
export function whereIs({ presence }: Participant, model: BoardModel): Whereabouts | null {
  const { caret, selection, cursor } = presence;
  const id = caret?.item ?? selection?.[0];
  const item = id === undefined ? null : model.item(id);
  if (item) {
    const zone = item.kind === 'zone' ? item.id : model.zoneOf(item);
    return { item: item.id, zone, writing: caret?.item === item.id };
  }
  return cursor ? { item: null, zone: zoneAt(model.zones, cursor)?.id ?? null, writing: false } : null;
}

/** The part of the board that the reader of the outline is in: their zone. */
export function sightOf({ editor, seen }: OutlineState): Box | null {
  const zone = seen.current === null ? null : editor.model.peek(seen.current);
  return zone && boxOf(zone);
}
