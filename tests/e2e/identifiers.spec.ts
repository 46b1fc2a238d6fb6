import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { addCard, addField, boxOf, cardOf, expectMark, rowField, writeOn, writingField } from '../support/boardPage.ts';
import { RUTH, TOM, expect, openBoard, test as base } from '../support/e2e.ts';

const NUMBER = '999 000 0018';
const PHONE = { viewport: { width: 390, height: 760 }, hasTouch: true };

interface Two {
  ruth: Page;
  tom: Page;
  url: string;
}

const test = base.extend<{ two: Two }>({
  two: async ({ signedIn, newBoard }, use) => {
    const { url } = await newBoard();
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    await use({ ruth, tom, url });
  },
});

/** What was found in a text, and what its writer can do about it. */
const notice = (page: Page): Locator => page.getByRole('group', { name: 'Check these words' });
const press = (page: Page, name: string): Promise<void> => notice(page).getByRole('button', { name }).click();

/** Begins a card by double-clicking the board and leaves the caret in it. */
async function begin(page: Page, at = { x: 500, y: 360 }): Promise<void> {
  await page.mouse.dblclick(at.x, at.y);
  await expect(writingField(page)).toBeFocused();
}

/** Notes all words that this page's cards ever show, from now on. */
async function watchWords(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const look = (): void => {
      for (const words of document.querySelectorAll('[data-kind="card"] .words')) seen.add(words.textContent ?? '');
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { seenWords: seen });
  });
  return () => page.evaluate(() => [...(window as unknown as { seenWords: Set<string> }).seenWords]);
}

test('a number typed letter by letter never leaves the page, and everything round it does', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type('Ring ');
  await expect(cardOf(tom, 'Ring ')).toBeVisible();
  const seen = await watchWords(tom);
  for (const letter of NUMBER) await ruth.keyboard.press(letter === ' ' ? 'Space' : letter, { delay: 40 });
  await expect(notice(ruth)).toContainText('This looks like an NHS number');
  await expectMark(ruth, 'On this device only');
  await ruth.keyboard.type(' today', { delay: 20 });
  await expect(cardOf(tom, 'Ring 999  today')).toBeVisible();
  await ruth.keyboard.press('Escape');
  await expect(cardOf(ruth, `Ring ${NUMBER} today`)).toContainText('Not shared yet');
  expect((await seen()).filter((words) => /999 \d|0018/.test(words))).toEqual([]);
});

test('"It is not one" shares the words at once, undo takes them back, and nobody is asked again', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type(`Ring ${NUMBER} today`);
  await press(ruth, 'It is not one');
  await expect(cardOf(tom, `Ring ${NUMBER} today`)).toBeVisible();
  await expect(notice(ruth)).toHaveCount(0);
  await expect(writingField(ruth)).toBeFocused();
  await ruth.keyboard.press('Control+z');
  await expect(cardOf(tom, 'Ring 999  today')).toBeVisible();
  await expect(writingField(ruth)).toHaveValue(`Ring ${NUMBER} today`);
  await ruth.getByRole('button', { name: 'Do it again' }).click();
  await expect(cardOf(tom, `Ring ${NUMBER} today`)).toBeVisible();
  await writeOn(ruth, cardOf(ruth, 'Ring'));
  await ruth.keyboard.type(' please');
  await expect(cardOf(tom, `Ring ${NUMBER} today please`)).toBeVisible();
  await expect(notice(ruth)).toHaveCount(0);
  await expectMark(ruth, 'Saved');
});

test('"Remove it" takes all of it out, and the caret stays in the card', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type(`Ring ${NUMBER} today`);
  await expect(cardOf(tom, 'Ring 999  today')).toBeVisible();
  await press(ruth, 'Remove it');
  await expect(cardOf(tom, 'Ring today')).toBeVisible();
  await ruth.keyboard.type(' or tomorrow');
  await expect(cardOf(tom, 'Ring today or tomorrow')).toBeVisible();
  await expectMark(ruth, 'Saved');
});

test('others write in the same card meanwhile, and nothing is mixed up', async ({ two }) => {
  const { ruth, tom } = two;
  await addCard(ruth, 'Ring  at noon', { x: 500, y: 360 });
  await expect(cardOf(tom, 'Ring  at noon')).toBeVisible();
  await Promise.all([writeOn(ruth, cardOf(ruth, 'Ring')), writeOn(tom, cardOf(tom, 'Ring'))]);
  await ruth.keyboard.press('Control+Home');
  for (let step = 0; step < 'Ring '.length; step++) await ruth.keyboard.press('ArrowRight');
  await ruth.keyboard.type('999 000');
  await tom.keyboard.press('Control+Home');
  await tom.keyboard.type('Please ');
  await tom.keyboard.press('Control+End');
  await tom.keyboard.type(' sharp');
  await expect(writingField(ruth)).toHaveValue('Please Ring 999 000 at noon sharp');
  await ruth.keyboard.type(' 0018');
  await expect(writingField(ruth)).toHaveValue(`Please Ring ${NUMBER} at noon sharp`);
  await expect(writingField(tom)).toHaveValue('Please Ring 999  at noon sharp');
  await press(ruth, 'It is not one');
  await expect(writingField(tom)).toHaveValue(`Please Ring ${NUMBER} at noon sharp`);
});

