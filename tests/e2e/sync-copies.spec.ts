import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { closeCodes } from '../../src/lib/protocol/closeCodes.ts';
import { board } from '../support/boards.ts';
import { SmallSyncServer } from '../support/smallSyncServer.ts';
import type { SyncPage } from './syncPage/entry.ts';
import { serveSyncPage } from './syncPage/serveSyncPage.ts';

declare global {
  interface Window {
    sync: SyncPage;
  }
}

interface Fixtures {
  server: SmallSyncServer;
  /** A page with a live document open on the server. */
  openPage: (options?: { keepCopy?: boolean; daysAgo?: number; context?: BrowserContext }) => Promise<Page>;
}

const test = base.extend<Fixtures, { address: string }>({
  address: [
    async ({}, use) => {
      const { url, close } = await serveSyncPage();
      await use(url);
      await close();
    },
    { scope: 'worker' },
  ],
  server: async ({}, use) => {
    const server = await SmallSyncServer.start();
    Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(board({ cards: [{ id: 'card', text: 'Lunch' }] }).doc));
    await use(server);
    await server.stop();
  },
  openPage: async ({ context, server, address }, use) => {
    await use(async ({ context: other = context, ...options } = {}) => {
      const page = await other.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(address);
      await page.evaluate((given) => window.sync.open(given), { url: server.url, ...options });
      return page;
    });
  },
});

const state = (page: Page) => page.evaluate(() => window.sync.state());
const text = (page: Page) => page.evaluate(() => window.sync.text());
const copies = (page: Page) => page.evaluate(() => window.sync.copies());
const type = (page: Page, words: string) => page.evaluate((given) => window.sync.type(given), words);
const serverText = (server: SmallSyncServer) => new BoardDoc(server.doc).textAt({ item: 'card', field: 'text' });

async function waitFor(page: Page, is: string): Promise<void> {
  await expect.poll(async () => (await state(page)).status?.is, { timeout: 10_000 }).toBe(is);
}

/** Saved, and the browser has a copy of it. */
async function waitUntilKept(page: Page): Promise<void> {
  await waitFor(page, 'saved');
  await expect.poll(async () => (await state(page)).keepsCopy).toBe(true);
}

/** The network goes: the server is out of reach, and the browser says so. */
async function goOffline(server: SmallSyncServer, ...pages: Page[]): Promise<void> {
  server.goDown();
  for (const page of pages) {
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    await waitFor(page, 'offline');
  }
}

