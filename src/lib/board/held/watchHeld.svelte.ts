import { untrack } from 'svelte';
import type { LostCard } from '../aftermath';
import type { LiveBoard } from '../liveBoard';
import type { HeldBook } from './heldBook';

/** The editor, as far as this needs it. */
interface Desk {
  readonly live: Pick<LiveBoard, 'synced' | 'takenOff'>;
  readonly readOnly: boolean;
  readonly held: HeldBook;
  lost: LostCard | null;
}

/**
 * Once the board is there: what was held on an earlier page and need not be goes out, and words of things that are gone
 * meanwhile are given back to their writer. Returns how to stop.
 */
export function watchHeld(editor: Desk): () => void {
  return $effect.root(() => {
    $effect(() => {
      if (!editor.live.synced) return;
      void editor.readOnly;
      untrack(() => takeStock(editor));
    });
  });
}

/** What it does then. */
export function takeStock(editor: Desk): void {
  if (!editor.readOnly) editor.held.settle();
  const { takenOff } = editor.live;
  const words = editor.held.takeOrphans().filter(({ item }) => !takenOff.includes(item));
  if (words.length === 0) return;
  const text = words.map(({ text: own }) => own).join('\n');
  editor.lost = { text, type: 'idea', zone: null, at: [0, 0] };
}
