import type { Box } from '$lib/domain/boards/geometry/box';
import type { Item, Point, ZoneItem } from '$lib/domain/boards/schema';
import type { Author } from './people';

/** What is in hand while it is dragged. */
export interface InHand {
  ids: readonly string[];
  /** Its middle, as it is shown. */
  at: Point;
  /** Ids of what is drawn. */
  among: readonly string[];
  /** A thing as it is shown. */
  boxOf: (item: Item) => Box;
  /** It goes exactly where the hand puts it, and joins nothing. */
  free: boolean;
}

/** Making sense of what was written, as far as the board itself must know of it. Its code comes once the board stands. */
export interface SenseMaking {
  /** Reactive: the card that would be in a group with what is being dragged. */
  readonly target: string | null;
  /** Reactive: what is asked about now. */
  readonly asked: object | null;
  over(hand: InHand): void;
  /** The hand lets go. True when what was in it has found its group. */
  drop(): boolean;
  /** Nothing came of it. */
  letGo(): void;
  /** Reactive: that a zone is a group, and what its axes are. */
  zoneWords(zone: ZoneItem): string[];
  /** Reactive: what axes say of an item. */
  axesWords(item: Item): string[];
  /** The author of a card as it is shown: who said it, and who wrote it down. */
  saidBy(scribe: Author | null, said: unknown): Author | null;
}
