import { m } from '$lib/messages/messages.js';
import type { BoardEditor } from '../editor.svelte';

/** What a zone is called in a sentence; null is no zone. */
export function zoneName(editor: BoardEditor, zone: string | null): string {
  if (zone === null) return m.outline_news_loose();
  return editor.model.item(zone)?.text.trim() || m.outline_zone_untitled();
}
