import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addCard, addField, boxOf, cardOf, rowField, writeOn } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, test, TOM } from '../support/e2e.ts';

/** The rules every board page keeps, by their letters; tests/accessibility/README.md says which test shows which rule. */

const TEMPLATE = { template: 'impact-effort-matrix' };
const LAPTOP = { viewport: { width: 1366, height: 800 } };

test('[A2] single letters do nothing once they are switched off, and all they did is still to be had', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'a card', { x: 500, y: 360 });
  await ruth.getByRole('button', { name: 'Keys and settings' }).click();
  await ruth.getByRole('dialog').getByRole('checkbox').first().uncheck();
  await ruth.keyboard.press('Escape');
  await card.click();
  for (const key of 'nzlpetrcmgdfvhiuy?') await ruth.keyboard.press(key);
  await expect(ruth.locator('[data-item]')).toHaveCount(1);
  await expect(ruth.locator('dialog[open], [role="menu"]:popover-open')).toHaveCount(0);
  await expect(ruth.getByRole('button', { name: 'Select (V)' })).toHaveAttribute('aria-pressed', 'true');
  await ruth.keyboard.press('Control+k');
  await ruth.keyboard.type('Tags');
  await ruth.keyboard.press('Enter');
  await expect(ruth.getByRole('dialog', { name: 'Tags of this card' })).toBeVisible();
});

test('[A3] everything a drag does is done by single presses too: moving to a zone, about in it, size, lines', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard(TEMPLATE);
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, `${url}/outline`);
  for (const words of ['First', 'Second']) {
    await addField(ruth, 'Big bets').fill(words);
    await addField(ruth, 'Big bets').press('Enter');
  }
  await expect(rowField(ruth, 'Second')).toBeVisible();
  const inMenu = async (words: string, name: RegExp) => {
    await ruth.getByRole('button', { name: `More for the card ${words}` }).click();
    await ruth.getByRole('menuitem', { name }).click();
  };
  await inMenu('Second', /^Move up/);
  const inZone = (zone: string) =>
    ruth
      .locator('section[data-kind="zone"]')
      .filter({ has: addField(ruth, zone) })
      .locator('li textarea');
  const order = () => inZone('Big bets').evaluateAll(valuesOf);
  await expect.poll(order).toEqual(expect.arrayContaining(['Second', 'First']));
  expect((await order()).indexOf('Second')).toBeLessThan((await order()).indexOf('First'));
  await inMenu('First', /^Connect/);
  await ruth.getByRole('combobox').fill('Second');
  await ruth.getByRole('option').first().click();
  await expect(cardOf(ruth, 'First')).toContainText('connected to Idea: Second');
  await ruth.getByRole('button', { name: 'Move to… First' }).click();
  await ruth.getByRole('menu').getByText('Quick wins').click();
  await expect(inZone('Quick wins').last()).toHaveValue('First');
  await openBoard(ruth, url);
  await cardOf(ruth, 'First').click();
  const before = await boxOf(cardOf(ruth, 'First'));
  await ruth.getByRole('button', { name: 'More', exact: true }).click();
  await ruth.getByRole('menuitem', { name: /^Larger/ }).click();
  await expect.poll(async () => (await boxOf(cardOf(ruth, 'First'))).width).toBeGreaterThan(before.width);
});

const valuesOf = (fields: Element[]) => fields.map((field) => (field as HTMLTextAreaElement).value);

/** Whether what has the focus shows it, and nothing lies over it. */
function focusIsSeen(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    // Past whatever moves, so that nothing is looked at half way.
    const settled = async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    };
    await settled();
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? element.tagName;
    const [left, top] = [Math.max(0, x), Math.max(0, y)];
    const [right, foot] = [Math.min(innerWidth, x + width), Math.min(innerHeight, y + height)];
    if (right <= left || foot <= top) return `${name} is out of view`;
    const places = [0.1, 0.5, 0.9].flatMap((across) =>
      [0.2, 0.5, 0.8].map((down) => [left + (right - left) * across, top + (foot - top) * down] as const),
    );
    const isFree = places.some(([px, py]) => {
      const over = document.elementFromPoint(px, py);
      return over !== null && (element.contains(over) || over.contains(element));
    });
    if (!isFree) return `${name} is covered`;
    // What it looks like with the focus must differ from what it looks like without.
    const round = [element, element.parentElement, element.parentElement?.parentElement].flatMap((one) => one ?? []);
    const look = () =>
      JSON.stringify(
        round.map((one) => {
          const { boxShadow, outlineStyle, outlineWidth, borderColor } = getComputedStyle(one);
          return [boxShadow, outlineStyle, outlineWidth, borderColor];
        }),
      );
    const focused = look();
    element.blur();
    await settled();
    const blurred = look();
    element.focus();
    return focused === blurred ? `${name} shows no focus` : null;
  });
}

