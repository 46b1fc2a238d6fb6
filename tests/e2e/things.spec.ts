import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, boxOf, cardOf, connect, pull, writingField } from '../support/boardPage.ts';

const LAPTOP = { viewport: { width: 1366, height: 800 } };

const lines = (page: Page) => page.locator('[data-kind="connector"]');
const palette = (page: Page) => page.getByRole('combobox', { name: 'What do you want to do?' });

/** Does something by its name, as one does who does not know the key. */
async function byName(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option').first()).toHaveText(new RegExp(`^${name}`));
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
}

test('cards are connected by keys alone; the line is spoken, follows them, and goes with them', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'No buses', { x: 400, y: 250 });
  const clinic = await addCard(ruth, 'Missed clinics', { x: 800, y: 520 });
  await connect(ruth, 'No buses', 'Missed');
  await expect(cardOf(ruth, 'No buses')).toBeFocused();
  await expect(cardOf(tom, 'No buses')).toHaveAccessibleName(/connected to Idea: Missed clinics/);
  await expect(cardOf(tom, 'Missed clinics')).toHaveAccessibleName(/connected from Idea: No buses/);
  await expect(lines(tom)).toHaveCount(1);
  const path = lines(tom).locator('path').first();
  const before = await path.getAttribute('d');
  await clinic.click();
  await ruth.keyboard.press('Shift+ArrowDown');
  await expect(path).not.toHaveAttribute('d', before ?? '');
  await ruth.keyboard.press('Delete');
  await expect(lines(tom)).toHaveCount(0);
  await ruth.keyboard.press('Control+z');
  await expect(lines(tom)).toHaveCount(1);
  await expect(cardOf(tom, 'No buses')).toHaveAccessibleName(/connected to Idea: Missed clinics/);
});

test('a line is drawn with the mouse, chosen, and deleted', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await addCard(ruth, 'One', { x: 400, y: 300 });
  await addCard(ruth, 'Two', { x: 800, y: 300 });
  await ruth.getByRole('button', { name: 'Draw a line between things (L)' }).click();
  await pull(ruth, { x: 400, y: 300 }, { x: 800, y: 300 });
  await expect(cardOf(ruth, 'One')).toHaveAccessibleName(/connected to Idea: Two/);
  await expect(lines(ruth)).toHaveAttribute('data-selected', 'true');
  await ruth.mouse.click(600, 600);
  await ruth.mouse.click(600, 300);
  await expect(lines(ruth)).toHaveAttribute('data-selected', 'true');
  await ruth.keyboard.press('Delete');
  await expect(lines(ruth)).toHaveCount(0);
});

test('everything is found by its name, and what it has a key for says so', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await addCard(ruth, 'A card', { x: 420, y: 300 });
  await byName(ruth, 'Lock');
  await expect(cardOf(ruth, 'A card')).toHaveAccessibleName(/locked/);
  await byName(ruth, 'Unlock');
  await expect(cardOf(ruth, 'A card')).not.toHaveAccessibleName(/locked/);
  await byName(ruth, 'Add an ellipse');
  await expect(ruth.locator('[data-kind="shape"]')).toBeFocused();
  await ruth.keyboard.press('Control+k');
  await ruth.keyboard.type('dup');
  await expect(ruth.getByRole('option')).toHaveText(/Duplicate\s*Ctrl D/);
  await ruth.keyboard.press('Escape');
  await expect(ruth.locator('[data-kind="shape"]')).toBeFocused();
});

test('Fit to its words makes a card as large as its words', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'A card whose words go on. '.repeat(10).trim(), { x: 500, y: 300 });
  const grown = await boxOf(card);
  await byName(ruth, 'Smaller');
  await byName(ruth, 'Smaller');
  await ruth.keyboard.press('Escape');
  await expect.poll(async () => (await boxOf(card)).height).toBeLessThan(grown.height);
  await card.focus();
  await byName(ruth, 'Fit to its words');
  await ruth.keyboard.press('Escape');
  await expect.poll(async () => (await boxOf(card)).height).toBeGreaterThanOrEqual(grown.height);
});