test('what only might have become one goes out on leaving the card', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type('By 2026');
  await expect(cardOf(tom, 'By 202')).toBeVisible();
  await expectMark(ruth, 'On this device only');
  await expect(notice(ruth)).toHaveCount(0);
  await ruth.keyboard.press('Escape');
  await expect(cardOf(tom, 'By 2026')).toBeVisible();
  await expectMark(ruth, 'Saved');
});

test('pasted words are held too: in a card, and as cards of their own', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.insertText(`Ring ${NUMBER} today`);
  await expect(cardOf(tom, 'Ring  today')).toBeVisible();
  await press(ruth, 'Remove it');
  await expect(cardOf(tom, 'Ring today')).toBeVisible();
  await ruth.keyboard.press('Escape');
  await ruth.mouse.click(900, 600);
  await ruth.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.querySelector('#main')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, `Breakfast club\nFamily on ${NUMBER} waits\nB801200005001 is new`);
  await ruth.getByRole('button', { name: '3 cards' }).click();
  await expect(cardOf(tom, 'Family on  waits')).toBeVisible();
  await expect(cardOf(tom, 'Breakfast club')).toBeVisible();
  await ruth.getByRole('button', { name: 'Show them' }).click();
  await expect(notice(ruth)).toBeVisible();
  await press(ruth, 'Remove it');
  await ruth.getByRole('button', { name: 'Show them' }).click();
  await expect(notice(ruth)).toContainText('unique pupil number');
  await press(ruth, 'Remove it');
  for (const page of [ruth, tom]) {
    await expect(cardOf(page, 'Family on waits')).toBeVisible();
    await expect(cardOf(page, 'is new')).toBeVisible();
  }
  await expectMark(ruth, 'Saved');
});

test('held words survive a reload, still held, until their writer decides', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type(`Ring ${NUMBER} today`);
  await ruth.keyboard.press('Escape');
  await expect(cardOf(tom, 'Ring 999  today')).toBeVisible();
  await ruth.reload();
  await expect(cardOf(ruth, `Ring ${NUMBER} today`)).toContainText('Not shared yet');
  await expectMark(ruth, 'On this device only');
  await writeOn(ruth, cardOf(ruth, 'Ring'));
  await expect(notice(ruth)).toBeVisible();
  await expect(writingField(ruth)).toHaveValue(`Ring ${NUMBER} today`);
  await expect(cardOf(tom, 'Ring 999  today')).toBeVisible();
  const kept = () => ruth.evaluate(() => Object.keys(localStorage).filter((name) => name.includes(':held:')));
  expect(await kept()).toHaveLength(1);
  await press(ruth, 'Remove it');
  await expect(cardOf(tom, 'Ring today')).toBeVisible();
  expect(await kept()).toEqual([]);
});

test('a card removed under the writer’s hands gives back the held words with the others', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type(`Ring ${NUMBER}`);
  await expect(cardOf(tom, 'Ring 999')).toBeVisible();
  await ruth.keyboard.press('Escape');
  await expect(cardOf(tom, 'Ring 999')).not.toHaveAccessibleName(/is editing/);
  await cardOf(tom, 'Ring 999').click();
  await tom.keyboard.press('Delete');
  const lost = ruth.getByRole('alert').filter({ hasText: NUMBER });
  await expect(lost).toBeVisible();
  await lost.getByRole('button').first().click();
  await expect(cardOf(ruth, `Ring ${NUMBER}`)).toContainText('Not shared yet');
  await expect(cardOf(tom, 'Ring ')).toBeVisible();
});

test('a number that slipped through is taken out on the server, and its writer is told', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  // None, until what parts it goes: digits that everyone has cannot be held back any more.
  await ruth.keyboard.type('Ring 999 /000 0018');
  await ruth.keyboard.press('Escape');
  await expect(cardOf(tom, 'Ring 999 /000 0018')).toBeVisible();
  const seen = await watchWords(tom);
  await writeOn(ruth, cardOf(ruth, 'Ring'));
  for (let step = 0; step < '000 0018'.length; step++) await ruth.keyboard.press('ArrowLeft');
  await ruth.keyboard.press('Backspace');
  await expect(ruth.getByText('was taken out of your words before anyone else saw it')).toBeVisible();
  await expect(writingField(ruth)).toHaveValue('Ring ');
  await expect(cardOf(tom, NUMBER)).toHaveCount(0);
  expect((await seen()).filter((words) => words.endsWith(NUMBER))).toEqual([]);
});

