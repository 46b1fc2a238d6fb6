import type { Page } from '@playwright/test';
import { addField, cardOf, expectMark, middleOf, pull, rowField, zoneOf } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const WARM = 'A warm room before school';
const FOOD = 'Breakfast for whoever is hungry';
const LIFTS = 'Lifts from the far villages';
const NURSE = 'Drop-in nurse after drop-off';
const ALL = [WARM, FOOD, LIFTS, NURSE];

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const section = (page: Page, title: string) =>
  page.locator('section[data-kind="zone"]').filter({ has: page.getByRole('heading', { name: title }) });

/** Cards of a board, written in its outline. */
async function write(page: Page, board: string, cards: readonly string[] = ALL): Promise<void> {
  await openBoard(page, `${board}/outline`);
  const field = addField(page, 'Ideas to place');
  for (const words of cards) {
    await field.fill(words);
    await field.press('Enter');
    await expect(rowField(page, words)).toBeVisible();
  }
  await expectMark(page, 'Saved');
}

/** A session of these steps that goes on. */
async function begin(
  page: Page,
  board: string,
  steps: readonly (readonly [kind: string, title: string])[],
): Promise<void> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill('Making sense');
  await page.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await page.getByRole('button', { name: 'Make the session' }).click();
  const adding = page.locator('details', { has: page.getByRole('button', { name: 'Add a step' }) });
  for (const [index, [kind, title]] of steps.entries()) {
    // With no step yet the form is unfolded.
    if (index > 0) await page.locator('summary', { hasText: 'Add a step' }).click();
    await adding.getByLabel('What people do').selectOption({ label: kind });
    await adding.getByLabel('Title').fill(title);
    if (kind === 'Vote') await adding.getByLabel('Vote', { exact: true }).selectOption({ label: 'Dots' });
    await adding.getByRole('button', { name: 'Add a step' }).click();
    await expect(page.getByRole('heading', { name: title, level: 3 })).toBeVisible();
    await page.reload();
  }
  await page.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(page)).toBeVisible();
}

