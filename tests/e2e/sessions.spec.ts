import type { Page } from '@playwright/test';
import { addField, expectMark, zoneOf } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';

const TEMPLATE = 'impact-effort-matrix';
/** How soon what a facilitator does shows on open pages. */
const SOON = { timeout: 2_000 };

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const steps = (page: Page) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
const titles = (page: Page) => steps(page).getByRole('heading', { level: 3 });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();

/** Prepares a session like the board's template. */
async function prepare(page: Page, board: string, title = 'Health hub, December'): Promise<void> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Make the session' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

test('a facilitator prepares an agenda by keyboard, hears what does not fit, and copies it for the next time', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  await ruth.getByRole('button', { name: 'Board menu' }).click();
  await ruth.getByRole('menuitem', { name: 'Sessions' }).click();
  await expect(ruth.getByRole('heading', { name: 'No session yet' })).toBeVisible();
  await ruth.getByRole('link', { name: 'Prepare a session' }).click();
  await ruth.getByLabel('Title').fill('Health hub, December');
  await ruth.getByLabel('Day').fill('2026-12-08');
  await ruth.getByLabel('From').fill('13:30');
  await ruth.getByLabel('Until').fill('13:00');
  await ruth.getByLabel('Place').fill('Tanner’s Field Hall');
  await ruth.keyboard.press('Enter');
  await expect(ruth.getByLabel('Until')).toBeFocused();
  await expect(ruth.getByText('This is not later than the beginning.')).toBeVisible();
  await ruth.getByLabel('Until').fill('14:00');
  await ruth.keyboard.press('Enter');
  await expect(ruth.getByText('15 minutes more than planned.')).toBeVisible();
  await expect(ruth.getByText('1.30 pm · Welcome')).toBeVisible();

  // A step is put in another place, changed, and taken out.
  const second = (await titles(ruth).nth(1).innerText()).trim();
  await ruth.getByRole('button', { name: `Move the step ${second} up` }).press('Enter');
  await expect(titles(ruth).first()).toHaveText(second);
  const change = ruth.locator('summary', { hasText: 'Change' }).first();
  await change.press('Enter');
  const first = steps(ruth).first();
  await first.getByLabel('Minutes').fill('0');
  await first.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(first.getByLabel('Minutes')).toHaveAttribute('aria-invalid', 'true');
  await expect(first.getByLabel('Minutes')).toBeFocused();
  await first.getByLabel('Minutes').fill('80');
  await first.getByLabel('Quick wins').check();
  await first.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(first.getByText('80 min · Quick wins')).toBeVisible();
  await expect(ruth.getByText(/More than 75 minutes without a break/)).toBeVisible();
  await ruth.getByRole('button', { name: `Take out the step ${second}` }).press('Enter');
  await expect(titles(ruth).filter({ hasText: second })).toHaveCount(0);
  await ruth.locator('summary', { hasText: 'Add a step' }).press('Enter');
  const adding = ruth.locator('details', { has: ruth.getByRole('button', { name: 'Add a step' }) });
  await adding.getByLabel('What people do').selectOption({ label: 'Break' });
  await adding.getByLabel('Title').fill('Tea');
  await adding.getByRole('button', { name: 'Add a step' }).press('Enter');
  await expect(titles(ruth).last()).toHaveText('Tea');
  expect(await faultsOf(ruth), 'an agenda').toEqual([]);

  const mine = await titles(ruth).allInnerTexts();
  await ruth.goto(`${url}/sessions/new`);
  await ruth.getByLabel('Agenda').selectOption({ label: 'Like “Health hub, December”' });
  await ruth.getByRole('button', { name: 'Make the session' }).click();
  await expect(titles(ruth)).toHaveText(mine);
  await ruth.locator('summary', { hasText: 'Take this session away' }).click();
  await ruth.getByRole('button', { name: 'Take this session away' }).click();
  await expect(ruth.getByRole('link', { name: 'Health hub, December' })).toHaveCount(1);
});

test('a step is dragged to another place', async ({ newBoard, signedIn }) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const ruth = await signedIn(RUTH);
  await prepare(ruth, url);
  await expect(titles(ruth)).toHaveCount(7);
  const [first = '', second = '', third = ''] = await titles(ruth).allInnerTexts();
  // Both are in the window: nothing scrolls while it is dragged.
  await steps(ruth).nth(2).scrollIntoViewIfNeeded();
  await steps(ruth).first().locator('[draggable]').dragTo(steps(ruth).nth(2));
  await expect(titles(ruth).nth(1)).toHaveText(first);
  expect((await titles(ruth).allInnerTexts()).slice(0, 3)).toEqual([second, first, third]);
});