for (const view of ['', '/outline']) {
  test(`[A4] the focus is always seen and nothing lies over it${view && ', in the outline'}`, async ({
    signedIn,
    newBoard,
  }) => {
    const { url } = await newBoard(TEMPLATE);
    const ruth = await signedIn(RUTH, LAPTOP);
    await ruth.emulateMedia({ reducedMotion: 'reduce' });
    await openBoard(ruth, url + view);
    const faults: string[] = [];
    for (let step = 0; step < 40; step++) {
      await ruth.keyboard.press('Tab');
      const fault = await focusIsSeen(ruth);
      if (fault !== null) faults.push(fault);
    }
    expect(faults).toEqual([]);
  });
}

test('[A5] the outline is read and written at 320 px without a sideways scroll', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = [await signedIn(RUTH, { viewport: { width: 320, height: 640 } }), await signedIn(TOM)];
  await openBoard(ruth, `${url}/outline`);
  await openBoard(tom, url);
  await addField(ruth, 'Big bets').fill('Written at 320 px, averylongwordthatdoesnotendanywhere'.repeat(2));
  await addField(ruth, 'Big bets').press('Enter');
  await expect(cardOf(tom, 'Written at 320 px')).toBeVisible();
  const wide = await ruth.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('html, body, .doc')].map((one) => one.scrollWidth - one.clientWidth),
  );
  expect(Math.max(...wide)).toBeLessThanOrEqual(0);
});

/** Others' changes are gathered for so long before they are told. */
const GATHERED_MS = 10_000;

test('[A6] what others do is told politely and together, moves neither focus nor scroll, and can be muted for good', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard(TEMPLATE);
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await ruth.clock.install();
  await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
  const told = ruth.locator('[data-announcer]');
  await expect(told).toHaveAttribute('aria-live', 'polite');
  const field = addField(ruth, 'Big bets');
  await field.click();
  await ruth.keyboard.type('half a th');
  /** Where one writes on the screen: the list may grow above it. */
  const place = async () => (await boxOf(field)).y;
  const before = await place();
  const tomAdds = async (words: string, zone: string) => {
    await addField(tom, zone).fill(words);
    await addField(tom, zone).press('Enter');
    await expect(rowField(ruth, words)).toBeAttached();
  };
  for (const words of ['One', 'Two', 'Three']) await tomAdds(words, 'Quick wins');
  await expect(told).not.toContainText('Quick wins');
  await ruth.clock.fastForward(GATHERED_MS);
  await expect(told).toContainText('Tom Hallworth added 3 cards to Quick wins');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('half a th');
  expect(Math.abs((await place()) - before)).toBeLessThan(2);

  const choice = ruth.getByRole('checkbox', { name: 'Tell me what others change' });
  await ruth.getByRole('button', { name: 'Keys and settings' }).click();
  await choice.uncheck();
  await ruth.keyboard.press('Escape');
  await tomAdds('Four', 'Fill-ins for spare time');
  await ruth.clock.fastForward(GATHERED_MS);
  await openBoard(ruth, url);
  const mute = async () => {
    await ruth.keyboard.press('Control+k');
    await ruth.keyboard.type('what others change');
    await ruth.keyboard.press('Enter');
  };
  await mute();
  await expect(told).toContainText('What others change is told again.');
  await mute();
  await expect(told).toContainText('What others change is not told any more.');
  await ruth.getByRole('button', { name: 'Keys and settings' }).click();
  await expect(choice).not.toBeChecked();
  await openBoard(ruth, `${url}/outline`);
  await tomAdds('Five', 'Fill-ins for spare time');
  await ruth.clock.fastForward(GATHERED_MS);
  await ruth.getByRole('button', { name: 'Keys and settings' }).click();
  await expect(choice).not.toBeChecked();
  await choice.check();
  await ruth.keyboard.press('Escape');
  // It was gathered all the same, and is shown again; it was not told.
  await expect(ruth.getByRole('group', { name: 'What others changed' })).toContainText('Fill-ins for spare time');
  await expect(told).not.toContainText('Fill-ins for spare time');
});