/** What axe finds in what is open, as it stands and on a phone in the dark. */
async function faultsInBoth(page: Page, picture: string): Promise<string[]> {
  const found = await faultsOf(page);
  await page.screenshot({ path: `test-results/${picture}.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await faultsOf(page)));
  await page.screenshot({ path: `test-results/${picture}-phone.png` });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1366, height: 768 });
  return found;
}

async function menuEntry(page: Page, thing: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: thing }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('cards are dragged together into a named group, and by keys; the others see it, and one undo takes it back', async ({
  newBoard,
  signedIn,
}) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await write(ruth, url);
  await begin(ruth, url, [['Group and name', 'Put together what belongs together']]);
  await openBoard(tom, url);
  await expect(panel(ruth).getByRole('heading', { name: 'Put together what belongs together' })).toBeVisible();

  // By mouse: a card dropped upon another. The name is written at once.
  const to = await middleOf(cardOf(ruth, FOOD));
  const from = await middleOf(cardOf(ruth, WARM));
  await ruth.mouse.move(from.x, from.y);
  await ruth.mouse.down();
  await ruth.mouse.move(from.x + 10, from.y, { steps: 3 });
  await ruth.mouse.move(to.x, to.y, { steps: 8 });
  await expect(cardOf(ruth, FOOD)).toHaveClass(/target/u);
  await ruth.mouse.up();
  await expect(ruth.getByRole('textbox', { name: 'Title of this zone' })).toBeFocused();
  await ruth.keyboard.type('Before lessons');
  await ruth.keyboard.press('Escape');
  await expect(zoneOf(tom, 'Before lessons')).toBeVisible();
  await expect(tom.getByRole('group', { name: /Before lessons, 2 cards/u })).toBeVisible();
  await expect(tom.getByRole('group', { name: new RegExp(`${WARM}.*in Before lessons`, 'u') })).toBeVisible();

  // By keys, at the same time as others: choose two, name them.
  await cardOf(tom, LIFTS).click();
  await cardOf(tom, NURSE).click({ modifiers: ['Shift'] });
  await tom.keyboard.press('Control+g');
  await expect(tom.getByRole('dialog', { name: 'Make a group of 2 cards' })).toBeVisible();
  expect(await faultsOf(tom)).toEqual([]);
  await tom.keyboard.press('Enter');
  await expect(tom.getByText('Give the group a name.')).toBeVisible();
  await tom.keyboard.type('Getting there');
  await tom.keyboard.press('Enter');
  await expect(zoneOf(tom, 'Getting there')).toBeFocused();
  await expect(zoneOf(ruth, 'Getting there')).toBeVisible();
  await expect(ruth.getByRole('group', { name: new RegExp(`${NURSE}.*in Getting there`, 'u') })).toBeVisible();

  // Merged: the larger keeps its name unless somebody writes another.
  await tom.keyboard.press('Control+k');
  await tom.getByRole('combobox').fill('merge');
  await tom.keyboard.press('Enter');
  await tom.getByRole('checkbox', { name: /Before lessons/u }).check();
  await tom.getByLabel('Name of the group').fill('All of it');
  await tom.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(ruth.getByRole('group', { name: /All of it, 4 cards/u })).toBeVisible();
  await expect(zoneOf(ruth, 'Getting there')).toHaveCount(0);
  await tom.keyboard.press('Control+z');
  await expect(ruth.getByRole('group', { name: /Getting there, 2 cards/u })).toBeVisible();
  await expect(ruth.getByRole('group', { name: /Before lessons, 2 cards/u })).toBeVisible();

  // Out of a group as out of any zone.
  await pull(ruth, await middleOf(cardOf(ruth, WARM)), await middleOf(zoneOf(ruth, 'Quick wins')));
  await expect(tom.getByRole('group', { name: new RegExp(`${WARM}.*in Quick wins, Impact`, 'u') })).toBeVisible();
});

test('in the outline, by keyboard alone: grouped, placed on axes in words, and taken apart', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const sana = await signedIn(SANA);
  await write(sana, url);
  await sana.getByRole('button', { name: 'Choose several' }).press('Enter');
  for (const words of [WARM, FOOD]) await sana.getByRole('checkbox', { name: new RegExp(words, 'u') }).press('Space');
  await sana.getByRole('button', { name: 'Group…' }).press('Enter');
  await expect(sana.getByRole('dialog', { name: 'Make a group of 2 cards' })).toBeVisible();
  await sana.keyboard.type('Before lessons');
  await sana.keyboard.press('Enter');
  await expect(section(sana, 'Before lessons').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await expect(section(sana, 'Before lessons').locator('[data-kind="card"]')).toHaveCount(2);

  // On the axes: said, and read back.
  await rowField(sana, LIFTS).focus();
  await menuEntry(sana, `More for the card ${LIFTS}`, 'Place on the axes…');
  const dialog = sana.getByRole('dialog', { name: 'Place 1 card on the axes' });
  await dialog.getByRole('group', { name: 'Impact' }).getByRole('radio', { name: 'high', exact: true }).check();
  await dialog.getByRole('group', { name: 'Effort' }).getByRole('radio', { name: 'very low' }).check();
  expect(await faultsInBoth(sana, 'sense-axes')).toEqual([]);
  await sana.keyboard.press('Enter');
  await expect(cardOf(sana, LIFTS).getByText('Impact: high')).toBeVisible();
  await expect(cardOf(sana, LIFTS).getByText('Effort: very low')).toBeVisible();
  await expect(section(sana, 'Quick wins').locator('[data-kind="card"]')).toHaveCount(1);

  await menuEntry(sana, 'More for the zone Before lessons', 'Take this group apart');
  await expect(section(sana, 'Before lessons')).toHaveCount(0);
  await expect(section(sana, 'Ideas to place').locator('[data-kind="card"]')).toHaveCount(3);
  await expect(sana.getByText('Before lessons was taken apart. 2 cards stay.').first()).toBeAttached();
  await sana.keyboard.press('Control+z');
  await expect(section(sana, 'Before lessons').locator('[data-kind="card"]')).toHaveCount(2);
});

test('a facilitator writes down what others say, and has people vote on single cards', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await write(ruth, url);
  await begin(ruth, url, [
    ['Share in turn', 'Each says one thing'],
    ['Vote', 'What first?'],
  ]);
  await openBoard(tom, `${url}/outline`);
  await press(ruth, 'Add for someone…');
  const dialog = ruth.getByRole('dialog', { name: 'Add for someone' });
  await dialog.getByLabel('Their name').fill('Amina');
  await dialog.getByLabel('What they said').fill('Open at seven');
  await ruth.keyboard.press('Enter');
  await expect(dialog.getByLabel('What they said')).toBeFocused();
  await ruth.keyboard.type('A lift home');
  await ruth.keyboard.press('Enter');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  expect(await faultsInBoth(ruth, 'sense-scribe')).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(cardOf(tom, 'Open at seven').getByText('Said by Amina · written by Ruth Calder')).toBeVisible();

  await press(ruth, 'Choose cards for “What first?”…');
  const cards = ruth.getByRole('dialog', { name: 'Cards to vote on' });
  await cards.getByRole('checkbox', { name: 'Open at seven' }).check();
  await cards.getByRole('checkbox', { name: NURSE }).check();
  expect(await faultsInBoth(ruth, 'sense-cards')).toEqual([]);
  await cards.getByRole('button', { name: 'Vote on 2 cards' }).click();
  await expect(cards).toHaveCount(0);
  await press(ruth, 'Next step');
  await expect(tom.getByRole('button', { name: 'One more vote for: Open at seven' })).toBeVisible();
  await expect(tom.getByRole('button', { name: /^One more vote for/u })).toHaveCount(2);
});
