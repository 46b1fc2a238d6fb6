import { createRequire } from 'node:module';
import { join as joinPath } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openBoard, RUTH, SANA, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';
import type { LiveServer } from '../support/liveServer.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { addDays, instant } from '../../src/lib/domain/shared/surroundings.ts';

/** The server looks every five seconds what is due. */
const DUE = { timeout: 15_000 };
const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const inDays = (days: number) => dayIn(addDays(instant(Date.now()), days));

/** As if a step had been open for so long that its deadline is past. */
function letDaysPass({ dataDir }: LiveServer, session: string): void {
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => {
    prepare(sql: string): { run(...values: string[]): unknown };
    close(): void;
  };
  const records = new Database(joinPath(dataDir, 'throughline.db'));
  records.prepare(`update session set progress = json_set(progress, '$.current.allowed', 1) where id = ?`).run(session);
  records.close();
}

/** Prepares a session over days whose first step opens on a day from now, with two steps of two days. */
async function prepare(page: Page, board: string, first: number): Promise<string> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill('For those who could not come');
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByLabel('How it goes on').selectOption({ label: 'Over days, each step with a deadline' });
  await expect(page.getByLabel('Days for each step')).toHaveValue('2');
  await page.getByRole('button', { name: 'Make the session' }).click();
  for (const [at, kind] of ['Share in turn', 'Discuss'].entries()) {
    const adding = page.locator('details', { has: page.getByRole('button', { name: 'Add a step' }) });
    if (at > 0) await page.locator('summary', { hasText: 'Add a step' }).click();
    await adding.getByLabel('What people do').selectOption({ label: kind });
    await adding.getByLabel('Title').fill(`${kind}: the hub`);
    if (at === 0) {
      await adding.getByRole('button', { name: 'Add a step' }).click();
      await expect(adding.getByText('Fill this in.').first()).toBeVisible();
    }
    await adding.getByLabel('Opens on').fill(inDays(first + at * 2));
    await adding.getByLabel('Opens at').fill('00:01');
    await adding.getByLabel('Closes on').fill(inDays(first + at * 2 + 2));
    await adding.getByLabel('Closes at').fill('17:00');
    await adding.getByRole('button', { name: 'Add a step' }).click();
    await expect(page.getByRole('heading', { name: `${kind}: the hub`, level: 3 })).toBeVisible();
    await page.reload();
  }
  return new URL(page.url()).pathname;
}

test('a session over days opens by itself, is open until its deadline, and goes on when that is past', async ({
  newBoard,
  newContext,
  signedIn,
  server,
}) => {
  test.setTimeout(120_000);
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  const session = await prepare(ruth, url, 0);
  // It may have begun between its first step and its second: it has neither minutes nor a clock.
  await expect(async () => {
    await ruth.reload();
    await expect(ruth.getByText('Running now', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass(DUE);
  await expect(ruth.getByText('Over days', { exact: true })).toBeVisible();

  const sana = await signedIn(SANA);
  await openBoard(sana, url);
  await expect(panel(sana).getByText(/^Open until .*5\.00 pm$/)).toBeVisible();
  await expect(panel(sana).getByRole('button', { name: 'Close now' })).toHaveCount(0);
  await expect(panel(sana).getByRole('timer')).toHaveCount(0);

  await openBoard(ruth, url);
  const link = await makeLink(await signedIn(RUTH), new URL(url).pathname);
  const danuta = await (await newContext(PHONE)).newPage();
  await join(danuta, link, 'Danuta');
  await expect(danuta.getByText(/^Open until .*5\.00 pm$/)).toBeVisible();
  expect(await faultsOf(danuta)).toEqual([]);

  // Closed early and opened again, by keyboard; everybody hears of both.
  await panel(ruth).getByRole('button', { name: 'Close now' }).press('Enter');
  await expect(panel(sana).getByText('Closed', { exact: true })).toBeVisible();
  await expect(danuta.getByText('This step is closed. The next one comes by itself.')).toBeVisible(DUE);
  await expect(panel(sana).getByRole('status').filter({ hasText: 'Share in turn: the hub is closed.' })).toBeAttached();
  await panel(ruth).getByRole('button', { name: 'Open again for a day' }).press('Enter');
  await expect(panel(sana).getByText(/^Open until/)).toBeVisible();

  // The deadline passes: the server closes the step by itself, and the next waits for its day.
  letDaysPass(server, session.split('/').at(-1) ?? '');
  await expect(panel(sana).getByText('Closed', { exact: true })).toBeVisible(DUE);
  await expect(panel(sana).getByText(/^The next step opens on .*12\.01 am\.$/)).toBeVisible();
  await panel(ruth).getByRole('button', { name: 'Open next step' }).click();
  await expect(panel(sana).getByRole('heading', { name: 'Discuss: the hub' })).toBeVisible();
  letDaysPass(server, session.split('/').at(-1) ?? '');
  await expect(panel(sana)).toHaveCount(0, DUE);
});

test('the page of a session over days says when it begins and what it lacks, without faults in either look', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  const session = await prepare(ruth, url, 9);
  await expect(ruth.getByText(/^It begins by itself on .*12\.01 am/)).toBeVisible();
  await expect(ruth.getByText(/open from .* to .*5\.00 pm/)).toHaveCount(2);
  expect(await faultsOf(ruth)).toEqual([]);
  const dark = await signedIn(RUTH, { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await dark.goto(session);
  await dark.locator('summary', { hasText: 'Change' }).first().click();
  expect(await faultsOf(dark)).toEqual([]);
  await dark.getByLabel('Closes on').first().fill(inDays(8));
  await dark.getByRole('button', { name: 'Save' }).first().click();
  await expect(dark.getByLabel('Closes on').first()).toHaveAttribute('aria-invalid', 'true');
});
