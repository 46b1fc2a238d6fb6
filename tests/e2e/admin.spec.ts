import type { Page } from '@playwright/test';
import { test as base, expect, HELEN, RUTH, signInAs, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';

/** A server of its own with the sample, which Ruth runs. */
const test = base.extend<object, { sampleServer: { server: LiveServer; sample: SampleLoaded } }>({
  sampleServer: [
    async ({}, use) => {
      const server = await LiveServer.open();
      const sample = await server.loadSample();
      await server.cli('operator', 'add', '--email', RUTH);
      await use({ server, sample });
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

const VIEWS = [
  { name: '1366 light', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: '390 dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });

test('an operator finds someone, switches their account off and on, and gives them a new password', async ({
  signedIn,
}) => {
  const [ruth, helen] = [await signedIn(RUTH), await signedIn(HELEN)];
  await helen.goto('/account');
  await ruth.goto('/partnerships');
  await ruth.getByRole('button', { name: 'Your account' }).click();
  await ruth.getByRole('menuitem', { name: 'Run Throughline' }).click();
  await ruth.getByRole('link', { name: 'People', exact: true }).click();
  await ruth.getByLabel('Name or email').fill('MARSH');
  await ruth.getByRole('button', { name: 'Find' }).click();
  await expect(row(ruth, '@')).toHaveCount(1);
  await ruth.getByRole('link', { name: 'Helen Marsh' }).click();

  await ruth.locator('summary', { hasText: 'Switch off' }).click();
  await ruth.getByRole('button', { name: 'Switch off' }).click();
  await expect(ruth.getByText('they cannot sign in')).toBeVisible();
  await helen.goto('/account');
  await expect(helen.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await ruth.getByRole('button', { name: 'Switch on' }).click();
  await expect(ruth.getByText('they cannot sign in')).toBeHidden();
  await ruth.getByRole('button', { name: 'Make a new password' }).click();
  const password = await ruth.getByLabel('New password').inputValue();
  await helen.getByLabel('Work email').fill(HELEN);
  await helen.getByLabel('Password').fill(password);
  await helen.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(helen).toHaveURL(/\/account$/);
  await ruth.reload();
  await expect(ruth.getByLabel('New password')).toBeHidden();

  await ruth.getByRole('link', { name: 'What happened' }).click();
  await ruth.getByLabel('What', { exact: true }).selectOption('person');
  await ruth.getByRole('button', { name: 'Show these' }).click();
  await expect(row(ruth, 'Account switched off')).toContainText('Ruth Calder');
});

test('the last operator cannot give it up, and nobody else finds the pages', async ({ signedIn }) => {
  const [ruth, tom] = [await signedIn(RUTH), await signedIn(TOM)];
  await ruth.goto('/admin/people?find=ruth');
  await ruth.getByRole('link', { name: 'Ruth Calder' }).click();
  await ruth.locator('summary', { hasText: 'Take the role away' }).click();
  await ruth.getByRole('button', { name: 'Take the role away' }).click();
  await expect(ruth.getByRole('alert')).toContainText('Throughline needs somebody to run it');

  for (const path of ['', '/people', '/organisations', '/partnerships', '/mails', '/audit']) {
    expect((await tom.goto(`/admin${path}`))?.status(), path).toBe(404);
  }
  await expect(tom.getByRole('heading', { name: 'Run Throughline' })).toBeHidden();
  await tom.goto('/partnerships');
  await tom.getByRole('button', { name: 'Your account' }).click();
  await expect(tom.getByRole('menuitem', { name: 'Run Throughline' })).toBeHidden();
});

test('the pages for operators work without scripts, and name no board', async ({ newContext, server, sample }) => {
  const context = await newContext({ javaScriptEnabled: false });
  await signInAs(context, { email: RUTH, sample, origin: server.url });
  const page = await context.newPage();
  await page.goto('/admin');
  const tabs = page.getByRole('navigation', { name: 'Run Throughline' });
  await tabs.getByRole('link', { name: 'Partnerships' }).click();
  await page.getByRole('link', { name: 'Northbrook Healthy Futures' }).click();
  await expect(page.getByRole('definition').last()).toHaveText(String(sample.boards.length));
  expect(await page.content()).not.toContain(sample.boards[0]?.title ?? '');
  await page.goto('/admin/people');
  await page.getByLabel('Name or email').fill('sana.iqbal');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'Sana Iqbal' }).click();
  await page.getByRole('button', { name: 'Make an operator' }).click();
  await page.locator('summary', { hasText: 'Take the role away' }).click();
  await page.getByRole('button', { name: 'Take the role away' }).click();
  await expect(page.getByRole('button', { name: 'Make an operator' })).toBeVisible();
});

for (const { name, ...view } of VIEWS) {
  test(`axe finds nothing on the pages for operators, ${name}`, async ({ signedIn }) => {
    test.setTimeout(240_000);
    const page = await signedIn(RUTH, view);
    for (const path of ['', '/people', '/people?find=nobody', '/organisations', '/partnerships', '/mails', '/audit']) {
      await page.goto(`/admin${path}`);
      await expect(page.locator('main')).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
      expect(await wider(page), path).toBe(0);
    }
    if (view.viewport.width < 768) {
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await wider(page), 'what happened, at 320 px').toBe(0);
      await page.setViewportSize(view.viewport);
    }
    await page.goto('/admin/people?find=sana');
    await page.getByRole('link', { name: 'Sana Iqbal' }).click();
    await page.getByRole('button', { name: 'Make a new password' }).click();
    await expect(page.getByRole('status').filter({ has: page.getByLabel('New password') })).toBeFocused();
    expect(await faultsOf(page), 'a person').toEqual([]);
    expect(await wider(page), 'a person').toBe(0);
    await page.goto('/admin/partnerships');
    await page.getByRole('link', { name: 'Northbrook Healthy Futures' }).click();
    await expect(page.getByRole('definition').last()).toBeVisible();
    expect(await faultsOf(page), 'a partnership').toEqual([]);
  });
}

/** By how much the page is wider than its window. */
function wider(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
