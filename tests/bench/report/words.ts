/** Two figures that mean something: 12, 3.4, 0.28. */
export function number(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 10 ? Math.round(value).toLocaleString('en') : value >= 1 ? value.toFixed(1) : value.toFixed(2);
}

export function milliseconds(value: number): string {
  return Number.isNaN(value) ? '–' : `${number(value)} ms`;
}

export function share(value: number): string {
  return Number.isNaN(value) ? '–' : `${number(value * 100)} %`;
}
