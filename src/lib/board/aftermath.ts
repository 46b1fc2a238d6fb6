import type { CardType, Item, Point } from '$lib/domain/boards/schema';

/** A short result, perhaps with a way back. One at a time. */
export interface EditorToast {
  words: string;
  undo: boolean;
  /** Another way on from it. */
  way?: { words: string; run: () => void };
  /** Something did not work out, or was left out: it is there until it is closed. */
  stays?: boolean;
}

/** What someone was writing when another person removed the card. */
export interface LostCard {
  text: string;
  type: CardType;
  zone: string | null;
  at: Point;
}

/** The words of a thing that another person removed, as its writer had them. */
export function lostWith(item: Item): LostCard {
  const type = item.look.type ?? 'idea';
  return { text: item.text, type, zone: item.kind === 'zone' ? null : item.zone, at: item.at };
}
