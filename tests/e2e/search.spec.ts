import type { Page } from '@playwright/test';
import { expect, HELEN, RUTH, signInAs, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const VIEWS = [
  { name: '1366 light', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: '390 dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

test('by keyboard from any page to a board, a person and an organisation', async ({ signedIn, sample }) => {
  const page = await signedIn(RUTH);
  await page.goto('/partnerships');
  await page.locator('[aria-keyshortcuts]').waitFor(); // its keys work once they are said
  await page.keyboard.press('Control+K'); // as with the letters locked
  await expect(page.getByRole('searchbox')).toBeFocused();
  const { id = '', title = '' } = sample.boards[0] ?? {};
  await page.keyboard.type(title.split(' ')[0]?.toUpperCase() ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
  const board = page.locator(`main a[href$="${id}"]`);
  await expect(board).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'result' })).toBeFocused();

  await page.goto('/search?q=hallw');
  await expect(page.getByRole('link', { name: 'Tom Hallworth' })).toHaveAttribute('href', /\/people#organisation-/);
  await page.goto('/search?q=westmere');
  const organisations = page.locator('section', { has: page.getByRole('heading', { name: 'Organisations' }) });
  await organisations.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/people#organisation-/);
  await expect(page.getByRole('heading', { name: 'People', exact: true })).toBeVisible();
});

test('works without scripts, says so when nothing is found, and takes whatever is typed', async ({
  newContext,
  server,
  sample,
}) => {
  const context = await newContext({ javaScriptEnabled: false });
  await signInAs(context, { email: HELEN, sample, origin: server.url });
  const page = await context.newPage();
  await page.goto('/partnerships');
  await page.getByRole('searchbox').fill('iqbal');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Sana Iqbal' })).toBeVisible();
  for (const asked of ['%', '_', '%00', "' or 1=1 --", 'x'.repeat(6_000), '"><script>alert(1)</script>']) {
    const response = await page.goto(`/search?q=${asked === '%00' ? asked : encodeURIComponent(asked)}`);
    expect(response?.status()).toBe(200);
    expect(await page.locator('main script').count()).toBe(0);
    await expect(page.getByText('Nothing found')).toBeVisible();
  }
});

for (const { name, ...view } of VIEWS) {
  test(`axe finds nothing on the page, ${name}`, async ({ signedIn }) => {
    const page = await signedIn(RUTH, view);
    for (const path of ['/search', '/search?q=h', '/search?q=nobody-at-all']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'Search', exact: true })).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
      expect(await wider(page), path).toBe(0);
    }
  });
}

test('on a phone the way to it is in the bar', async ({ signedIn }) => {
  const page = await signedIn(RUTH, { viewport: { width: 390, height: 844 } });
  await page.goto('/partnerships');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/\/search$/);
});

function wider(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