test('[A7] others’ pointers can be paused, and nothing moves by itself where motion is unwanted', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await tom.mouse.move(500, 300);
  await tom.mouse.move(520, 320);
  const pointer = ruth.locator('.scene').getByText('Tom Hallworth');
  await expect(pointer.first()).toBeVisible();
  await ruth.getByRole('button', { name: 'Keys and settings' }).click();
  await ruth
    .getByRole('dialog')
    .getByRole('checkbox', { name: /pointers/i })
    .uncheck();
  await expect(pointer).toHaveCount(0);
  await ruth.keyboard.press('Escape');
  await ruth.emulateMedia({ reducedMotion: 'reduce' });
  await addCard(ruth, 'a card', { x: 500, y: 360 });
  const longest = await ruth.evaluate(() => {
    const seconds = (value: string) => Math.max(...value.split(',').map((part) => parseFloat(part) || 0));
    return Math.max(
      ...[...document.querySelectorAll('*')].map((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return Math.max(seconds(transitionDuration), seconds(animationDuration));
      }),
    );
  });
  expect(longest).toBeLessThanOrEqual(0.01);
});

test('[A8] the type of a card is told by words and a sign, not by colour alone', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, { ...LAPTOP, forcedColors: 'active' });
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'a card', { x: 500, y: 360 });
  await card.click();
  await ruth.getByRole('button', { name: /^Type of card/ }).click();
  await ruth.getByRole('menuitemradio', { name: 'Risk' }).click();
  await expect(card).toHaveAccessibleName(/^Risk: a card/);
  const sign = card.locator('svg').filter({ has: ruth.locator('title', { hasText: 'Risk' }) });
  await expect(sign).toBeVisible();
  await expect(ruth.getByRole('button', { name: 'Type of card: Risk' })).toHaveText('Risk');
});

test('where colours are forced, only the page that is open is marked among the tabs, and a choice by more than colour', async ({
  signedIn,
}) => {
  const ruth = await signedIn(RUTH, { ...LAPTOP, forcedColors: 'active' });
  await ruth.goto('/account/look');
  const tabs = ruth.getByRole('navigation', { name: 'Your account' }).getByRole('link');
  await expect(tabs.filter({ hasText: 'Mails' })).toHaveCSS('border-bottom-color', 'rgb(255, 255, 255)');
  await expect(tabs.filter({ hasText: 'How it looks' })).not.toHaveCSS('border-bottom-color', 'rgb(255, 255, 255)');
  await expect(ruth.getByRole('radio', { checked: true }).first()).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test('[A9] signing in takes what is pasted and what a password manager fills in', async ({ newContext, sample }) => {
  const page = await (await newContext()).newPage();
  await page.goto('/sign-in');
  const email = page.getByLabel('Work email');
  const password = page.getByLabel('Password', { exact: true });
  await expect(email).toHaveAttribute('autocomplete', /username|email/);
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  const ruth = sample.people.find((person) => person.email === RUTH);
  for (const [field, value] of [[email, RUTH] as const, [password, ruth?.password ?? ''] as const]) {
    await field.click();
    const isTaken = await field.evaluate((element, words) => {
      const data = new DataTransfer();
      data.setData('text/plain', words);
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      return element.dispatchEvent(paste);
    }, value);
    expect(isTaken).toBe(true);
    await page.keyboard.insertText(value);
  }
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
});

test('[A10] what is taken off the board as words or as a drawing keeps the zones, the order and what pictures show', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard(TEMPLATE);
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, `${url}/outline`);
  for (const words of ['First', 'Second']) {
    await addField(ruth, 'Big bets').fill(words);
    await addField(ruth, 'Big bets').press('Enter');
  }
  await expect(rowField(ruth, 'Second')).toBeVisible();
  await openBoard(ruth, url);
  const saved = ruth.waitForEvent('download');
  await ruth.keyboard.press('Control+k');
  await ruth.keyboard.type('Save the board as drawing');
  await ruth.keyboard.press('Enter');
  const drawing = await readFile(await (await saved).path(), 'utf8');
  const places = ['Big bets', 'First', 'Second'].map((words) => drawing.indexOf(words));
  expect(Math.min(...places)).toBeGreaterThan(-1);
  expect(drawing.indexOf('Second')).toBeGreaterThan(drawing.indexOf('First'));
  await cardOf(ruth, 'First').click();
  await cardOf(ruth, 'Second').click({ modifiers: ['Shift'] });
  await ruth.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ruth.keyboard.press('Control+c');
  const copied = await ruth.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n').map((line) => line.trim())).toEqual(['First', 'Second']);
});

test('[A11] who wrote a card and who writes on it now is told in words', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'a card', { x: 500, y: 360 });
  await expect(cardOf(tom, 'a card')).toHaveAccessibleName(/by Ruth Calder, Northbrook Schools Trust/);
  await writeOn(ruth, cardOf(ruth, 'a card'));
  await expect(cardOf(tom, 'a card')).toHaveAccessibleName(/Ruth Calder is editing/);
});
