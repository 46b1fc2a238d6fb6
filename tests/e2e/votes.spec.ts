import type { Page } from '@playwright/test';
import { addField, expectMark, rowField } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';

const SOON = { timeout: 3_000 };
const FIRST = 'Drop-in nurse after drop-off';
const SECOND = 'Dental check day each term';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const more = (page: Page, card: string) => page.getByRole('button', { name: `One more vote for: ${card}` });
const less = (page: Page, card: string) => page.getByRole('button', { name: `Take a vote back from: ${card}` });
const IN = 'Your votes are in. You can change them until voting closes.';

/** Cards of a board, written in its outline. */
async function write(page: Page, board: string, cards: readonly string[]): Promise<void> {
  await openBoard(page, `${board}/outline`);
  const field = addField(page, 'Big bets');
  for (const words of cards) {
    await field.fill(words);
    await field.press('Enter');
    await expect(rowField(page, words)).toBeVisible();
  }
  await expectMark(page, 'Saved');
}

const adding = (page: Page) => page.locator('details', { has: page.getByRole('button', { name: 'Add a step' }) });

/** A session that begins with a vote. */
async function prepare(page: Page, board: string, choose: (step: Page) => Promise<void>): Promise<void> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill('What opens first');
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByRole('button', { name: 'Make the session' }).click();
  for (const [kind, title] of [
    ['Vote', 'What should open first?'],
    ['Discuss', 'Talk about it'],
  ] as const) {
    // With no step yet the form is unfolded.
    if (kind !== 'Vote') await page.locator('summary', { hasText: 'Add a step' }).click();
    await adding(page).getByLabel('What people do').selectOption({ label: kind });
    await adding(page).getByLabel('Title').fill(title);
    if (kind === 'Vote') await choose(page);
    await adding(page).getByRole('button', { name: 'Add a step' }).click();
    await expect(page.getByRole('heading', { name: title, level: 3 })).toBeVisible();
    await page.reload();
  }
}

async function dots(page: Page): Promise<void> {
  await adding(page).getByLabel('Vote', { exact: true }).selectOption({ label: 'Dots' });
  await adding(page).getByLabel('Dots for each person').fill('3');
  await adding(page).getByLabel('Most on one card').fill('2');
}

test('people vote in secret, by keyboard and on a phone, and everyone sees the totals at once', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  await write(ruth, url, [FIRST, SECOND]);
  await prepare(ruth, url, dots);
  const link = await makeLink(ruth, url);
  const danuta = await (await newContext(PHONE)).newPage();
  await join(danuta, link);
  await Promise.all([openBoard(tom, url), openBoard(sana, `${url}/outline`)]);
  await ruth.goto(`${url}/sessions`);
  await ruth.getByRole('link', { name: 'What opens first' }).click();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(ruth).getByText(/^0 of \d people have voted$/)).toBeVisible();

  // By mouse: no more than there are, and no more on one card than the rules say.
  await more(tom, FIRST).click();
  await more(tom, FIRST).click();
  await expect(more(tom, FIRST)).toHaveAttribute('aria-disabled', 'true');
  await more(tom, SECOND).click();
  await expect(panel(tom).getByText('All votes used. Take one back to change.')).toBeVisible();
  await expect(panel(tom).getByText(IN)).toBeVisible();
  await expect(panel(ruth).getByText(/^1 of \d people have voted$/)).toBeVisible(SOON);

  // By keyboard alone, in the outline; one is taken back.
  await more(sana, SECOND).focus();
  await sana.keyboard.press('Enter');
  await sana.keyboard.press('Space');
  await less(sana, SECOND).press('Enter');
  await expect(panel(sana).getByText('2 votes left')).toBeVisible();
  await expect(panel(sana).getByText(IN)).toBeVisible();

  // On a phone whose line is cut meanwhile: kept, and sent once it is back.
  await danuta.context().setOffline(true);
  await more(danuta, FIRST).tap();
  await expect(
    danuta.getByText('Your votes are on this phone only. They go when there is a connection.'),
  ).toBeVisible();
  await danuta.context().setOffline(false);
  await expect(danuta.getByText(IN)).toBeVisible({ timeout: 15_000 });
  await expect(panel(ruth).getByText(/^3 of \d people have voted$/)).toBeVisible(SOON);
  await tom.reload();
  await expect(panel(tom).getByText('All votes used. Take one back to change.')).toBeVisible();
  for (const page of [ruth, sana, danuta]) await expect(page.getByText('3 votes', { exact: true })).toHaveCount(0);

  // Paper votes of the room; then voting closes, and the totals are shown to all.
  await panel(ruth).locator('summary', { hasText: 'Add for the room' }).click();
  await panel(ruth).getByLabel('How many people', { exact: true }).fill('1');
  await panel(ruth).getByLabel(`Paper votes for: ${SECOND}`).fill('3');
  await press(ruth, 'Save');
  await expect(panel(ruth).getByText('That is more than there are to give.')).toBeVisible();
  await panel(ruth).getByLabel(`Paper votes for: ${SECOND}`).fill('1');
  await press(ruth, 'Save');
  await expect(panel(ruth).getByText('and 1 person on paper')).toBeVisible();
  await press(ruth, 'Close voting');
  await expect(panel(tom).getByText('Voting has closed. The totals come when a facilitator shows them.')).toBeVisible();
  await press(ruth, 'Show the totals');
  for (const page of [ruth, tom, sana]) {
    await expect(panel(page).getByText('3 people voted and 1 person on paper.')).toBeVisible(SOON);
    await expect(panel(page).getByText('Place 1, tied')).toHaveCount(2);
    await expect(panel(page).getByText('(1 of them on paper)')).toBeVisible();
  }
  await expect(danuta.getByRole('heading', { name: 'What came out' })).toBeVisible({ timeout: 10_000 });

  // They stay on the cards, on the canvas and in the outline, after the session too.
  await press(ruth, 'Next step');
  await expect(panel(ruth).getByRole('heading', { name: 'Talk about it' })).toBeVisible();
  await press(ruth, 'End the session');
  await expect(panel(tom)).toHaveCount(0, SOON);
  for (const page of [tom, sana]) await page.reload();
  await expect(tom.getByRole('group', { name: new RegExp(`${FIRST}.*3 votes`) })).toBeVisible();
  await expect(sana.getByText('● 3 votes')).toHaveCount(2);
});

