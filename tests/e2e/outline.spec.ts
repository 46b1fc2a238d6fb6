import { HELEN, RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addField, cardOf, expectMark, rowField, standsIn } from '../support/boardPage.ts';

const TEMPLATE = { template: 'impact-effort-matrix' };
const PHONE = { viewport: { width: 390, height: 844 } };

test.describe('two people of different organisations in the outline', () => {
  test('type into one card at once, and no letter is lost', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard(TEMPLATE);
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
    await addField(ruth, 'Big bets').fill('two clinic rooms');
    await addField(ruth, 'Big bets').press('Enter');
    await rowField(tom, 'two clinic rooms').click();
    await tom.keyboard.press('Control+Home');
    const [field, theirs] = [rowField(ruth, 'two clinic rooms'), rowField(tom, 'two clinic rooms')];
    await field.click();
    await ruth.keyboard.press('Control+End');
    await Promise.all([
      tom.keyboard.type('Open ', { delay: 25 }),
      ruth.keyboard.type(' in the bungalow', { delay: 20 }),
    ]);
    for (const row of [field, theirs]) await expect(row).toHaveValue('Open two clinic rooms in the bungalow');
    await expectMark(ruth, 'Saved');
    await expectMark(tom, 'Saved');
  });

  test('type at the very same place, and each one’s letters stay in their order', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard(TEMPLATE);
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
    await addField(ruth, 'Big bets').fill('Ideas:');
    await addField(ruth, 'Big bets').press('Enter');
    for (const page of [ruth, tom]) {
      await rowField(page, 'Ideas:').click();
      await page.keyboard.press('Control+End');
    }
    const [mine, theirs] = ['abcdefghij 😀 klm', 'ABCDEFGHIJ 🏫 KLM'];
    await Promise.all([ruth.keyboard.type(mine, { delay: 20 }), tom.keyboard.type(theirs, { delay: 20 })]);
    const [field, other] = [rowField(ruth, 'Ideas'), rowField(tom, 'Ideas')];
    await expect
      .poll(async () => (await field.inputValue()).length)
      .toBe('Ideas:'.length + mine.length + theirs.length);
    await expect.poll(async () => await other.inputValue()).toBe(await field.inputValue());
    const text = await field.inputValue();
    expect([text.isWellFormed(), standsIn(mine, text), standsIn(theirs, text)]).toEqual([true, true, true]);
  });

  test('move cards between zones and up and down, and undo only their own', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard(TEMPLATE);
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, url)]);
    for (const text of ['first', 'second', 'third']) {
      await addField(ruth, 'Quick wins').fill(text);
      await addField(ruth, 'Quick wins').press('Enter');
      await expect(cardOf(tom, text)).toHaveAccessibleName(/Quick wins/);
    }
    await rowField(ruth, 'third').press('Alt+ArrowUp');
    await expect.poll(() => wordsInOrder(ruth)).toEqual(['first', 'third', 'second']);

    await cardOf(ruth, 'second')
      .getByRole('button', { name: /Move to/ })
      .click();
    await ruth.getByRole('menuitemradio', { name: /Big bets/ }).click();
    await expect(cardOf(tom, 'second')).toHaveAccessibleName(/Big bets/);

    await openBoard(tom, `${url}/outline`);
    await addField(tom, 'Fill-ins for spare time').fill('by Tom');
    await addField(tom, 'Fill-ins for spare time').press('Enter');
    await expect(cardOf(ruth, 'by Tom')).toBeVisible();
    await rowField(ruth, 'second').press('Control+z');
    await expect.poll(() => wordsInOrder(tom)).toEqual(['first', 'third', 'second', 'by Tom']);
  });
});

test('one is offline for a while in the outline, both go on, and nothing is lost', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
  await tom.context().setOffline(true);
  await expectMark(tom, 'Working offline');
  await addField(tom, 'Big bets').fill('written offline');
  await addField(tom, 'Big bets').press('Enter');
  await addField(ruth, 'Big bets').fill('meanwhile');
  await addField(ruth, 'Big bets').press('Enter');
  await expect(cardOf(ruth, 'meanwhile')).toBeVisible();
  await expect(cardOf(ruth, 'written offline')).toHaveCount(0);
  await tom.context().setOffline(false);
  for (const page of [ruth, tom]) {
    await expect(cardOf(page, 'written offline')).toBeVisible();
    await expect(cardOf(page, 'meanwhile')).toBeVisible();
  }
  await expectMark(tom, 'Saved');
  await tom.reload();
  await expect(cardOf(tom, 'written offline')).toBeVisible();
});

