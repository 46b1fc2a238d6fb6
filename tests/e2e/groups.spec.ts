import type { Page } from '@playwright/test';
import { addField, expectMark, rowField } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const adding = (page: Page) => page.locator('details', { has: page.getByRole('button', { name: 'Add a step' }) });
const own = (page: Page) => page.locator('[data-group]');

/** A session whose first step is done in groups. */
async function prepare(page: Page, board: string): Promise<void> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill('A quieter lunch');
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByRole('button', { name: 'Make the session' }).click();
  for (const title of ['At your tables', 'All together']) {
    if (title !== 'At your tables') await page.locator('summary', { hasText: 'Add a step' }).click();
    await adding(page).getByLabel('What people do').selectOption({ label: 'Discuss' });
    await adding(page).getByLabel('Title').fill(title);
    if (title === 'At your tables') {
      await adding(page).getByLabel('In groups').check();
      await adding(page).getByLabel('Big bets').check();
    }
    await adding(page).getByRole('button', { name: 'Add a step' }).click();
    await expect(page.getByRole('heading', { name: title, level: 3 })).toBeVisible();
    await page.reload();
  }
}

test('a facilitator, two members and a guest work in groups and come back', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  await prepare(ruth, url);
  expect(await faultsOf(ruth), 'groups on the session’s page').toEqual([]);
  const link = await makeLink(ruth, url);
  const danuta = await (await newContext({ ...PHONE, colorScheme: 'dark' })).newPage();
  await danuta.goto(link);
  await danuta.getByRole('button', { name: 'Polski' }).click();
  await join(danuta, link);
  await expect(danuta.locator('[data-board][data-ready="true"]')).toBeVisible();
  await openBoard(tom, `${url}/outline`);
  await openBoard(sana, url);
  await ruth.goto(`${url}/sessions`);
  await ruth.getByRole('link', { name: 'A quieter lunch' }).click();
  await ruth.getByRole('button', { name: 'Start the session' }).click();

  await expect(panel(sana)).toContainText('Groups are being made. Stay here.');
  await expect(danuta.getByText('Trwa podział na grupy.')).toBeVisible();
  const writing = addField(tom, 'Big bets');
  await writing.fill('Half a word');
  await expect(panel(ruth).getByLabel('How many groups')).toBeVisible();
  await panel(ruth).getByLabel('How many groups').fill('2');
  await press(ruth, 'Make groups');
  await expect(panel(tom)).toContainText(/You are in Group [12]\./);
  await expect(panel(sana)).toContainText(/You are in Group [12]\./);
  await expect(own(danuta)).toContainText(/Twoja grupa to Group [12]\./);
  await press(ruth, 'Make a zone for each group');
  await expect(panel(tom)).toContainText(/Your group writes in Group [12]: Big bets\./);
  await expect(own(danuta)).toContainText(/Pisz w części: Group [12]: Big bets\./);
  const title = await danuta.locator('#zone option:checked').textContent();
  expect(title?.trim()).toMatch(/^Group [12]: Big bets$/);
  // Nobody was taken away from what they were writing.
  await expect(writing).toBeFocused();
  await expect(writing).toHaveValue('Half a word');
  expect(await faultsOf(ruth), 'running groups').toEqual([]);
  expect(await faultsOf(tom), 'in a group, in the outline').toEqual([]);
  expect(await faultsOf(danuta), 'in a group, on a phone, dark').toEqual([]);
  await ruth.screenshot({ path: 'test-results/groups-run.png' });
  await sana.screenshot({ path: 'test-results/groups-member.png' });
  await danuta.screenshot({ path: 'test-results/groups-light-dark.png', fullPage: true });

  // Whoever comes late is in a group, too, and asked to look at its zone.
  const grace = await signedIn('grace.sutton@northbrook-schools.example');
  await openBoard(grace, `${url}/outline`);
  await expect(panel(grace)).toContainText(/You are in Group [12]\./);
  await expect(grace.getByText(/Ruth Calder asks you to look at Group [12]: Big bets\./)).toBeVisible();

  // Moved by keyboard, from whichever group they were in.
  const place = (await own(danuta).getAttribute('data-group')) ?? '';
  await panel(ruth).locator('summary', { hasText: 'Move somebody' }).press('Enter');
  await panel(ruth).getByLabel('Who').selectOption({ label: 'Danuta, guest' });
  const to = panel(ruth).getByLabel('To', { exact: true });
  const others = await to
    .locator('option')
    .evaluateAll(
      (options, here) =>
        options.map((option) => (option as HTMLOptionElement).value).filter((id) => id !== '' && id !== here),
      place,
    );
  await to.selectOption(others[0] ?? '');
  await panel(ruth).getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await expect(own(danuta)).not.toHaveAttribute('data-group', place);

  // The facilitator visits one, then calls everyone back.
  await press(ruth, 'Visit Group 2');
  await press(ruth, 'Call everyone back');
  await expect(panel(tom)).toContainText('Everyone is together again.');
  await expect(danuta.getByText('Wszyscy są znowu razem.')).toBeVisible();
  await expect(tom.getByText('Ruth Calder asks you to look at Big bets.')).toBeVisible();
  await press(ruth, 'Send them to their groups');
  await expect(panel(sana)).toContainText(/You are in Group/);
  await press(ruth, 'Next step');
  await expect(panel(tom).getByRole('heading', { name: 'Groups' })).toHaveCount(0);
  await expect(own(danuta)).toHaveCount(0);
});

