/** What is kept of a guest's card to tell what became of it: never its words. */
export interface FollowedCard {
  itemId: string;
  wordsHash: string;
  byOthers: boolean;
  /** Whether it is off the board. */
  gone: boolean;
}

/** What a guest is told of a card they wrote. */
export interface MyCard {
  id: string;
  text: string;
  zone: string | null;
  tags: readonly string[];
  /** Somebody else changed its words. */
  byOthers: boolean;
}

export interface MyCards {
  title: string;
  /** As others see them on the board. */
  name: string;
  slug: string;
  /** They came by a link for young people, and read plain words. */
  isYoung: boolean;
  cards: readonly MyCard[];
  /** How many others took off the board. */
  gone: number;
}

interface Seen {
  /** The guest's cards on the board now, by id, with what stands for their words. */
  now: ReadonlyMap<string, string>;
  /** Who changed the board since it was last seen; empty when nobody knows. */
  by: readonly string[];
}

/**
 * What is to be kept of a guest's cards after the board changed, and which are forgotten because they took them off
 * themselves. Where several changed the board at once, a change of a card that its writer may have made counts as theirs.
 */
export function followCards(
  guestId: string,
  before: readonly FollowedCard[],
  { now, by }: Seen,
): { kept: FollowedCard[]; forgotten: string[] } {
  const isTheirs = by.includes(guestId);
  const known = new Set(before.map(({ itemId }) => itemId));
  const fresh = [...now].filter(([itemId]) => !known.has(itemId));
  const kept: FollowedCard[] = fresh.map(([itemId, wordsHash]) => ({
    itemId,
    wordsHash,
    byOthers: false,
    gone: false,
  }));
  const forgotten: string[] = [];
  for (const card of before) {
    const wordsHash = now.get(card.itemId);
    if (wordsHash !== undefined) {
      const byOthers = card.byOthers || (wordsHash !== card.wordsHash && !isTheirs);
      kept.push({ ...card, wordsHash, byOthers, gone: false });
    } else if (isTheirs && !card.gone) forgotten.push(card.itemId);
    else kept.push({ ...card, gone: true });
  }
  return { kept, forgotten };
}
