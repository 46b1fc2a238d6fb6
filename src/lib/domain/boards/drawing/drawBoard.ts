import type { Box } from '../geometry/box.ts';
import { boxAround, boxOf } from '../geometry/box.ts';
import { byOrder } from '../order.ts';
import { toneOf } from '../tone.ts';
import { drawItem } from './drawItem.ts';
import { drawLine, routeLines } from './drawLines.ts';
import type { Drawn, Sheet, SheetContent } from './sheet.ts';
import { FACE } from './sheet.ts';
import { element, escaped, plain } from './xml.ts';

/** Air round what is drawn. */
const MARGIN = 24;
/** What a drawing of nothing is like. */
const NOTHING: Box = { x: 0, y: 0, w: 320, h: 200 };
const BASE64 = /^[A-Za-z0-9+/]+=*$/;

/**
 * Things of a board as one SVG picture, the same for the same things. It asks for nothing from outside, runs nothing,
 * and holds only what it is given: the words of strangers are words in it, whatever they look like.
 */
export function drawBoard(content: SheetContent, sheet: Sheet): Drawn {
  const steps = drawInSteps(content, sheet);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, with a stop after each thing, so that whoever draws a large board can do something else in between. */
export function* drawInSteps(content: SheetContent, sheet: Sheet): Generator<void, Drawn, void> {
  const { items } = content;
  const known = new Map(items.map((item) => [item.id, item]));
  const view = { item: (id: string) => known.get(id) ?? null };
  const lines = yield* routeLines(content);
  const frame = frameOf([...items.map(boxOf), ...lines.flatMap(({ points }) => points.map(boxOfPoint))]);
  const stack = [...items].sort((a, b) => byOrder({ id: a.id, key: a.z }, { id: b.id, key: b.z }));
  const [zones, others] = [stack.filter(({ kind }) => kind === 'zone'), stack.filter(({ kind }) => kind !== 'zone')];
  const drawn: string[] = [];
  for (const item of [...zones, ...others]) {
    drawn.push(drawItem(item, sheet.colours.tones[toneOf(item, view)], sheet));
    yield;
  }
  const ground = { x: frame.x, y: frame.y, width: frame.w, height: frame.h, fill: sheet.colours.board };
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: frame.w,
      height: frame.h,
      viewBox: [frame.x, frame.y, frame.w, frame.h].map(plain).join(' '),
      role: 'img',
      'font-family': FACE,
    },
    [
      element('title', {}, [escaped(sheet.title)]),
      ...styleOf(sheet),
      element('rect', ground),
      ...drawn,
      ...lines.map((line) => drawLine(line, sheet)),
    ],
  );
  return { svg, width: frame.w, height: frame.h };
}

function frameOf(boxes: readonly Box[]): Box {
  const { x, y, w, h } = boxAround(boxes) ?? NOTHING;
  const [left, top] = [Math.floor(x) - MARGIN, Math.floor(y) - MARGIN];
  return { x: left, y: top, w: Math.ceil(x + w) + MARGIN - left, h: Math.ceil(y + h) + MARGIN - top };
}

function boxOfPoint([x, y]: readonly [number, number]): Box {
  return { x, y, w: 0, h: 0 };
}

/** Our typeface goes along where it is given: a picture cannot fetch one. */
function styleOf({ face }: Sheet): string[] {
  if (face === undefined || !BASE64.test(face)) return [];
  const source = `url(data:font/woff2;base64,${face})`;
  return [
    element('style', {}, [`@font-face{font-family:'Atkinson Hyperlegible Next';font-weight:200 800;src:${source}}`]),
  ];
}
