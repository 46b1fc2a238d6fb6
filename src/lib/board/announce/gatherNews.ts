/** Where a card was (a zone's id, or null for no zone); undefined when it was not there at all. */
export type Spot = string | null | undefined;

/** What others did to one card since the news was last told. */
export interface Happening {
  id: string;
  /** Where it was then. */
  was: Spot;
  /** Where it is now. */
  is: Spot;
  /** Who added or moved it, by name, if that is known for sure. */
  by: string | null;
}

/** Several cards that had the same done to them. */
export interface Headline {
  what: 'added' | 'moved' | 'removed' | 'changed';
  zone: string | null;
  by: string | null;
  ids: readonly string[];
}

const IMPORTANCE = ['added', 'moved', 'removed', 'changed'] as const;

/**
 * Sums up what happened to many cards, most important first. What came and went again meanwhile is no news; a card
 * that was added and then moved was simply added where it ended.
 */
export function gatherNews(happenings: Iterable<Happening>): Headline[] {
  const groups = new Map<string, { headline: Headline; ids: string[] }>();
  for (const happening of happenings) {
    const told = tell(happening);
    if (!told) continue;
    const key = JSON.stringify([told.what, told.zone, told.by]);
    const group = groups.get(key) ?? { headline: { ...told, ids: [] }, ids: [] };
    group.ids.push(happening.id);
    groups.set(key, group);
  }
  const headlines = [...groups.values()].map(({ headline, ids }) => ({ ...headline, ids }));
  return headlines.sort((a, b) => rank(a) - rank(b) || b.ids.length - a.ids.length);
}

function tell({ was, is, by }: Happening): Omit<Headline, 'ids'> | null {
  if (was === undefined) return is === undefined ? null : { what: 'added', zone: is, by };
  if (is === undefined) return { what: 'removed', zone: was, by: null };
  return was === is ? { what: 'changed', zone: is, by: null } : { what: 'moved', zone: is, by };
}

function rank({ what }: Headline): number {
  return IMPORTANCE.indexOf(what);
}
