import { asRecord, readText } from '../readValue.ts';
import type { Point, Size } from '../schema.ts';
import { screenWords } from '../screenWords.ts';
import type { Axes, Axis, AxisPart, Band } from './axis.ts';
import { AXIS_PARTS, BANDS, MAX_AXIS_WORDS } from './axis.ts';
import type { Box } from './box.ts';
import { boxOf, centreOf, overlaps } from './box.ts';
import { headOf, ZONE_EDGE } from './placeCards.ts';

/** Where something lies on two axes. */
export interface OnAxes {
  x: Band;
  y: Band;
}

/** Five bands where a zone covers all of an axis. Where it covers half, two, so that no card says what its zone does not. */
const BANDS_OF: Record<AxisPart, readonly Band[]> = {
  whole: BANDS,
  low: ['veryLow', 'low'],
  high: ['high', 'veryHigh'],
};

/** Reads axes as strangers' input: null when they have no names. */
export function readAxes(value: unknown): Axes | null {
  const { x, y } = asRecord(value);
  const [across, up] = [readAxis(x), readAxis(y)];
  return across && up && { x: across, y: up };
}

function readAxis(value: unknown): Axis | null {
  const { label, low, high, part } = asRecord(value);
  const words = axisWords(label);
  if (words === '') return null;
  const isPart = AXIS_PARTS.find((one) => one === part) ?? 'whole';
  return { label: words, low: axisWords(low), high: axisWords(high), part: isPart };
}

/** Words of an axis as they are shown. They stand in no field that the server screens, so what names one person is left out. */
export function axisWords(value: unknown): string {
  const words = readText(value, MAX_AXIS_WORDS).trim();
  return screenWords(words, []) ? '' : words;
}

/** Whether two zones are parts of one grid: their axes have the same words. */
export function isSameGrid(a: Axes, b: Axes): boolean {
  const words = ({ x, y }: Axes) => JSON.stringify([x, y].map(({ label, low, high }) => [label, low, high]));
  return words(a) === words(b);
}

/** The bands of an axis that a zone covers, low first. */
export function bandsOf({ part }: Axis): readonly Band[] {
  return BANDS_OF[part];
}

/** What a zone's axes say of something in it: by where its middle lies. What lies past an edge counts as at it. */
export function bandsAt(axes: Axes, zone: Box, item: Box): OnAxes {
  const plot = plotOf(zone);
  const [x, y] = centreOf(item);
  return {
    x: bandAt(bandsOf(axes.x), (x - plot.x) / plot.w),
    y: bandAt(bandsOf(axes.y), 1 - (y - plot.y) / plot.h),
  };
}

function bandAt(bands: readonly Band[], along: number): Band {
  const index = Math.min(bands.length - 1, Math.max(0, Math.floor(along * bands.length)));
  return bands[index] ?? 'middle';
}

/**
 * Where to put things of this size so that the axes say this of each: in the middle of their bands, or as near to it as
 * there is room between what lies there. Null for bands that the zone does not cover.
 */
export function placesOnAxes(
  axes: Axes,
  zone: Box,
  { on, sizes, taken }: { on: OnAxes; sizes: readonly Size[]; taken: readonly Box[] },
): Point[] | null {
  const plot = plotOf(zone);
  const across = stretch(bandsOf(axes.x).indexOf(on.x), bandsOf(axes.x).length, [plot.x, plot.w]);
  const upward = bandsOf(axes.y).length - 1 - bandsOf(axes.y).indexOf(on.y);
  const down = bandsOf(axes.y).includes(on.y) ? stretch(upward, bandsOf(axes.y).length, [plot.y, plot.h]) : null;
  if (!across || !down) return null;
  const blocked = [...taken];
  return sizes.map((size) => {
    const at = freePlace({ across, down }, size, blocked);
    blocked.push(boxOf({ at, size }));
    return at;
  });
}

/** From and to, along one direction. */
type Stretch = readonly [from: number, to: number];

function stretch(index: number, count: number, [start, length]: readonly [number, number]): Stretch | null {
  return index < 0 ? null : [start + (length * index) / count, start + (length * (index + 1)) / count];
}

/** How far from each other places are looked for, in units. */
const STEP = 12;
/** So far from the edge of a band that rounding puts nothing on its other side. */
const MARGIN = 1;

function freePlace({ across, down }: { across: Stretch; down: Stretch }, [w, h]: Size, taken: readonly Box[]): Point {
  const [middleX, middleY] = [middleOf(across), middleOf(down)];
  const centres = stepsIn(across).flatMap((x) => stepsIn(down).map((y): Point => [x, y]));
  const far = ([x, y]: Point) => Math.hypot(x - middleX, y - middleY);
  const corner = ([x, y]: Point): Point => [Math.round(x - w / 2), Math.round(y - h / 2)];
  const isFree = (centre: Point): boolean => {
    const [x, y] = corner(centre);
    return !taken.some((other) => overlaps({ x, y, w, h }, other));
  };
  const near = centres.sort((a, b) => far(a) - far(b));
  // Full: each a little aside, so that every one of them can be seen and picked up.
  return corner(near.find(isFree) ?? near[taken.length % near.length] ?? [middleX, middleY]);
}

/** The middle of a stretch, and places to both sides of it. */
function stepsIn(along: Stretch): number[] {
  const [from, to] = [along[0] + MARGIN, along[1] - MARGIN];
  const middle = middleOf(along);
  const steps = [middle];
  for (let aside = STEP; aside <= (to - from) / 2; aside += STEP) steps.push(middle - aside, middle + aside);
  return steps;
}

function middleOf([from, to]: Stretch): number {
  return (from + to) / 2;
}

/** The part of a zone that its axes measure: below its words, within its edges. */
function plotOf(zone: Box): Box {
  const head = headOf(zone, 0);
  return {
    x: zone.x + ZONE_EDGE,
    y: zone.y + head,
    w: Math.max(1, zone.w - 2 * ZONE_EDGE),
    h: Math.max(1, zone.h - head - ZONE_EDGE),
  };
}
