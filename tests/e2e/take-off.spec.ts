import type { Locator, Page } from '@playwright/test';
import { HELEN, RUTH, SANA, TOM, expect, expectReady, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf, expectMark, rowField, writeOn } from '../support/boardPage.ts';
import { faultsOf } from '../support/faults.ts';

const NAME = 'Zebedee Quill is in year 4';
const PHONE = { viewport: { width: 390, height: 844 } };

test('in two keystrokes a card leaves every screen, and its writer cannot bring it back', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard({ title: 'Two keystrokes' });
  const [tom, sana, helen] = await Promise.all([signedIn(TOM), signedIn(SANA), signedIn(HELEN, PHONE)]);
  await Promise.all([openBoard(tom, url), openBoard(sana, url), openBoard(helen, `${url}/outline`)]);
  await addCard(sana, 'stays', { x: 800, y: 300 });
  await addCard(sana, NAME, { x: 500, y: 300 });
  await writeOn(sana, cardOf(sana, NAME));
  await expect(helen.getByText(NAME)).toBeVisible();
  await cardOf(tom, NAME).focus();

  await tom.keyboard.press('Control+Shift+Backspace');
  await expect(question(tom).getByRole('button', { name: 'Take it off' })).toBeFocused();
  await expect(question(tom)).toContainText('does not find names');
  expect(await faultsOf(tom)).toEqual([]);
  await tom.keyboard.press('Enter');
  for (const page of [tom, sana, helen]) await expect(page.getByText(NAME)).toHaveCount(0);
  await expect(cardOf(sana, NAME)).toHaveCount(0);

  await expect(toast(tom)).toContainText('Off the board. Tom Hallworth reviews it.');
  for (const page of [sana, helen]) await expect(toast(page)).toContainText('A card was taken off the board.');
  await expect(cardOf(tom, 'stays')).toBeFocused();
  await expect(sana.getByRole('alert').filter({ hasText: 'Zebedee' })).toHaveCount(0);
  for (let step = 0; step < 4; step++) await sana.keyboard.press('Control+z');
  for (let step = 0; step < 4; step++) await sana.keyboard.press('Control+y');
  await expect(cardOf(sana, 'stays')).toBeVisible();
  await expectMark(sana, 'Saved');
  for (const page of [tom, sana, helen]) await expect(cardOf(page, NAME)).toHaveCount(0);
});

test('a writer who was offline cannot bring it back', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard({ title: 'Offline meanwhile' });
  const [tom, sana] = await Promise.all([signedIn(TOM), signedIn(SANA)]);
  await Promise.all([openBoard(tom, url), openBoard(sana, url)]);
  await addCard(sana, NAME, { x: 500, y: 300 });
  await expectMark(sana, 'Saved');
  await expect(cardOf(tom, NAME)).toBeVisible();
  await sana.context().setOffline(true);
  await expectMark(sana, 'Working offline');
  await cardOf(sana, NAME).press('Delete');
  await sana.keyboard.press('Control+z');
  await expect(cardOf(sana, NAME)).toBeVisible();
  await takeOff(tom, cardOf(tom, NAME));
  await sana.context().setOffline(false);
  await expect(cardOf(sana, NAME)).toHaveCount(0, { timeout: 20_000 });
  await expectMark(sana, 'Saved');
  await sana.reload();
  await expectReady(sana);
  for (const page of [tom, sana]) await expect(cardOf(page, NAME)).toHaveCount(0);
});

test('a question that is asked again while its first closing is still being told stays open', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Asked twice' });
  const tom = await signedIn(TOM);
  await openBoard(tom, `${url}/outline`);
  const field = tom.getByRole('textbox', { name: 'Add a card to Quick wins', exact: true });
  await field.fill(NAME);
  await field.press('Enter');
  await rowField(tom, NAME).focus();
  await tom.keyboard.press('Control+Shift+Backspace');
  await expect(question(tom)).toBeVisible();
  await question(tom).evaluate(async (dialog: HTMLDialogElement) => {
    const told = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    for (let turn = 0; dialog.open && turn < 1_000; turn++) await null;
    const key = { key: 'Backspace', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key));
    await told;
  });
  await expect(question(tom).getByRole('button', { name: 'Take it off' })).toBeFocused();
});

