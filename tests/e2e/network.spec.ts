import type { BrowserContext, Page } from '@playwright/test';
import { addCard, cardOf, expectMark, writeOn, writingField } from '../support/boardPage.ts';
import { RUTH, TOM, expect, expectReady, openBoard, signInAs, test as base } from '../support/e2e.ts';
import type { ProxyFaults } from '../support/proxies.ts';
import { FaultyProxy } from '../support/proxies.ts';

interface Fixtures {
  /** A network between browsers and the server. */
  network: (faults: ProxyFaults) => Promise<FaultyProxy>;
  /** A browser of someone's own on that network, signed in. */
  browserOn: (proxy: FaultyProxy, email: string) => Promise<BrowserContext>;
  /** The path of a fresh board, to be opened through any network. */
  boardPath: string;
}

const test = base.extend<Fixtures>({
  network: async ({ server }, use) => {
    const proxies: FaultyProxy[] = [];
    await use(async (faults) => {
      const proxy = await FaultyProxy.open(server.url.replace('localhost', '127.0.0.1'), faults);
      proxies.push(proxy);
      return proxy;
    });
    for (const proxy of proxies) await proxy.close();
  },
  boardPath: async ({ newBoard }, use) => use(new URL((await newBoard()).url, 'http://localhost').pathname),
  browserOn: async ({ newContext, sample }, use) => {
    await use(async ({ url }, email) => {
      const context = await newContext({ baseURL: url });
      await signInAs(context, { email, sample, origin: url });
      return context;
    });
  },
});

const linesOf = (proxy: FaultyProxy, how: 'stream' | 'poll') =>
  proxy.underWay.filter((address) => address.includes(`how=${how}`)).length;
const peopleHere = (page: Page, count: number) =>
  page.getByRole('banner').getByRole('button', { name: new RegExp(`${count} people are here`) });

/** Ruth's and Tom's pages with one board open, Ruth's on this network. */
async function openBoth({ ruth, tom }: { ruth: Page; tom: Page }, path: string): Promise<void> {
  await Promise.all([openBoard(ruth, path), openBoard(tom, path)]);
  for (const page of [ruth, tom]) await expect(peopleHere(page, 2)).toBeVisible();
  await expectMark(ruth, 'Saved');
}

/** Both write, and each sees what the other wrote. */
async function writeToEachOther({ ruth, tom }: { ruth: Page; tom: Page }): Promise<void> {
  await addCard(ruth, 'Breakfast club', { x: 480, y: 300 });
  await expect(cardOf(tom, 'Breakfast club')).toBeVisible();
  await expectMark(ruth, 'Saved');
  await addCard(tom, 'Walking bus', { x: 820, y: 460 });
  await expect(cardOf(ruth, 'Walking bus')).toBeVisible();
}

for (const [name, faults, how] of [
  ['strips upgrades', { stripsUpgrade: true }, 'stream'],
  ['strips upgrades and holds every answer back until it ends', { stripsUpgrade: true, holdsBack: true }, 'poll'],
] as const) {
  test(`a board is edited together through a proxy that ${name}`, async ({
    network,
    browserOn,
    signedIn,
    boardPath,
  }) => {
    const proxy = await network(faults);
    const ruth = await (await browserOn(proxy, RUTH)).newPage();
    const pages = { ruth, tom: await signedIn(TOM) };
    await openBoth(pages, boardPath);
    await writeToEachOther(pages);
    await expect.poll(() => linesOf(proxy, how)).toBe(1);
    expect(proxy.upgraded).toBe(0);
    await ruth.close();
    await expect(peopleHere(pages.tom, 2)).toHaveCount(0);
  });
}