test('tags are given, seen by others, and filter what one sees oneself', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'Later bedtimes', { x: 400, y: 300 });
  await addCard(ruth, 'Breakfast club', { x: 800, y: 300 });
  await cardOf(ruth, 'Later bedtimes').click();
  await ruth.keyboard.press('g');
  const dialog = ruth.getByRole('dialog', { name: 'Tags of this card' });
  await dialog.getByRole('textbox', { name: 'Add a tag' }).fill('sleep');
  await ruth.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(cardOf(tom, 'Later bedtimes')).toHaveAccessibleName(/tags sleep/);
  await tom.getByRole('main').click({ position: { x: 600, y: 600 } });
  await tom.keyboard.press('f');
  await tom.getByRole('dialog', { name: 'Show only some cards' }).getByLabel('sleep').check();
  await tom.keyboard.press('Escape');
  await expect(cardOf(tom, 'Breakfast club')).toHaveClass(/filtered/);
  await expect(cardOf(ruth, 'Breakfast club')).not.toHaveClass(/filtered/);
  await tom.getByRole('button', { name: 'Show all' }).click();
  await expect(cardOf(tom, 'Breakfast club')).not.toHaveClass(/filtered/);
});

test('searching walks the finds', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  for (const [index, words] of ['A café', 'A school', 'Another cafe'].entries())
    await addCard(ruth, words, { x: 400 + 300 * index, y: 300 });
  await ruth.keyboard.press('Control+f');
  await expect(ruth.getByRole('searchbox', { name: 'Search on this board' })).toBeFocused();
  await ruth.keyboard.type('cafe');
  await ruth.keyboard.press('Enter');
  await expect(cardOf(ruth, 'A café')).toHaveAttribute('data-selected', 'true');
  await expect(ruth.getByRole('search')).toContainText('1 of 2');
  await ruth.keyboard.press('Enter');
  await expect(cardOf(ruth, 'Another cafe')).toHaveAttribute('data-selected', 'true');
  await ruth.keyboard.press('Escape');
  await expect(cardOf(ruth, 'Another cafe')).toBeFocused();
});

test('cards are copied to another board, and as words to other programs', async ({ signedIn, newBoard }) => {
  const [from, to] = [await newBoard(), await newBoard()];
  const ruth = await signedIn(RUTH, LAPTOP);
  await ruth.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openBoard(ruth, from.url);
  await addCard(ruth, 'First', { x: 400, y: 300 });
  await addCard(ruth, 'Second', { x: 700, y: 300 });
  await connect(ruth, 'First', 'Second');
  await ruth.keyboard.press('Control+a');
  await ruth.keyboard.press('Control+c');
  expect(await ruth.evaluate(() => navigator.clipboard.readText())).toBe('First\nSecond');
  await openBoard(ruth, to.url);
  await ruth.keyboard.press('Control+v');
  await expect(cardOf(ruth, 'Second')).toBeVisible();
  await expect(cardOf(ruth, 'First')).toHaveAccessibleName(/connected to Idea: Second/);
});

test('a link to a card opens the board at it', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'Here', { x: 500, y: 300 });
  const id = await card.getAttribute('data-item');
  await openBoard(ruth, `${url}#item-${id}`);
  await expect(cardOf(ruth, 'Here')).toBeFocused();
  await expect(cardOf(ruth, 'Here')).toHaveAttribute('data-selected', 'true');
});

test('a drawing and a shape can be described, and are known by it', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await ruth.getByRole('button', { name: 'Draw by hand (P)' }).click();
  await pull(ruth, { x: 400, y: 300 }, { x: 600, y: 380 });
  const ink = tom.locator('[data-kind="ink"]');
  await expect(ink).toHaveAccessibleName(/^Drawing by Ruth Calder, not described/);
  await ruth.keyboard.press('Escape');
  await ruth.locator('[data-kind="ink"]').focus();
  await ruth.keyboard.press('d');
  await ruth.getByRole('textbox', { name: 'What does it show?' }).fill('The way from the gate to the hub');
  await ruth.getByRole('button', { name: 'Save' }).click();
  await expect(ink).toHaveAccessibleName(/^Drawing: The way from the gate to the hub/);
});

