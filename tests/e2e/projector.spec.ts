import type { Page } from '@playwright/test';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';

const TEMPLATE = 'impact-effort-matrix';
const TITLE = 'Health hub, December';
const HALL = { viewport: { width: 1920, height: 1080 } };
/** How soon what is told shows on open pages. */
const SOON = { timeout: 2_000 };
/** Smallest words that are read from the back of a hall, in pixels of a projector. */
const SMALLEST = 40;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();

/** Prepares a session like the board's template, and returns the address of its page and its first two steps. */
async function prepare(page: Page, board: string): Promise<{ session: string; first: string; second: string }> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill(TITLE);
  await page.getByRole('button', { name: 'Make the session' }).click();
  await expect(page.getByRole('heading', { name: TITLE, level: 1 })).toBeVisible();
  const titles = page.locator('[data-step] h3');
  await expect(titles).toHaveCount(7);
  const [first = '', second = ''] = await titles.allInnerTexts();
  return { session: new URL(page.url()).pathname, first, second };
}

async function start(page: Page, session: string): Promise<void> {
  await page.goto(session);
  await page.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(page)).toBeVisible();
}

/** Sizes of everything that is read, in pixels. */
const sizesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.projector *')]
      .filter((node) => !node.closest('.sr') && [...node.childNodes].some(({ nodeType }) => nodeType === 3))
      .filter((node) => node.textContent?.trim() !== '')
      .map((node) => parseFloat(getComputedStyle(node).fontSize)),
  );
/** The time of a step of five minutes runs out: a minute before that it is shown, and then that it is over. */
async function runsOut(hall: Page, look: (what: string) => Promise<void> = async () => undefined): Promise<void> {
  await hall.clock.fastForward(4 * 60_000 + 10_000);
  await expect(hall.getByText('Time to finish')).toBeVisible();
  await look('a step that ends soon');
  await hall.clock.fastForward(60_000);
  await expect(hall.locator('.time').getByText('Time is over')).toBeVisible();
  await look('a step whose time is over');
}
const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

test('a projector follows the session from before its start to the thanks, whatever its own clock says', async ({
  newBoard,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, tom, hall] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(TOM, HALL)]);
  const { session, first, second } = await prepare(ruth, url);
  // The hall's computer is twenty minutes ahead.
  await hall.clock.install({ time: Date.now() + 20 * 60_000 });
  await hall.goto(`${session}/projector`);
  await expect(hall.getByRole('heading', { name: TITLE, level: 1 })).toBeVisible();
  await expect(hall.getByText('Starts soon')).toBeVisible();
  await start(ruth, session);
  await expect(hall.getByRole('heading', { name: first, level: 1 })).toBeVisible(SOON);
  await expect(hall.getByRole('timer')).toHaveText(/^0[45]:\d\d$/);
  await expect(hall.getByText(`Next: ${second}`)).toBeVisible();
  // One person with two windows and a projector is one.
  await expect(hall.getByText('2 people in the room')).toBeVisible();
  await openBoard(tom, url);
  await expect(panel(tom).getByText('2 people in the room')).toBeVisible();
  await expect(hall.getByRole('button').or(hall.getByRole('link'))).toHaveCount(0);
  expect(Math.min(...(await sizesOf(hall)))).toBeGreaterThanOrEqual(SMALLEST);
  expect(await hall.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080);

  await press(ruth, 'Next step');
  await expect(hall.getByRole('heading', { name: second, level: 1 })).toBeVisible(SOON);

  // A lost line is told small; the time goes on and runs out where everyone sees it, and nothing ends.
  await hall.context().setOffline(true);
  await expect(hall.getByText('No connection. The clock goes on.')).toBeVisible();
  await runsOut(hall);
  await expect(hall.getByRole('heading', { name: second, level: 1 })).toBeVisible();
  await press(ruth, 'Back a step');
  await hall.context().setOffline(false);
  await expect(hall.getByText('No connection. The clock goes on.')).toHaveCount(0, { timeout: 30_000 });
  await expect(hall.getByRole('heading', { name: first, level: 1 })).toBeVisible();
  await press(ruth, 'End now');
  await expect(hall.getByRole('heading', { name: 'Thank you', level: 1 })).toBeVisible(SOON);
  await hall.reload();
  await expect(hall.getByRole('heading', { name: 'Thank you', level: 1 })).toBeVisible();
});

