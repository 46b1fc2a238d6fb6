import { nextInDirection, type Direction } from '$lib/domain/boards/geometry/walk';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Connector, Item, Point } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import type { CanvasState } from '../canvas.svelte';
import type { Place } from '../placing';
import { duplicate } from '../copying';
import type { BoardEditor } from '../editor.svelte';
import { zoneName } from '../announce/zoneName';
import { fitCards } from './leftOut';
import { pastedLines } from './pastedLines';

/** How far one press of Shift and an arrow moves things, in units. */
const NUDGE = 8;

const WAYS: Record<Direction, Point> = {
  left: [-NUDGE, 0],
  right: [NUDGE, 0],
  up: [0, -NUDGE],
  down: [0, NUDGE],
};

/** Moves what is chosen a little. */
export function nudge({ editor, chosen }: CanvasState, direction: Direction): void {
  editor.moveBy(chosen, WAYS[direction]);
}

/** Puts the focus on the next item that way and chooses it; from nowhere, on the first. */
export function walk(canvas: CanvasState, direction: Direction): void {
  const { model } = canvas.editor;
  const from = canvas.focused === null ? null : model.item(canvas.focused);
  if (!from) return goTo(canvas, canvas.tabStop);
  if (from.kind === 'zone')
    return goTo(canvas, direction === 'up' || direction === 'left' ? null : model.idsIn(from.id)[0]);
  const others = [...model.ids].flatMap((id) => {
    const item = id === from.id ? null : model.item(id);
    return item && item.kind !== 'zone' ? [{ id, box: boxOf(item) }] : [];
  });
  goTo(canvas, nextInDirection(boxOf(from), others, direction));
}

/** To the zone before or after the one the focus is in. */
export function stepZone(canvas: CanvasState, step: -1 | 1): void {
  const { model } = canvas.editor;
  const item = canvas.focused === null ? null : model.item(canvas.focused);
  const zone = item?.kind === 'zone' ? item.id : item ? model.zoneOf(item) : null;
  const at = zone === null ? -1 : model.zoneIds.indexOf(zone);
  const next = at < 0 ? (step > 0 ? 0 : model.zoneIds.length - 1) : at + step;
  goTo(canvas, model.zoneIds[next]);
}

/** To the first or last card of the zone the focus is in. */
export function goToEdge(canvas: CanvasState, end: 'first' | 'last'): void {
  const { model } = canvas.editor;
  const item = canvas.focused === null ? null : model.item(canvas.focused);
  const zone = item?.kind === 'zone' ? item.id : item ? model.zoneOf(item) : null;
  goTo(canvas, model.idsIn(zone).at(end === 'first' ? 0 : -1));
}

function goTo(canvas: CanvasState, id: string | null | undefined): void {
  if (!id) return;
  canvas.editor.selection.set([id]);
  canvas.focus(id);
}

/** Begins writing in what has the focus or is alone chosen. */
export function openChosen(canvas: CanvasState): void {
  const { editor } = canvas;
  const id = editor.selection.only ?? canvas.focused;
  if (id !== null) canvas.openToWrite(id);
}

/** Chooses everything that can be moved. */
export function chooseAll({ editor }: CanvasState): void {
  editor.selection.set([...editor.model.ids].filter((id) => editor.model.item(id)?.kind !== 'zone'));
}

/** Copies what is chosen. */
export function duplicateChosen(canvas: CanvasState): void {
  const copies = duplicate(canvas.editor, canvas.chosen);
  const first = copies[0];
  if (first === undefined) return;
  canvas.editor.said = m.board_said_duplicated({ count: copies.length });
  canvas.focus(first);
}

/** Removes what is chosen; asks first when somebody else is writing in it. */
export function removeChosen(canvas: CanvasState): void {
  const { editor } = canvas;
  const ids = [...canvas.chosen];
  if (editor.readOnly || ids.length === 0) return;
  const writer = editor.othersEditing(ids)[0];
  if (writer) canvas.question = { about: 'remove', ids, writer: writer.who.name };
  else removeNow(canvas, ids);
}

