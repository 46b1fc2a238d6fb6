import type { BoardModel } from '$lib/board/model/boardModel.svelte';
import { toneOf } from '$lib/domain/boards/tone';
import type { VotedCard } from '$lib/features/sessions/votes/votingRoom';

/** Reactive: a card of the board as it is shown beside a vote; null of one that is gone, or of what is no card. */
export function votedCard(model: BoardModel | undefined, id: string): VotedCard | null {
  const item = model?.item(id);
  return model && item?.kind === 'card' ? { text: item.text, tone: toneOf(item, model) } : null;
}
