import type { Axes, AxisPart } from '$lib/domain/boards/geometry/axis';
import { axisWords } from '$lib/domain/boards/geometry/axes';

/** Axes as somebody fills them in. */
export interface AxesDraft {
  x: Record<'label' | 'low' | 'high', string>;
  y: Record<'label' | 'low' | 'high', string>;
}

/** What was filled in, with the parts that a zone had; null while one of the two has no name. */
export function axesFrom({ x, y }: AxesDraft, had: Axes | null): Axes | null {
  const read = (axis: AxesDraft['x'], part: AxisPart) => ({
    ...{ label: axisWords(axis.label), low: axisWords(axis.low), high: axisWords(axis.high) },
    part,
  });
  const axes = { x: read(x, had?.x.part ?? 'whole'), y: read(y, had?.y.part ?? 'whole') };
  return axes.x.label === '' || axes.y.label === '' ? null : axes;
}
