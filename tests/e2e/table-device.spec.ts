import type { Page } from '@playwright/test';
import { expect, openBoard, RUTH, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const TABLE = { viewport: { width: 820, height: 1180 }, hasTouch: true };
const [FIRST, SECOND] = ['A bench by the gate', 'A nurse after drop-off'];

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const own = (page: Page, words: string) => page.locator('li[data-card]').filter({ hasText: words });
const adding = (page: Page) => page.locator('details', { has: page.getByRole('button', { name: 'Add a step' }) });

/** A link for devices that people share. */
async function sharedLink(page: Page, board: string): Promise<string> {
  await page.goto(`${board}/guests`);
  await page.getByLabel('People who share each device').fill('3');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByText('Devices shared by up to 3')).toBeVisible();
  return new URL(await page.getByLabel('Link', { exact: true }).first().inputValue()).pathname;
}

/** A session that begins with writing alone, without names, and goes on with a vote. */
async function prepare(page: Page, board: string): Promise<string> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill('Health hub');
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByRole('button', { name: 'Make the session' }).click();
  for (const [kind, title] of [
    ['Think: write alone', 'What would help?'],
    ['Vote', 'What first?'],
  ] as const) {
    if (kind === 'Vote') await page.locator('summary', { hasText: 'Add a step' }).click();
    await adding(page).getByLabel('What people do').selectOption({ label: kind });
    await adding(page).getByLabel('Title').fill(title);
    if (kind === 'Vote') await adding(page).getByLabel('Vote', { exact: true }).selectOption({ label: 'Dots' });
    else {
      await adding(page)
        .getByLabel('Who writes on the board')
        .selectOption({ label: 'Each privately, until you reveal it' });
      await adding(page).getByLabel('Names on the cards').selectOption({ label: 'No names, for good' });
    }
    await adding(page).getByRole('button', { name: 'Add a step' }).click();
    await expect(page.getByRole('heading', { name: title, level: 3 })).toBeVisible();
    await page.reload();
  }
  return page.url();
}

async function beginTurn(device: Page, kind: string): Promise<void> {
  await expect(device.locator('[data-table="ready"]')).toBeVisible();
  await device.getByLabel(kind).check();
  await device.getByRole('button', { name: 'Start my turn' }).click();
  await expect(device.locator('[data-board][data-ready="true"]')).toBeVisible();
}
async function endTurn(device: Page): Promise<void> {
  await device.getByRole('button', { name: 'I am done: next person' }).click();
  await expect(device.getByRole('heading', { name: 'Who is next?' })).toBeVisible();
}

/** What a page holds anywhere: what is shown, in fields, and in what the browser keeps for it. */
async function everythingIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const fields = [...document.querySelectorAll<HTMLTextAreaElement>('input, textarea')].map(({ value }) => value);
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const kept = [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(databases),
    ];
    return [document.documentElement.outerHTML, location.href, ...fields, ...kept].join('\n');
  });
}

test('a table device takes two people’s cards and votes in turn, and shows nothing of the last, at “back” either', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  const link = await sharedLink(ruth, url);
  const session = await prepare(ruth, url);
  const device = await (await newContext(TABLE)).newPage();
  await device.goto(link);
  await device.getByLabel('Name of this table').fill('Table 1');
  await device.screenshot({ path: 'test-results/table-set-up.png', fullPage: true });
  await device.getByRole('button', { name: 'Set up this device' }).click();
  await expect(device.getByRole('heading', { name: 'Who is next?' })).toBeVisible();
  expect(await faultsOf(device), 'between turns').toEqual([]);
  await device.screenshot({ path: 'test-results/table-between.png', fullPage: true });
  await ruth.goto(session);
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(device.getByRole('heading', { name: 'What would help?' })).toBeVisible();
  await device.reload();

  await beginTurn(device, 'Parent, carer or community member');
  await expect(device.getByText('You are number 1 at this table')).toBeVisible();
  await device.locator('#words').fill(FIRST);
  await device.getByRole('button', { name: 'Add card' }).click();
  await expect(own(device, FIRST)).toContainText('Only you see this');
  await expect(device.getByText('Your card is kept. Only you see it.')).toBeVisible();
  expect(await faultsOf(device), 'in a turn').toEqual([]);
  await device.screenshot({ path: 'test-results/table-turn.png', fullPage: true });
  await device.locator('#words').fill('Half a th');
  await device.getByRole('button', { name: 'I am done: next person' }).click();
  await expect(device.getByText('Words in the box are not added.')).toBeVisible();
  await endTurn(device);
  expect(await everythingIn(device)).not.toMatch(/bench|Half a th/);
  await device.goBack();
  await expect(device.getByRole('heading', { name: 'Who is next?' })).toBeVisible();
  expect(await everythingIn(device)).not.toMatch(/bench|Half a th/);

  await beginTurn(device, 'School or school trust');
  expect(await everythingIn(device)).not.toMatch(/bench|Half a th/);
  await device.goBack();
  await expect(device.getByText('You are number 2 at this table')).toBeVisible();
  expect(await everythingIn(device)).not.toMatch(/bench|Half a th/);
  await device.locator('#words').fill(SECOND);
  await device.getByRole('button', { name: 'Add card' }).click();
  await expect(own(device, SECOND)).toBeVisible();
  await expect(panel(ruth)).toContainText('2 private cards');
  await endTurn(device);

  await openBoard(ruth, url);
  await panel(ruth).locator('summary', { hasText: 'Type in paper cards' }).click();
  await panel(ruth).getByLabel('Cards, one on each line').fill('A tree\nRing 943 476 5919\nA hedge');
  await panel(ruth).getByRole('button', { name: 'Add these cards' }).click();
  await expect(panel(ruth).getByText('Line 2:')).toBeVisible();
  await panel(ruth).getByLabel('Cards, one on each line').fill('A tree\nA hedge');
  await panel(ruth).getByRole('button', { name: 'Add these cards' }).click();
  await expect(panel(ruth).getByText('2 cards added.')).toBeVisible();
  await panel(ruth).locator('summary', { hasText: 'You in the summary' }).click();
  await expect(panel(ruth).getByRole('button', { name: 'Save' })).toBeVisible();
  expect(await faultsOf(ruth), 'the panel').toEqual([]);
  await ruth.screenshot({ path: 'test-results/table-panel.png' });
  await press(ruth, 'Reveal all');
  await press(ruth, 'Next step');

  for (const number of ['1', '2']) {
    await device.reload();
    await device.getByLabel('My number').fill(number);
    await device.getByRole('button', { name: 'Start my next turn' }).click();
    await device.getByRole('button', { name: `One more vote for: ${FIRST}` }).click();
    await expect(device.getByText('Your votes are in.')).toBeVisible();
    await endTurn(device);
  }
  await expect(panel(ruth)).toContainText('2 of them on shared devices');
  await device.getByLabel('My number').fill('1');
  await device.getByRole('button', { name: 'Start my next turn' }).click();
  await expect(device.getByText('You have voted in an earlier turn.')).toBeVisible();
});

