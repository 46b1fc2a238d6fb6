import type { ItemKind } from '$lib/domain/boards/schema';
import type { TakenOffSummary } from '$lib/domain/takenOff/takenOff';
import { m } from '$lib/messages/messages.js';

const words: Record<ItemKind, () => string> = {
  card: m.takenOff_kind_card,
  zone: m.takenOff_kind_zone,
  text: m.takenOff_kind_text,
  shape: m.takenOff_kind_shape,
  image: m.takenOff_kind_image,
  ink: m.takenOff_kind_ink,
  connector: m.takenOff_kind_connector,
};

/** "Card from Health hub": what it is called without a word of what it says. */
export function whatItIs({ kind, board }: TakenOffSummary): string {
  return m.takenOff_from_board({ kind: words[kind](), board: board.title });
}
