import type { ZoneItem } from './schema.ts';

/** A group is a zone that was made of cards: it keeps in which zone that was. */
export function isGroup({ look }: Pick<ZoneItem, 'look'>): boolean {
  return look.within !== undefined;
}

/** These zones, and the groups within them, which go where they go. */
export function withGroups(zones: Iterable<ZoneItem>, ids: Iterable<string>): Set<string> {
  const all = new Set(ids);
  for (const { id, look } of [...zones]) if (look.within && all.has(look.within)) all.add(id);
  return all;
}
