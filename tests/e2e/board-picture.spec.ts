import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { RUTH, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf } from '../support/boardPage.ts';

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
    await expect(ruth.getByText('Copied as a picture.')).toBeAttached();
    // The second time, the words are there from the first.
    await expect
      .poll(() => ruth.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types)))
      .toEqual(['image/png']);
    await ruth.evaluate(() => navigator.clipboard.writeText(''));
  }
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
