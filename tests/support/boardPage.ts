import { expect, type Locator, type Page } from '@playwright/test';

/** What a person sees and does on a board's page, in their own words. */

/** The card with these words, on the canvas or in the outline, being written in or not. */
export function cardOf(page: Page, text: string): Locator {
  const words = JSON.stringify(text);
  return page
    .locator('[data-kind="card"]')
    .filter({ has: page.locator(`p:has-text(${words}), [data-words*=${words}]`) });
}

export function zoneOf(page: Page, title: string): Locator {
  return page.locator('[data-kind="zone"]').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

/** The field that is being written in. */
export function writingField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Text of this card' });
}

/** Adds a card by double-clicking the board, and leaves it again. */
export async function addCard(page: Page, text: string, at: { x: number; y: number }): Promise<Locator> {
  await page.mouse.dblclick(at.x, at.y);
  await expect(writingField(page)).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
  await expect(cardOf(page, text)).toBeVisible();
  return cardOf(page, text);
}

/** Opens a card for writing, the caret at its end. */
export async function writeOn(page: Page, card: Locator): Promise<void> {
  await card.dblclick();
  await expect(writingField(page)).toBeFocused();
  await page.keyboard.press('Control+End');
}

/** Drags with the mouse, in steps, as a hand does. */
export async function drag(page: Page, card: Locator, to: { x: number; y: number }): Promise<void> {
  const box = await boxOf(card);
  await pull(page, { x: box.x + box.width / 2, y: box.y + box.height / 3 }, to);
}

export async function boxOf(what: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox();
  if (!box) throw new Error('it is not drawn');
  return box;
}

/** Where something lies once it lies still, from one frame to the next: a board that is being moved takes its time. */
export async function stillBoxOf(what: Locator): ReturnType<typeof boxOf> {
  let last = await boxOf(what);
  await expect(async () => {
    await drawn(what.page());
    const now = await boxOf(what);
    const before = last;
    last = now;
    expect(now).toEqual(before);
  }).toPass();
  return last;
}

/** Resolves when the page has drawn what was asked of it before. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export async function middleOf(what: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(what);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Waits until the mark at the top says just that: "not yet saved" is not "Saved". */
export async function expectMark(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('banner').getByText(words, { exact: true }).first()).toBeVisible({ timeout: 20_000 });
}

/** Whether `part` stands in `whole` in its order, perhaps with other letters between. */
export function standsIn(part: string, whole: string): boolean {
  const letters = [...part];
  let found = 0;
  for (const letter of whole) if (letter === letters[found]) found++;
  return found === letters.length;
}

/** A card's words as a field in the outline. */
export function rowField(page: Page, text: string): Locator {
  return cardOf(page, text).getByRole('textbox');
}

/** The field in the outline that adds a card to a zone. */
export function addField(page: Page, zone: string): Locator {
  return page.getByRole('textbox', { name: `Add a card to ${zone}`, exact: true });
}

/** Moves the mouse with its button down from one place on the screen to another, in steps, as a hand does. */
export async function pull(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) {
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 8, from.y + ((to.y - from.y) * step) / 8);
  }
  await page.mouse.up();
}

/** Follows someone by the list of people at the top. */
export async function follow(page: Page, name: string): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /people are here/ })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Follow ${name}` })
    .click();
  await expect(followingBar(page, name)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** What says whose view is shown. */
export function followingBar(page: Page, name: string): Locator {
  return page.getByRole('main').getByText(new RegExp(`^Following ${name}`));
}

/** Connects two cards of the canvas by the panel that asks for the other one's words. */
export async function connect(page: Page, from: string, to: string): Promise<void> {
  await cardOf(page, from).click();
  await page.keyboard.press('c');
  await expect(page.getByRole('combobox', { name: 'Type some of its words' })).toBeFocused();
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toHaveCount(0);
}
