import type { Locator, Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, boxOf, cardOf, middleOf, pull, zoneOf } from '../support/boardPage.ts';

const LONG = `What families told us at the ${'Northbrook'.repeat(4)} open evenings, and what schools then said`;

test('a card and a zone are made larger by their corners, and the other sees the new size', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await drawZone(ruth, 'Needs');
  await addCard(ruth, 'A card', { x: 1000, y: 300 });
  await expect(cardOf(tom, 'A card')).toBeVisible();
  for (const [mine, theirs] of [
    [cardOf(ruth, 'A card'), cardOf(tom, 'A card')],
    [zoneOf(ruth, 'Needs'), zoneOf(tom, 'Needs')],
  ] as const) {
    const before = await boxOf(mine);
    await select(ruth, mine);
    const handle = await middleOf(ruth.locator('[data-handle="se"]'));
    await pull(ruth, handle, { x: handle.x + 64, y: handle.y + 48 });
    await expect.poll(() => sizeOf(theirs)).toEqual([Math.round(before.width) + 64, Math.round(before.height) + 48]);
    expect(await sizeOf(mine)).toEqual(await sizeOf(theirs));
  }
});

test('a locked zone stays where it is until it is unlocked', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  await drawZone(ruth, 'Needs');
  const zone = zoneOf(ruth, 'Needs');
  const before = await boxOf(zone);
  await menuEntry(ruth, zone, 'Lock');
  await expect(ruth.locator('[data-handle]')).toHaveCount(0);
  await dragHead(ruth, zone);
  await zone.press('Delete');
  await expect(ruth.getByText('It is locked. Unlock it first.')).toBeAttached();
  expect(await boxOf(zone)).toEqual(before);

  await menuEntry(ruth, zone, 'Unlock');
  await dragHead(ruth, zone);
  await expect.poll(async () => Math.round((await boxOf(zone)).x - before.x)).toBe(120);
});

test('a long zone name is whole in the list of zones, in as many lines as it needs', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  await drawZone(ruth, LONG);
  await addCard(ruth, 'A card', { x: 1100, y: 300 });
  await ruth.keyboard.press('m');
  const entry = ruth.getByRole('menuitem', { name: LONG });
  await expect(entry).toBeFocused();
  const words = entry.getByText(LONG);
  const { overflow, lines, inside } = await words.evaluate((element) => {
    const menu = element.closest('[popover]') ?? element;
    const [text, list] = [element.getBoundingClientRect(), menu.getBoundingClientRect()];
    return {
      overflow: element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
      lines: text.height / parseFloat(getComputedStyle(element).lineHeight),
      inside: text.right <= list.right && list.right <= innerWidth && menu.scrollWidth <= menu.clientWidth,
    };
  });
  expect({ overflow, inside }).toEqual({ overflow: false, inside: true });
  expect(lines).toBeGreaterThan(1.5);
});

/** Draws a zone over the left of the screen and gives it its title. */
async function drawZone(page: Page, title: string): Promise<void> {
  await page.keyboard.press('z');
  await pull(page, { x: 300, y: 220 }, { x: 760, y: 520 });
  await expect(page.getByRole('textbox', { name: 'Title of this zone' })).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Escape');
  await expect(zoneOf(page, title)).toBeFocused();
}

/** Selects by a click near the top left corner: a zone's head. */
async function select(page: Page, item: Locator): Promise<void> {
  const { x, y } = await boxOf(item);
  await page.mouse.click(x + 30, y + 22);
  await expect(item).toHaveAttribute('data-selected', 'true');
}

async function dragHead(page: Page, zone: Locator): Promise<void> {
  const { x, y } = await boxOf(zone);
  await pull(page, { x: x + 40, y: y + 22 }, { x: x + 160, y: y + 62 });
}

async function menuEntry(page: Page, item: Locator, name: string): Promise<void> {
  await select(page, item);
  await page.getByRole('toolbar', { name: 'For what is selected' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function sizeOf(what: Locator): Promise<[number, number]> {
  const { width, height } = await boxOf(what);
  return [Math.round(width), Math.round(height)];
}
