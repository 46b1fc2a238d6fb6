import type { CardType, Point } from '$lib/domain/boards/schema';

/** A short result with a way back. One at a time. */
export interface EditorToast {
  words: string;
  undo: boolean;
}

/** What someone was writing when another person removed the card. */
export interface LostCard {
  text: string;
  type: CardType;
  zone: string | null;
  at: Point;
}
