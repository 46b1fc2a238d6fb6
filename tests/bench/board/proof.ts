import type { Browser, Page } from '@playwright/test';
import type { Card } from './cards.ts';
import type { Camera } from './stand.ts';
import type { Tab } from './tab.ts';
import { SCREEN } from './tab.ts';

/** What a picture of the screen shows of the cards that must be on it, as parts of one. */
export interface Drawn {
  /** Cards that stand out from the ground. */
  cards: number;
  /** Cards on which something is written. */
  words: number;
  /** How many should be there. */
  count: number;
}

interface Spot {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Tools and bars may lie over what is closer to the edge than this. */
const EDGE = { top: 130, right: 170, bottom: 100, left: 90 } as const;
/** Light and dark apart by as much as can be seen. */
const APART = 12;

export function spotOf({ x, y, w, h }: Card, camera: Camera): Spot {
  return { x: camera.x + x * camera.zoom, y: camera.y + y * camera.zoom, w: w * camera.zoom, h: h * camera.zoom };
}

export function inSight({ x, y, w, h }: Spot): boolean {
  const { top, right, bottom, left } = EDGE;
  return x > left && y > top && x + w < SCREEN.width - right && y + h < SCREEN.height - bottom;
}

/** Looks at the screen itself: whoever draws less is seen to. */
export async function drawnIn(
  browser: Browser,
  { page }: Tab,
  { cards, camera }: { cards: readonly Card[]; camera: Camera },
): Promise<Drawn> {
  const spots = cards.map((card) => spotOf(card, camera)).filter(inSight);
  const looked = await look(browser, page, spots);
  const share = (holds: (one: Looked) => boolean) => looked.filter(holds).length / Math.max(1, looked.length);
  return {
    cards: share(({ middle, ground }) => middle.some((part, at) => Math.abs(part - (ground[at] ?? 0)) >= APART)),
    words: share(({ dark }) => dark > 20),
    count: spots.length,
  };
}

/** The colour at a place of the screen. */
export async function colourAt(browser: Browser, { page }: Tab, { x, y }: { x: number; y: number }): Promise<string> {
  const [looked] = await look(browser, page, [{ x, y, w: 0, h: 0 }]);
  return looked?.middle.join() ?? '';
}

interface Looked {
  middle: number[];
  /** Of the board beside the cards. */
  ground: number[];
  /** How many dots are dark as ink is. */
  dark: number;
}

/** Takes a picture of a page and reads it in another one, so that the page itself is left alone. */
async function look(browser: Browser, page: Page, spots: readonly Spot[]): Promise<Looked[]> {
  const picture = (await page.screenshot({ animations: 'allow' })).toString('base64');
  const reader = await browser.newPage();
  try {
    return await reader.evaluate(readPicture, { picture, spots: [...spots] });
  } finally {
    await reader.close();
  }
}

/** Runs in the page of the reader. */
async function readPicture({ picture, spots }: { picture: string; spots: Spot[] }): Promise<Looked[]> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!pen) return [];
  pen.drawImage(image, 0, 0);
  const { data, width } = pen.getImageData(0, 0, image.width, image.height);
  const at = (x: number, y: number): number[] => {
    const first = 4 * (Math.round(y) * width + Math.round(x));
    return [...data.subarray(first, first + 3)];
  };
  const isDark = (x: number, y: number): boolean => Math.max(...at(x, y)) < 120;
  return spots.map(({ x, y, w, h }) => {
    let dark = 0;
    for (let down = 8; down < h - 4; down++)
      for (let across = 4; across < w - 4; across++) dark += Number(isDark(x + across, y + down));
    const middle = at(x + w / 2, y + h * 0.8);
    // Between two columns: cards may grow downwards with their words.
    return { middle, ground: at(x + w * (1 + 8 / 164), y + h / 2), dark };
  });
}
