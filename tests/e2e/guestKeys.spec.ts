import { createRequire } from 'node:module';
import { join as joinPath } from 'node:path';
import type { Page } from '@playwright/test';
import { addField, cardOf, expectMark } from '../support/boardPage.ts';
import { expect, expectReady } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';
import type { LiveServer } from '../support/liveServer.ts';
import type { Place } from '../support/ownInstance.ts';
import { giveKey, RUTH, signInWith, withRuth as test } from '../support/ownInstance.ts';

const SLUG = 'northbrook-healthy-futures';
/** How soon a change of rights shows on open pages. */
const SOON = { timeout: 5_000 };

/** Ruth adds a passkey, and her partnership asks everybody for a second factor; a board of it has a guest link. */
async function askEverybody({ server, someone }: Place): Promise<{ ruth: Page; board: string; link: string }> {
  const ruth = await someone();
  await giveKey(ruth);
  await signInWith(ruth, RUTH);
  await ruth.goto('/account/factors');
  await ruth.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(ruth.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  await ruth.goto(`/partnerships/${SLUG}/settings`);
  await ruth.getByLabel('Members need a second step at sign-in').check();
  await ruth.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ruth.getByText('Saved')).toBeVisible();
  const made = await server.newBoard(SLUG, { title: 'Health hub', template: 'impact-effort-matrix' });
  const board = new URL(made.url).pathname;
  return { ruth, board, link: await makeLink(ruth, board) };
}

/** As if half a day had passed since guests used their locks. */
function letHalfADayPass({ dataDir }: LiveServer): void {
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => {
    prepare(sql: string): { run(...values: string[]): unknown };
    close(): void;
  };
  const records = new Database(joinPath(dataDir, 'throughline.db'));
  records.prepare('update guest_key set used_at = ?').run(new Date(Date.now() - 12 * 3_600_000).toISOString());
  records.close();
}

async function noSidewaysScrolling(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, 'how far the page goes beyond the window').toBeLessThanOrEqual(0);
}

test('where a second factor is asked for, a guest looks until the lock of their device was used, and then writes', async ({
  place,
}) => {
  test.setTimeout(120_000);
  const { ruth, board, link } = await askEverybody(place);
  const danuta = await place.someone(PHONE);
  const { verified } = await giveKey(danuta);
  await join(danuta, link, 'Danuta');

  // The light page, where a phone lands, shows the board and says what to do.
  await expect(danuta.getByText('You can look.')).toBeVisible();
  await expect(danuta.getByRole('heading', { name: 'Add a card' })).toHaveCount(0);
  expect(await faultsOf(danuta), 'a light page that only shows').toEqual([]);
  await ruth.goto(`${board}/guests`);
  await expect(ruth.locator('[data-guest]').getByText('has not used the device’s lock yet')).toBeVisible();
  await ruth.evaluate(() => scrollTo(0, 0)); // it was left further down, half under the bar
  expect(await faultsOf(ruth), 'a guest without a lock').toEqual([]);

  await danuta.getByRole('link', { name: 'To write, use this device’s lock' }).click();
  await expect(danuta.getByRole('heading', { name: 'Use this device’s lock' })).toBeVisible();
  const use = danuta.getByRole('button', { name: 'Use this device’s lock' });
  await expect(use).toBeVisible();
  expect(await faultsOf(danuta), 'asked for the lock').toEqual([]);
  await noSidewaysScrolling(danuta);
  await verified(false);
  await use.click();
  await expect(danuta.getByRole('alert').getByText('The lock was not used.')).toBeVisible();
  expect(await faultsOf(danuta), 'a lock that was not used').toEqual([]);
  await verified(true);

  // By keyboard, while the board is open beside it, which learns of it at once.
  const whole = await danuta.context().newPage();
  await whole.goto(`${board}/outline`);
  await expectReady(whole);
  await expect(whole.getByText('You can look.')).toBeVisible();
  await expect(addField(whole, 'Quick wins')).toHaveCount(0);
  expect(await faultsOf(whole), 'the outline of who only looks').toEqual([]);
  await danuta.bringToFront();
  await use.focus();
  await danuta.keyboard.press('Enter');
  await expect(danuta).toHaveURL(new RegExp(`${board}/take-part$`));
  await expect(danuta.getByText('You can look.')).toHaveCount(0);
  await whole.bringToFront();
  await expect(addField(whole, 'Quick wins')).toBeVisible(SOON);
  await expect(whole.getByText('You can look.')).toHaveCount(0, SOON);
  await addField(whole, 'Quick wins').fill('Somewhere to talk to the school nurse');
  await addField(whole, 'Quick wins').press('Enter');
  await expectMark(whole, 'Saved');
  await ruth.goto(`${board}/outline`);
  await expect(cardOf(ruth, 'Somewhere to talk to the school nurse')).toContainText('Danuta, guest');
  await ruth.goto(`${board}/guests`);
  await expect(ruth.getByText('has not used the device’s lock yet')).toHaveCount(0);

  // Half a day later it is asked for again; the key that is there is used.
  letHalfADayPass(place.server);
  await whole.goto(`${board}/outline`);
  await expectReady(whole);
  await expect(addField(whole, 'Quick wins')).toHaveCount(0);
  await whole.getByRole('link', { name: 'To write, use this device’s lock' }).click();
  await expect(whole.getByRole('heading', { name: 'Use this device’s lock' })).toBeVisible();
  await whole.close();
  await danuta.goto(`${board}/take-part`);
  await danuta.getByRole('link', { name: 'To write, use this device’s lock' }).click();
  await use.click();
  await expect(danuta).toHaveURL(new RegExp(`${board}/take-part$`));
  await expect(danuta.getByRole('heading', { name: 'Add a card' })).toBeVisible();
});

test('a device without a lock, and a browser without JavaScript, are told so and go on looking', async ({ place }) => {
  const { board, link } = await askEverybody(place);
  const kasia = await place.someone({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
  await join(kasia, link, 'Kasia');
  await expectReady(kasia);
  await kasia.getByRole('link', { name: 'To write, use this device’s lock' }).click();
  await expect(kasia.getByText('This browser cannot use a lock on this device.')).toBeVisible();
  await expect(kasia.getByRole('button', { name: 'Use this device’s lock' })).toHaveCount(0);
  expect(await faultsOf(kasia), 'a device without a lock').toEqual([]);
  await kasia.getByRole('link', { name: 'Go on looking' }).click();
  await expectReady(kasia);

  const zofia = await place.someone({ javaScriptEnabled: false });
  await join(zofia, link, 'Zofia');
  await expect(zofia).toHaveURL(new RegExp(`${board}/take-part$`));
  await zofia.getByRole('link', { name: 'To write, use this device’s lock' }).click();
  await expect(zofia.locator('noscript > p')).toContainText('This needs JavaScript, and it is off in this browser.');
  await expect(zofia.locator('noscript > p')).toBeVisible();
  await zofia.getByRole('button', { name: 'Polski' }).click();
  await expect(zofia.getByRole('heading', { name: 'Użyj blokady tego urządzenia' })).toBeVisible();
  await expect(zofia.locator('noscript > p')).toContainText('JavaScriptu');
  await zofia.getByRole('button', { name: 'English', exact: true }).click();
  await zofia.getByRole('link', { name: 'Go on looking' }).click();
  await expect(zofia).toHaveURL(new RegExp(`${board}/take-part$`));
});
