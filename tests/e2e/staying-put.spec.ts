import type { ElementHandle, Locator, Page } from '@playwright/test';
import { addCard, addField, boxOf, cardOf, drag, rowField, writeOn, writingField } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, test, TOM } from '../support/e2e.ts';

/** What others do changes what is shown of a thing; it never makes another element of it, nor moves who is reading. */

const TEMPLATE = { template: 'impact-effort-matrix' };
const LAPTOP = { viewport: { width: 1366, height: 800 } };

async function elementOf(what: Locator): Promise<ElementHandle<HTMLElement>> {
  return (await what.elementHandle()) as ElementHandle<HTMLElement>;
}

/** Whether it is still the same element, and in the page. */
async function isStill(what: Locator, element: ElementHandle<HTMLElement>): Promise<boolean> {
  return what.evaluate((now, before) => now === before && before.isConnected, element);
}

async function inMenu(page: Page, words: string, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: `More for the card ${words}` }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('in the outline others’ edits and reorders keep each row’s element, the focus, the caret and the scroll', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
  const all = ['One', 'Two', 'Three', 'Four'];
  for (const words of all) {
    await addField(tom, 'Quick wins').fill(words);
    await addField(tom, 'Quick wins').press('Enter');
  }
  for (const words of all) await expect(rowField(ruth, words)).toBeAttached();
  const ids = await Promise.all(all.map((words) => cardOf(ruth, words).getAttribute('data-item')));
  const rows = ids.map((id) => ruth.locator(`[data-item="${id}"]`));
  const elements = await Promise.all(rows.map(elementOf));
  await rowField(ruth, 'Three').click();
  await ruth.keyboard.press('Home');
  const place = async () => (await boxOf(rowField(ruth, 'Three'))).y;
  const before = await place();

  await inMenu(tom, 'Four', /^Move up/);
  await inMenu(tom, 'Four', /^Move up/);
  await inMenu(tom, 'Three', /^Move up/);
  await rowField(tom, 'Two').click();
  await tom.keyboard.press('End');
  await tom.keyboard.type(' more');
  await rowField(tom, 'Three').click();
  await tom.keyboard.press('End');
  await tom.keyboard.type(' more');
  const order = () =>
    ruth
      .locator('li[data-kind="card"] textarea')
      .evaluateAll((fields) => fields.map((one) => (one as HTMLTextAreaElement).value));
  await expect.poll(order).toEqual(expect.arrayContaining(['One', 'Two more', 'Three more', 'Four']));
  expect((await order()).filter((words) => /^(One|Two|Three|Four)/.test(words))).not.toEqual([
    'One',
    'Two more',
    'Three more',
    'Four',
  ]);

  for (const [nth, row] of rows.entries())
    expect(await isStill(row, elements[nth] as ElementHandle<HTMLElement>)).toBe(true);
  await expect(rowField(ruth, 'Three more')).toBeFocused();
  // What is above may grow or shrink: the browser then keeps what one reads where it is on the screen.
  // It scrolls by whole pixels, and rows are as high as their words.
  expect(Math.abs((await place()) - before)).toBeLessThan(1);
  await ruth.keyboard.type('Not ');
  await expect(rowField(ruth, 'Not Three more')).toBeFocused();
});

test('on the canvas others’ edits, moves and deletions keep each card’s element, the focus and the view', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  for (const page of [ruth, tom]) await page.emulateMedia({ reducedMotion: 'reduce' });
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  const moved = await addCard(ruth, 'Moved', { x: 400, y: 250 });
  await addCard(ruth, 'Deleted', { x: 700, y: 250 });
  const focused = await addCard(ruth, 'Focused', { x: 1_000, y: 250 });
  await expect(focused).toBeFocused();
  await expect(cardOf(tom, 'Focused')).toBeVisible();
  const elements = [await elementOf(moved), await elementOf(focused)] as const;
  const before = await boxOf(focused);

  await drag(tom, cardOf(tom, 'Moved'), { x: 400, y: 560 });
  await cardOf(tom, 'Deleted').click();
  await tom.keyboard.press('Delete');
  await writeOn(tom, cardOf(tom, 'Focused'));
  await tom.keyboard.type(' by others too');
  await tom.keyboard.press('Escape');
  await expect(cardOf(ruth, 'Deleted')).toHaveCount(0);
  await expect(cardOf(ruth, 'Focused by others too')).toBeFocused();
  await expect.poll(async () => (await boxOf(moved)).y).toBeGreaterThan(400);
  expect(await isStill(moved, elements[0])).toBe(true);
  expect(await isStill(cardOf(ruth, 'Focused by others too'), elements[1])).toBe(true);
  const { x, y } = await boxOf(cardOf(ruth, 'Focused by others too'));
  expect({ x, y }).toEqual({ x: before.x, y: before.y });

  // Nor does the card one writes on move under the caret when it is moved: the same field stays.
  await ruth.keyboard.press('Enter');
  const field = await elementOf(writingField(ruth));
  await drag(tom, cardOf(tom, 'Focused'), { x: 1_000, y: 560 });
  await expect.poll(async () => (await boxOf(cardOf(ruth, 'Focused'))).y).toBeGreaterThan(400);
  expect(await isStill(writingField(ruth), field)).toBe(true);
  await expect(writingField(ruth)).toBeFocused();
});

test('Ctrl Y does again what Ctrl Z took back, while one writes on a card of the canvas too', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await addCard(ruth, 'First', { x: 500, y: 300 });
  await writeOn(ruth, cardOf(ruth, 'First'));
  await ruth.keyboard.type(' then');
  const field = writingField(ruth);
  for (const [back, again] of [
    ['Control+z', 'Control+y'],
    ['Control+z', 'Control+Shift+z'],
  ] as const) {
    await field.press(back);
    await expect(field).toHaveValue('First');
    await field.press(again);
    await expect(field).toHaveValue('First then');
  }
  await expect(field).toBeFocused();
});
