/** A smooth line through points (x and y in turn), as SVG path data: quadratic curves between the middles. */
export function inkPath(points: readonly number[]): string {
  const at = (index: number): readonly [number, number] => [points[2 * index] ?? 0, points[2 * index + 1] ?? 0];
  const count = Math.floor(points.length / 2);
  if (count === 0) return '';
  const [x, y] = at(0);
  if (count === 1) return `M${x} ${y}h0`; // with round ends, a dot
  const parts = [`M${x} ${y}`];
  for (let index = 1; index < count - 1; index++) {
    const [[ax, ay], [bx, by]] = [at(index), at(index + 1)];
    parts.push(`Q${ax} ${ay} ${round((ax + bx) / 2)} ${round((ay + by) / 2)}`);
  }
  const [lastX, lastY] = at(count - 1);
  return `${parts.join('')}L${lastX} ${lastY}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
