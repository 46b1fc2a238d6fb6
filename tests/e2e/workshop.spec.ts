/** The day itself: a facilitator and four people of four kinds of organisation, from a silent room to owned decisions. */
import type { Page } from '@playwright/test';
import { addField, cardOf, expectMark } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { makeLink, PHONE } from '../support/guestPages.ts';

const AMARA = 'amara.osei@westmere-council.example';
const BETHAN = 'bethan.price@bridgework.example';
const TITLE = 'A day to begin with';
const ALONE = 'Impact: think alone';
const MORNING = 'Morning 1: Long-term impact';
const VOTE = 'Vote on what matters most';
const ASSIGN = 'Assign commitments';
const SAID = {
  sana: 'Every child sees a dentist before they start school',
  bethan: 'A youth worker in every health hub',
  amara: 'Safe walking routes to every school',
  danuta: 'Somebody to ask who speaks our language',
} as const;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => panel(page).getByRole('heading', { name, exact: true, level: 2 });
const writing = (page: Page) => panel(page).getByRole('textbox', { name: 'Write a private card' });
const more = (page: Page, card: string) => page.getByRole('button', { name: `One more vote for: ${card}` });
const step = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title, exact: true }) });

/** Prepares the day from its template, and says which zones two of its steps are about. */
async function prepare(ruth: Page, board: string): Promise<void> {
  await ruth.goto(`${board}/sessions/new`);
  await ruth.getByLabel('Title').fill(TITLE);
  await ruth.getByRole('button', { name: 'Make the session' }).click();
  for (const title of [ALONE, VOTE]) {
    await step(ruth, title).locator('summary', { hasText: 'Change' }).click();
    await step(ruth, title).getByLabel(MORNING).check();
    await step(ruth, title).getByRole('button', { name: 'Save' }).click();
    await expect(
      step(ruth, title)
        .getByRole('paragraph')
        .filter({ hasText: `min · ${MORNING}` }),
    ).toBeVisible();
  }
}

/** Goes on until a step is there. */
async function goOnTo(ruth: Page, title: string): Promise<void> {
  while (!(await heading(ruth, title).isVisible())) {
    const was = await panel(ruth).getByRole('heading', { level: 2 }).first().innerText();
    await press(ruth, 'Next step');
    await expect(heading(ruth, was)).toHaveCount(0);
  }
}

/** Chooses what a card becomes, who does it and by when. */
async function become(
  ruth: Page,
  card: string,
  becomes: 'Action' | 'Parked',
  more: () => Promise<void>,
): Promise<void> {
  const cards = panel(ruth).getByLabel('Card', { exact: true });
  await panel(ruth).getByLabel('Find a card').fill(card);
  await cards.selectOption((await cards.locator('option', { hasText: card }).getAttribute('value')) ?? '');
  await panel(ruth).getByRole('radio', { name: becomes }).check();
  await more();
  await press(ruth, 'Save');
}

async function actionOf(ruth: Page, card: string, owner: string): Promise<void> {
  await become(ruth, card, 'Action', async () => {
    await panel(ruth).getByLabel('Owner').selectOption({ label: owner });
    await panel(ruth).getByLabel('By when').fill('2099-12-04');
  });
}

