import type { Box } from '../geometry/box.ts';
import { boxAround, boxOf, overlaps } from '../geometry/box.ts';
import type { RouteEnd } from '../geometry/route.ts';
import { route } from '../geometry/route.ts';
import { AROUND, standsInTheWay, wallsAmong } from '../geometry/walls.ts';
import type { Connector, ConnectorEnd, Item, Point } from '../schema.ts';
import { drawWords } from './drawWords.ts';
import { linePath, middleOfLine } from './linePath.ts';
import type { Sheet, SheetContent } from './sheet.ts';
import { element, plain } from './xml.ts';

/** More lines than this on one sheet go straight: each way round things costs about a millisecond. */
const MANY = 500;
const SIZE = 14;

/** A line with the way it takes. */
export interface Routed {
  connector: Connector;
  points: readonly Point[];
}

/** The ways of all lines whose ends are there, with a stop after each. */
export function* routeLines({ items, connectors }: SheetContent): Generator<void, Routed[], void> {
  const known = new Map(items.map((item) => [item.id, item]));
  const solid = connectors.length > MANY ? [] : items.filter(standsInTheWay);
  const routed: Routed[] = [];
  for (const connector of connectors) {
    const [from, to] = [endOf(connector.from, known), endOf(connector.to, known)];
    if (!from || !to) continue;
    const isStraight = connectors.length > MANY;
    const walls = isStraight ? [] : wallsOf(connector, [from, to], solid);
    routed.push({ connector, points: isStraight ? [middle(from), middle(to)] : route(from, to, walls) });
    yield;
  }
  return routed;
}

export function drawLine({ connector, points }: Routed, { colours }: Sheet): string {
  const colour = colours.tones[connector.look.colour ?? 'slate'].edge;
  const [x, y] = middleOfLine(points);
  const words = connector.text.trim().replace(/\s+/gu, ' ');
  const heads = [
    ...(connector.ends === 'none' ? [] : arrowHead(points.at(-2), points.at(-1))),
    ...(connector.ends === 'both' ? arrowHead(points[1], points[0]) : []),
  ];
  const setting = { x: x - 200, y: y - SIZE * 0.65, w: 400, size: SIZE, line: SIZE * 1.3, isCentred: true };
  const halo = { stroke: colours.board, 'stroke-width': 5, 'paint-order': 'stroke', 'stroke-linejoin': 'round' };
  return [
    element('path', { d: linePath(points.map(tidied)), fill: 'none', stroke: colour, 'stroke-width': 2 }),
    ...heads.map((d) => element('path', { d, fill: colour })),
    ...(words === '' ? [] : [element('g', halo, [drawWords([words], { ...setting, colour: colours.words })])]),
  ].join('');
}

function endOf(end: ConnectorEnd, items: ReadonlyMap<string, Item>): RouteEnd | null {
  if ('at' in end) return { at: end.at };
  const item = items.get(end.item);
  return item ? { box: boxOf(item), side: end.side } : null;
}

function boxOfEnd(end: RouteEnd): Box {
  return 'at' in end ? { x: end.at[0], y: end.at[1], w: 0, h: 0 } : end.box;
}

function middle(end: RouteEnd): Point {
  const { x, y, w, h } = boxOfEnd(end);
  return [x + w / 2, y + h / 2];
}

function wallsOf({ from, to }: Connector, ends: readonly RouteEnd[], solid: readonly Item[]): Box[] {
  const boxes = ends.map(boxOfEnd);
  const all = boxAround(boxes);
  if (!all) return [];
  const area = { x: all.x - AROUND, y: all.y - AROUND, w: all.w + 2 * AROUND, h: all.h + 2 * AROUND };
  const own = new Set([from, to].flatMap((end) => ('item' in end ? [end.item] : [])));
  return wallsAmong(solid.filter((item) => !own.has(item.id) && overlaps(boxOf(item), area)).map(boxOf), boxes);
}

/** A head at the end of a stretch; none when it has no length. */
function arrowHead(from: Point | undefined, to: Point | undefined): string[] {
  if (!from || !to) return [];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (!(length > 0)) return [];
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const [bx, by] = [to[0] - dx * 11, to[1] - dy * 11];
  const corners = [to, [bx - dy * 5, by + dx * 5], [bx + dy * 5, by - dx * 5]] as const;
  return [`M${corners.map(([x, y]) => `${plain(x)} ${plain(y)}`).join('L')}Z`];
}

function tidied([x, y]: Point): Point {
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}
