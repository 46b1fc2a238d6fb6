import { nanoid } from 'nanoid';
import { newRun } from '../../src/lib/domain/boards/order.ts';
import { TO_BE_KEPT } from '../../src/lib/protocol/keptPage.ts';
import { boxOf, cardOf, stillBoxOf } from '../support/boardPage.ts';
import { cookieHeader, expect, openBoard, RUTH, test } from '../support/e2e.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const ACROSS = 20;

/** A board that no screen shows whole, filled by another program. */
const largeTest = test.extend<{ large: { url: string } }>({
  large: async ({ signedIn, newBoard, server }, use) => {
    const { url, id } = await newBoard();
    const page = await signedIn(RUTH);
    const client = joinWithStockClient(server.url, id, await cookieHeader(page.context()));
    const reader = joinWithStockClient(server.url, id, await cookieHeader(page.context()));
    await Promise.all([client.synced, reader.synced]);
    const keys = newRun(400);
    const cards = keys.map((z, nth) => ({
      ...{ id: nanoid(), by: null, made: '2026-11-23T09:00:00.000Z', z, zone: null, type: 'idea' as const },
      ...{ text: `Card number ${nth}`, at: [(nth % ACROSS) * 180, Math.floor(nth / ACROSS) * 130] as const },
    }));
    client.board.addCards(cards, { by: null });
    await expect.poll(() => reader.board.count).toBe(cards.length);
    client.leave();
    reader.leave();
    await page.close();
    await use({ url });
  },
});

largeTest(
  'a large board can be read before its document is there, and nothing moves when it comes',
  async ({ large, signedIn }) => {
    const page = await signedIn(RUTH);
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.routeWebSocket(/\/sync/, async (socket) => {
      const server = socket.connectToServer();
      server.onMessage(async (message) => {
        await held;
        socket.send(message);
      });
    });
    await page.goto(large.url);
    const words = page.getByText('Card number 21', { exact: true });
    const early = page.locator('[aria-busy="true"] .card-face').filter({ has: words });
    await expect(early).toBeVisible();
    // Nothing can be done here yet, and it is said to nobody that it could.
    await expect(words).toHaveCount(1);
    await expect(page.getByRole('group', { name: /Card number 21/ })).toHaveCount(0);
    const box = await boxOf(early);
    letThrough();
    await expect(cardOf(page, 'Card number 21')).toBeVisible();
    const now = await stillBoxOf(cardOf(page, 'Card number 21'));
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(now[side] - box[side])).toBeLessThan(1.5);
  },
);

largeTest('the page that a browser keeps for later has none of its words', async ({ large, signedIn }) => {
  const page = await signedIn(RUTH, { serviceWorkers: 'allow' });
  const words = async (headers: Record<string, string>) => (await page.request.get(large.url, { headers })).text();
  expect(await words({})).toContain('Card number 21');
  const kept = await words({ [TO_BE_KEPT]: '1' });
  expect(kept).toContain('data-board');
  expect(kept).not.toContain('Card number');
  // And so it is asked for: what the browser keeps holds none either.
  await openBoard(page, large.url);
  const inCache = () =>
    page.evaluate(async (path) => (await caches.match(path))?.text() ?? '', new URL(large.url).pathname);
  await expect.poll(inCache).toContain('data-board');
  expect(await inCache()).not.toContain('Card number');
});

largeTest('what comes with the page is seen before the board is opened', async ({ large, signedIn }) => {
  const page = await signedIn(RUTH);
  await page.addInitScript(() => {
    const seen: boolean[] = [];
    Object.assign(window, { seenBeforeOpening: seen });
    window.WebSocket = new Proxy(window.WebSocket, {
      construct(Socket, args: [string]) {
        seen.push(performance.getEntriesByName('first-contentful-paint').length > 0);
        return new Socket(...args);
      },
    });
  });
  await openBoard(page, large.url);
  expect(await page.evaluate('window.seenBeforeOpening[0]')).toBe(true);
});
