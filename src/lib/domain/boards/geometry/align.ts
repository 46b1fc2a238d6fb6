import type { Box } from './box.ts';
import { boxAround } from './box.ts';
import type { Move } from './moveBeside.ts';

export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export interface Boxed {
  id: string;
  box: Box;
}

/** Moves that line things up on one edge, or on the middle, of the box round all of them. */
export function align(things: readonly Boxed[], edge: Edge): Move[] {
  const around = boxAround(things.map(({ box }) => box));
  if (!around) return [];
  return moved(things, ({ x, y, w, h }) => {
    switch (edge) {
      case 'left':
        return [around.x, y];
      case 'centre':
        return [around.x + (around.w - w) / 2, y];
      case 'right':
        return [around.x + around.w - w, y];
      case 'top':
        return [x, around.y];
      case 'middle':
        return [x, around.y + (around.h - h) / 2];
      case 'bottom':
        return [x, around.y + around.h - h];
    }
  });
}

/** Moves that leave the same gap between things one after the other. The first and the last stay. */
export function distribute(things: readonly Boxed[], along: 'x' | 'y'): Move[] {
  const length = along === 'x' ? 'w' : 'h';
  const inOrder = [...things].sort((a, b) => a.box[along] - b.box[along] || (a.id < b.id ? -1 : 1));
  const [first, last] = [inOrder[0]?.box, inOrder.at(-1)?.box];
  if (!first || !last || inOrder.length < 3) return [];
  const taken = inOrder.reduce((sum, { box }) => sum + box[length], 0);
  const gap = (last[along] + last[length] - first[along] - taken) / (inOrder.length - 1);
  let next = first[along];
  const places = new Map(inOrder.map(({ id, box }) => [id, (next += box[length] + gap) - box[length] - gap]));
  return moved(inOrder.slice(1, -1), ({ x, y }, id) => {
    const place = places.get(id) ?? 0;
    return along === 'x' ? [place, y] : [x, place];
  });
}

/** Moves to whole units; what would stay where it is gets none. */
function moved(things: readonly Boxed[], place: (box: Box, id: string) => [number, number]): Move[] {
  return things.flatMap(({ id, box }) => {
    const [x, y] = place(box, id).map(Math.round) as [number, number];
    return x === box.x && y === box.y ? [] : [{ id, at: [x, y] as const }];
  });
}
