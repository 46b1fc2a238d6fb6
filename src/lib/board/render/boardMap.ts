import type { Box } from '$lib/domain/boards/geometry/box';
import { boxAround, boxOf } from '$lib/domain/boards/geometry/box';
import type { Colour } from '$lib/domain/boards/schema';
import { COLOURS } from '$lib/domain/boards/schema';
import { toneOf } from '$lib/domain/boards/tone';
import type { BoardModel } from '../model/boardModel.svelte';
import { MAP_SIZE } from '../viewport/mapRoom.svelte';

/** Room round the board, in units. */
const MARGIN = 40;

/** Which board point is at the map's corner, and how large a unit is there. */
export interface MapScale {
  x: number;
  y: number;
  by: number;
}

/** Shows all of the board and what one looks at, in the middle of the map. */
export function mapScale(bounds: Box | null, view: Box): MapScale {
  const all = boxAround(bounds ? [bounds, clipTo(view, bounds)] : [view]) ?? view;
  const by = Math.min(MAP_SIZE[0] / (all.w + 2 * MARGIN), MAP_SIZE[1] / (all.h + 2 * MARGIN));
  return {
    x: all.x + all.w / 2 - MAP_SIZE[0] / 2 / by,
    y: all.y + all.h / 2 - MAP_SIZE[1] / 2 / by,
    by,
  };
}

export function onMap({ x, y, by }: MapScale, box: Box): Box {
  return { x: (box.x - x) * by, y: (box.y - y) * by, w: box.w * by, h: box.h * by };
}

/** Fill and edge of each colour in the theme of the page. */
export type ToneColours = Record<Colour, { fill: string; edge: string }>;

export function toneColours(element: Element): ToneColours {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    COLOURS.map((colour) => [
      colour,
      {
        fill: style.getPropertyValue(`--card-${colour}-fill`),
        edge: style.getPropertyValue(`--card-${colour}-edge`),
      },
    ]),
  ) as ToneColours;
}

interface Drawing {
  model: BoardModel;
  scale: MapScale;
  colours: ToneColours;
}

/** Draws zones, then cards as bars of their edge colour. */
export function drawMap(element: HTMLCanvasElement, { model, scale, colours }: Drawing): void {
  const density = Math.max(1, window.devicePixelRatio);
  element.width = MAP_SIZE[0] * density;
  element.height = MAP_SIZE[1] * density;
  const pen = element.getContext('2d');
  if (!pen) return;
  pen.scale(density, density);
  for (const zone of model.zones) {
    const { fill, edge } = colours[zone.look.colour ?? 'slate'];
    const { x, y, w, h } = onMap(scale, boxOf(zone));
    pen.fillStyle = fill;
    pen.strokeStyle = edge;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(x, y, w, h, 1.5);
    pen.fill();
    pen.stroke();
  }
  pen.globalAlpha = 0.6;
  for (const item of model.peekAll()) {
    if (item.kind === 'zone') continue;
    const { x, y, w, h } = onMap(scale, boxOf(item));
    pen.fillStyle = colours[toneOf(item, model.view)].edge;
    pen.fillRect(x, y, Math.max(1, w), Math.max(1, h));
  }
}

/** A view far away from the board must not make the board a dot. */
function clipTo(view: Box, bounds: Box): Box {
  const aside = bounds.w;
  const above = bounds.h;
  const left = Math.max(view.x, bounds.x - aside);
  const top = Math.max(view.y, bounds.y - above);
  const right = Math.min(view.x + view.w, bounds.x + bounds.w + aside);
  const bottom = Math.min(view.y + view.h, bounds.y + bounds.h + above);
  return right > left && bottom > top ? { x: left, y: top, w: right - left, h: bottom - top } : bounds;
}
