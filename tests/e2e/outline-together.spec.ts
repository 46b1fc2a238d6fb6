import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addField, cardOf, expectMark, rowField } from '../support/boardPage.ts';

const TEMPLATE = { template: 'impact-effort-matrix' };
const PHONE = { viewport: { width: 390, height: 844 } };

test('two people of different organisations write, sort and delete on their phones', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH, PHONE), signedIn(TOM, PHONE)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await Promise.all([
    add(ruth, { text: 'walking bus', zone: 'Quick wins' }),
    add(tom, { text: 'clinic rooms', zone: 'Quick wins' }),
  ]);
  for (const page of [ruth, tom]) {
    for (const text of ['walking bus', 'clinic rooms']) await expect(cardOf(page, text)).toBeVisible();
  }
  await rowField(ruth, 'clinic rooms').click();
  await ruth.keyboard.press('Control+End');
  await rowField(tom, 'clinic rooms').click();
  await tom.keyboard.press('Control+Home');
  await Promise.all([ruth.keyboard.type(' for two', { delay: 20 }), tom.keyboard.type('Open ', { delay: 25 })]);
  for (const page of [ruth, tom]) {
    await expect(rowField(page, 'clinic rooms')).toHaveValue('Open clinic rooms for two');
  }
  await openMenu(tom, 'walking bus');
  await tom.getByRole('menuitem', { name: /Move to/ }).click();
  await tom.getByRole('menuitemradio', { name: /Big bets/ }).click();
  await expect(zoneSection(ruth, 'Big bets').filter({ has: cardOf(ruth, 'walking bus') })).toBeVisible();
  await rowField(ruth, 'walking bus').click();
  await rowField(ruth, 'walking bus').blur();
  await openMenu(tom, 'walking bus');
  await tom.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(cardOf(ruth, 'walking bus')).toHaveCount(0);
  for (const page of [ruth, tom]) {
    await expectMark(page, 'Saved');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});

test('deleting a card or zone someone is writing in asks first', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
  await add(ruth, { text: 'half a thought', zone: 'Big bets' });
  await add(ruth, { text: 'a whole one', zone: 'Big bets' });
  await rowField(tom, 'half a thought').click();
  await expect(cardOf(ruth, 'half a thought')).toContainText('Tom Hallworth');

  const question = ruth.getByRole('dialog', { name: 'Tom Hallworth is writing here' });
  await openMenu(ruth, 'half a thought');
  await ruth.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(question).toBeVisible();
  await ruth.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(moreButton(ruth, 'half a thought')).toBeFocused();
  await expect(cardOf(tom, 'half a thought')).toBeVisible();

  await openMenu(ruth, 'half a thought');
  await ruth.getByRole('menuitem', { name: 'Delete' }).click();
  await question.getByRole('button', { name: 'Delete it' }).click();
  await expect(cardOf(ruth, 'half a thought')).toHaveCount(0);
  await expect(moreButton(ruth, 'a whole one')).toBeFocused();
  await expect(tom.getByText('Your words: “half a thought”')).toBeVisible();
  await tom.getByRole('button', { name: 'Put it back' }).click();
  await expect(cardOf(ruth, 'half a thought')).toBeVisible();

  await zoneSection(tom, 'Big bets').getByRole('textbox').first().click();
  await expect(zoneSection(ruth, 'Big bets')).toContainText('Tom Hallworth');
  await ruth.getByRole('button', { name: 'More for the zone Big bets' }).click();
  await ruth.getByRole('menuitem', { name: /Delete this zone/ }).click();
  await question.getByRole('button', { name: 'Leave it' }).click();
  await expect(zoneSection(tom, 'Big bets')).toBeVisible();
});

async function add(page: Page, { text, zone }: { text: string; zone: string }): Promise<void> {
  await addField(page, zone).fill(text);
  await addField(page, zone).press('Enter');
  await expect(cardOf(page, text)).toBeVisible();
}

function zoneSection(page: Page, title: string) {
  return page.locator('section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) });
}

function moreButton(page: Page, text: string) {
  return cardOf(page, text).getByRole('button', { name: /More for the card/ });
}

async function openMenu(page: Page, text: string): Promise<void> {
  await moreButton(page, text).click();
  await expect(page.getByRole('menu')).toBeVisible();
}