async function comeBack(server: SmallSyncServer, page: Page): Promise<void> {
  server.comeBack();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

/** Waits until the browser has written down what was edited, and that so many edits of this copy are unsent. */
async function waitUntilNoted(page: Page, count: number): Promise<void> {
  const noted = () =>
    page.evaluate(async () => {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const all = async (name: string, store: string): Promise<unknown[]> => {
        const db = await answer(indexedDB.open(name));
        const rows = await answer(db.transaction(store).objectStore(store).getAll());
        db.close();
        return rows;
      };
      // Reading waits for every write that was begun before it.
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      for (const name of names.filter((each) => each.startsWith('throughline:copy:'))) await all(name, 'updates');
      const rows = (await all('throughline:copies', 'writers')) as { unsent: number }[];
      return rows.reduce((sum, { unsent }) => sum + unsent, 0);
    });
  await expect.poll(noted).toBe(count);
}

/** Loads the page again without a network and opens the document in it, from the copy. */
async function reloadOffline(page: Page, server: SmallSyncServer): Promise<void> {
  await reload(page, server);
  await expect.poll(async () => (await state(page)).ready).toBe(true);
  await goOffline(server, page);
}

/** Loads the page again and opens the document in it. */
async function reload(page: Page, server: SmallSyncServer): Promise<void> {
  await page.reload();
  await page.evaluate((url) => window.sync.open({ url }), server.url);
}

test('edits made offline outlive a reload, are counted, and go out on return', async ({ server, openPage }) => {
  const page = await openPage();
  await waitUntilKept(page);
  await goOffline(server, page);
  await type(page, ' club');
  await type(page, ' daily');
  expect((await state(page)).status).toEqual({ is: 'offline', count: 2 });
  await waitUntilNoted(page, 2);
  await reloadOffline(page, server);
  expect(await state(page)).toMatchObject({ status: { count: 2 }, ready: true, role: 'edit' });
  expect(await text(page)).toBe('Lunch club daily');
  await comeBack(server, page);
  await waitFor(page, 'saved');
  expect(serverText(server)).toBe('Lunch club daily');
  expect(await page.evaluate(() => window.sync.seen.at(-1))).toBe('saved');
});

test('what was acknowledged before a reload is not called unsent after it', async ({ server, openPage }) => {
  const page = await openPage();
  await waitUntilKept(page);
  await type(page, ' club');
  await expect.poll(() => serverText(server)).toBe('Lunch club');
  await waitFor(page, 'saved');
  await goOffline(server, page);
  await reloadOffline(page, server);
  expect(await state(page)).toMatchObject({ status: { is: 'offline', count: 0 }, ready: true });
});

test('words only deleted offline count as unsent after a reload too', async ({ server, openPage }) => {
  const page = await openPage();
  await waitUntilKept(page);
  await goOffline(server, page);
  await page.evaluate(() => window.sync.erase(2));
  await waitUntilNoted(page, 1);
  await reloadOffline(page, server);
  expect((await state(page)).status).toEqual({ is: 'offline', count: 1 });
  await comeBack(server, page);
  await waitFor(page, 'saved');
  expect(serverText(server)).toBe('Lun');
});

test('saved is not said after a reload before the server acknowledged what the copy holds', async ({
  server,
  openPage,
}) => {
  const page = await openPage();
  await waitUntilKept(page);
  server.acknowledges = false;
  await type(page, ' club');
  await expect.poll(() => serverText(server)).toBe('Lunch club');
  await reload(page, server);
  await expect.poll(() => server.frames.map(({ kind }) => kind)).toEqual(['step2']);
  expect((await state(page)).status?.is).toBe('saving');
  expect(await page.evaluate(() => window.sync.seen)).not.toContain('saved');
  server.acknowledge();
  await waitFor(page, 'saved');
});

test('a new generation gives back the words of an earlier page, and drops its copy', async ({ server, openPage }) => {
  const page = await openPage();
  await waitUntilKept(page);
  await goOffline(server, page);
  await type(page, ' club');
  await reloadOffline(page, server);
  server.acknowledges = false;
  await comeBack(server, page);
  await expect.poll(() => server.addresses.at(-1)).toContain('?generation=0');
  await expect.poll(() => server.frames.length).toBe(1);
  server.close(closeCodes.otherGeneration);
  await waitFor(page, 'ended');
  const unsent = [{ item: 'card', field: 'text', text: 'Lunch club', zone: null }];
  expect((await state(page)).status).toEqual({ is: 'ended', why: 'otherGeneration', unsent });
  await expect.poll(() => copies(page)).toEqual([]);
});

for (const why of ['signIn', 'noAccess', 'noSuchDocument'] as const) {
  test(`the copy goes when the document ends with ${why}`, async ({ server, openPage }) => {
    const page = await openPage();
    await waitUntilKept(page);
    expect(await copies(page)).toHaveLength(1);
    server.close(closeCodes[why]);
    await waitFor(page, 'ended');
    await expect.poll(() => copies(page)).toEqual([]);
  });
}

test('two tabs share a copy and never speak for one another', async ({ server, openPage }) => {
  const one = await openPage();
  await waitUntilKept(one);
  const other = await openPage();
  await waitUntilKept(other);
  await goOffline(server, one, other);
  await type(one, ' club');
  await type(other, ' daily');
  await type(other, '!');
  await waitUntilNoted(other, 3);
  await other.close();
  await reloadOffline(one, server);
  expect((await state(one)).status).toEqual({ is: 'offline', count: 3 });
  await comeBack(server, one);
  await waitFor(one, 'saved');
  expect(serverText(server)).toContain(' club');
  expect(serverText(server)).toContain(' daily!');
});

test('a shared computer keeps nothing', async ({ openPage }) => {
  const page = await openPage({ keepCopy: false });
  await waitFor(page, 'saved');
  await type(page, ' club');
  await waitFor(page, 'saved');
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  expect((await state(page)).keepsCopy).toBe(false);
});

test('forgetting the copies from another tab leaves an open page working', async ({ server, openPage }) => {
  const page = await openPage();
  await waitUntilKept(page);
  const other = await openPage({ keepCopy: false });
  await other.evaluate(() => window.sync.forget());
  expect(await copies(other)).toEqual([]);
  await type(page, ' club');
  await expect.poll(() => serverText(server)).toBe('Lunch club');
  expect((await state(page)).keepsCopy).toBe(false);
  expect(await copies(other)).toEqual([]);
});

test('a copy unused for thirty days is deleted', async ({ server, openPage }) => {
  const page = await openPage({ daysAgo: 31 });
  await waitUntilKept(page);
  await page.close();
  server.goDown();
  const later = await openPage();
  await expect.poll(() => copies(later)).toEqual([]);
  await goOffline(server, later);
  expect((await state(later)).ready).toBe(false);
});

test('a browser without storage still opens and saves', async ({ context, server, openPage }) => {
  await context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  const page = await openPage();
  await waitFor(page, 'saved');
  await type(page, ' club');
  await expect.poll(() => serverText(server)).toBe('Lunch club');
  expect((await state(page)).keepsCopy).toBe(false);
});

test('a full disk ends the copy, not the work', async ({ context, server, openPage, address }) => {
  const first = await context.newPage();
  const cdp = await context.newCDPSession(first);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize: 1_000_000 });
  const page = await openPage();
  await waitUntilKept(page);
  for (let times = 0; times < 4; times++) await page.evaluate(() => window.sync.typeAtRandom(400_000));
  await expect.poll(async () => (await state(page)).keepsCopy).toBe(false);
  await type(page, ' club');
  await expect.poll(() => serverText(server)).toContain(' club');
  await waitFor(page, 'saved');
});

test('what was just typed goes out when the page goes', async ({ server, openPage }) => {
  const page = await openPage({ keepCopy: false });
  await waitFor(page, 'saved');
  await page.evaluate(() => {
    window.sync.type(' club');
    location.href = 'about:blank';
  });
  await expect.poll(() => serverText(server)).toBe('Lunch club');
});
