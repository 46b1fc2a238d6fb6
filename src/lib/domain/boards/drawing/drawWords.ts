import { element, escaped } from './xml.ts';

/** The first letter of these alphabets makes a line run from right to left. */
const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** Where lines of words stand: the box they begin in, and how they are set. */
export interface Setting {
  x: number;
  y: number;
  w: number;
  /** Of the type, and of a line, in units. */
  size: number;
  line: number;
  colour: string;
  weight?: number;
  isCentred?: boolean;
}

/** Lines of words, each where it belongs: they can be found and copied, and a reader reads them as one text. */
export function drawWords(lines: readonly string[], setting: Setting): string {
  const { x, y, w, size, line, colour, weight = 400, isCentred = false } = setting;
  const first = LETTER.exec(lines.join(''))?.[0] ?? '';
  const isTurned = RIGHT_TO_LEFT.test(first);
  const start = isCentred ? x + w / 2 : isTurned ? x + w : x;
  const baseline = y + line / 2 + size * 0.34;
  const parts = lines.flatMap((words, index) =>
    words === '' ? [] : [element('tspan', { x: start, y: baseline + index * line }, [escaped(words)])],
  );
  if (parts.length === 0) return '';
  const look = { fill: colour, 'font-size': size, 'font-weight': weight === 400 ? null : String(weight) };
  const way = { direction: isTurned ? 'rtl' : null, 'text-anchor': isCentred ? 'middle' : null };
  return element('text', { ...look, ...way }, parts);
}
