import type { Page } from '@playwright/test';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const add = (page: Page) => panel(page).getByRole('textbox', { name: 'Write a private card' });
const mine = (page: Page) => panel(page).getByRole('list', { name: 'Your private cards' }).getByRole('listitem');
const onBoard = (page: Page, words: string) => page.locator(`[data-kind="card"]`).filter({ hasText: words });

/** A session whose first step is for writing alone, then one in which all talk. */
async function prepare(page: Page, url: string, rules: (page: Page) => Promise<void> = async () => undefined) {
  await page.goto(`${url}/sessions/new`);
  await page.getByLabel('Title').fill('Health hub');
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByRole('button', { name: 'Make the session' }).click();
  await page.getByLabel('What people do').selectOption({ label: 'Think: write alone' });
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Write alone');
  await rules(page);
  await page.getByRole('button', { name: 'Add a step', exact: true }).click();
  await expect(page.getByText('Write alone').first()).toBeVisible();
  await page.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(page)).toBeVisible();
}

async function write(page: Page, words: string): Promise<void> {
  await add(page).fill(words);
  await add(page).press('Enter');
  await expect(mine(page).filter({ has: page.locator(`[data-words="${words}"]`) })).toBeVisible();
  await expect(panel(page).getByText('Saved on the server.')).toBeVisible();
}

test('everyone writes alone, nobody sees a word, and the facilitator reveals all at once and takes it back', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard();
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  await Promise.all([openBoard(tom, url), openBoard(sana, `${url}/outline`)]);
  await prepare(ruth, url);
  await expect(panel(tom).getByText(/Nobody else sees these until they are revealed\. Then they bear/)).toBeVisible();
  await write(tom, 'A bench by the gate');
  // By keyboard alone, in the outline: the field takes one card after the other.
  await add(sana).focus();
  for (const words of ['Warmer changing rooms', 'Later buses']) await write(sana, words);
  await expect(add(sana)).toBeFocused();
  await expect(panel(ruth).getByText('3 private cards in all.').first()).toBeVisible();
  for (const page of [ruth, sana]) await expect(page.getByText('A bench by the gate')).toHaveCount(0);
  for (const page of [ruth, tom]) await expect(page.getByText('Later buses')).toHaveCount(0);

  // Withdrawn before anyone saw it.
  await mine(sana).nth(0).getByRole('button', { name: 'Withdraw this card' }).click();
  await expect(mine(sana)).toHaveCount(1);
  await expect(panel(ruth).getByText('2 private cards in all.').first()).toBeVisible();

  await panel(ruth).getByRole('button', { name: 'Reveal all' }).click();
  await expect(onBoard(tom, 'Later buses')).toBeVisible();
  await expect(onBoard(sana, 'A bench by the gate')).toBeVisible();
  await expect(sana.getByText('Warmer changing rooms')).toHaveCount(0);
  await panel(ruth).getByRole('button', { name: 'Take the reveal back' }).click();
  await expect(onBoard(tom, 'Later buses')).toHaveCount(0);
  await panel(ruth).getByRole('button', { name: 'Reveal all' }).click();
  await expect(onBoard(tom, 'Later buses')).toBeVisible();
});

test('an identifier in a private card stays on its writer’s device', async ({ newBoard, signedIn }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await openBoard(tom, url);
  await prepare(ruth, url);
  await add(tom).fill('Ask for 943 476 5919');
  await add(tom).press('Enter');
  await expect(panel(tom).getByText('Not shared yet')).toBeVisible();
  await panel(tom).getByRole('button', { name: 'Remove it' }).click();
  await expect(panel(tom).getByText('Not shared yet')).toHaveCount(0);
});

test('what is written without a line is its writer’s until they say, after the reveal too', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await openBoard(tom, url);
  await prepare(ruth, url);
  await write(tom, 'Before the tunnel');
  await expect(panel(ruth).getByText('One private card in all.').first()).toBeVisible();
  await tom.context().setOffline(true);
  await add(tom).fill('In the tunnel');
  await add(tom).press('Enter');
  await expect(panel(tom).getByText('Not yet saved.')).toBeVisible();
  await panel(ruth).getByRole('button', { name: 'Reveal all' }).click();
  await expect(onBoard(ruth, 'Before the tunnel')).toBeVisible();
  await tom.context().setOffline(false);
  await expect(panel(tom).getByText('One card of yours came after the reveal')).toBeVisible();
  await expect(ruth.getByText('In the tunnel')).toHaveCount(0);
  await panel(tom).getByRole('button', { name: 'Put on the board' }).click();
  await expect(onBoard(ruth, 'In the tunnel')).toBeVisible();
});

for (const [width, colorScheme] of [
  [1366, 'light'],
  [390, 'dark'],
] as const) {
  test(`axe finds nothing where people write alone and where it is revealed, ${width} ${colorScheme}`, async ({
    newBoard,
    signedIn,
  }) => {
    const { url } = await newBoard();
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    for (const page of [ruth, tom]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
    }
    await openBoard(tom, `${url}/outline`);
    await prepare(ruth, url, async (page) => {
      await page.getByLabel('Names on the cards').selectOption({ label: 'No names, for good' });
      await page.getByLabel('Checked first').check();
    });
    await write(tom, 'A bench by the gate');
    expect(await faultsOf(tom)).toEqual([]);
    await panel(ruth).getByRole('button', { name: 'Check the cards' }).click();
    await expect(panel(ruth).getByText('A bench by the gate')).toBeVisible();
    expect(await faultsOf(ruth)).toEqual([]);
    await panel(ruth).getByRole('button', { name: 'Hold back' }).click();
    await expect(panel(ruth).getByRole('button', { name: 'Let it be revealed' })).toBeVisible();
  });
}
