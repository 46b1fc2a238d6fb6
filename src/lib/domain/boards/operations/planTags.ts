import type { BoardView } from '../boardView.ts';
import { MAX_TAG, MAX_TAGS } from '../schema.ts';
import { cutText } from '../textChange.ts';

/** Tags as they are kept: without spaces around, not too long. Two that differ in case only are the same. */
export function plainTag(words: string): string {
  return cutText(words.replace(/\s+/g, ' ').trim(), MAX_TAG);
}

/** Gives cards a tag they do not have. A card that has as many as it may is left alone. */
export function planTag(board: BoardView, ids: readonly string[], tag: string): { id: string; tags: string[] }[] {
  const words = plainTag(tag);
  if (words === '') return [];
  return ids.flatMap((id) => {
    const item = board.item(id);
    if (item?.kind !== 'card' || item.look.locked || item.tags.length >= MAX_TAGS) return [];
    return item.tags.some((other) => sameTag(other, words)) ? [] : [{ id, tags: [...item.tags, words] }];
  });
}

/** Takes a tag away from cards that have it. */
export function planUntag(board: BoardView, ids: readonly string[], tag: string): { id: string; tags: string[] }[] {
  return ids.flatMap((id) => {
    const item = board.item(id);
    if (item?.kind !== 'card' || item.look.locked) return [];
    const left = item.tags.filter((other) => !sameTag(other, tag));
    return left.length === item.tags.length ? [] : [{ id, tags: left }];
  });
}

/** Every tag on the board, the most used first, as it was first written. */
export function tagsOn(board: BoardView): { tag: string; count: number }[] {
  const found = new Map<string, { tag: string; count: number }>();
  for (const item of board.items()) {
    if (item.kind !== 'card') continue;
    for (const tag of item.tags) {
      const known = found.get(tag.toLowerCase());
      if (known) known.count++;
      else found.set(tag.toLowerCase(), { tag, count: 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}

function sameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
