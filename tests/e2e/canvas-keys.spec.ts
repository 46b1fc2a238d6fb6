import type { Page } from '@playwright/test';
import { RUTH, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, boxOf, cardOf, middleOf, writingField, zoneOf } from '../support/boardPage.ts';

const LAPTOP = { viewport: { width: 1366, height: 700 } };
const MAC = { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0' };

test('what was deleted comes back chosen and with the focus, and the board stays where it is', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await zoneOf(ruth, 'Quick wins').focus();
  await ruth.keyboard.press('n');
  await expect(writingField(ruth)).toBeFocused();
  await ruth.keyboard.type('Walking bus');
  await ruth.keyboard.press('Escape');
  const card = cardOf(ruth, 'Walking bus');
  await expect(card).toBeFocused();
  // The zone goes past the edge of the screen: going to it would push the board.
  await ruth.mouse.move(700, 350);
  await ruth.mouse.wheel(0, 60);
  const before = await boxOf(zoneOf(ruth, 'Quick wins'));
  await ruth.keyboard.press('Delete');
  await expect(card).toHaveCount(0);
  await expect(zoneOf(ruth, 'Quick wins')).toBeFocused();
  await ruth.keyboard.press('Control+z');
  await expect(card).toBeFocused();
  await expect(card).toHaveAttribute('data-selected', 'true');
  expect(await boxOf(zoneOf(ruth, 'Quick wins'))).toEqual(before);
});

test('the menu key opens the menu of a zone and of a card, and Escape goes back to it', async ({
  signedIn,
  newBoard,
}) => {
  const ruth = await signedIn(RUTH);
  const { card, entries } = await openCard(ruth, (await newBoard({ template: 'impact-effort-matrix' })).url);
  for (const [item, key, entry] of [
    [zoneOf(ruth, 'Big bets'), 'Shift+F10', 'Change prompt'],
    [card, 'Shift+F10', 'Duplicate'],
    [zoneOf(ruth, 'Big bets'), 'ContextMenu', 'Change prompt'],
  ] as const) {
    await item.focus();
    await ruth.keyboard.press(key);
    await expect(entries.first()).toBeFocused();
    await expect(entries.filter({ hasText: entry })).toHaveCount(1);
    await ruth.keyboard.press('Escape');
    await expect(entries).toHaveCount(0);
    await expect(item).toBeFocused();
    await expect(item).toHaveAttribute('data-selected', 'true');
  }
});

test('a menu opens by its key beside a thing that is out of sight or on its way, and shows it', async ({
  signedIn,
  newBoard,
}) => {
  const ruth = await signedIn(RUTH);
  const { card, entries } = await openCard(ruth, (await newBoard({ template: 'impact-effort-matrix' })).url);
  for (const key of ['m', 'Shift+F10']) {
    await card.focus();
    await ruth.mouse.move(600, 400);
    await ruth.mouse.wheel(0, 4000);
    await expect(card).not.toBeInViewport();
    await ruth.keyboard.press(key);
    await expect(entries.first()).toBeFocused();
    await expect(card).toBeInViewport();
    await ruth.keyboard.press('Escape');
    await ruth.mouse.wheel(0, 4000);
    // Going back to the card, the board glides: the menu does not wait for it.
    await ruth.keyboard.press('ArrowUp');
    await ruth.keyboard.press(key);
    await expect(entries.first()).toBeFocused();
    await ruth.keyboard.press('Escape');
  }
});

test('Escape on any button of the bar goes back to the card', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'A card', { x: 500, y: 360 });
  const buttons = ruth.getByRole('toolbar', { name: 'For what is selected' }).getByRole('button');
  const count = await buttons.count();
  expect(count).toBeGreaterThan(4);
  for (let nth = 0; nth < count; nth++) {
    await buttons.nth(nth).focus();
    await ruth.keyboard.press('Escape');
    await expect(card).toBeFocused();
    await expect(card).toHaveAttribute('data-selected', 'true');
  }
});

test('Enter answers the question about pasted lines', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await ruth.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openBoard(ruth, url);
  await ruth.evaluate(() => navigator.clipboard.writeText('Dads’ group\nSleep workshop'));
  await ruth.mouse.click(500, 360);
  await ruth.keyboard.press('Control+v');
  await expect(ruth.getByRole('button', { name: 'Add 2 cards' })).toBeFocused();
  await ruth.keyboard.press('Enter');
  for (const text of ['Dads’ group', 'Sleep workshop']) await expect(cardOf(ruth, text)).toBeVisible();
  await expect(ruth.getByRole('dialog')).toHaveCount(0);
});

test('on a Mac keys are told with ⌘, and both ⌘ and Ctrl work', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, MAC);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'One', { x: 500, y: 360 });
  await expect(ruth.getByRole('button', { name: 'Undo your last change (⌘Z)' })).toBeVisible();
  await expect(ruth.getByRole('button', { name: 'Duplicate (⌘D)' })).toBeVisible();
  for (const mod of ['Meta', 'Control']) {
    await ruth.keyboard.press('Delete');
    await expect(card).toHaveCount(0);
    await ruth.keyboard.press(`${mod}+z`);
    await expect(card).toBeFocused();
  }
  await ruth.getByRole('button', { name: 'Keys and settings' }).click();
  const panel = ruth.getByRole('dialog', { name: 'Keys and settings' });
  await panel.getByRole('button', { name: 'See all keys' }).click();
  const sheet = ruth.getByRole('dialog', { name: 'Keys', exact: true });
  await expect(sheet.getByText('⇧⌘Z', { exact: true })).toBeVisible();
  await expect(sheet.getByText('Ctrl')).toHaveCount(0);
});

test('the map hides nothing as the board opens, and all of the board is shown clear of it', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await expect(ruth.getByRole('img', { name: /Map of the board/ })).toHaveCount(0);
  await ruth.getByRole('button', { name: 'Show the map' }).click();
  const map = ruth.getByRole('img', { name: /Map of the board/ });
  await expect(map).toBeVisible();
  await ruth.getByRole('button', { name: /See the whole board/ }).click();
  await expect.poll(async () => meeting(await boxOf(map), await zoneBoxes(ruth))).toEqual([]);
  await ruth.reload();
  await expect(map).toBeVisible();
});

/** On a board with one card, in a zone: the card, and what a menu that opens offers. */
async function openCard(page: Page, url: string) {
  await openBoard(page, url);
  const card = await addCard(page, 'A card', await middleOf(zoneOf(page, 'Quick wins')));
  return { card, entries: page.getByRole('menuitem').filter({ visible: true }) };
}

type Box = Awaited<ReturnType<typeof boxOf>>;

async function zoneBoxes(page: Page): Promise<Box[]> {
  return Promise.all((await page.locator('[data-kind="zone"]').all()).map(boxOf));
}

function meeting(one: Box, others: readonly Box[]): Box[] {
  return others.filter(
    (other) =>
      other.x < one.x + one.width &&
      one.x < other.x + other.width &&
      other.y < one.y + one.height &&
      one.y < other.y + other.height,
  );
}
