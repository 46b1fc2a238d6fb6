import type { BoardModel } from '$lib/board/model/boardModel.svelte';
import { toneOf } from '$lib/domain/boards/tone';
import { zoneName } from '$lib/board/announce/zoneName';
import type { BoardEditor } from '$lib/board/editor.svelte';
import type { CardPicking, VotedCard } from '$lib/features/sessions/votes/votingRoom';
import { m } from '$lib/messages/messages.js';

/** Reactive: a card of the board as it is shown beside a vote; null of one that is gone, or of what is no card. */
export function votedCard(model: BoardModel | undefined, id: string): VotedCard | null {
  const item = model?.item(id);
  return model && item?.kind === 'card' ? { text: item.text, tone: toneOf(item, model) } : null;
}

/** The cards of the board with words on them, for choosing some for a vote. */
export function cardPicking(editor: BoardEditor): CardPicking {
  const { model, selection } = editor;
  const cardsIn = (zone: string | null) =>
    model.idsIn(zone).flatMap((id) => {
      const item = model.item(id);
      return item?.kind === 'card' && item.text.trim() !== '' ? [{ id, text: item.text.trim() }] : [];
    });
  const titleOf = (zone: string | null) => (zone === null ? m.outline_menu_no_zone() : zoneName(editor, zone));
  return {
    zones: () =>
      [...model.zoneIds, null]
        .map((zone) => ({ title: titleOf(zone), cards: cardsIn(zone) }))
        .filter(({ cards }) => cards.length > 0),
    chosen: () => selection.ids,
  };
}