test('a session is run: everyone sees the step and the time that is left, whatever their clock says', async ({
  newBoard,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  // A laptop whose clock is wrong by twenty minutes.
  await sana.clock.install({ time: Date.now() + 20 * 60_000 });
  await Promise.all([openBoard(tom, url), openBoard(sana, `${url}/outline`)]);
  await prepare(ruth, url);
  await expect(titles(ruth)).toHaveCount(7);
  const [first = '', second = ''] = await titles(ruth).allInnerTexts();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  for (const page of [tom, sana, ruth]) {
    await expect(panel(page).getByRole('heading', { name: first })).toBeVisible(SOON);
    await expect(panel(page).getByRole('timer')).toContainText(/0[45]:\d\d/);
    await expect(panel(page).getByText('of 5 minutes')).toBeVisible();
  }
  // Nobody's focus is taken, and nobody but facilitators runs it.
  await addField(sana, 'Big bets').focus();
  await press(ruth, '2 more min');
  for (const page of [ruth, tom, sana]) await expect(panel(page).getByText('of 7 minutes')).toBeVisible(SOON);
  await press(ruth, 'Pause');
  await expect(panel(tom).getByText('Paused', { exact: true })).toBeVisible(SOON);
  const stood = await panel(tom).locator('.clock').innerText();
  await expect(panel(sana).locator('.clock')).toHaveText(stood);
  await press(ruth, 'Go on');
  await expect(panel(tom).getByText('Paused', { exact: true })).toHaveCount(0, SOON);
  await press(ruth, 'Next step');
  for (const page of [tom, sana]) {
    await expect(panel(page).getByRole('heading', { name: second })).toBeVisible(SOON);
    await expect(panel(page).getByRole('status').first()).toContainText(second);
  }
  // The second step is for writing alone: the field stays where the focus is, and takes nothing.
  await expect(addField(sana, 'Big bets')).toBeFocused();
  await expect(addField(sana, 'Big bets')).not.toBeEditable();

  // Whose line was cut meanwhile is where everyone is once it is back.
  await tom.context().setOffline(true);
  await expectMark(tom, 'Working offline');
  await press(ruth, '2 more min');
  await tom.context().setOffline(false);
  await expectMark(tom, 'Saved');
  await expect(panel(tom).getByText('of 7 minutes')).toBeVisible();

  // Whoever comes late, or again, lands in the same place.
  await tom.reload();
  await expect(panel(tom).getByRole('heading', { name: second })).toBeVisible();
  await press(ruth, 'Back a step');
  await expect(panel(tom).getByRole('heading', { name: first })).toBeVisible(SOON);
  await press(ruth, 'End now');
  for (const page of [ruth, tom, sana]) await expect(panel(page)).toHaveCount(0, SOON);
  await ruth.goto(`${url}/sessions`);
  await expect(ruth.getByText('Over', { exact: true })).toBeVisible();
});

test('everyone is brought to the zones of a step', async ({ newBoard, signedIn }) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await openBoard(tom, url);
  await tom.emulateMedia({ reducedMotion: 'no-preference' });
  await prepare(ruth, url);
  await ruth.locator('summary', { hasText: 'Change' }).first().click();
  await steps(ruth).first().getByLabel('Big bets').check();
  await steps(ruth).first().getByRole('button', { name: 'Save' }).click();
  await expect(
    steps(ruth)
      .first()
      .getByText(/Big bets/)
      .first(),
  ).toBeVisible();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(tom.getByText(/asks you to look at Big bets/)).toBeVisible();
  await expect(tom.getByText('Ruth Calder brought you here.')).toBeVisible();
  await expect(zoneOf(tom, 'Big bets')).toBeInViewport();
});

test('a guest on a phone sees what to do now, and a link for the session lets nobody new in once it is over', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const ruth = await signedIn(RUTH);
  await prepare(ruth, url);
  const link = await makeLink(ruth, url, { session: 'Health hub, December' });
  await expect(ruth.getByText('Nobody new comes in once “Health hub, December” has ended.')).toBeVisible();
  const danuta = await (await newContext(PHONE)).newPage();
  await join(danuta, link);
  await ruth.goto(`${url}/sessions`);
  await ruth.getByRole('link', { name: 'Health hub, December' }).click();
  await expect(titles(ruth)).toHaveCount(7);
  const [first = '', second = ''] = await titles(ruth).allInnerTexts();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(danuta.getByRole('heading', { name: first })).toBeVisible();
  await expect(danuta.getByText(/^Time left: 0\d:\d\d$/)).toBeVisible();
  expect(await faultsOf(danuta), 'the light page').toEqual([]);
  await press(ruth, 'Next step');
  await expect(danuta.getByRole('heading', { name: second })).toBeVisible();
  await press(ruth, 'End now');
  await expect(danuta.getByRole('heading', { name: second })).toHaveCount(0);
  const late = await (await newContext(PHONE)).newPage();
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This link lets nobody in' })).toBeVisible();
});

for (const [name, look] of [
  ['1366 light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['forced colours', { viewport: { width: 1366, height: 768 }, forcedColors: 'active' }],
] as const) {
  test(`axe finds nothing where a session is prepared and run, ${name}`, async ({ newBoard, signedIn }) => {
    const { url } = await newBoard({ template: TEMPLATE });
    const ruth = await signedIn(RUTH, look);
    await ruth.goto(`${url}/sessions/new`);
    expect(await faultsOf(ruth), 'a new session').toEqual([]);
    await prepare(ruth, url);
    expect(await faultsOf(ruth), 'a session').toEqual([]);
    await ruth.getByRole('button', { name: 'Start the session' }).click();
    await expect(panel(ruth)).toBeVisible();
    await panel(ruth).locator('summary').filter({ hasText: 'Agenda' }).focus();
    expect(await faultsOf(ruth), 'a session on the board').toEqual([]);
    await ruth.goto(`${url}/sessions`);
    expect(await faultsOf(ruth), 'the sessions of a board').toEqual([]);
  });
}
