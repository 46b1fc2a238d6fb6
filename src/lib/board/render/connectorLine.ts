import type { Box } from '$lib/domain/boards/geometry/box';
import { boxAround } from '$lib/domain/boards/geometry/box';
import type { RouteEnd } from '$lib/domain/boards/geometry/route';
import { route } from '$lib/domain/boards/geometry/route';
import { AROUND, standsInTheWay, wallsAmong } from '$lib/domain/boards/geometry/walls';
import type { Connector, ConnectorEnd, Point } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';

/** The corners of a connector as things are shown now, in board units; null when an end is gone. */
export function lineOf(canvas: CanvasState, { from, to }: Pick<Connector, 'from' | 'to'>): Point[] | null {
  const [start, end] = [endOf(canvas, from), endOf(canvas, to)];
  return start && end ? route(start, end, wallsBetween(canvas, [from, to], [start, end])) : null;
}

/** The one line that is chosen, if it may be changed, with its corners. Reactive. */
export function chosenLine(canvas: CanvasState): { line: Connector; points: Point[] } | null {
  const { editor } = canvas;
  const id = editor.selection.only;
  const line = id === null ? null : editor.model.connector(id);
  const points = line && !editor.readOnly && !line.look.locked ? lineOf(canvas, line) : null;
  return line && points && { line, points };
}

function endOf(canvas: CanvasState, end: ConnectorEnd): RouteEnd | null {
  if ('at' in end) return { at: end.at };
  const item = canvas.editor.model.item(end.item);
  return item && { box: canvas.boxOf(item), side: end.side };
}

/** What lies between two ends and is neither of them, nor a zone, nor what holds an end. */
function wallsBetween(canvas: CanvasState, ends: readonly ConnectorEnd[], places: readonly RouteEnd[]): Box[] {
  const { drawn, editor } = canvas;
  const boxes = places.map((place) => ('at' in place ? { x: place.at[0], y: place.at[1], w: 0, h: 0 } : place.box));
  const all = boxAround(boxes);
  if (!all) return [];
  const area = { x: all.x - AROUND, y: all.y - AROUND, w: all.w + 2 * AROUND, h: all.h + 2 * AROUND };
  drawn.watch.hear(area);
  const own = new Set(ends.flatMap((end) => ('item' in end ? [end.item] : [])));
  const near = [...drawn.index.search(area)]
    .flatMap((id) => (own.has(id) ? [] : (editor.model.peek(id) ?? [])))
    .filter(standsInTheWay)
    .map((item) => canvas.boxOf(item));
  return wallsAmong(near, boxes);
}
