import type { Page } from '@playwright/test';
import { newRun } from '../../src/lib/domain/boards/order.ts';
import type { Spoken } from '../support/accessibilityTree.ts';
import { accessibilityTree, saidIn, withAllIn } from '../support/accessibilityTree.ts';
import { cookieHeader, expect, openBoard, RUTH, test as base } from '../support/e2e.ts';
import { EVERYTHING, fillWithEverything } from '../support/fullBoard.ts';
import type { StockClient } from '../support/stockClient.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

/** What is put on the board comes from another program, so that these tests see what a reader of the board sees. */
const test = base.extend<{ full: { page: Page; url: string; client: StockClient } }>({
  full: async ({ signedIn, newBoard, server }, use) => {
    const { url, id } = await newBoard();
    const page = await signedIn(RUTH);
    await openBoard(page, url);
    const client = joinWithStockClient(server.url, id, await cookieHeader(page.context()));
    await use({ page, url, client });
    client.leave();
  },
});

const CANVAS = [
  ['zone', /^Needs, 4 cards$/],
  [
    'card',
    /^Barrier: No buses after five, by Ruth Calder, Northbrook Schools Trust, in Needs, tags transport, connected to Need: Missed clinics \(leads to\)/,
  ],
  ['card', /^Need: Missed clinics, .*in Needs, connected from Barrier: No buses after five \(leads to\)/],
  ['card', /^Offer: A card in no zone, .*in no zone/],
  ['item', /^Text: Ask the drivers, .*in no zone/],
  ['item', /^Shape: The school gate, .*in Needs/],
  ['item', /^Image: A map of the bus routes, .*in Needs/],
  ['item', /^Drawing: The road to the clinic, .*in no zone/],
  ['item', /^Drawing by Ruth Calder, not described, in no zone$/],
  ['line', /^Line from Barrier: No buses after five to Need: Missed clinics: leads to$/],
] as const;

const boardIn = (tree: Spoken) => withAllIn(tree).find(({ role }) => role === 'application');

test('the canvas tells everything on it: words, type, zone, tags, relations, descriptions', async ({ full }) => {
  const { page, client } = full;
  await fillWithEverything(client);
  await expect(page.locator('[data-item]')).toHaveCount(CANVAS.length);
  const tree = await accessibilityTree(page);
  const board = boardIn(tree);
  expect(board?.calls).toBe('board');
  const things = board ? withAllIn(board).filter(({ calls }) => calls !== '' && calls !== 'board') : [];
  for (const [calls, name] of CANVAS) {
    expect(
      things.filter((thing) => thing.calls === calls && name.test(thing.name)),
      `${calls} ${name}`,
    ).toHaveLength(1);
  }
  expect(things).toHaveLength(CANVAS.length);
});

test('what lies in a zone is read in the zone, in the order of reading', async ({ full }) => {
  const { page, client } = full;
  await fillWithEverything(client);
  await expect(page.locator('[data-item]')).toHaveCount(CANVAS.length);
  const tree = await accessibilityTree(page);
  const zone = withAllIn(tree).find(({ calls }) => calls === 'zone');
  const inside = zone ? withAllIn(zone).filter(({ calls }) => ['card', 'item'].includes(calls)) : [];
  const order = [EVERYTHING.barrier, EVERYTHING.need, EVERYTHING.shape, EVERYTHING.image];
  expect(inside).toHaveLength(order.length);
  for (const [nth, words] of order.entries()) expect(inside[nth]?.name).toContain(words);
});

test('the outline tells the same, as headings and lists that can be read without any key of ours', async ({ full }) => {
  const { page, url, client } = full;
  await fillWithEverything(client);
  await openBoard(page, `${url}/outline`);
  await expect(page.locator('li[data-item]')).toHaveCount(8);
  const all = withAllIn(await accessibilityTree(page));
  const headings = page.locator('.doc').getByRole('heading', { level: 2 });
  await expect(headings).toHaveText([`${EVERYTHING.zone}, 4 cards`, 'Not in a zone']);
  for (const heading of await headings.all()) await expect(heading).toHaveJSProperty('tagName', 'H2');
  const list = page.getByRole('list', { name: `${EVERYTHING.zone}` });
  await expect(list).toHaveJSProperty('tagName', 'UL');
  await expect(list.getByRole('listitem')).toHaveCount(4);
  // Readers of phones know no such role, and those of desks would leave browse mode.
  expect(all.some(({ role }) => role === 'application')).toBe(false);
  const rows = all.filter(({ role }) => role === 'listitem').map(saidIn);
  for (const [words, ...more] of OUTLINE) {
    const row = rows.filter((said) => said.includes(words) && more.every((part) => said.includes(part)));
    expect(row.length, `${words}: ${more.join(', ')}\n${rows.join('\n')}`).toBeGreaterThan(0);
  }
});

const OUTLINE = [
  [EVERYTHING.barrier, 'Barrier', EVERYTHING.tag, 'connected to Need: Missed clinics (leads to)'],
  [EVERYTHING.need, 'Need', 'connected from Barrier: No buses after five (leads to)'],
  [EVERYTHING.loose, 'Offer'],
  [EVERYTHING.text, 'Text'],
  [EVERYTHING.shape, 'Shape'],
  [EVERYTHING.image, 'Image'],
  [EVERYTHING.ink, 'Drawing'],
  ['Drawing by Ruth Calder, not described'],
] as const;

test('a long outline is told to its end', async ({ full }) => {
  const { page, url, client } = full;
  await client.synced;
  const keys = newRun(200);
  const own = { by: null, made: '2026-11-23T09:00:00.000Z', zone: null, type: 'idea' as const };
  client.board.addCards(
    keys.map((z, nth) => ({ ...own, id: `card-${nth}`, z, text: `Card number ${nth}`, at: [0, nth * 130] as const })),
    { by: null },
  );
  await openBoard(page, `${url}/outline`);
  await expect(page.locator('li[data-kind="card"]')).toHaveCount(keys.length);
  const told = new Set(withAllIn(await accessibilityTree(page)).map(({ value }) => value));
  for (const nth of keys.keys()) expect(told.has(`Card number ${nth}`), `card ${nth}`).toBe(true);
});
