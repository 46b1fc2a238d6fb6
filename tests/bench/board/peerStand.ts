/** A peer as its package comes from npm, built into a page with Vite and served from this process. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { listen } from '../servers/listen.ts';
import { cardsOf } from './cards.ts';
import type { Camera, OpenBoard, Stand } from './stand.ts';
import { whenDrawn } from './stand.ts';
import { SCREEN, Tab } from './tab.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** What is on the screen once cards are. The patch that is looked at is wider than the gaps between cards. */
const IS_THERE: Record<string, string> = {
  excalidraw: `(() => {
    const canvas = document.querySelector('canvas.excalidraw__canvas.static');
    if (!window.bench || !canvas) return false;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(width / 2, height / 3, 24, 24);
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && Math.min(data[at], data[at + 1], data[at + 2]) < 240) return true;
    return false;
  })()`,
  tldraw: `Boolean(window.bench) && document.querySelectorAll('.tl-shape').length > 10`,
};

const SETTLES_MS = 1_200;

export async function peerStand(id: string, counts: readonly number[], browser: Browser): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), `throughline-bench-${id}-`));
  await buildPage(id, folder);
  const files = new Map<string, string>(
    counts.map((count) => [`/cards-${count}.json`, JSON.stringify(cardsOf(count))]),
  );
  const http = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
    const known = files.get(path);
    try {
      const body = known ?? readFileSync(join(folder, normalize(path === '/' ? '/index.html' : path)));
      response.writeHead(200, { 'content-type': type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const origin = `http://localhost:${await listen(http)}`;
  for (const count of counts)
    files.set(`/saved-${count}.json`, await makeBoard(browser, `${origin}/?make&board=/cards-${count}.json`));
  return {
    open: async (tab, count) => {
      await tab.page.goto(`${origin}/?board=/saved-${count}.json`, { waitUntil: 'commit' });
      return openBoard(tab, { opened: await whenDrawn(tab, IS_THERE[id] ?? 'false'), count });
    },
    gather: null,
    close: async () => {
      http.close();
      http.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function buildPage(id: string, outDir: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL(`./peers/${id}/`, import.meta.url)),
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.IS_PREACT': '"false"', 'process.env.NODE_ENV': '"production"' },
    build: { outDir, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 },
  });
}

/** Lets the program make the board once, and returns it as the program would have saved it. */
async function makeBoard(browser: Browser, url: string): Promise<string> {
  const tab = await Tab.open(browser);
  await tab.page.goto(url);
  await tab.page.waitForFunction('Boolean(window.bench)', undefined, { timeout: 120_000 });
  await tab.rest(SETTLES_MS);
  const saved: string = await tab.page.evaluate('JSON.stringify(window.bench.saved())');
  await tab.close();
  return saved;
}

function openBoard({ page }: Tab, { opened, count }: { opened: number; count: number }): OpenBoard {
  const look = async (camera: Camera): Promise<void> => {
    await page.evaluate(`void window.bench.look(${JSON.stringify(camera)})`);
    await page.waitForTimeout(SETTLES_MS);
  };
  const cards = cardsOf(count);
  const [right, bottom] = [Math.max(...cards.map(({ x, w }) => x + w)), Math.max(...cards.map(({ y, h }) => y + h))];
  const zoom = Math.min((SCREEN.width - 100) / right, (SCREEN.height - 130) / bottom);
  return {
    ...{ opened, ready: opened },
    camera: () => page.evaluate('window.bench.camera()') as Promise<Camera>,
    toReadingSize: () => look({ x: 76, y: 66, zoom: 1 }),
    toAll: () => look({ x: (SCREEN.width - right * zoom) / 2, y: (SCREEN.height - bottom * zoom) / 2, zoom }),
  };
}