for (const stripsUpgrade of [false, true]) {
  const over = stripsUpgrade ? 'HTTP' : 'a websocket';
  test(`the network goes in the middle of a word over ${over}, and nothing is lost`, async ({
    network,
    browserOn,
    signedIn,
    boardPath,
  }) => {
    const proxy = await network({ stripsUpgrade });
    const ruth = await (await browserOn(proxy, RUTH)).newPage();
    const tom = await signedIn(TOM);
    await openBoth({ ruth, tom }, boardPath);
    await addCard(ruth, 'care', { x: 480, y: 300 });
    await writeOn(ruth, cardOf(ruth, 'care'));
    await ruth.keyboard.type('ta');
    proxy.cut();
    await ruth.keyboard.type('ke');
    proxy.setDown(true);
    await ruth.keyboard.type('rs’ ho');
    await expectMark(ruth, 'Working offline');
    await ruth.keyboard.type('use');
    proxy.setDown(false);
    await expect(cardOf(tom, 'caretakers’ house')).toBeVisible();
    await expect(writingField(ruth)).toHaveValue('caretakers’ house');
    await expectMark(ruth, 'Saved');
    expect(proxy.upgraded > 0).toBe(!stripsUpgrade);
  });
}

test('two tabs of one browser use one stream, and the second goes on when the first is closed', async ({
  network,
  browserOn,
  boardPath,
}) => {
  const proxy = await network({ stripsUpgrade: true });
  const browser = await browserOn(proxy, RUTH);
  const first = await browser.newPage();
  await openBoard(first, boardPath);
  await expectMark(first, 'Saved');
  const second = await browser.newPage();
  await openBoard(second, boardPath);
  await expectMark(second, 'Saved');
  expect(linesOf(proxy, 'stream')).toBe(1);
  await addCard(second, 'Quiet room', { x: 480, y: 300 });
  await expect(cardOf(first, 'Quiet room')).toBeVisible();
  await expectMark(second, 'Saved');
  await first.close();
  await addCard(second, 'Open door', { x: 820, y: 460 });
  await expectMark(second, 'Saved');
  await expect.poll(() => linesOf(proxy, 'stream')).toBe(1);
  const third = await browser.newPage();
  await openBoard(third, boardPath);
  for (const text of ['Quiet room', 'Open door']) await expect(cardOf(third, text)).toBeVisible();
});

test('what was written last is there after a reload at once, and going away and back goes on where it was', async ({
  network,
  browserOn,
  signedIn,
  boardPath,
}) => {
  const proxy = await network({ stripsUpgrade: true });
  const ruth = await (await browserOn(proxy, RUTH)).newPage();
  const tom = await signedIn(TOM);
  await openBoth({ ruth, tom }, boardPath);
  await addCard(ruth, 'last words', { x: 480, y: 300 });
  await ruth.reload();
  await expect(cardOf(tom, 'last words')).toBeVisible();
  await expect(cardOf(ruth, 'last words')).toBeVisible();
  await expectMark(ruth, 'Saved');
  await ruth.goto('/help');
  await ruth.goBack();
  await expectReady(ruth);
  await expect(peopleHere(tom, 2)).toBeVisible();
  await addCard(ruth, 'and back', { x: 820, y: 460 });
  await expect(cardOf(tom, 'and back')).toBeVisible();
  await expect.poll(() => linesOf(proxy, 'stream')).toBe(1);
});

test('a page moves back to a websocket when the network lets it through', async ({
  network,
  browserOn,
  signedIn,
  boardPath,
}) => {
  const proxy = await network({ stripsUpgrade: true });
  const ruth = await (await browserOn(proxy, RUTH)).newPage();
  const pages = { ruth, tom: await signedIn(TOM) };
  await openBoth(pages, boardPath);
  proxy.letUpgradesThrough();
  await ruth.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => proxy.upgraded, { timeout: 30_000 }).toBe(2); // one to try, one to stay
  await expect.poll(() => linesOf(proxy, 'stream')).toBe(0);
  await writeToEachOther(pages);
  await ruth.reload();
  await expectMark(ruth, 'Saved');
  expect(proxy.upgraded).toBe(3);
});
