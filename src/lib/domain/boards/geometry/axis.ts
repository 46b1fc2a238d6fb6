/** Longest word of an axis, in characters: it stands at the edge of a zone. */
export const MAX_AXIS_WORDS = 40;

/** How far along an axis something lies, in words. */
export const BANDS = ['veryLow', 'low', 'middle', 'high', 'veryHigh'] as const;
export type Band = (typeof BANDS)[number];

/** How much of an axis a zone covers: where four zones stand for a grid, each covers half of both. */
export const AXIS_PARTS = ['whole', 'low', 'high'] as const;
export type AxisPart = (typeof AXIS_PARTS)[number];

export interface Axis {
  /** What it measures, such as "Impact". */
  label: string;
  /** What its two ends are called. */
  low: string;
  high: string;
  part: AxisPart;
}

/** What the two directions of a zone mean: low is at the left and at the bottom. */
export interface Axes {
  x: Axis;
  y: Axis;
}
