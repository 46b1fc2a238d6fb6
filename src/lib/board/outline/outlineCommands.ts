import type { CardType, Colour } from '$lib/domain/boards/schema';
import { tick } from 'svelte';
import { m } from '$lib/messages/messages.js';
import { colourWord, typeWord } from '../cardTypes';
import { duplicate } from '../copying';
import type { OutlineState } from './outlineState.svelte';
import type { Part } from './rowFocus';

/** Adds cards at the end of a zone, or outside all zones. */
export function addCards(outline: OutlineState, texts: readonly string[], zone: string | null): string[] {
  const { editor } = outline;
  const ids = editor.addCards(texts, { endOf: zone });
  const told = { count: ids.length, zone: outline.nameOf(zone) };
  if (ids.length > 0) editor.said = ids.length === 1 ? m.outline_added_to(told) : m.outline_added_several(told);
  return ids;
}

/** A new, empty card below another, in writing at once. From an empty card one goes on to the field that adds. */
export function newBelow(outline: OutlineState, id: string): void {
  const { model } = outline.editor;
  const item = model.item(id);
  if (!item || item.kind === 'zone') return;
  const made = outline.editor.held.asWritten(item).text.trim() === '' ? null : outline.editor.addCardBelow(id);
  if (made === null) return void outline.focus(model.zoneOf(item) ?? '', 'add');
  outline.begun(made);
  void outline.focus(made, 'text');
}

/** Takes an empty card away and goes to the end of the one before it. */
export function removeEmpty(outline: OutlineState, id: string): void {
  const { editor } = outline;
  const item = editor.model.item(id);
  if (editor.readOnly || !item || editor.othersEditing([id]).length > 0) return;
  const ids = editor.model.idsIn(editor.model.zoneOf(item));
  const before = ids[ids.indexOf(id) - 1];
  const next = before ?? ids[ids.indexOf(id) + 1];
  editor.remove([id], m.outline_deleted({ count: 1 }));
  void outline.focus(next ?? editor.model.zoneOf(item) ?? '', next ? 'text' : 'add');
}

/** Moves a card one place up or down in its zone. */
export function stepCard(outline: OutlineState, id: string, step: -1 | 1): void {
  const { editor } = outline;
  const item = editor.model.item(id);
  if (editor.readOnly || !item || item.kind === 'zone') return;
  const zone = editor.model.zoneOf(item);
  const ids = editor.model.idsIn(zone);
  const to = ids.indexOf(id) + step;
  const target = ids[to];
  const told = { zone: outline.nameOf(zone) };
  if (target === undefined) {
    editor.said = step < 0 ? m.outline_said_first(told) : m.outline_said_last(told);
    return;
  }
  editor.moveBeside(id, step < 0 ? 'before' : 'after', target);
  editor.said = m.outline_said_place({ ...told, position: to + 1, count: ids.length });
}

/** Moves cards to a zone, or out of all of them; the focus goes along with a single one. */
export function moveCards(
  outline: OutlineState,
  ids: readonly string[],
  { zone, part }: { zone: string | null; part: Part },
): void {
  outline.editor.moveToZone(ids, zone);
  const told = { zone: outline.nameOf(zone), count: ids.length };
  outline.editor.said = ids.length === 1 ? m.outline_said_moved(told) : m.outline_said_moved_several(told);
  if (ids.length === 1 && ids[0] !== undefined) void outline.focus(ids[0], part);
}

export function duplicateCards(outline: OutlineState, ids: readonly string[]): void {
  const copies = duplicate(outline.editor, ids);
  outline.editor.said = m.outline_said_duplicated({ count: copies.length });
  if (copies.length === 1 && copies[0] !== undefined) void outline.focus(copies[0], 'text');
}

export function retypeCards({ editor }: OutlineState, ids: readonly string[], type: CardType): void {
  editor.retype(ids, type);
  editor.said = m.outline_said_type({ count: ids.length, type: typeWord(type) });
}

/** Null: each card takes the colour of its zone. */
export function recolourItems({ editor }: OutlineState, ids: readonly string[], colour: Colour | null): void {
  editor.recolour(ids, colour);
  const count = ids.length;
  editor.said = colour
    ? m.outline_said_colour({ count, colour: colourWord(colour) })
    : m.outline_said_colour_zone({ count });
}

/** Removes cards; asks first when somebody else is writing in one. */
export function removeCards(outline: OutlineState, ids: readonly string[]): void {
  remove(outline, ids, m.outline_deleted({ count: ids.length }));
}

/** Adds a zone at the end and goes to its title. */
export function addZone(outline: OutlineState): void {
  const id = outline.editor.addZone('');
  if (id === null) return;
  outline.editor.said = m.outline_zone_added();
  void outline.focus(id, 'text');
}

/** Puts a zone one place earlier or later in the outline. */
export function stepZone(outline: OutlineState, id: string, step: -1 | 1): void {
  const { editor } = outline;
  editor.stepZone(id, step);
  const ids = editor.model.zoneIds;
  editor.said = m.outline_zone_moved({
    zone: outline.nameOf(id),
    position: ids.indexOf(id) + 1,
    count: ids.length,
  });
  void outline.focus(id, 'more');
}

/** Removes a zone; its cards stay. Asks first when somebody else is writing in its title or prompt. */
export function removeZone(outline: OutlineState, id: string): void {
  remove(outline, [id], m.outline_zone_deleted({ zone: outline.nameOf(id) }));
}

function remove(outline: OutlineState, ids: readonly string[], words: string): void {
  const writer = outline.editor.othersEditing(ids)[0];
  if (writer && !outline.editor.readOnly) outline.removing = { ids, words, writer: writer.who.name };
  else outline.editor.remove(ids, words);
}

/** The answer to the question was yes. */
export async function removeAfterAll(outline: OutlineState): Promise<void> {
  const { removing } = outline;
  outline.removing = null;
  await tick(); // the focus is back in the list before the list changes
  if (removing) outline.editor.remove(removing.ids, removing.words);
}

/** Takes back, or does again, one's own last step; says when there is none. */
export function travel({ editor }: OutlineState, way: 'undo' | 'redo'): void {
  const { canUndo, canRedo } = editor.undoState;
  if (way === 'undo') {
    editor.undo();
    editor.said = canUndo ? m.outline_said_undone() : m.outline_said_nothing_undo();
    return;
  }
  editor.redo();
  editor.said = canRedo ? m.outline_said_redone() : m.outline_said_nothing_redo();
}