test('a table device works without a script', async ({ newBoard, newContext, signedIn }) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  const link = await sharedLink(ruth, url);
  const device = await (await newContext({ ...TABLE, javaScriptEnabled: false })).newPage();
  await device.goto(link);
  await device.getByLabel('Name of this table').fill('Table 2');
  await device.getByRole('button', { name: 'Set up this device' }).click();
  await device.getByLabel('Council').check();
  await device.getByLabel('Name to show, if you like').fill('Dana');
  await device.getByRole('button', { name: 'Start my turn' }).click();
  await device.locator('#words').fill(FIRST);
  await device.getByRole('button', { name: 'Add card' }).click();
  await expect(own(device, FIRST)).toBeVisible();
  await device.getByRole('button', { name: 'I am done: next person' }).click();
  await expect(device.getByRole('heading', { name: 'Who is next?' })).toBeVisible();
  expect(await device.content()).not.toContain('bench');
  await device.goBack();
  expect(await device.content()).not.toContain('name="words"');
});

for (const [language, colorScheme] of [
  ['Polski', 'light'],
  ['العربية', 'dark'],
] as const) {
  test(`a phone that is shared is set up and used in ${language}, ${colorScheme}`, async ({
    newBoard,
    newContext,
    signedIn,
  }) => {
    const { url } = await newBoard({ template: 'impact-effort-matrix' });
    const link = await sharedLink(await signedIn(RUTH), url);
    const context = await newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme });
    const device = await context.newPage();
    await device.goto(link);
    await device.getByRole('button', { name: language }).click();
    await device.locator('input[name="guestName"]').fill('3');
    expect(await faultsOf(device), 'setting it up').toEqual([]);
    await device.locator('main button.primary').click();
    await expect(device.locator('[data-table="ready"]')).toBeVisible();
    await device.locator('input[value="family"]').check();
    expect(await faultsOf(device), 'between turns').toEqual([]);
    await device.screenshot({ path: `test-results/table-between-${colorScheme}.png`, fullPage: true });
    await device.locator('main button.primary').click();
    await expect(device.locator('[data-board][data-ready="true"]')).toBeVisible();
    expect(await faultsOf(device), 'in a turn').toEqual([]);
    await device.screenshot({ path: `test-results/table-turn-${colorScheme}.png`, fullPage: true });
  });
}

for (const [width, colorScheme] of [
  [1366, 'light'],
  [390, 'dark'],
] as const) {
  test(`sheets to write on, and the session’s page, at ${width} and ${colorScheme}`, async ({ newBoard, signedIn }) => {
    const { url } = await newBoard({ template: 'impact-effort-matrix' });
    const ruth = await signedIn(RUTH);
    await ruth.setViewportSize({ width, height: 900 });
    await ruth.emulateMedia({ colorScheme });
    const session = await prepare(ruth, url);
    await ruth.getByRole('link', { name: 'Sheets to print' }).click();
    await expect(ruth.getByText('Leave your name out')).not.toHaveCount(0);
    expect(await faultsOf(ruth), 'sheets').toEqual([]);
    await ruth.screenshot({ path: `test-results/sheets-${width}.png` });
    await ruth.emulateMedia({ media: 'print', colorScheme });
    await ruth.setViewportSize({ width: 794, height: 1123 });
    await ruth.screenshot({ path: `test-results/sheets-print-${width}.png`, fullPage: true });
    const pdf = (await ruth.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1');
    const sheets = 7; // as many zones as there are
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(sheets);
    expect(pdf).toContain('/StructTreeRoot');
    await ruth.emulateMedia({ media: 'screen', colorScheme });
    await ruth.setViewportSize({ width, height: 900 });
    await ruth.goto(session);
    await ruth.screenshot({ path: `test-results/table-session-${width}.png`, fullPage: true });
  });
}
