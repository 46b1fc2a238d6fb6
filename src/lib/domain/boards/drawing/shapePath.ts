import type { Shape } from '../schema.ts';

/** How far the line of a shape keeps from its box, so that it is all inside. */
const INSET = 1;

/** The outline of a shape in a box of this size, as SVG path data. */
export function shapePath(shape: Shape, w: number, h: number): string {
  const [left, top, right, bottom] = [INSET, INSET, w - INSET, h - INSET];
  const [cx, cy] = [w / 2, h / 2];
  switch (shape) {
    case 'rectangle':
      return `M${left} ${top}H${right}V${bottom}H${left}Z`;
    case 'rounded': {
      const r = Math.min(18, (right - left) / 2, (bottom - top) / 2);
      return (
        `M${left + r} ${top}H${right - r}A${r} ${r} 0 0 1 ${right} ${top + r}V${bottom - r}` +
        `A${r} ${r} 0 0 1 ${right - r} ${bottom}H${left + r}A${r} ${r} 0 0 1 ${left} ${bottom - r}V${top + r}` +
        `A${r} ${r} 0 0 1 ${left + r} ${top}Z`
      );
    }
    case 'ellipse': {
      const [rx, ry] = [(right - left) / 2, (bottom - top) / 2];
      return `M${left} ${cy}A${rx} ${ry} 0 0 1 ${right} ${cy}A${rx} ${ry} 0 0 1 ${left} ${cy}Z`;
    }
    case 'diamond':
      return `M${cx} ${top}L${right} ${cy}L${cx} ${bottom}L${left} ${cy}Z`;
    case 'triangle':
      return `M${cx} ${top}L${right} ${bottom}H${left}Z`;
  }
}
