import type { Box } from '$lib/domain/boards/geometry/box';
import type { Colour, Item } from '$lib/domain/boards/schema';
import { inkPath } from '$lib/domain/boards/drawing/inkPath';
import { shapePath } from '$lib/domain/boards/drawing/shapePath';

/** The colours of one tone in the theme of the page. */
export interface Tone {
  fill: string;
  edge: string;
  /** Of the thin line round a card. */
  line: string;
  /** Ground of a zone. */
  ground: string;
  words: string;
}

export interface Palette {
  tones: Record<Colour, Tone>;
  words: string;
  selection: string;
  surface: string;
}

/** One item as it is to be painted. */
export interface Painted {
  item: Item;
  box: Box;
  tone: Colour;
  isChosen: boolean;
  /** Left out by the filter: there, but hardly. */
  isFaint: boolean;
}

/** From board to picture: which board point is at its corner, how many dots a unit is, and its colours. */
export interface Sheet {
  x: number;
  y: number;
  by: number;
  palette: Palette;
  /** Whether words are shown as lines. */
  withLines: boolean;
}

const FAINT = 0.18;
/** As cards are drawn in the page: the bar at the top, padding, and lines of words. */
const BAR = 6;
const PADDING = 10;
const LINE = 20;
const LETTER = 7.5;
const FOOT = 34;

/** Paints items one over the other, in the order given. */
export function paintItems(pen: CanvasRenderingContext2D, items: Iterable<Painted>, sheet: Sheet): void {
  for (const painted of items) {
    pen.globalAlpha = painted.isFaint ? FAINT : 1;
    const place = placeOf(painted.box, sheet);
    if (painted.isChosen) frame(pen, place, sheet);
    paintOne(pen, painted, { place, sheet });
  }
  pen.globalAlpha = 1;
}

/** Where a box comes to lie, in whole dots: edges are then sharp, and quick to paint. */
function placeOf({ x, y, w, h }: Box, sheet: Sheet): Box {
  const left = Math.round((x - sheet.x) * sheet.by);
  const top = Math.round((y - sheet.y) * sheet.by);
  const right = Math.round((x + w - sheet.x) * sheet.by);
  const bottom = Math.round((y + h - sheet.y) * sheet.by);
  return { x: left, y: top, w: Math.max(1, right - left), h: Math.max(1, bottom - top) };
}

function paintOne(
  pen: CanvasRenderingContext2D,
  { item, box, tone }: Painted,
  { place, sheet }: { place: Box; sheet: Sheet },
): void {
  const colours = sheet.palette.tones[tone];
  switch (item.kind) {
    case 'card':
      block(pen, place, { fill: colours.fill, line: colours.line });
      pen.fillStyle = colours.edge;
      pen.fillRect(place.x, place.y, place.w, Math.max(1, Math.round(BAR * sheet.by)));
      if (sheet.withLines) lines(pen, item.text, { place, sheet, colour: colours.words, from: PADDING + BAR });
      return;
    case 'zone':
      return block(pen, place, { fill: colours.ground, line: colours.edge });
    case 'image':
      return block(pen, place, { fill: sheet.palette.surface, line: colours.edge });
    case 'text':
      return lines(pen, item.text, { place, sheet, colour: sheet.palette.words, from: LINE / 2 });
    case 'shape':
      return stroke(pen, new Path2D(shapePath(item.shape, box.w, box.h)), { place, sheet, width: 2, colours });
    case 'ink':
      return stroke(pen, new Path2D(inkPath(item.points)), {
        place,
        sheet,
        width: item.look.width ?? 3,
        colours: { ...colours, fill: null },
      });
  }
}

function block(
  pen: CanvasRenderingContext2D,
  { x, y, w, h }: Box,
  { fill, line }: { fill: string; line: string },
): void {
  pen.fillStyle = line;
  pen.fillRect(x, y, w, h);
  if (w < 3 || h < 3) return;
  pen.fillStyle = fill;
  pen.fillRect(x + 1, y + 1, w - 2, h - 2);
}

function frame(pen: CanvasRenderingContext2D, { x, y, w, h }: Box, { palette }: Sheet): void {
  pen.fillStyle = palette.selection;
  pen.fillRect(x - 4, y - 4, w + 8, h + 8);
  pen.fillStyle = palette.surface;
  pen.fillRect(x - 2, y - 2, w + 4, h + 4);
}

/** Words as lines about as long as they are: one sees where much is written, and where nothing. */
function lines(
  pen: CanvasRenderingContext2D,
  text: string,
  { place: { x, y, w, h }, sheet: { by }, colour, from }: { place: Box; sheet: Sheet; colour: string; from: number },
): void {
  const wide = w / by - 2 * PADDING;
  const most = Math.floor((h / by - from - (from > LINE / 2 ? FOOT : 0)) / LINE);
  let left = text.trim().length * LETTER;
  pen.fillStyle = colour;
  const alpha = pen.globalAlpha;
  pen.globalAlpha = alpha * 0.45;
  for (let line = 0; line < most && left > 0; line++, left -= wide) {
    pen.fillRect(
      x + PADDING * by,
      Math.round(y + (from + line * LINE) * by),
      Math.min(left, wide) * by,
      Math.max(1, 5 * by),
    );
  }
  pen.globalAlpha = alpha;
}

interface Stroke {
  place: Box;
  sheet: Sheet;
  width: number;
  colours: { fill: string | null; edge: string };
}

function stroke(pen: CanvasRenderingContext2D, path: Path2D, { place, sheet, width, colours }: Stroke): void {
  pen.save();
  pen.translate(place.x, place.y);
  pen.scale(sheet.by, sheet.by);
  pen.lineWidth = Math.max(width, 1 / sheet.by);
  pen.lineCap = pen.lineJoin = 'round';
  pen.strokeStyle = colours.edge;
  if (colours.fill !== null) {
    pen.fillStyle = colours.fill;
    pen.fill(path);
  }
  pen.stroke(path);
  pen.restore();
}
