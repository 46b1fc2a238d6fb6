import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, boxOf, cardOf, follow, followingBar, writingField } from '../support/boardPage.ts';

const NAME = 'Tom Hallworth';

test('one sees what the other sees, until one moves the board oneself', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await follow(ruth, NAME);
  await tom.mouse.move(600, 400);
  await tom.mouse.wheel(4000, 3000);
  await addCard(tom, 'far away', { x: 600, y: 400 });
  await expect(cardOf(ruth, 'far away')).toBeInViewport({ ratio: 1 });
  await expect.poll(() => apart(ruth, tom, 'far away')).toBeLessThan(3);

  await ruth.mouse.move(700, 500);
  await ruth.mouse.wheel(0, 40);
  await expect(followingBar(ruth, NAME)).toHaveCount(0);
  const place = await boxOf(cardOf(ruth, 'far away'));
  await tom.mouse.wheel(-500, 0);
  await addCard(tom, 'told later', { x: 800, y: 300 });
  await expect(cardOf(ruth, 'told later')).toBeAttached();
  expect(await boxOf(cardOf(ruth, 'far away'))).toEqual(place);
});

test('it ends when one begins to write', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'mine', { x: 500, y: 360 });
  await follow(ruth, NAME);
  await expect(cardOf(tom, 'mine')).toBeVisible();
  await cardOf(ruth, 'mine').focus();
  await ruth.keyboard.press('Enter');
  await expect(writingField(ruth)).toBeFocused();
  await expect(followingBar(ruth, NAME)).toHaveCount(0);
  await ruth.keyboard.type(' and more');
  const place = await boxOf(writingField(ruth));
  await tom.mouse.move(600, 400);
  await tom.mouse.wheel(500, 0);
  await addCard(tom, 'told later', { x: 800, y: 300 });
  await expect(cardOf(ruth, 'told later')).toBeAttached();
  expect(await boxOf(writingField(ruth))).toEqual(place);
});

test('Escape ends it from wherever on the page the focus is', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  const gone = await addCard(ruth, 'to go', { x: 800, y: 500 });
  await gone.press('Delete');
  const card = await addCard(ruth, 'mine', { x: 500, y: 360 });
  const bar = ruth.getByRole('toolbar', { name: 'For what is selected' });
  const places = [
    card,
    bar.getByRole('button').last(),
    ruth.getByRole('toolbar', { name: 'Board tools' }).getByRole('button').nth(1),
    ruth.getByRole('button', { name: 'Zoom in' }),
    ruth.getByRole('banner').getByRole('link', { name: 'Outline' }),
    ruth.getByRole('link', { name: /Skip|Go to the outline/ }).first(),
  ];
  for (const place of places) {
    await follow(ruth, NAME);
    await place.focus();
    await expect(place).toBeFocused();
    await ruth.keyboard.press('Escape');
    await expect(followingBar(ruth, NAME)).toHaveCount(0);
  }
  await expect(card).toBeVisible();
});

/** How far apart a card lies on two screens of one size. */
async function apart(one: Page, other: Page, text: string): Promise<number> {
  const [a, b] = [await boxOf(cardOf(one, text)), await boxOf(cardOf(other, text))];
  return Math.hypot(a.x - b.x, a.y - b.y);
}