/** Removes items, says so, and puts the focus on what was beside them. */
export function removeNow(canvas: CanvasState, ids: readonly string[]): void {
  const { editor } = canvas;
  const things = ids.flatMap((id) => editor.model.item(id) ?? editor.model.connector(id) ?? []);
  const items = things.filter((thing) => !thing.look.locked);
  if (items.length === 0) {
    editor.said = m.board_said_locked();
    return;
  }
  const next = neighbour(canvas, new Set(ids));
  editor.remove(ids, removedWords(items));
  // In place: what was beside it need not be all in view, and the board would jump.
  if (next) canvas.focusInPlace(next);
  else canvas.focusElement(null);
}

/** What was removed, as it is said: by its kind where all are of one. */
function removedWords(things: readonly (Item | Connector)[]): string {
  const kinds = new Set(things.map(({ kind }) => kind));
  const [kind] = kinds;
  const count = things.length;
  if (kinds.size > 1 || kind === undefined) return m.board_things_removed({ count });
  if (kind === 'zone') return m.board_zones_removed({ count });
  if (kind === 'card') return m.board_cards_removed({ count });
  return kind === 'ink' ? m.board_ink_removed({ count }) : m.board_things_removed({ count });
}

/** What is beside what has the focus, for when these go; what has the focus when it stays. */
export function neighbour({ editor: { model }, focused }: CanvasState, going: ReadonlySet<string>): string | null {
  const item = focused === null ? null : model.item(focused);
  if (!item || !going.has(item.id)) return focused;
  const zone = model.zoneOf(item);
  const row = model.idsIn(zone);
  const at = row.indexOf(item.id);
  const stays = (id: string): boolean => !going.has(id);
  return row.slice(at + 1).find(stays) ?? row.slice(0, Math.max(0, at)).findLast(stays) ?? zone;
}

/** Pasted words: one line is a card at once, several ask how many cards they are. */
export function paste(canvas: CanvasState, text: string): void {
  const lines = pastedLines(text);
  if (canvas.editor.readOnly || lines.length === 0) return;
  const where = canvas.placing.here;
  if (lines.length === 1) addPasted(canvas, lines, where);
  else canvas.question = { about: 'paste', lines, text: text.trim(), where };
}

/** Adds one card for each text, as large as its words need. */
export function addPasted(canvas: CanvasState, texts: readonly string[], where: Place): void {
  const ids = canvas.editor.addCards(fitCards(canvas.editor, texts), where);
  canvas.fitToWords(ids);
  canvas.editor.said = m.board_said_added({ count: ids.length });
  if (ids[0]) canvas.focus(ids[0]);
}

/** Takes back one's last step, and says so. */
export function undo(editor: BoardEditor): void {
  const could = editor.undoState.canUndo && !editor.readOnly;
  editor.undo();
  editor.said = could ? m.board_said_undone() : m.board_said_nothing_undo();
}

/** Does it again, and says so. */
export function redo(editor: BoardEditor): void {
  const could = editor.undoState.canRedo && !editor.readOnly;
  editor.redo();
  editor.said = could ? m.board_said_redone() : m.board_said_nothing_redo();
}

/** Puts what is chosen into the free places of a zone, or out of every zone; the focus stays on it. */
export function moveChosen(canvas: CanvasState, zone: string | null): void {
  const { editor, chosen, focused } = canvas;
  const count = chosen.filter((id) => editor.model.item(id)?.kind !== 'zone').length;
  editor.moveToZone(chosen, zone);
  const name = zone === null ? m.board_chosen_no_zone() : zoneName(editor, zone);
  editor.said = m.board_said_moved({ count, zone: name });
  const stays = focused !== null && chosen.includes(focused) ? focused : chosen[0];
  if (stays) canvas.focus(stays);
}
