import type { Page } from '@playwright/test';
import { addField, cardOf } from '../support/boardPage.ts';
import { expect, RUTH, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { makeLink, PHONE } from '../support/guestPages.ts';

const TEMPLATE = 'impact-effort-matrix';
const TITLE = 'Health hub, December';
const DOOR = 'Sign the agreement for the door';
const SATURDAY = 'Open on Saturdays';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();

/** Prepares a session of two steps: one that assigns actions, and a close. */
async function prepare(page: Page, board: string, title = TITLE): Promise<void> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByRole('button', { name: 'Make the session' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  const steps = page.getByRole('heading', { level: 3 });
  for (const [kind, name] of [
    ['Assign actions', 'Who does what'],
    ['Close', 'Goodbye'],
  ] as const) {
    const adding = page.locator('details', { has: page.locator('summary', { hasText: 'Add a step' }) });
    if (!(await adding.evaluate((details: HTMLDetailsElement) => details.open)))
      await adding.locator('summary').first().click();
    await adding.getByLabel('What people do').selectOption({ label: kind });
    await adding.getByLabel('Title').fill(name);
    await adding.getByRole('button', { name: 'Add a step' }).click();
    await expect(steps.filter({ hasText: name })).toBeVisible();
  }
}

/** Writes cards, in the outline. */
async function write(page: Page, board: string, words: readonly string[]): Promise<void> {
  await page.goto(`${board}/outline`);
  for (const one of words) {
    await addField(page, 'Big bets').fill(one);
    await addField(page, 'Big bets').press('Enter');
    await expect(cardOf(page, one)).toBeVisible();
  }
}

async function choose(page: Page, card: string, becomes: string): Promise<void> {
  await panel(page).getByLabel('Find a card').fill(card);
  const option = panel(page).getByLabel('Card', { exact: true }).locator('option', { hasText: card });
  await panel(page)
    .getByLabel('Card', { exact: true })
    .selectOption((await option.getAttribute('value')) ?? '');
  await panel(page).getByRole('radio', { name: becomes }).check();
}

test('what a newcomer ticks before the script of the page has come stays ticked', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await prepare(ruth, url);
  const link = await makeLink(ruth, url, { session: TITLE });
  const danuta = await (await newContext(PHONE)).newPage();
  const slow = Promise.withResolvers<undefined>();
  await danuta.route('**/*.js', async (route) => {
    await slow.promise;
    await route.continue();
  });
  await danuta.goto(link, { waitUntil: 'commit' });
  const tick = danuta.getByRole('checkbox', { name: 'Name me in the summary' });
  await tick.check();
  const school = danuta.getByRole('radio', { name: 'School or school trust' });
  await school.check();
  slow.resolve(undefined);
  // The script has come once the page says how wide its screen is.
  await expect(danuta.locator('input[name="screen"]')).not.toHaveValue('unknown');
  await expect(tick).toBeChecked();
  await expect(school).toBeChecked();
});

test('a session ends with a summary whose actions have owners and dates, and the next one begins with them', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: TEMPLATE });
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await prepare(ruth, url);
  const session = ruth.url();
  const link = await makeLink(ruth, url, { session: TITLE });
  const danuta = await (await newContext(PHONE)).newPage();
  await danuta.goto(link);
  await expect(danuta.getByRole('checkbox', { name: 'Name me in the summary' })).not.toBeChecked();
  await danuta.getByRole('checkbox', { name: 'Name me in the summary' }).check();
  await danuta.getByRole('checkbox', { name: 'Send me the summary by mail' }).check();
  await danuta.locator('input[name="guestName"]').fill('Danuta');
  await danuta.locator('main button.primary').click();
  await expect(danuta.getByText('Enter an email, like name@home.example.')).toBeVisible();
  expect(await faultsOf(danuta), 'coming in').toEqual([]);
  await expect(danuta.getByRole('checkbox', { name: 'Name me in the summary' })).toBeChecked();
  await danuta.getByRole('checkbox', { name: 'Send me the summary by mail' }).uncheck();
  await danuta.locator('main button.primary').click();
  await expect(danuta).toHaveURL(/\/boards\//);
  await write(ruth, url, [DOOR, SATURDAY]);

  await ruth.goto(session);
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(ruth).getByRole('heading', { name: 'Who does what' })).toBeVisible();
  await tom.goto(`${url}/outline`);
  await choose(ruth, DOOR, 'Action');
  await press(ruth, 'Save');
  await expect(panel(tom).getByText('No owner yet. No organisation yet. No date yet.')).toBeVisible();
  await press(ruth, 'Next step');
  await expect(ruth.getByText('An action has no owner or no date yet.')).toBeVisible();
  await expect(panel(ruth).getByRole('heading', { name: 'Who does what' })).toBeVisible();
  expect(await faultsOf(ruth), 'assigning').toEqual([]);

  await press(ruth, `Change: ${DOOR}`);
  await panel(ruth).getByLabel('Owner').selectOption({ label: 'Tom Hallworth, Vale Community Health NHS Trust' });
  await panel(ruth).getByLabel('By when').fill('2099-12-04');
  await press(ruth, 'Save');
  await expect(panel(tom).getByRole('paragraph').filter({ hasText: 'Tom Hallworth, Vale Community' })).toBeVisible();
  await expect(panel(tom).getByText(/^by Fri 4 December 2099$/)).toBeVisible();
  await choose(ruth, SATURDAY, 'Parked');
  await press(ruth, 'Save');
  await expect(panel(ruth).getByLabel('Why it is parked')).toHaveAttribute('aria-invalid', 'true');
  await panel(ruth).getByLabel('Why it is parked').fill('Costs come first');
  await press(ruth, 'Save');
  await expect(panel(tom).getByText('Costs come first')).toBeVisible();
  await press(ruth, 'Next step');
  await expect(panel(ruth).getByRole('heading', { name: 'Goodbye' })).toBeVisible();
  await press(ruth, 'End the session');
  await expect(panel(tom)).toHaveCount(0);

  // The same minute, for everyone who may see the board.
  await tom.goto(`${session}/summary`);
  const row = tom.getByRole('row', { name: new RegExp(DOOR) });
  await expect(row).toContainText('Tom Hallworth');
  await expect(row).toContainText('Fri 4 December 2099');
  await expect(tom.getByText('Danuta', { exact: true })).toBeVisible();
  await ruth.goto(`${session}/summary`);
  await ruth.getByLabel('Note at the top').fill('Thank you all.');
  await ruth.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ruth.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(ruth.getByRole('article').getByText('Thank you all.')).toBeVisible();
  expect(await faultsOf(ruth), 'a summary').toEqual([]);

  const [download] = await Promise.all([
    ruth.waitForEvent('download'),
    ruth.getByRole('link', { name: 'Download as Markdown' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('summary.md');
  const markdown = await (await ruth.request.get(`${session}/summary.md`)).text();
  expect(markdown).toContain(`| ${DOOR} | Tom Hallworth |`);
  expect(markdown).toContain(`- ${SATURDAY}: Costs come first`);

  const pdf = (await ruth.pdf({ tagged: true, outline: true, preferCSSPageSize: true })).toString('latin1');
  expect(pdf).toContain('/StructTreeRoot');
  for (const heading of [TITLE, 'Actions', 'Parked']) expect(pdf).toContain(`(${heading})`);
  await ruth.emulateMedia({ media: 'print' });
  await expect(ruth.getByRole('rowheader', { name: DOOR })).toBeVisible();
  for (const name of ['Print or save as PDF', 'Save'])
    await expect(ruth.getByRole('button', { name, exact: true })).toBeHidden();
  await expect(ruth.getByRole('banner')).toBeHidden();
  await ruth.emulateMedia({ media: 'screen' });

  // Whoever came by the link reads it there, in the language they chose.
  await danuta.getByRole('link', { name: `Read what came of it: ${TITLE}` }).click();
  await expect(danuta.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(danuta.getByText(DOOR).first()).toBeVisible();
  expect(await faultsOf(danuta), 'a guest’s summary').toEqual([]);

  // Next time.
  await prepare(ruth, url, 'January');
  const last = ruth.getByRole('listitem').filter({ hasText: SATURDAY });
  await last.locator('summary').click();
  await last.getByRole('button', { name: 'Drop' }).click();
  await expect(last.getByLabel('Why it is dropped')).toHaveAttribute('aria-invalid', 'true');
  await last.getByLabel('Why it is dropped').fill('No money');
  await last.getByRole('button', { name: 'Drop' }).click();
  await expect(last.getByText('Dropped', { exact: true })).toBeVisible();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(ruth).getByRole('heading', { name: 'From last time' })).toBeVisible();
  await press(ruth, `Done: ${DOOR}`);
  await expect(panel(ruth).getByText('Done', { exact: true }).first()).toBeVisible();
});

for (const [name, look] of [
  ['1366 light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing where actions are assigned and on a summary, ${name}`, async ({ newBoard, signedIn }) => {
    const { url } = await newBoard({ template: TEMPLATE });
    const ruth = await signedIn(RUTH, look);
    await prepare(ruth, url);
    const session = ruth.url();
    await write(ruth, url, [DOOR]);
    await ruth.goto(session);
    await ruth.getByRole('button', { name: 'Start the session' }).click();
    await choose(ruth, DOOR, 'Decision');
    await press(ruth, 'Save');
    await expect(panel(ruth).getByText(DOOR, { exact: true }).first()).toBeVisible();
    expect(await faultsOf(ruth), 'assigning').toEqual([]);
    await ruth.goto(`${session}/summary`);
    await expect(ruth.getByText('Preview. The session is still running.')).toBeVisible();
    expect(await faultsOf(ruth), 'a preview').toEqual([]);
  });
}
