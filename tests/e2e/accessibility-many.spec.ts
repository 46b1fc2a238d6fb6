import { nanoid } from 'nanoid';
import { newRun } from '../../src/lib/domain/boards/order.ts';
import type { Spoken } from '../support/accessibilityTree.ts';
import { accessibilityTree, withAllIn } from '../support/accessibilityTree.ts';
import { findBrowser } from '../support/browser.ts';
import { cookieHeader, expect, openBoard, RUTH, test } from '../support/e2e.ts';
import type { StockClient } from '../support/stockClient.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

// As with a screen reader: only then does the browser tell of what is out of sight and not laid out yet.
const executablePath = findBrowser();
test.use({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--force-renderer-accessibility'],
  },
});

test.describe.configure({ timeout: 180_000 });

const boardIn = (tree: Spoken) => withAllIn(tree).find(({ role }) => role === 'application');

const MANY = 1_260;
const ACROSS = 36;

/** More cards than the page holds at any zoom. */
function addMany({ board }: StockClient): void {
  const keys = newRun(MANY);
  const cards = keys.map((z, nth) => ({
    ...{ id: nanoid(), by: null, made: '2026-11-23T09:00:00.000Z', z, zone: null, type: 'idea' as const },
    ...{ text: `Card number ${nth}`, at: [(nth % ACROSS) * 180, Math.floor(nth / ACROSS) * 130] as const },
  }));
  for (let from = 0; from < MANY; from += 300) board.addCards(cards.slice(from, from + 300), { by: null });
}

test('cards that are painted are told of, walked over one by one with all their words, and all in the outline', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { url, id } = await newBoard();
  const page = await signedIn(RUTH);
  await openBoard(page, url);
  const client = joinWithStockClient(server.url, id, await cookieHeader(page.context()));
  await client.synced;
  addMany(client);
  await expect(page.locator('[data-kind="card"]').first()).toBeVisible();
  await page.keyboard.press('Shift+1');
  await expect(page.locator('canvas.painted')).toBeVisible();
  const board = boardIn(await accessibilityTree(page));
  expect(board?.description).toContain('drawn too small to be listed here');
  await page.keyboard.press('Home');
  for (const nth of [0, 1, 2]) {
    const card = page.locator(':focus[data-kind="card"]');
    await expect(card).toHaveAccessibleName(new RegExp(`^Idea: Card number ${nth},`));
    const now = boardIn(await accessibilityTree(page));
    const told = now ? withAllIn(now).filter(({ calls }) => calls === 'card') : [];
    expect(told.some(({ name }) => name.startsWith(`Idea: Card number ${nth},`))).toBe(true);
    await page.keyboard.press('ArrowRight');
  }
  await openBoard(page, `${url}/outline`);
  await expect(page.locator('li[data-kind="card"]')).toHaveCount(MANY, { timeout: 60_000 });
  const rows = withAllIn(await accessibilityTree(page)).filter(({ role }) => role === 'listitem');
  const fields = new Set(rows.flatMap(withAllIn).map(({ value }) => value));
  for (let nth = 0; nth < MANY; nth++) expect(fields.has(`Card number ${nth}`), `card ${nth}`).toBe(true);
  client.leave();
});
