import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addField, cardOf, rowField } from '../support/boardPage.ts';

const TEMPLATE = { template: 'impact-effort-matrix' };
const SMALL_PHONE = { viewport: { width: 390, height: 560 } };

for (const view of ['', '/outline']) {
  test(`Escape closes the list of people first, then ends following${view && ', in the outline'}`, async ({
    signedIn,
    newBoard,
  }) => {
    const { url } = await newBoard(TEMPLATE);
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url + view), openBoard(tom, url + view)]);
    await people(ruth).click();
    await ruth.getByRole('dialog').getByRole('button', { name: 'Follow Tom Hallworth' }).click();
    await expect(following(ruth)).toBeVisible();
    await people(ruth).click();
    await expect(ruth.getByRole('dialog')).toBeVisible();
    await ruth.keyboard.press('Escape');
    await expect(ruth.getByRole('dialog')).toHaveCount(0);
    await expect(following(ruth)).toBeVisible();
    await expect(people(ruth)).toBeFocused();
    await ruth.keyboard.press('Escape');
    await expect(following(ruth)).toHaveCount(0);
  });
}

test('in the outline one follows and stops with the keyboard alone', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
  const button = ruth.getByRole('complementary').getByRole('button', { name: /Tom Hallworth/ });
  await button.press('Enter');
  await expect(following(ruth)).toBeVisible();
  await button.press('Enter');
  await expect(following(ruth)).toHaveCount(0);
  await button.press('Enter');
  await ruth.keyboard.press('Escape');
  await expect(following(ruth)).toHaveCount(0);
});

test('on a phone one follows from the list of people, sees where they write, and is let go when they leave', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH, SMALL_PHONE), signedIn(TOM, SMALL_PHONE)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addField(tom, 'Fill-ins for spare time').fill('at the far end');
  await addField(tom, 'Fill-ins for spare time').press('Enter');
  await expect(cardOf(ruth, 'at the far end')).toBeAttached();
  await expect(cardOf(ruth, 'at the far end')).not.toBeInViewport();
  await people(ruth).click();
  await ruth.getByRole('dialog').getByRole('button', { name: 'Follow Tom Hallworth' }).click();
  await rowField(tom, 'at the far end').click();
  await expect(cardOf(ruth, 'at the far end')).toBeInViewport();
  await expect(cardOf(ruth, 'at the far end')).toContainText('Tom Hallworth');
  await tom.close();
  await expect(following(ruth)).toHaveCount(0);
});

function people(page: Page) {
  return page.getByRole('banner').getByRole('button', { name: /people are here/ });
}

function following(page: Page) {
  return page.getByRole('main').getByText(/^Following Tom Hallworth/);
}