test('the reviewer shows the words, puts the card back, and passes the next one on to be erased', async ({
  signedIn,
  newBoard,
  sample,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Reviewed' });
  const [tom, sana, ruth] = await Promise.all([signedIn(TOM), signedIn(SANA), signedIn(RUTH)]);
  const home = `/partnerships/${sample.partnership}`;
  await Promise.all([openBoard(tom, `${url}/outline`), openBoard(sana, url)]);
  const field = tom.getByRole('textbox', { name: 'Add a card to Quick wins', exact: true });
  for (const words of ['before', NAME, 'after']) {
    await field.fill(words);
    await field.press('Enter');
  }
  await expectMark(tom, 'Saved');
  await rowField(tom, NAME).focus();
  await tom.keyboard.press('Control+Shift+Backspace');
  await expect(question(tom).getByRole('button', { name: 'Take it off' })).toBeFocused();
  await tom.keyboard.press('Escape');
  await expect(rowField(tom, NAME)).toBeFocused();
  await takeOff(tom, rowField(tom, NAME));
  await expect(rowField(tom, 'after')).toBeFocused();
  await expect(cardOf(sana, NAME)).toHaveCount(0);

  await tom.goto(home);
  await expect(tom.getByText(/wait.* for your decision/)).toBeVisible();
  await press(tom, tom.getByRole('main').getByRole('link', { name: 'Go to review' }));
  await expect(tom.getByRole('link', { name: /^Review: Card from Reviewed/ })).toBeVisible();
  expect(await faultsOf(tom)).toEqual([]);
  await press(tom, tom.getByRole('link', { name: /^Review: Card from Reviewed/ }));
  await expect(tom.getByRole('heading', { level: 1, name: 'Card from Reviewed' })).toBeVisible();
  await expect(tom.getByText(NAME)).toHaveCount(0);
  await press(tom, tom.getByRole('button', { name: 'Show the words' }));
  await expect(tom.getByText(NAME)).toBeVisible();
  await expect(tom.getByText('Written by Tom Hallworth')).toBeVisible();
  expect(await faultsOf(tom)).toEqual([]);
  await press(tom, tom.getByRole('button', { name: 'Put it back' }));
  await expect(tom.getByText('It is back on the board.')).toBeVisible();
  await expect(cardOf(sana, NAME)).toBeVisible();

  await openBoard(tom, `${url}/outline`);
  await takeOff(tom, rowField(tom, NAME));
  await tom.goto(`${home}/taken-off`);
  await press(tom, tom.getByRole('link', { name: /^Review: Card from Reviewed/ }));
  await tom.getByLabel('Pass it on to').selectOption({ label: 'Ruth Calder' });
  await press(tom, tom.getByRole('button', { name: 'Pass it on' }));
  await expect(tom.getByText('It was passed on.')).toBeVisible();
  await expect(tom.getByRole('link', { name: /^Review: Card from Reviewed/ })).toHaveCount(0);

  await ruth.goto(`${home}/taken-off`);
  await press(ruth, ruth.getByRole('link', { name: /^Review: Card from Reviewed/ }));
  await press(ruth, ruth.getByRole('link', { name: 'Erase…' }));
  await expect(ruth.getByText(/Back-ups made while/)).toBeVisible();
  expect(await faultsOf(ruth)).toEqual([]);
  await press(ruth, ruth.getByRole('button', { name: 'Erase it for good' }));
  await expect(ruth.getByText('It is erased for good.')).toBeVisible();
  await expect(sana.getByRole('heading', { name: 'This board was tidied up on the server' })).toBeVisible();
  await press(sana, sana.getByRole('button', { name: 'Open again' }));
  await expect(cardOf(sana, 'after')).toBeVisible();
  await expect(cardOf(sana, NAME)).toHaveCount(0);
});

test('words written offline on a card that was erased meanwhile are not offered again', async ({
  signedIn,
  newBoard,
  sample,
}) => {
  const { url } = await newBoard({ title: 'Erased meanwhile' });
  const [tom, sana] = await Promise.all([signedIn(TOM), signedIn(SANA)]);
  await Promise.all([openBoard(tom, url), openBoard(sana, url)]);
  await addCard(sana, NAME, { x: 500, y: 300 });
  await expect(cardOf(tom, NAME)).toBeVisible();
  await sana.context().setOffline(true);
  await expectMark(sana, 'Working offline');
  await writeOn(sana, cardOf(sana, NAME));
  await sana.keyboard.type(' too');
  await sana.keyboard.press('Escape');
  await takeOff(tom, cardOf(tom, NAME));
  await tom.goto(`/partnerships/${sample.partnership}/taken-off`);
  await press(tom, tom.getByRole('link', { name: /^Review: Card from Erased meanwhile/ }));
  await press(tom, tom.getByRole('link', { name: 'Erase…' }));
  await press(tom, tom.getByRole('button', { name: 'Erase it for good' }));
  await expect(tom.getByText('It is erased for good.')).toBeVisible();
  await sana.context().setOffline(false);
  await press(sana, sana.getByRole('button', { name: 'Open again' }));
  await expect(sana.getByRole('heading', { name: 'This board was tidied up on the server' })).toHaveCount(0);
  await expectMark(sana, 'Saved');
  await expect(sana.getByRole('button', { name: 'Add as new cards' })).toHaveCount(0);
  await expect(sana.getByText('Zebedee')).toHaveCount(0);
});

test('without JavaScript the review works as well', async ({ signedIn, newBoard, newContext, sample }) => {
  const { url } = await newBoard({ title: 'Plain pages' });
  const tom = await signedIn(TOM);
  await openBoard(tom, url);
  await addCard(tom, NAME, { x: 500, y: 300 });
  await takeOff(tom, cardOf(tom, NAME));
  const plain = await newContext({ javaScriptEnabled: false });
  await plain.addCookies(await tom.context().cookies());
  const page = await plain.newPage();
  await page.goto(`/partnerships/${sample.partnership}/taken-off`);
  await page.getByRole('link', { name: /^Review: Card from Plain pages/ }).click();
  await page.getByRole('button', { name: 'Pass it on' }).click();
  await expect(page.getByText('Fill this in.')).toBeVisible();
  await page.getByRole('button', { name: 'Show the words' }).click();
  await expect(page.getByText(NAME)).toBeVisible();
  await page.getByRole('link', { name: 'Hide the words' }).click();
  await expect(page.getByText(NAME)).toHaveCount(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByText('It is back on the board.')).toBeVisible();
  await expect(cardOf(tom, NAME)).toBeVisible();
});

test('who may not take things off is not offered it', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const sana = await signedIn(SANA);
  await openBoard(sana, url);
  const card = await addCard(sana, 'a card', { x: 500, y: 300 });
  await card.press('Control+Shift+Backspace');
  await card.press('Shift+F10');
  await expect(sana.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
  await expect(sana.getByRole('menuitem', { name: /Take off the board/ })).toHaveCount(0);
  await sana.keyboard.press('Escape');
  await expect(question(sana)).toHaveCount(0);
});

function question(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Take this off the board?' });
}

function toast(page: Page): Locator {
  return page.locator('.toast');
}

/** With the keys alone: a key on the chosen card, and Enter. */
async function takeOff(page: Page, what: Locator): Promise<void> {
  await what.focus();
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(question(page).getByRole('button', { name: 'Take it off' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question(page)).toHaveCount(0);
  await expect(toast(page)).toContainText('Off the board.');
}

/** With the keys alone. */
async function press(page: Page, what: Locator): Promise<void> {
  await what.focus();
  await page.keyboard.press('Enter');
}
