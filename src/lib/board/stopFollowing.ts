import type { BoardEditor } from './editor.svelte';

/** Escape ends following, once nothing is open any more that it closes first. */
export function stopFollowing(editor: BoardEditor, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || editor.following === null) return;
  if (document.querySelector(':popover-open, dialog[open]')) return;
  event.preventDefault();
  editor.following = null;
}