test('a guest without scripts rates every card, and what was said is there again', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  await write(ruth, url, [FIRST, SECOND]);
  await prepare(ruth, url, async (page) => {
    await adding(page).getByLabel('Vote', { exact: true }).selectOption({ label: 'Rating from 1 to 5' });
  });
  const link = await makeLink(ruth, url);
  await ruth.goto(`${url}/sessions`);
  await ruth.getByRole('link', { name: 'What opens first' }).click();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(ruth).getByText(/people have voted$/)).toBeVisible();
  const danuta = await (await newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  await join(danuta, link);
  const rate = (card: string, value: string) =>
    danuta.getByRole('group', { name: card }).getByRole('radio', { name: value });
  await rate(FIRST, '5').check();
  await danuta.getByRole('button', { name: 'Send my votes' }).click();
  await expect(danuta.getByText(IN)).toBeVisible();
  await expect(rate(FIRST, '5')).toBeChecked();
  await rate(FIRST, '4').check();
  await danuta.getByRole('button', { name: 'Send my votes' }).click();
  await expect(rate(FIRST, '4')).toBeChecked();
  await expect(panel(ruth).getByText(/^1 of \d people have voted$/)).toBeVisible(SOON);
  await press(ruth, 'Show the totals');
  await expect(panel(ruth).getByText('4 on average')).toBeVisible();
  await danuta.reload();
  await expect(danuta.getByText('4 on average')).toBeVisible();
});

for (const [name, look] of [
  ['1366 light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing where people vote and see what came out, ${name}`, async ({
    newBoard,
    newContext,
    signedIn,
  }) => {
    test.slow();
    const { url } = await newBoard({ template: 'impact-effort-matrix' });
    const ruth = await signedIn(RUTH, look);
    await write(ruth, url, [FIRST, SECOND]);
    await prepare(ruth, url, dots);
    const link = await makeLink(ruth, url);
    const danuta = await (await newContext({ ...look, hasTouch: true })).newPage();
    await join(danuta, link);
    await danuta.goto(`${url}/take-part`);
    await ruth.goto(`${url}/sessions`);
    await ruth.getByRole('link', { name: 'What opens first' }).click();
    await ruth.getByRole('button', { name: 'Start the session' }).click();
    await more(ruth, FIRST).click();
    await expect(panel(ruth).getByText(IN)).toBeVisible();
    await panel(ruth).locator('summary', { hasText: 'Add for the room' }).click();
    await expect(panel(ruth).getByLabel('How many people', { exact: true })).toBeVisible();
    expect(await faultsOf(ruth), 'a vote on the board').toEqual([]);
    await more(danuta, SECOND).click();
    await expect(danuta.getByText(IN)).toBeVisible();
    expect(await faultsOf(danuta), 'a vote on the light page').toEqual([]);
    await press(ruth, 'Show the totals');
    await expect(panel(ruth).getByText('2 people voted.')).toBeVisible();
    expect(await faultsOf(ruth), 'what came out, on the board').toEqual([]);
    await expect(danuta.getByRole('heading', { name: 'What came out' })).toBeVisible({ timeout: 10_000 });
    expect(await faultsOf(danuta), 'what came out, on the light page').toEqual([]);
  });
}
