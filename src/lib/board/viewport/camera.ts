import { READING_ZOOM } from '$lib/domain/boards/beginning';
import type { Box } from '$lib/domain/boards/geometry/box';
import type { Point, Size } from '$lib/domain/boards/schema';

/** The board point at the top left corner of the screen, and how large a unit is drawn. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

/** Room kept free at the edges of the screen, in CSS px: tools float there. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 4;
const STEPS = [0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.25, 0.35, 0.5, READING_ZOOM, 1, 1.25, 1.5, 2, 3, 4];

export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

export function toScreen({ x, y, zoom }: Camera, [bx, by]: Point): Point {
  return [(bx - x) * zoom, (by - y) * zoom];
}

export function toBoard({ x, y, zoom }: Camera, [sx, sy]: Point): Point {
  return [sx / zoom + x, sy / zoom + y];
}

export function boxOnScreen(camera: Camera, { x, y, w, h }: Box): Box {
  const [left, top] = toScreen(camera, [x, y]);
  return { x: left, y: top, w: w * camera.zoom, h: h * camera.zoom };
}

/** The part of the board on a screen of this size. */
export function viewOf({ x, y, zoom }: Camera, [w, h]: Size): Box {
  return { x, y, w: w / zoom, h: h / zoom };
}

/** As if the board were pushed by a distance on the screen. */
export function panned(camera: Camera, [dx, dy]: Point): Camera {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom };
}

/** Zoomed so that the board point under a place on the screen stays under it. */
export function zoomedAt(camera: Camera, [sx, sy]: Point, zoom: number): Camera {
  const next = clampZoom(zoom);
  const [x, y] = toBoard(camera, [sx, sy]);
  return { x: x - sx / next, y: y - sy / next, zoom: next };
}

/** The next of the round zoom steps, up or down. */
export function zoomStep(zoom: number, direction: -1 | 1): number {
  const past = direction > 0 ? STEPS.find((step) => step > zoom * 1.01) : STEPS.findLast((step) => step < zoom * 0.99);
  return past ?? (direction > 0 ? MAX_ZOOM : MIN_ZOOM);
}

/** A box in the middle of the free part of the screen, as large as it fits, but not above `most`. */
export function fitted(box: Box, { size, insets, most = 1 }: { size: Size; insets: Insets; most?: number }): Camera {
  const [w, h] = free(size, insets);
  const zoom = Math.min(most, clampZoom(Math.min(w / Math.max(1, box.w), h / Math.max(1, box.h))));
  return {
    x: box.x + box.w / 2 - (insets.left + w / 2) / zoom,
    y: box.y + box.h / 2 - (insets.top + h / 2) / zoom,
    zoom,
  };
}

/** Insets that keep a corner at the bottom right free too, at its side or above it: where the box comes out larger. */
export function clearOf([w, h]: Size, box: Box, { size, insets }: { size: Size; insets: Insets }): Insets {
  const beside = { ...insets, right: Math.max(insets.right, w) };
  const above = { ...insets, bottom: Math.max(insets.bottom, h) };
  const zoomWith = (free: Insets) => fitted(box, { size, insets: free, most: MAX_ZOOM }).zoom;
  return zoomWith(above) > zoomWith(beside) ? above : beside;
}

/**
 * Where a board opens: all of it, if its cards can then be read; else its beginning at reading size.
 */
export function opening(all: Box | null, start: Point | null, screen: { size: Size; insets: Insets }): Camera {
  const { insets } = screen;
  if (!all) return { x: -insets.left, y: -insets.top, zoom: 1 };
  const whole = fitted(all, screen);
  if (whole.zoom >= READING_ZOOM) return whole;
  const [x, y] = start ?? [all.x, all.y];
  return { x: x - insets.left / READING_ZOOM, y: y - insets.top / READING_ZOOM, zoom: READING_ZOOM };
}

/** Moved just so far that the box is in the free part of the screen; the same camera when it is already. */
export function revealing(camera: Camera, box: Box, { size, insets }: { size: Size; insets: Insets }): Camera {
  const { zoom } = camera;
  const [left, top] = toScreen(camera, [box.x, box.y]);
  const dx = shift(left, box.w * zoom, [insets.left, size[0] - insets.right]);
  const dy = shift(top, box.h * zoom, [insets.top, size[1] - insets.bottom]);
  return dx === 0 && dy === 0 ? camera : panned(camera, [dx, dy]);
}

/**
 * How many units make up one px of the screen, in steps of a fifth: lines that keep their width on screen need not be
 * worked out anew, for thousands of cards, in every frame of a zoom.
 */
export function unitsPerPx(zoom: number): number {
  return 2 ** (Math.round(Math.log2(1 / zoom) * 4) / 4);
}

/** A part of the way from one camera to another (0 to 1); the zoom goes evenly to the eye. */
export function between(from: Camera, to: Camera, part: number): Camera {
  const mix = (a: number, b: number) => a + (b - a) * part;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), zoom: from.zoom * (to.zoom / from.zoom) ** part };
}

function free([w, h]: Size, { top, right, bottom, left }: Insets): Size {
  return [Math.max(40, w - left - right), Math.max(40, h - top - bottom)];
}

/** How far a stretch has to go to lie between two ends; what is longer than the room shows its beginning. */
function shift(start: number, length: number, [from, to]: readonly [number, number]): number {
  if (start < from || length > to - from) return from - start;
  return start + length > to ? to - (start + length) : 0;
}