test('by keyboard: Tab goes from the words to the buttons, Escape and an answer back to the words', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type(`Ring ${NUMBER} today`);
  const said = ruth.locator('[data-announcer]');
  await expect(said).toContainText('This looks like an NHS number');
  await ruth.keyboard.press('Tab');
  await expect(notice(ruth).getByRole('button', { name: 'Remove it' })).toBeFocused();
  await ruth.keyboard.press('Escape');
  await expect(writingField(ruth)).toBeFocused();
  await ruth.keyboard.press('Tab');
  await ruth.keyboard.press('Tab');
  await expect(notice(ruth).getByRole('button', { name: 'It is not one' })).toBeFocused();
  await ruth.keyboard.press('Enter');
  await expect(cardOf(tom, `Ring ${NUMBER} today`)).toBeVisible();
  await expect(writingField(ruth)).toBeFocused();
});

test('low confidence is only pointed out', async ({ two }) => {
  const { ruth, tom } = two;
  await begin(ruth);
  await ruth.keyboard.type('Write to office@northbrook.example please');
  await expect(cardOf(tom, 'Write to office@northbrook.example please')).toBeVisible();
  await expect(notice(ruth)).toContainText('This looks like an email address');
  await expect(notice(ruth)).toContainText('This check does not find names.');
  await press(ruth, 'Keep it');
  await expect(notice(ruth)).toHaveCount(0);
  await expectMark(ruth, 'Saved');
});

test('a postcode is pointed out until it is listed as a site of the partnership, also where the board is open', async ({
  two,
  sample,
}) => {
  const { ruth, tom } = two;
  await begin(tom);
  await tom.keyboard.type('Meet at NE1 4LP first');
  await expect(notice(tom)).toContainText('This looks like a postcode');
  await press(tom, 'Keep it');
  await tom.keyboard.press('Escape');

  await ruth.goto(`/partnerships/${sample.partnership}/settings`);
  await ruth.getByLabel('Postcodes of your own sites').fill('NE1 4LP');
  await ruth.getByRole('button', { name: 'Save' }).click();
  await expect(ruth.getByRole('status').filter({ hasText: /saved/i })).toBeVisible();

  await begin(tom, { x: 760, y: 420 });
  await tom.keyboard.type('The hub is at NE1 4LP and ');
  await expect(notice(tom)).toHaveCount(0);
  await tom.keyboard.type('SR1 3QD too');
  await expect(notice(tom)).toContainText('This looks like a postcode');
  await press(tom, 'Keep it');
  await expect(notice(tom)).toHaveCount(0); // what is left is the listed one
});

test('in the outline, the same beside the row, in the order of Tab', async ({ two }) => {
  const { ruth, tom, url } = two;
  await addCard(ruth, 'a card', { x: 500, y: 360 });
  await openBoard(ruth, `${url}/outline`);
  const field = rowField(ruth, 'a card');
  await field.click();
  await ruth.keyboard.press('Control+End');
  await ruth.keyboard.type(` for ${NUMBER} now`);
  await expect(cardOf(tom, 'a card for 999  now')).toBeVisible();
  await expect(notice(ruth)).toBeVisible();
  await expect(ruth.getByText('Not shared yet')).toBeVisible();
  const scan = await new AxeBuilder({ page: ruth }).analyze();
  expect(scan.violations).toEqual([]);
  await ruth.keyboard.press('Tab');
  await ruth.keyboard.press('Tab');
  await expect(notice(ruth).getByRole('button', { name: 'Remove it' })).toBeFocused();
  await ruth.keyboard.press('Enter');
  await expect(cardOf(tom, 'a card for now')).toBeVisible();
  await expect(rowField(ruth, 'a card for now')).toBeFocused();
});

test('on a phone, by touch: in the outline the targets are large enough', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH, PHONE);
  await openBoard(ruth, `${url}/outline`);
  await addField(ruth, 'Big bets').fill(`Family on ${NUMBER}`);
  await addField(ruth, 'Big bets').press('Enter');
  await expect(notice(ruth)).toBeVisible();
  for (const button of await notice(ruth).getByRole('button').all()) {
    const box = await boxOf(button);
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  await notice(ruth).getByRole('button', { name: 'It is not one' }).tap();
  await expect(notice(ruth)).toHaveCount(0);
  await expectMark(ruth, 'Saved');
});

test('on a phone, by touch: on the canvas it stands under the card, wholly on the screen', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, PHONE);
  await ruth.addInitScript(() => localStorage.setItem('board-view', 'board'));
  await openBoard(ruth, url);
  await begin(ruth, { x: 180, y: 300 });
  await ruth.keyboard.type(`Family on ${NUMBER}`);
  const box = await boxOf(notice(ruth));
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  await notice(ruth).getByRole('button', { name: 'Remove it' }).tap();
  await expect(writingField(ruth)).toHaveValue('Family on');
});

test('notice and card are as accessible as the rest', async ({ two }) => {
  const { ruth } = two;
  await begin(ruth);
  await ruth.keyboard.type(`Ring ${NUMBER}`);
  await expect(notice(ruth)).toBeVisible();
  const scan = await new AxeBuilder({ page: ruth }).analyze();
  expect(scan.violations).toEqual([]);
});
