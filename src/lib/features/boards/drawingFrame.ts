import type { BoardPicture } from '$lib/domain/boards/boardPicture';

/** What an empty board shows: one screen of nothing. */
const EMPTY = '0 0 1200 700';
const MARGIN = 40;

/** The part of a board a drawing shows, as an SVG view box: everything on it and a little air. */
export function drawingFrame({ zones, cards }: BoardPicture): string {
  const boxes = [...zones, ...cards];
  if (boxes.length === 0) return EMPTY;
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, w }) => x + w)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, h }) => y + h)) + MARGIN;
  return `${left} ${top} ${right - left} ${bottom - top}`;
}
