import type { UnsentWords } from '$lib/sync/unsentWords';
import type { BoardEditor } from '../editor.svelte';
import { keyOf } from './heldEntry';

/** Words of the writer's own that the server does not have, those among them that were held back on purpose. */
export function withHeldWords(unsent: readonly UnsentWords[], editor: BoardEditor): UnsentWords[] {
  const held = editor.held.addresses.map((address) => ({
    ...address,
    text: editor.held.read(address),
    zone: zoneOf(editor, address.item),
  }));
  const known = new Set(held.map(keyOf));
  return [...unsent.filter((words) => !known.has(keyOf(words))), ...held];
}

function zoneOf({ model }: BoardEditor, id: string): UnsentWords['zone'] {
  const item = model.item(id);
  const zone = item ? model.item(model.zoneOf(item) ?? '') : null;
  return zone ? { id: zone.id, title: zone.text } : null;
}
