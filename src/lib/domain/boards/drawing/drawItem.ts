import type { Box } from '../geometry/box.ts';
import { boxOf } from '../geometry/box.ts';
import type { CardItem, ImageItem, InkItem, Item, ShapeItem, TextItem, ZoneItem } from '../schema.ts';
import { inkPath } from './inkPath.ts';
import { shapePath } from './shapePath.ts';
import type { Sheet, SheetTone } from './sheet.ts';
import { typePaths } from './typePaths.ts';
import { drawWords } from './drawWords.ts';
import { widthOf, wrapWords } from './wrapWords.ts';
import { element, escaped, plain } from './xml.ts';

/** What a picture may be shown from: what it holds itself, and is a picture. */
const OWN_PICTURE = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+=*$/;
/** As cards are shown on the board. */
const CARD = { size: 16, line: 20, side: 11, top: 12, foot: 28, tags: 19, bar: 4, icon: 17 };
const ZONE = { size: 20.5, line: 24.6, side: 18, top: 14, round: 12 };

/** One item as SVG, in board units, with its words. */
export function drawItem(item: Item, tone: SheetTone, sheet: Sheet): string {
  const { x, y, w, h } = boxOf(item);
  const place = { transform: `translate(${plain(x)} ${plain(y)})` };
  const box = { x: 0, y: 0, w, h };
  switch (item.kind) {
    case 'card':
      return element('g', place, drawCard(item, box, { tone, sheet }));
    case 'zone':
      return element('g', place, drawZone(item, box, { tone, sheet }));
    case 'text':
      return element('g', place, drawText(item, box, sheet));
    case 'shape':
      return element('g', place, drawShape(item, box, tone));
    case 'ink':
      return element('g', place, drawInk(item, tone));
    case 'image':
      return element('g', place, drawImage(item, box, { tone, sheet }));
  }
}

type Manner = { tone: SheetTone; sheet: Sheet };

function drawCard(item: CardItem, { w, h }: Box, { tone, sheet }: Manner): string[] {
  const type = item.look.type ?? 'idea';
  const foot = CARD.foot + (item.tags.length > 0 ? CARD.tags : 0);
  const most = Math.max(1, Math.floor((h - CARD.top - foot + 4) / CARD.line));
  const lines = wrapWords(item.text, { size: CARD.size, width: w - 2 * CARD.side, most });
  const icon = `translate(${plain(w - CARD.side - CARD.icon)} ${plain(h - CARD.foot + 4)}) scale(0.72)`;
  return [
    element('rect', { x: 0.5, y: 0.5, width: w - 1, height: h - 1, rx: 4, fill: tone.fill, stroke: tone.line }),
    element('path', {
      d: `M0 ${CARD.bar}V2A2 2 0 0 1 2 0H${plain(w - 2)}A2 2 0 0 1 ${plain(w)} 2V4Z`,
      fill: tone.edge,
    }),
    drawWords(lines, { x: CARD.side, y: CARD.top, w: w - 2 * CARD.side, ...CARD, colour: tone.words }),
    ...drawTags(item.tags, { x: CARD.side, y: h - foot + 2, w: w - 2 * CARD.side, tone }),
    element(
      'path',
      { transform: icon, d: typePaths[type], fill: 'none', stroke: tone.words, 'stroke-width': 1.75, ...ROUND },
      [element('title', {}, [escaped(sheet.typeWord(type))])],
    ),
  ];
}

const ROUND = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };

/** Tags in one row; those that find no room are left out, as on the board. */
function drawTags(
  tags: readonly string[],
  { x, y, w, tone }: { x: number; y: number; w: number; tone: SheetTone },
): string[] {
  const drawn: string[] = [];
  let left = 0;
  for (const tag of tags) {
    const [words = ''] = wrapWords(tag, { size: 12, width: w - left - 14, most: 1 });
    const width = widthOf(words, { size: 12 }) + 14;
    if (left + width > w + 1) break;
    drawn.push(
      element('rect', { x: x + left, y, width, height: 17, rx: 8.5, fill: 'none', stroke: tone.line }),
      drawWords([words], { x: x + left + 7, y: y + 1, w: width, size: 12, line: 15, colour: tone.words }),
    );
    left += width + 4;
  }
  return drawn;
}

function drawZone(item: ZoneItem, { w, h }: Box, { tone, sheet }: Manner): string[] {
  const width = w - 2 * ZONE.side;
  const name = item.text.trim() || sheet.untitled;
  const title = wrapWords(name, { size: ZONE.size, width, most: 2, bold: true });
  const below = ZONE.top + title.length * ZONE.line + 2;
  const prompt = item.prompt.trim() === '' ? [] : wrapWords(item.prompt.trim(), { size: 16, width, most: 2 });
  const words = { x: ZONE.side, w: width };
  return [
    element('rect', { width: w, height: h, rx: ZONE.round, fill: tone.ground, stroke: tone.edge, 'stroke-width': 1.5 }),
    drawWords(title, { ...words, y: ZONE.top, size: ZONE.size, line: ZONE.line, colour: tone.words, weight: 680 }),
    drawWords(prompt, { ...words, y: below, size: 16, line: 20, colour: sheet.colours.quietWords }),
  ];
}

function drawText({ text, look }: TextItem, { w }: Box, { colours }: Sheet): string[] {
  const size = 16 * (look.scale ?? 1);
  const lines = wrapWords(text, { size, width: w - 16, most: 200, bold: true });
  return [drawWords(lines, { x: 8, y: 6, w: w - 16, size, line: size * 1.3, colour: colours.words, weight: 530 })];
}

function drawShape({ shape, text, alt, look }: ShapeItem, { w, h }: Box, tone: SheetTone): string[] {
  const size = 16 * (look.scale ?? 1);
  const line = size * 1.3;
  const most = Math.max(1, Math.floor((h - 24) / line));
  const lines = wrapWords(text.trim(), { size, width: w - 32, most });
  const y = (h - lines.length * line) / 2;
  return [
    element('path', { d: shapePath(shape, w, h), fill: tone.fill, stroke: tone.edge, 'stroke-width': 2 }, said(alt)),
    drawWords(lines, { x: 16, y, w: w - 32, size, line, colour: tone.words, isCentred: true }),
  ];
}

function drawInk({ points, alt, look }: InkItem, tone: SheetTone): string[] {
  const stroke = { fill: 'none', stroke: tone.edge, 'stroke-width': look.width ?? 3, ...ROUND };
  return [element('path', { d: inkPath(points), ...stroke }, said(alt))];
}

function drawImage({ file, alt }: ImageItem, { w, h }: Box, { tone, sheet }: Manner): string[] {
  const href = (file === null ? undefined : sheet.pictures?.get(file)) ?? '';
  const whole = { width: w, height: h };
  if (OWN_PICTURE.test(href)) return [element('image', { href, ...whole }, said(alt))];
  const lines = wrapWords(alt.trim(), { size: 13, width: w - 16, most: Math.max(1, Math.floor((h - 16) / 17)) });
  const frame = { ...whole, rx: 4, fill: sheet.colours.surface, stroke: tone.line, 'stroke-dasharray': '4 3' };
  const y = (h - lines.length * 17) / 2;
  const words = { x: 8, y, w: w - 16, size: 13, line: 17, colour: sheet.colours.quietWords, isCentred: true };
  return [element('rect', frame), drawWords(lines, words)];
}

/** What it shows, for those who do not see it. */
function said(alt: string): string[] {
  return alt.trim() === '' ? [] : [element('title', {}, [escaped(alt.trim())])];
}
