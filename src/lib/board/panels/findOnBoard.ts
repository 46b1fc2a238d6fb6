import type { Item } from '$lib/domain/boards/schema';
import type { BoardModel } from '../model/boardModel.svelte';
import { plain } from './finding';

/** Ids of everything whose words, prompt, tags or description hold what was typed, in the order of the outline. */
export function findOnBoard(model: BoardModel, typed: string): string[] {
  const wanted = plain(typed.trim());
  if (wanted === '') return [];
  const holds = (id: string): boolean => {
    const item = model.item(id);
    return item !== null && wordsOf(item).some((words) => plain(words).includes(wanted));
  };
  return [...model.zoneIds.flatMap((zone) => [zone, ...model.idsIn(zone)]), ...model.idsIn(null)].filter(holds);
}

function wordsOf(item: Item): readonly string[] {
  if (item.kind === 'zone') return [item.text, item.prompt];
  if (item.kind === 'card') return [item.text, ...item.tags];
  return 'alt' in item ? [item.text, item.alt] : [item.text];
}
