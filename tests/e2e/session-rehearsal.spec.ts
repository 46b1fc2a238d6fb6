import type { Page } from '@playwright/test';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const TEMPLATE = 'impact-effort-matrix';
const TITLE = 'Health hub, December';

const panel = (page: Page) => page.getByRole('region', { name: 'Rehearsal' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
/** The title of the step as everyone would see it. */
const theirs = (page: Page) => page.locator('.screen').getByRole('heading');

/** Prepares a session like the board's template, the first step in one zone, and returns its address. */
async function prepare(page: Page, board: string): Promise<string> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill(TITLE);
  await page.getByRole('button', { name: 'Make the session' }).click();
  await expect(page.getByRole('heading', { name: TITLE, level: 1 })).toBeVisible();
  const first = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }) })
    .first();
  await first.locator('summary', { hasText: 'Change' }).click();
  await first.getByLabel('Big bets').check();
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first.getByText(/min · Big bets/)).toBeVisible();
  return page.url();
}

test('a facilitator goes through a session alone, by keyboard, and nobody else notices', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  await openBoard(tom, url);
  const session = await prepare(ruth, url);
  const [first = '', second = '', third = ''] = await ruth.getByRole('heading', { level: 3 }).allInnerTexts();
  await ruth.getByRole('link', { name: 'Rehearse it' }).press('Enter');
  await expect(ruth).toHaveTitle(`Rehearsal: ${TITLE} – Throughline`);
  await expect(ruth.getByText(/^This is a rehearsal. You alone see it/)).toBeVisible();
  await press(ruth, 'Start the rehearsal');
  await expect(ruth.getByRole('heading', { name: 'What you see' })).toBeFocused();
  await expect(panel(ruth).getByRole('heading', { name: first })).toBeVisible();
  await expect(theirs(ruth)).toHaveText(first);
  await expect(ruth.getByText('They are brought to: Big bets')).toBeVisible();
  await expect(ruth.getByText('Writes on the board: Everyone, where all see it')).toBeVisible();

  await press(ruth, 'Go to the last minute');
  await expect(panel(ruth).getByRole('timer')).toContainText(/0[01]:\d\d/);
  await expect(panel(ruth).getByRole('status')).toContainText(`left for ${first}`);
  await press(ruth, 'Put the clock on 1 minute');
  await expect(panel(ruth).getByRole('status')).toContainText(`The time for ${first} is over.`);
  await press(ruth, '2 more min');
  await expect(panel(ruth).getByText('of 7 minutes')).toBeVisible();
  await press(ruth, 'Next step');
  await expect(theirs(ruth)).toHaveText(second);
  await expect(ruth.getByRole('button', { name: 'Next step', exact: true })).toBeFocused();
  await press(ruth, 'Pause');
  await expect(ruth.locator('.screen').getByText('Paused')).toBeVisible();
  await press(ruth, 'Go on');
  await press(ruth, 'Leave this step out');
  await expect(theirs(ruth)).toHaveText(third);
  await press(ruth, 'Back a step');
  await expect(theirs(ruth)).toHaveText(second);
  await press(ruth, 'End the rehearsal');
  await expect(ruth.getByRole('heading', { name: 'The rehearsal is over' })).toBeFocused();
  await expect(ruth.getByRole('listitem').filter({ hasText: first })).toContainText(/0[56]:\d\d of 5 min/);
  await press(ruth, 'Rehearse again');
  await expect(theirs(ruth)).toHaveText(first);

  // Whoever is on the board, or comes to it, finds no session there; and it still waits to be started.
  await expect(tom.getByRole('complementary', { name: 'Session' })).toHaveCount(0);
  await openBoard(tom, url);
  await expect(tom.getByRole('complementary', { name: 'Session' })).toHaveCount(0);
  await expect(tom.getByText(/brought you here/)).toHaveCount(0);
  await ruth.getByRole('link', { name: 'Back to the session' }).click();
  await expect(ruth.getByText('Planned', { exact: true })).toBeVisible();
  expect((await sana.goto(`${session}/rehearsal`))?.status()).toBe(403);

  // One that has begun is not rehearsed any more.
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(ruth.getByRole('complementary', { name: 'Session' })).toBeVisible();
  await ruth.goto(`${session}/rehearsal`);
  await expect(ruth.getByText('This session has begun, so there is nothing to rehearse.')).toBeVisible();
});

for (const [name, look] of [
  ['1366 light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing in a rehearsal, ${name}`, async ({ newBoard, signedIn }) => {
    const { url } = await newBoard({ template: TEMPLATE });
    const ruth = await signedIn(RUTH, look);
    await ruth.goto(`${await prepare(ruth, url)}/rehearsal`);
    expect(await faultsOf(ruth), 'before').toEqual([]);
    await press(ruth, 'Start the rehearsal');
    await expect(panel(ruth)).toBeVisible();
    await press(ruth, 'Go to the last minute');
    expect(await faultsOf(ruth), 'in it').toEqual([]);
    expect(await wider(ruth)).toBe(0);
    await press(ruth, 'End the rehearsal');
    await expect(ruth.getByRole('heading', { name: 'The rehearsal is over' })).toBeVisible();
    expect(await faultsOf(ruth), 'after').toEqual([]);
    expect(await wider(ruth)).toBe(0);
  });
}

/** By how much the page is wider than the window. */
function wider(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
