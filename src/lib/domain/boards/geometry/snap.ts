import type { Point } from '../schema.ts';
import type { Box } from './box.ts';

/** A line drawn while something snaps to it: where it stands across, and from where to where it runs. */
export interface Guide {
  along: 'x' | 'y';
  at: number;
  from: number;
  to: number;
}

export interface Snap {
  /** How far to go on from where the hand is. */
  by: Point;
  guides: readonly Guide[];
}

/**
 * Where a box that is being moved lines up with others: its edges and middle with theirs, each way on its own, when
 * they are no further apart than `reach`.
 */
export function snap(box: Box, others: readonly Box[], reach: number): Snap {
  const dx = nearest(
    linesOf(box, 'x'),
    others.flatMap((other) => linesOf(other, 'x')),
    reach,
  );
  const dy = nearest(
    linesOf(box, 'y'),
    others.flatMap((other) => linesOf(other, 'y')),
    reach,
  );
  const moved = { ...box, x: box.x + (dx ?? 0), y: box.y + (dy ?? 0) };
  const guides = [
    ...(dx === null ? [] : guidesOf(moved, others, 'x')),
    ...(dy === null ? [] : guidesOf(moved, others, 'y')),
  ];
  return { by: [dx ?? 0, dy ?? 0], guides };
}

function linesOf(box: Box, along: 'x' | 'y'): [number, number, number] {
  const length = along === 'x' ? box.w : box.h;
  return [box[along], box[along] + length / 2, box[along] + length];
}

/** The smallest way from one of ours to one of theirs; null when all are out of reach. */
function nearest(ours: readonly number[], theirs: readonly number[], reach: number): number | null {
  let best: number | null = null;
  for (const our of ours) {
    for (const their of theirs) {
      const way = their - our;
      if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
    }
  }
  return best;
}

/** One line for each place where the box now lines up with others, as long as all that stand on it. */
function guidesOf(box: Box, others: readonly Box[], along: 'x' | 'y'): Guide[] {
  const [start, length] = along === 'x' ? (['y', 'h'] as const) : (['x', 'w'] as const);
  return linesOf(box, along).flatMap((at) => {
    const onIt = others.filter((other) => linesOf(other, along).includes(at));
    if (onIt.length === 0) return [];
    const all = [box, ...onIt];
    const from = Math.min(...all.map((one) => one[start]));
    const to = Math.max(...all.map((one) => one[start] + one[length]));
    return [{ along, at, from, to }];
  });
}
