import type { BoardEditor } from '../editor.svelte';

/**
 * Reactive: whether there is somewhere to add cards, now or once a step of the session lets them. Fields stay while a
 * step closes them, with the focus and the words that are in them.
 */
export function hasFields({ readOnly, live }: BoardEditor): boolean {
  return !readOnly || (live.notices.closed && live.role === 'edit' && live.status.is !== 'ended');
}