test('a viewer reads the outline as it changes, and has nothing to change it with', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, helen] = await Promise.all([signedIn(RUTH), signedIn(HELEN)]);
  await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(helen, `${url}/outline`)]);
  await addField(ruth, 'Big bets').fill('to be read');
  await addField(ruth, 'Big bets').press('Enter');
  await expect(cardOf(helen, 'to be read')).toBeVisible();
  await expectMark(helen, 'View only');
  await expect(helen.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await expect(helen.getByRole('main').getByRole('button', { name: /Add|Move to|More for|Delete/ })).toHaveCount(0);
});

test('on a phone a board opens as its outline, and is written and sorted there', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const ruth = await signedIn(RUTH, PHONE);
  await openBoard(ruth, url);
  await expect(ruth).toHaveURL(/\/outline$/);
  await addField(ruth, 'Big bets').fill('from a phone');
  await addField(ruth, 'Big bets').press('Enter');
  await cardOf(ruth, 'from a phone')
    .getByRole('button', { name: /More for the card/ })
    .click();
  await ruth.getByRole('menuitem', { name: /Move to/ }).click();
  await ruth.getByRole('menuitemradio', { name: /Quick wins/ }).click();
  await expect(ruth.getByRole('region', { name: /^Quick wins/ }).or(zoneSection(ruth, 'Quick wins'))).toContainText(
    '1 card',
  );
  const { scrollWidth, clientWidth } = await ruth.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});

test('the whole outline works without a mouse', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, `${url}/outline`);
  await addField(ruth, 'Quick wins').focus();
  await ruth.keyboard.type('one number');
  await ruth.keyboard.press('Enter');
  await rowField(ruth, 'one number').focus();
  await ruth.keyboard.press('Enter');
  await ruth.keyboard.type('on every letter');
  await expect.poll(() => wordsInOrder(ruth)).toEqual(['one number', 'on every letter']);
  await ruth.keyboard.press('Alt+m');
  await expect(ruth.getByRole('menu')).toBeVisible();
  await ruth.getByRole('menuitemradio', { name: /Big bets/ }).press('Enter');
  await expect(rowField(ruth, 'on every letter')).toBeFocused();
  await ruth.keyboard.press('Control+z');
  await expect.poll(() => wordsInOrder(ruth)).toEqual(['one number', 'on every letter']);
});

type Page = Parameters<typeof cardOf>[0];

async function wordsInOrder(page: Page): Promise<string[]> {
  return page.locator('li[data-kind="card"] [data-words]').evaluateAll((fields) => {
    return fields.map((field) => field.getAttribute('data-words') ?? '');
  });
}

function zoneSection(page: Page, title: string) {
  return page.locator('section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) });
}

test('whoever goes on at once after Escape keeps the focus where they went', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const page = await signedIn(RUTH);
  await openBoard(page, `${url}/outline`);
  for (const words of ['Walking bus', 'Newsletter']) {
    await addField(page, 'Quick wins').fill(words);
    await addField(page, 'Quick wins').press('Enter');
  }
  for (const entry of [/^Tags/, /^Connect/]) {
    await cardOf(page, 'Walking bus').locator('[data-part="more"]').click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect(page.locator('dialog[open]')).toBeVisible();
    // As soon as nothing is in front of it, which is earlier than any hand.
    await rowField(page, 'Newsletter').evaluate((field) => {
      const watcher = new MutationObserver(() => {
        if (document.querySelector('dialog[open]')) return;
        watcher.disconnect();
        field.focus();
      });
      watcher.observe(document, { subtree: true, childList: true, attributeFilter: ['open'] });
    });
    await page.keyboard.press('Escape');
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await expect(rowField(page, 'Newsletter')).toBeFocused();
  }
});
