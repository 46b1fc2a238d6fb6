import { planNewCards } from '$lib/domain/boards/operations/planNewCards';
import type { Said } from '$lib/domain/boards/said';
import type { BoardEditor } from '../editor.svelte';

/** Whether words may be written down for others now: never where people write privately, for then nobody else sees who wrote. */
export function mayScribe({ live, readOnly, together }: BoardEditor): boolean {
  const { session } = live.notices;
  const isPrivate = !session || session.now.rules.writing === 'private';
  return !readOnly && !isPrivate && (together.gathering?.may ?? false);
}

/** Writes down what somebody else said, at the end of a zone. Returns the card's id, or null where it could not be. */
export function writeFor(
  editor: BoardEditor,
  { text, said, zone }: { text: string; said: Said; zone: string | null },
): string | null {
  if (!mayScribe(editor) || text.trim() === '') return null;
  const sifted = editor.held.sift([text.trim()]);
  const draft = { texts: sifted.texts, type: 'idea', by: editor.me.id, where: { endOf: zone } } as const;
  const cards = planNewCards(editor.model.view, draft, editor.surroundings).map((card) => ({ ...card, said }));
  editor.step(() => editor.board.addCards(cards, editor.origin));
  const ids = cards.map(({ id }) => id);
  sifted.admit(ids);
  return ids[0] ?? null;
}
