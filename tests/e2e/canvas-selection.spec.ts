import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, boxOf, cardOf, drag, middleOf, pull } from '../support/boardPage.ts';

test('Shift and a click add to what is selected and take from it', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  await threeCards(ruth);
  await cardOf(ruth, 'first').click();
  await cardOf(ruth, 'second').click({ modifiers: ['Shift'] });
  await expectSelected(ruth, ['first', 'second']);
  await cardOf(ruth, 'third').click({ modifiers: ['Shift'] });
  await cardOf(ruth, 'first').click({ modifiers: ['Shift'] });
  await expectSelected(ruth, ['second', 'third']);
  await cardOf(ruth, 'first').click();
  await expectSelected(ruth, ['first']);
  // Well away from the bar beside what is selected.
  await ruth.mouse.click(950, 450);
  await expectSelected(ruth, []);
});

test('a frame selects what it touches, and Shift keeps what was selected before', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  await threeCards(ruth);
  const [one, three] = [await boxOf(cardOf(ruth, 'first')), await middleOf(cardOf(ruth, 'third'))];
  await pull(ruth, { x: one.x - 30, y: one.y - 30 }, { x: one.x + 300, y: one.y + 60 });
  await expectSelected(ruth, ['first', 'second']);
  await ruth.keyboard.down('Shift');
  await pull(ruth, { x: three.x + 160, y: three.y + 90 }, three);
  await ruth.keyboard.up('Shift');
  await expectSelected(ruth, ['first', 'second', 'third']);
  await pull(ruth, { x: three.x + 160, y: three.y + 90 }, three);
  await expectSelected(ruth, ['third']);
});

test('what a frame selected is dragged together, and the other sees all of it move', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await threeCards(ruth);
  await expect(cardOf(tom, 'third')).toBeVisible();
  const before = await places(tom);
  const one = await boxOf(cardOf(ruth, 'first'));
  await pull(ruth, { x: one.x - 30, y: one.y - 30 }, { x: one.x + 300, y: one.y + 60 });
  const hold = { x: one.x + one.width / 2, y: one.y + one.height / 3 };
  await drag(ruth, cardOf(ruth, 'first'), { x: hold.x + 90, y: hold.y + 40 });
  await expectSelected(ruth, ['first', 'second']);
  for (const page of [ruth, tom]) {
    await expect
      .poll(async () => (await places(page)).map(([x, y], nth) => [x - xOf(before, nth), y - yOf(before, nth)]))
      .toEqual([
        [90, 40],
        [90, 40],
        [0, 0],
      ]);
  }
});

const TEXTS = ['first', 'second', 'third'] as const;
type Place = readonly [number, number];

/** Two beside each other and one below. */
async function threeCards(page: Page): Promise<void> {
  await addCard(page, 'first', { x: 500, y: 300 });
  await addCard(page, 'second', { x: 720, y: 300 });
  await addCard(page, 'third', { x: 600, y: 560 });
  await page.keyboard.press('Escape');
}

async function expectSelected(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of TEXTS) {
    await expect(cardOf(page, text)).toHaveAttribute('data-selected', String(texts.includes(text)));
  }
}

async function places(page: Page): Promise<Place[]> {
  const boxes = await Promise.all(TEXTS.map((text) => boxOf(cardOf(page, text))));
  return boxes.map(({ x, y }) => [Math.round(x), Math.round(y)]);
}

const xOf = (all: readonly Place[], nth: number): number => all[nth]?.[0] ?? 0;
const yOf = (all: readonly Place[], nth: number): number => all[nth]?.[1] ?? 0;
