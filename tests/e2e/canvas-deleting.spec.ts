import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf, expectMark } from '../support/boardPage.ts';

test('a deleted card can be had back from the message about it, which puts the focus on it', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'kept after all', { x: 500, y: 360 });
  await card.press('Delete');
  await expect(card).toHaveCount(0);
  await message(ruth).getByRole('button', { name: 'Undo' }).click();
  await expect(card).toBeFocused();
  await expect(message(ruth).getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('the message offers no undo any more once something else was done, and nothing is lost', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'deleted', { x: 500, y: 360 });
  await cardOf(ruth, 'deleted').press('Delete');
  await expect(message(ruth).getByRole('button', { name: 'Undo' })).toBeVisible();
  await addCard(tom, 'by another', { x: 800, y: 300 });
  await expect(cardOf(ruth, 'by another')).toBeVisible();
  await expect(message(ruth).getByRole('button', { name: 'Undo' })).toBeVisible();
  await addCard(ruth, 'added after', { x: 500, y: 520 });
  await expect(message(ruth).getByRole('button', { name: 'Undo' })).toHaveCount(0);

  for (let step = 0; step < 3; step++) await ruth.keyboard.press('Control+z');
  await expect(cardOf(ruth, 'deleted')).toBeFocused();
  for (const page of [ruth, tom]) {
    await expect(cardOf(page, 'deleted')).toBeVisible();
    await expect(cardOf(page, 'by another')).toBeVisible();
    await expect(cardOf(page, 'added after')).toHaveCount(0);
  }
  await expectMark(ruth, 'Saved');
});

function message(page: Parameters<typeof cardOf>[0]) {
  return page.locator('.toast');
}
