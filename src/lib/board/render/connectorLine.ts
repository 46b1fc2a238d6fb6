import type { Box } from '$lib/domain/boards/geometry/box';
import { boxAround, centreOf } from '$lib/domain/boards/geometry/box';
import type { RouteEnd } from '$lib/domain/boards/geometry/route';
import { route } from '$lib/domain/boards/geometry/route';
import type { Connector, ConnectorEnd, Point } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';

/** How far round the two ends things are looked for that a line must go round. */
const AROUND = 40;
/** Corners of lines are this round. */
const ROUND = 8;

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
  const [mx, my] = centreOf(all);
  return [...drawn.index.search(area)]
    .flatMap((id) => (own.has(id) ? [] : (editor.model.peek(id) ?? [])))
    .filter(({ kind }) => kind !== 'zone' && kind !== 'ink')
    .map((item) => canvas.boxOf(item))
    .filter((box) => !boxes.some((end) => touches(end, box)))
    .sort((a, b) => farFrom(a, mx, my) - farFrom(b, mx, my));
}

function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

function farFrom(box: Box, x: number, y: number): number {
  const [cx, cy] = centreOf(box);
  return Math.hypot(cx - x, cy - y);
}

/** A line through corners, a little round at each, as SVG path data. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first[0]} ${first[1]}`];
  rest.forEach((corner, index) => {
    const before = points[index] ?? corner;
    const after = rest[index + 1];
    if (!after) return parts.push(`L${corner[0]} ${corner[1]}`);
    const r = Math.min(ROUND, apart(before, corner) / 2, apart(corner, after) / 2);
    const [a, b] = [towards(corner, before, r), towards(corner, after, r)];
    return parts.push(`L${a[0]} ${a[1]}Q${corner[0]} ${corner[1]} ${b[0]} ${b[1]}`);
  });
  return parts.join('');
}

/** The middle of a line, for the words on it. */
export function middleOfLine(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, index) => apart(points[index] ?? point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (from && to && left <= length) return towards(from, to, left);
    left -= length;
  }
  return points[0] ?? [0, 0];
}

function apart([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

function towards([ax, ay]: Point, [bx, by]: Point, way: number): Point {
  const share = way / (Math.hypot(bx - ax, by - ay) || 1);
  return [ax + (bx - ax) * share, ay + (by - ay) * share];
}
