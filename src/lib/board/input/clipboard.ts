import { boxAround, boxOf } from '$lib/domain/boards/geometry/box';
import { inReadingOrder } from '$lib/domain/boards/geometry/readingOrder';
import type { Clipping } from '$lib/domain/boards/clipping';
import { packClipping, readClipping } from '$lib/domain/boards/clipping';
import type { Placed } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import type { CanvasState } from '../canvas.svelte';
import { originalsOf, putCopies } from '../copying';
import { pastePictures } from '../pictures/onCanvas';
import { paste, removeChosen } from './chosenCommands';

const MARK = 'data-throughline-clipping';

/** Puts what is chosen on the clipboard: as words for other programs, and whole for boards. False when nothing is. */
export function copyChosen({ editor, chosen }: CanvasState, data: DataTransfer): boolean {
  const originals = originalsOf(editor, chosen);
  if (originals.items.length === 0) return false;
  const lines = inReadingOrder(originals.items).map(wordsOf);
  data.setData('text/plain', lines.join('\n'));
  data.setData('text/html', asHtml(lines, packClipping({ board: editor.id, ...originals })));
  editor.said = m.board_said_copied({ count: originals.items.length });
  return true;
}

/** Copies what is chosen, then removes it. */
export function cutChosen(canvas: CanvasState, data: DataTransfer): boolean {
  if (canvas.editor.readOnly || !copyChosen(canvas, data)) return false;
  removeChosen(canvas);
  return true;
}

/** Takes what the clipboard holds: a clipping of a board, words, or pictures. False when it holds none of them. */
export function pasteFrom(canvas: CanvasState, data: DataTransfer): boolean {
  const clipping = clippingOn(data);
  const text = data.getData('text/plain');
  if (clipping) pasteClipping(canvas, clipping);
  else if (text.trim() !== '') paste(canvas, text);
  else return pastePictures(canvas, data);
  return true;
}

/** The clipping on the clipboard, if a board put one there. */
function clippingOn(data: DataTransfer): Clipping | null {
  const found = new RegExp(`${MARK}="([^"]*)"`).exec(data.getData('text/html'))?.[1];
  return found === undefined ? null : readClipping(found);
}

/** Puts a clipping where the work is. Pictures of another board stay there. */
function pasteClipping(canvas: CanvasState, clipping: Clipping): void {
  const items = clipping.items.filter(({ kind }) => kind !== 'image' || clipping.board === canvas.editor.id);
  const around = boxAround(items.map(boxOf));
  if (!around) return;
  const { here } = canvas.placing;
  const zone = 'zone' in here ? canvas.editor.model.item(here.zone) : null;
  const [x, y] = 'point' in here ? here.point : zone ? [zone.at[0] + 18, zone.at[1] + 98] : [around.x, around.y];
  const ids = putCopies(
    canvas.editor,
    { items, connectors: clipping.connectors },
    { shift: [Math.round(x - around.x), Math.round(y - around.y)], zoneAt: (middle) => canvas.zoneAt(middle) },
  );
  canvas.editor.said = m.board_said_added({ count: ids.length });
  if (ids[0]) canvas.focus(ids[0]);
}

function wordsOf(item: Placed): string {
  return (item.text.trim() || ('alt' in item ? item.alt.trim() : '')).replace(/\s*\n\s*/g, ' ');
}

function asHtml(lines: readonly string[], packed: string): string {
  const list = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
  return `<ul ${MARK}="${packed}">${list}</ul>`;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