test('a group works on a board of its own, is called back, and what it wrote is gathered once', async ({
  newBoard,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom, sana] = await Promise.all([
    signedIn(RUTH),
    signedIn(TOM),
    signedIn(SANA, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }),
  ]);
  await prepare(ruth, url);
  await openBoard(tom, url);
  await openBoard(sana, `${url}/outline`);
  await ruth.goto(`${url}/sessions`);
  await ruth.getByRole('link', { name: 'A quieter lunch' }).click();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(tom)).toBeVisible();
  await expect(panel(sana)).toBeVisible();
  await panel(ruth).getByLabel('How many groups').fill('2');
  await press(ruth, 'Make groups');
  await press(ruth, 'Make a board for each group');
  await panel(tom)
    .getByRole('link', { name: /^Open the board of Group/ })
    .click();
  await expect(panel(tom)).toContainText('The session goes on on the main board.');
  await expect(panel(tom).getByRole('heading', { name: 'At your tables' })).toBeVisible();
  await openBoard(tom, `${new URL(tom.url()).pathname}/outline`);
  const field = addField(tom, 'Big bets');
  await field.fill('A quiet room');
  await field.press('Enter');
  await expect(rowField(tom, 'A quiet room')).toBeVisible();
  await expectMark(tom, 'Saved');
  await press(ruth, 'Gather results');
  await expect(panel(ruth)).toContainText('What the groups wrote is on the main board');
  await press(ruth, 'Gather results');
  await sana.screenshot({ path: 'test-results/groups-board-390-dark.png' });
  const gathered = sana.locator('[data-kind="card"]').filter({ hasText: /From: Group [12]/ });
  await expect(gathered).toHaveCount(1);
  expect(await faultsOf(sana), 'a gathered card in the outline').toEqual([]);
  await press(ruth, 'Call everyone back');
  await expect(panel(tom)).toContainText('Everyone is called back to the main board.');
  expect(await faultsOf(tom), 'called back from a group’s own board').toEqual([]);
  await tom.screenshot({ path: 'test-results/groups-called-back.png' });
  await panel(tom).getByRole('link', { name: 'Go to the main board' }).click();
  await expect(panel(tom)).toContainText('Everyone is together again.');
  const card = await gathered.getAttribute('data-item');
  await press(ruth, 'End now');
  await expect(panel(tom)).toHaveCount(0);
  await ruth.goto(`${url}#item-${card}`);
  await ruth.reload();
  await expect(ruth.getByText(/From: Group [12]/)).toBeInViewport();
  await ruth.screenshot({ path: 'test-results/groups-gathered.png' });
});

test('groups that are made beforehand are there for whoever comes', async ({ newBoard, signedIn }) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, sana] = await Promise.all([signedIn(RUTH), signedIn(SANA)]);
  await prepare(ruth, url);
  await ruth.getByLabel('How many groups').fill('2');
  await ruth.getByRole('button', { name: 'Make groups' }).click();
  await expect(ruth.getByRole('heading', { level: 3, name: 'Group 2' })).toBeVisible();
  await ruth.locator('summary', { hasText: 'Rename a group' }).click();
  await ruth.getByLabel('New name').fill('Blue table');
  await ruth.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(ruth.getByRole('heading', { level: 3, name: 'Blue table' })).toBeVisible();
  expect(await faultsOf(ruth), 'groups beforehand').toEqual([]);
  await ruth.setViewportSize(PHONE.viewport);
  await ruth.emulateMedia({ colorScheme: 'dark' });
  expect(await faultsOf(ruth), 'groups beforehand, on a phone, dark').toEqual([]);
  await ruth.getByRole('heading', { level: 2, name: 'Groups' }).scrollIntoViewIfNeeded();
  await ruth.screenshot({ path: 'test-results/groups-plan-390.png' });
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await openBoard(sana, url);
  await expect(panel(sana)).toContainText(/You are in (Blue table|Group 2)\./);
});
