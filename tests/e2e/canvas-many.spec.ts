import type { Page } from '@playwright/test';
import { nanoid } from 'nanoid';
import { newRun } from '../../src/lib/domain/boards/order.ts';
import { stillBoxOf } from '../support/boardPage.ts';
import { cookieHeader, expect, openBoard, RUTH, test } from '../support/e2e.ts';
import type { StockClient } from '../support/stockClient.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const ACROSS = 30;
const WIDE = (ACROSS - 1) * 180 + 164;
const HIGH = (ACROSS - 1) * 130 + 140;
const MADE = '2026-11-23T09:00:00.000Z';

/** More cards than the page can hold at a glance, put on the board by another program. */
async function fill(client: StockClient): Promise<string[]> {
  await client.synced;
  const ids = Array.from({ length: 900 }, () => nanoid());
  const keys = newRun(ids.length);
  const cards = ids.map((id, nth) => ({
    ...{ id, by: null, made: MADE, z: keys[nth] ?? '', zone: null, type: 'idea' as const, text: `Card number ${nth}` },
    at: [(nth % ACROSS) * 180, Math.floor(nth / ACROSS) * 130] as const,
  }));
  for (let from = 0; from < cards.length; from += 300)
    client.board.addCards(cards.slice(from, from + 300), { by: null });
  return ids;
}

const manyTest = test.extend<{ many: { page: Page; client: StockClient; ids: string[] } }>({
  many: async ({ signedIn, newBoard, server }, use) => {
    const { url, id } = await newBoard();
    const page = await signedIn(RUTH);
    await openBoard(page, url);
    const client = joinWithStockClient(server.url, id, await cookieHeader(page.context()));
    const ids = await fill(client);
    await expect(page.locator('[data-kind="card"]').first()).toBeVisible();
    await seeEverything(page);
    await use({ page, client, ids });
    client.leave();
  },
});

/** All of it is there, fits, and lies still: cards that came after a look at everything may lie out of sight. */
async function seeEverything(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Shift+1');
    const painting = page.locator('canvas.painted');
    const { width, height } = await stillBoxOf(painting);
    expect(height / width).toBeCloseTo(HIGH / WIDE, 1);
    await expect(painting).toBeInViewport({ ratio: 1, timeout: 500 });
  }).toPass();
}

interface Place {
  x: number;
  y: number;
}

/** Where the middle of a card is on the screen, worked out from where the painting is. */
async function whereIs(page: Page, nth: number): Promise<Place | null> {
  const box = await page.locator('canvas.painted').boundingBox();
  if (!box) return null;
  const unit = box.width / WIDE;
  const [x, y] = [(nth % ACROSS) * 180 + 82, Math.floor(nth / ACROSS) * 130 + 70];
  return { x: box.x + x * unit, y: box.y + y * unit };
}

async function placeOf(page: Page, nth: number): Promise<Place> {
  const place = await whereIs(page, nth);
  if (!place) throw new Error('nothing is painted');
  return place;
}

/** The colour painted in the middle of a card, red, green, blue and how much of it. */
function colourOf(page: Page, nth: number): Promise<number[]> {
  return page.locator('canvas.painted').evaluate(
    (element: HTMLCanvasElement, [across, at]) => {
      const unit = element.width / ((across - 1) * 180 + 164);
      const [x, y] = [(at % across) * 180 + 82, Math.floor(at / across) * 130 + 70];
      return [...(element.getContext('2d')?.getImageData(x * unit, y * unit, 1, 1).data ?? [])];
    },
    [ACROSS, nth] as const,
  );
}

manyTest(
  'what is too much for the page is painted, and a click brings a card into it',
  async ({ many: { page, ids } }) => {
    await expect(page.locator('[data-kind="card"]')).toHaveCount(0);
    const { x, y } = await placeOf(page, 455);
    await page.mouse.click(x, y);
    const card = page.locator(`[data-item="${ids[455]}"]`);
    await expect(card).toHaveAttribute('data-selected', 'true');
    await expect(card).toBeFocused();
    await expect(card).toHaveAccessibleName(/Card number 455/);
    expect((await colourOf(page, 455))[3]).toBe(0);
    expect((await colourOf(page, 456))[3]).toBe(255);
  },
);

manyTest(
  'arrows walk over painted cards, each with its name and the focus in view',
  async ({ many: { page, ids } }) => {
    const { x, y } = await placeOf(page, 455);
    await page.mouse.click(x, y);
    for (const nth of [456, 457]) {
      await page.keyboard.press('ArrowRight');
      await expect(page.locator(`[data-item="${ids[nth]}"]`)).toBeFocused();
      await expect(page.locator(`[data-item="${ids[nth]}"]`)).toBeInViewport();
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Text of this card' })).toHaveValue('Card number 457');
    await expect(page.locator('canvas.painted')).toHaveCount(0);
  },
);

manyTest(
  'a painted card can be dragged, and leaves nothing behind where it was',
  async ({ many: { page, client, ids } }) => {
    const from = await placeOf(page, 455);
    await page.keyboard.down('Alt');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect.poll(() => client.board.item(ids[455] ?? '')?.at[0]).toBeGreaterThan((455 % ACROSS) * 180 + 100);
    await expect(page.locator(`[data-item="${ids[455]}"]`)).toBeFocused();
    expect((await colourOf(page, 455))[3]).toBe(0);
  },
);

manyTest('what others change is painted at once, and nothing else', async ({ many: { page, client, ids } }) => {
  const before = await colourOf(page, 455);
  client.board.restyle([ids[455] ?? ''], { colour: 'rose' }, { by: null });
  await expect.poll(() => colourOf(page, 455)).not.toEqual(before);
  client.board.remove([ids[456] ?? ''], { by: null });
  await expect.poll(async () => (await colourOf(page, 456))[3]).toBe(0);
  expect(await colourOf(page, 457)).toEqual(before);
});

manyTest('the dark theme repaints', async ({ many: { page } }) => {
  const light = await colourOf(page, 455);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => colourOf(page, 455)).not.toEqual(light);
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await expect.poll(() => colourOf(page, 455)).toEqual([0, 0, 0, 255]);
});