test('words go into a shape and onto the board', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await byName(ruth, 'Add a diamond');
  await ruth.keyboard.press('Enter');
  await ruth.keyboard.type('Decide');
  await ruth.keyboard.press('Escape');
  await expect(ruth.locator('[data-kind="shape"]')).toHaveAccessibleName(/^Shape: Decide/);
  await ruth.mouse.move(900, 600);
  await ruth.keyboard.press('t');
  await expect(ruth.getByRole('textbox', { name: 'Words of this text' })).toBeFocused();
  await ruth.keyboard.type('Phase two');
  await ruth.keyboard.press('Escape');
  await expect(ruth.locator('[data-kind="text"]')).toHaveAccessibleName(/^Text: Phase two/);
  await expect(writingField(ruth)).toHaveCount(0);
});

test('a line is put on something else, written on and turned round, and that is spoken', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await ruth.emulateMedia({ reducedMotion: 'reduce' });
  await Promise.all([openBoard(ruth, url), openBoard(tom, `${url}/outline`)]);
  await addCard(ruth, 'No buses', { x: 400, y: 200 });
  await addCard(ruth, 'Missed clinics', { x: 800, y: 200 });
  await addCard(ruth, 'Late diagnosis', { x: 800, y: 560 });
  await connect(ruth, 'No buses', 'Missed');
  const [from, to] = [await boxOf(cardOf(ruth, 'No buses')), await boxOf(cardOf(ruth, 'Missed clinics'))];
  await ruth.mouse.click((from.x + from.width + to.x) / 2, from.y + from.height / 2);
  const bar = ruth.getByRole('toolbar', { name: 'For the selected line' });
  await expect(bar).toBeVisible();
  const end = await boxOf(ruth.locator('[data-end="to"]'));
  const late = await boxOf(cardOf(ruth, 'Late diagnosis'));
  await pull(
    ruth,
    { x: end.x + end.width / 2, y: end.y + end.height / 2 },
    { x: late.x + late.width / 2, y: late.y + late.height / 2 },
  );
  await expect(cardOf(tom, 'No buses').getByText('connected to Idea: Late diagnosis')).toBeVisible();
  await bar.getByRole('button', { name: 'Edit line…' }).click();
  await ruth.getByLabel('Words on the line').fill('for NHS 999 000 0018');
  await expect(ruth.getByText('This looks like an NHS number.')).toBeVisible();
  await ruth.getByRole('button', { name: 'Remove it' }).click();
  await expect(ruth.getByLabel('Words on the line')).toHaveValue('for NHS');
  await ruth.getByLabel('Words on the line').fill('because of');
  await ruth.getByRole('radio', { name: 'to Idea: No buses' }).check();
  await ruth.getByRole('button', { name: 'Save' }).click();
  await expect(cardOf(tom, 'Late diagnosis').getByText('connected to Idea: No buses (because of)')).toBeVisible();
});

test('in the outline a line is edited, and a thing made larger and locked, for the canvas', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await openBoard(tom, url);
  await addCard(tom, 'No buses', { x: 400, y: 200 });
  await addCard(tom, 'Missed clinics', { x: 800, y: 200 });
  await connect(tom, 'No buses', 'Missed');
  await openBoard(ruth, `${url}/outline`);
  const menu = async (name: string | RegExp) => {
    await cardOf(ruth, 'No buses').getByRole('button', { name: /^More/ }).click();
    await ruth.getByRole('menuitem', { name }).click();
  };
  await menu(/^Connect to/);
  await ruth.getByRole('button', { name: /^Edit: / }).click();
  await ruth.getByLabel('Words on the line').fill('so');
  await ruth.getByRole('button', { name: 'Save' }).click();
  await ruth.keyboard.press('Escape');
  await expect(cardOf(tom, 'No buses')).toHaveAccessibleName(/connected to Idea: Missed clinics \(so\)/);
  const before = await boxOf(cardOf(tom, 'No buses'));
  await menu('On the canvas…');
  await ruth.getByRole('menuitem', { name: 'Larger' }).click();
  await expect.poll(async () => (await boxOf(cardOf(tom, 'No buses'))).width).toBeGreaterThan(before.width);
  await menu('On the canvas…');
  await ruth.getByRole('menuitem', { name: 'Lock' }).click();
  await expect(cardOf(tom, 'No buses')).toHaveClass(/locked/);
});

test('a paste that is too long is cut, and says by how much', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await ruth.mouse.dblclick(600, 300);
  await expect(writingField(ruth)).toBeFocused();
  await ruth.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'x'.repeat(2_100));
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(ruth.getByText('That was too long: 100 characters were left out.')).toBeVisible();
});
