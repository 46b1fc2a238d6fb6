import type { BoardPicture } from '$lib/domain/boards/boardPicture';

/** What an empty board shows: one screen of nothing. */
const EMPTY = '0 0 1200 700';
const MARGIN = 40;

/** The part of a board a drawing shows, as an SVG view box: everything on it and a little air. */
export function drawingFrame({ zones, cards, lines = [] }: BoardPicture): string {
  const ends = lines.flatMap(({ from, to }) => [from, to]).map(([x, y]) => ({ x, y, w: 0, h: 0 }));
  const boxes = [...zones, ...cards, ...ends];
  if (boxes.length === 0) return EMPTY;
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, w }) => x + w)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, h }) => y + h)) + MARGIN;
  return `${left} ${top} ${right - left} ${bottom - top}`;
}