test('a workshop from a silent room to a printed summary whose actions have owners and dates', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow(); // a whole day, by five people
  const { url } = await newBoard({ template: 'co-creation-workshop', title: 'Healthy futures, together' });
  const [ruth, sana, amara, bethan] = await Promise.all([RUTH, SANA, AMARA, BETHAN].map((who) => signedIn(who)));
  if (!ruth || !sana || !amara || !bethan) throw new Error('somebody is missing');
  await prepare(ruth, url);
  const session = ruth.url();
  const link = await makeLink(ruth, url, { session: TITLE });
  const danuta = await (await newContext(PHONE)).newPage();
  await danuta.goto(link);
  await danuta.getByRole('checkbox', { name: 'Name me in the summary' }).check();
  await danuta.locator('input[name="guestName"]').fill('Danuta');
  await danuta.locator('main button.primary').click();
  await expect(danuta).toHaveURL(/\/take-part$/);
  await Promise.all([openBoard(bethan, url), openBoard(amara, `${url}/outline`), openBoard(sana, `${url}/outline`)]);
  await ruth.goto(session);
  await ruth.getByRole('button', { name: 'Start the session' }).click();

  // Welcome: everyone sees everyone's cards.
  await expect(heading(sana, 'Welcome and purpose')).toBeVisible();
  const hello = addField(sana, 'Who is in the room');
  await hello.focus();
  await sana.keyboard.type('Sana, from the integrated care board: I can open doors');
  await sana.keyboard.press('Enter');
  await expectMark(sana, 'Saved');
  await expect(cardOf(amara, 'Sana, from the integrated care board')).toBeVisible();

  // A silent room: by mouse, by keyboard alone in the outline, and on a phone.
  await goOnTo(ruth, ALONE);
  await expect(heading(bethan, ALONE)).toBeVisible();
  for (const [page, words] of [
    [bethan, SAID.bethan],
    [amara, SAID.amara],
    [sana, SAID.sana],
  ] as const) {
    await writing(page).focus();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(panel(page).getByText('Saved on the server.')).toBeVisible();
  }
  await danuta.locator('#words').fill(SAID.danuta);
  await danuta.getByRole('button', { name: 'Add card', exact: true }).click();
  await expect(danuta.locator('li[data-card]').filter({ hasText: SAID.danuta })).toContainText('Only you see this');
  await expect(panel(ruth).getByText('4 private cards in all.').first()).toBeVisible();
  for (const words of Object.values(SAID)) await expect(ruth.getByText(words)).toHaveCount(0);
  await press(ruth, 'Reveal all');
  for (const words of Object.values(SAID)) {
    await expect(cardOf(ruth, words)).toHaveCount(1);
    await expect(cardOf(sana, words)).toBeVisible();
    await expect(danuta.locator('#cards li').filter({ hasText: words })).toBeVisible();
  }

  // Dots, in secret until they are shown.
  await goOnTo(ruth, VOTE);
  await more(bethan, SAID.danuta).click();
  await more(amara, SAID.danuta).click();
  await more(amara, SAID.amara).click();
  await more(sana, SAID.danuta).focus();
  await sana.keyboard.press('Enter');
  await more(danuta, SAID.sana).tap();
  await expect(panel(ruth).getByText(/^4 of \d people have voted$/)).toBeVisible();
  await expect(panel(ruth).getByText('3 votes', { exact: true })).toHaveCount(0);
  await press(ruth, 'Show the totals');
  for (const page of [ruth, sana]) await expect(panel(page).getByText('4 people voted.')).toBeVisible();
  await expect(danuta.getByRole('heading', { name: 'What came out' })).toBeVisible();
  expect(await faultsOf(ruth), 'a vote that came out').toEqual([]);

  // Nothing is left without an owner and a date.
  await goOnTo(ruth, ASSIGN);
  await become(ruth, SAID.danuta, 'Action', () => Promise.resolve());
  await press(ruth, 'Next step');
  await expect(ruth.getByText('An action has no owner or no date yet.')).toBeVisible();
  await press(ruth, `Change: ${SAID.danuta}`);
  await panel(ruth).getByLabel('Owner').selectOption({ label: 'Bethan Price, Bridgework Families' });
  await panel(ruth).getByLabel('By when').fill('2099-12-04');
  await press(ruth, 'Save');
  await actionOf(ruth, SAID.sana, 'Sana Iqbal, Westmere Integrated Care Board');
  await become(ruth, SAID.bethan, 'Parked', () => panel(ruth).getByLabel('Why it is parked').fill('Money comes first'));
  await expect(panel(sana).getByText('Money comes first')).toBeVisible();
  await goOnTo(ruth, 'Close by table');
  await press(ruth, 'End the session');
  await expect(panel(sana)).toHaveCount(0);

  // The same minute.
  await ruth.goto(`${session}/summary`);
  const row = (card: string) => ruth.getByRole('row', { name: new RegExp(card) });
  await expect(row(SAID.danuta).first()).toContainText('Bethan Price');
  await expect(row(SAID.danuta).first()).toContainText('Fri 4 December 2099');
  await expect(row(SAID.sana).first()).toContainText('Sana Iqbal');
  await expect(ruth.getByText('Money comes first')).toBeVisible();
  await expect(ruth.getByText('Danuta', { exact: true })).toBeVisible();
  expect(await faultsOf(ruth), 'the summary').toEqual([]);
  await ruth.emulateMedia({ media: 'print' });
  await ruth.screenshot({ path: 'test-results/workshop-summary-print.png', fullPage: true });
  await ruth.emulateMedia({ media: 'screen' });
  const pdf = (await ruth.pdf({ tagged: true, outline: true, preferCSSPageSize: true })).toString('latin1');
  expect(pdf).toContain('/StructTreeRoot');
  for (const words of [TITLE, 'Actions', 'Parked', `How we voted: ${VOTE}`]) expect(pdf).toContain(`(${words})`);
});
