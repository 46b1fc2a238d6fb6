import type { SheetContent } from '$lib/domain/boards/drawing/sheet';
import type { Connector, Item } from '$lib/domain/boards/schema';
import type { BoardEditor } from '../editor.svelte';

/** What a picture shows: some things, or everything on the board. */
export type Subject = readonly string[] | 'board';

/**
 * What is drawn of it: a zone with what lies in it, and the lines that end on nothing else. As it is in the document:
 * words that are on this device only are in no picture. What a filter leaves out is.
 */
export function contentOf({ model }: Pick<BoardEditor, 'model'>, subject: Subject): SheetContent {
  const connectors = model.connectorIds.flatMap((id) => model.connector(id) ?? []);
  if (subject === 'board') return { items: [...model.peekAll()], connectors };
  const withContents = subject.flatMap((id) => (model.peek(id)?.kind === 'zone' ? [id, ...model.idsIn(id)] : [id]));
  const items = [...new Set(withContents)].flatMap((id) => model.peek(id) ?? []);
  const there = new Set(items.map(({ id }) => id));
  const isInside = ({ from, to }: Connector) => [from, to].every((end) => 'item' in end && there.has(end.item));
  return { items: items.map((item) => inItsColour(item, there, model)), connectors: connectors.filter(isInside) };
}

/** A card keeps the colour of its zone where the zone itself is not in the picture. */
function inItsColour(item: Item, there: ReadonlySet<string>, model: BoardEditor['model']): Item {
  if (item.kind === 'zone' || item.look.colour || item.zone === null || there.has(item.zone)) return item;
  const zone = model.peek(item.zone);
  const colour = zone?.kind === 'zone' ? zone.look.colour : undefined;
  return colour ? { ...item, look: { ...item.look, colour } } : item;
}
