import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { RUTH, cookieHeader, expect, openBoard, test } from '../support/e2e.ts';
import { newCard, newConnector, newZone } from '../support/boards.ts';
import { addCard, cardOf } from '../support/boardPage.ts';
import { samplePng } from '../support/pictures.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const LAPTOP = { viewport: { width: 1366, height: 800 } };
const palette = (page: Page) => page.getByRole('combobox', { name: 'What do you want to do?' });

/** Does something by its name. */
async function byName(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type(name);
  await page.getByRole('option').filter({ hasText: name }).first().click();
}

async function saved(page: Page, doing: () => Promise<void>): Promise<{ name: string; file: Buffer }> {
  const coming: Promise<Download> = page.waitForEvent('download');
  await doing();
  const download = await coming;
  return { name: download.suggestedFilename(), file: await readFile(await download.path()) };
}

/** What a browser makes of an SVG file: its words, its elements, and what it asks for. */
function readSvg(page: Page, file: Buffer) {
  return page.evaluate((source) => {
    const read = new DOMParser().parseFromString(source, 'image/svg+xml');
    const all = [...read.querySelectorAll('*')];
    return {
      words: read.documentElement.textContent,
      names: [...new Set(all.map(({ tagName }) => tagName))],
      asks: all.flatMap((one) => [one.getAttribute('href') ?? []].flat()).filter((one) => !one.startsWith('data:')),
      runs: all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on')),
    };
  }, file.toString('utf8'));
}

/** How large a PNG file is, in dots; throws for what is none. */
function sizeOfPng(file: Buffer): { width: number; height: number } {
  expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

test('the board, or what is chosen, is saved as a drawing and as a picture, and copied', async ({
  signedIn,
  newBoard,
  browserName,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await addCard(ruth, 'Somewhere quiet', { x: 400, y: 300 });
  await addCard(ruth, '</text><script>alert(1)</script>', { x: 800, y: 300 });

  const drawing = await saved(ruth, () => byName(ruth, 'Save the board as drawing (SVG)'));
  expect(drawing.name).toMatch(/ \d{4}-\d\d-\d\d\.svg$/);
  const { words, names, asks, runs } = await readSvg(ruth, drawing.file);
  expect(words).toContain('Somewhere quiet');
  expect(words?.replace(/\s/g, '')).toContain('<script>');
  expect(names).not.toContain('script');
  expect(names).not.toContain('parsererror');
  expect([asks, runs]).toEqual([[], []]);

  const whole = sizeOfPng((await saved(ruth, () => byName(ruth, 'Save the board as picture (PNG)'))).file);
  await cardOf(ruth, 'Somewhere quiet').click();
  const one = await readSvg(ruth, (await saved(ruth, () => byName(ruth, 'Save as drawing (SVG)'))).file);
  expect(one.words).toContain('Somewhere quiet');
  expect(one.words).not.toContain('script');
  const png = sizeOfPng((await saved(ruth, () => byName(ruth, 'Save as picture (PNG)'))).file);
  expect(png.width).toBe(2 * (164 + 48));
  expect(whole.width).toBeGreaterThan(png.width);

  expect(browserName).toBe('chromium');
  await ruth.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const name of ['Copy as picture', 'Copy the board as picture']) {
    await byName(ruth, name);
    await expect(ruth.getByText('Copied as a picture.')).toBeVisible();
    // The second time, the words are there from the first.
    await expect
      .poll(() => ruth.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types)))
      .toEqual(['image/png']);
    await ruth.evaluate(() => navigator.clipboard.writeText(''));
  }
});

test('zones, pictures, ink and lines are in it; what cannot be copied or drawn is said where one sees it', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { id, url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await ruth.goto(url);
  const origin = { origin: server.url, 'content-type': 'image/png' };
  const sent = await ruth.request.post(`${url}/files`, { headers: origin, data: Buffer.from(samplePng()) });
  const { file } = (await sent.json()) as { file: string };
  const program = joinWithStockClient(server.url, id, await cookieHeader(ruth.context()));
  await program.synced;
  const made = { by: null, made: '2026-11-24T12:00:00.000Z', zone: null } as const;
  program.board.addZone(newZone({ id: 'z', title: 'Needs', prompt: 'Who needs what?' }), { by: null });
  program.board.addCards([newCard({ ...made, id: 'c', text: 'Somewhere quiet', at: [18, 98] })], { by: null });
  program.board.addDrawings(
    [
      { ...made, id: 'i', kind: 'image', at: [700, 0], size: [200, 120], z: 'a2', file, alt: 'Four dots' },
      { ...made, id: 'k', kind: 'ink', at: [700, 300], z: 'a3', points: [0, 0, 90, 60], width: 3, alt: 'A tick' },
    ],
    { by: null },
  );
  program.board.addConnectors([newConnector('c', 'i', { by: null, text: 'looks like' })], { by: null });
  await openBoard(ruth, url);
  await expect(cardOf(ruth, 'Somewhere quiet')).toBeVisible();
  program.leave();

  const { file: svg } = await saved(ruth, () => byName(ruth, 'Save the board as drawing (SVG)'));
  const { words, names, asks } = await readSvg(ruth, svg);
  for (const part of ['Needs', 'Who needs what?', 'Somewhere quiet', 'looks like', 'Four dots', 'A tick']) {
    expect(words).toContain(part);
  }
  expect(names).toContain('image');
  expect(asks).toEqual([]);
  expect(svg.toString()).toContain('data:image/png;base64,');
  await expect(ruth.getByText(/^Saved as .*\.svg\.$/)).toBeVisible();

  await ruth.context().clearPermissions();
  await ruth.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { write: () => Promise.reject(new Error('no')) } });
  });
  await byName(ruth, 'Copy the board as picture');
  await expect(ruth.getByText('This browser does not let a picture be copied here.')).toBeVisible();
  await ruth.evaluate(() => {
    HTMLCanvasElement.prototype.toBlob = (done) => done(null);
  });
  await byName(ruth, 'Copy the board as picture');
  await expect(ruth.getByText('The picture could not be drawn.')).toBeVisible();
});

test('in the outline the same is found in menus', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await addCard(ruth, 'Somewhere quiet', { x: 400, y: 300 });
  await ruth.goto(`${url}/outline`);
  const whole = await saved(ruth, async () => {
    await ruth.getByRole('button', { name: 'Picture of the board' }).click();
    await ruth.getByRole('menuitem', { name: 'Save the board as drawing (SVG)' }).click();
  });
  expect((await readSvg(ruth, whole.file)).words).toContain('Somewhere quiet');
  const one = await saved(ruth, async () => {
    await ruth.getByRole('button', { name: /^More/ }).last().click();
    await ruth.getByRole('menuitem', { name: 'Picture…' }).click();
    await ruth.getByRole('menuitem', { name: 'Save as picture (PNG)' }).click();
  });
  expect(sizeOfPng(one.file).width).toBe(2 * (164 + 48));
});