test('people join by the code on the projector, are counted, and are on the list of who came', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, sana] = await Promise.all([signedIn(RUTH), signedIn(SANA)]);
  const { session } = await prepare(ruth, url);
  const link = await makeLink(ruth, url, { session: TITLE });
  await start(ruth, session);
  const opening = ruth.waitForEvent('popup');
  await panel(ruth).getByRole('link', { name: 'Open the projector view' }).click();
  const hall = await opening;
  await expect(hall.getByText('1 person in the room')).toBeVisible();
  await expect(hall.getByRole('heading', { name: 'Join in' })).toHaveCount(0);
  const desk = await ruth.context().newPage();
  await desk.goto(session);
  await desk.getByRole('button', { name: 'Show on the projector' }).click();
  await expect(desk.getByText('On the projector now')).toBeVisible();
  await expect(hall.getByRole('img', { name: 'Code to join, to scan' })).toBeVisible();
  expect(await faultsOf(desk), 'the room on the page of a session').toEqual([]);

  const danuta = await (await newContext(PHONE)).newPage();
  await join(danuta, link);
  await expect(hall.getByText('2 people in the room')).toBeVisible();
  await panel(ruth).getByText('People without a device').click();
  await panel(ruth).getByLabel('How many people have no device of their own here?').fill('6');
  await panel(ruth).getByRole('button', { name: 'Save' }).click();
  await expect(hall.getByText('8 people in the room')).toBeVisible();
  await expect(panel(ruth).getByText('8 people in the room, 6 of them without a device')).toBeVisible();

  await desk.reload();
  await expect(desk.getByText('2 people came with a device. 6 more had none.')).toBeVisible();
  await expect(desk.getByRole('row', { name: 'Guests 1' })).toBeVisible();
  await desk.getByText('Names', { exact: true }).click();
  await expect(desk.locator('dd bdi').getByText('Ruth Calder')).toBeVisible();
  await expect(desk.locator('dd').getByText('Danuta')).toBeVisible();
  expect(await faultsOf(desk), 'who came').toEqual([]);
  await sana.goto(session);
  await expect(sana.getByText('Kinds of fewer than five people are counted together')).toBeVisible();
  await expect(sana.getByRole('row', { name: 'Guests 1' })).toHaveCount(0);
  await expect(sana.getByText('Danuta')).toHaveCount(0);
  await desk.getByRole('button', { name: 'Take off the projector' }).click();
  await expect(hall.getByRole('img', { name: 'Code to join, to scan' })).toHaveCount(0);
});

test('whoever needs more time asks in private, and facilitators see how many and add it', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, sana, hall] = await Promise.all([signedIn(RUTH), signedIn(SANA), signedIn(SANA, HALL)]);
  const { session } = await prepare(ruth, url);
  const link = await makeLink(ruth, url, { right: 'Look', session: TITLE });
  await start(ruth, session);
  await openBoard(sana, url);
  await hall.goto(`${session}/projector`);
  await panel(sana).getByRole('button', { name: 'I need more time' }).press('Enter');
  await expect(panel(sana).getByText(/^You asked for more time/)).toBeVisible();
  await expect(panel(ruth).getByText('1 person needs more time.')).toBeVisible();
  const context = await newContext({ ...PHONE, javaScriptEnabled: false });
  const danuta = await context.newPage();
  await join(danuta, link);
  await danuta.getByRole('button', { name: 'I need more time' }).click();
  await expect(danuta.getByText('You asked for more time. Nobody sees that it was you.')).toBeVisible();
  await expect(panel(ruth).getByText('2 people need more time.')).toBeVisible();
  for (const page of [sana, hall]) await expect(page.getByText(/needs? more time\./)).toHaveCount(0);
  await press(ruth, 'Add 5 min');
  await expect(panel(ruth).getByText(/needs? more time\./)).toHaveCount(0);
  await expect(panel(sana).getByText('of 10 minutes')).toBeVisible();
  await press(ruth, 'Next step');
  await expect(panel(sana).getByRole('button', { name: 'I need more time' })).toBeVisible();
});

for (const [name, look] of [
  ['1366 light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing on the projector, ${name}`, async ({ newBoard, signedIn }) => {
    const { url } = await newBoard({ template: TEMPLATE });
    const [ruth, hall] = await Promise.all([signedIn(RUTH), signedIn(TOM, look)]);
    const { session, first } = await prepare(ruth, url);
    await makeLink(ruth, url, { session: TITLE });
    await ruth.goto(session);
    await ruth.getByRole('button', { name: 'Show on the projector' }).click();
    await expect(ruth.getByText('On the projector now')).toBeVisible();
    await hall.clock.install();
    await hall.goto(`${session}/projector`);
    await expect(hall.getByRole('heading', { name: 'Join in' })).toBeVisible();
    expect(await faultsOf(hall), 'before the start').toEqual([]);
    await start(ruth, session);
    await expect(hall.getByRole('heading', { name: first, level: 1 })).toBeVisible();
    expect(await faultsOf(hall), 'a step').toEqual([]);
    expect(await isWide(hall)).toBe(false);
    // Without a line nobody tells the page that its clock is ahead.
    await hall.context().setOffline(true);
    await runsOut(hall, async (what) => expect(await faultsOf(hall, { coloursOnly: true }), what).toEqual([]));
    await hall.context().setOffline(false);
    expect(await faultsOf(ruth), 'the panel of who runs it').toEqual([]);
    await press(ruth, 'End now');
    await expect(hall.getByRole('heading', { name: 'Thank you', level: 1 })).toBeVisible({ timeout: 30_000 });
    expect(await faultsOf(hall), 'after the end').toEqual([]);
  });
}
