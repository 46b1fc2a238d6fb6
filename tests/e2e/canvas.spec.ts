import type { Page } from '@playwright/test';
import { HELEN, RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import {
  addCard,
  boxOf,
  cardOf,
  connect,
  drag,
  expectMark,
  middleOf,
  standsIn,
  writeOn,
  writingField,
  zoneOf,
} from '../support/boardPage.ts';

test.describe('two people of different organisations on one board', () => {
  test('type into one card at once, and no letter is lost', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard();
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    await addCard(ruth, 'health hub', { x: 500, y: 360 });
    await expect(cardOf(tom, 'health hub')).toBeVisible();

    await Promise.all([writeOn(ruth, cardOf(ruth, 'health hub')), writeOn(tom, cardOf(tom, 'health hub'))]);
    await tom.keyboard.press('Control+Home');
    const before = 'One door to every ';
    const after = ' on the Orchard Lane side, open till six';
    await Promise.all([tom.keyboard.type(before, { delay: 25 }), ruth.keyboard.type(after, { delay: 20 })]);
    for (const page of [ruth, tom]) {
      await expect(writingField(page)).toHaveValue(before + 'health hub' + after);
    }
    await Promise.all([ruth.keyboard.press('Escape'), tom.keyboard.press('Escape')]);
    await expectMark(ruth, 'Saved');
    await expectMark(tom, 'Saved');
  });

  test('type at the very same place, and each one’s letters stay in their order', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard();
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    await addCard(ruth, 'Needs:', { x: 500, y: 360 });
    await expect(cardOf(tom, 'Needs:')).toBeVisible();
    await Promise.all([writeOn(ruth, cardOf(ruth, 'Needs:')), writeOn(tom, cardOf(tom, 'Needs:'))]);
    const mine = 'abcdefghijklm 😀 nopq';
    const theirs = 'ABCDEFGHIJKLM 🏫 NOPQ';
    await Promise.all([ruth.keyboard.type(mine, { delay: 20 }), tom.keyboard.type(theirs, { delay: 20 })]);
    const length = 'Needs:'.length + mine.length + theirs.length;
    await expect.poll(async () => (await words(ruth)).length).toBe(length);
    await expect.poll(async () => await words(tom)).toBe(await words(ruth));
    const text = await words(ruth);
    expect(text.isWellFormed()).toBe(true);
    expect([standsIn(mine, text), standsIn(theirs, text)]).toEqual([true, true]);
  });

  test('see each other’s pointers with name and organisation', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard();
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    await tom.mouse.move(400, 300);
    await tom.mouse.move(520, 380);
    await expect(ruth.getByText('Tom Hallworth').filter({ visible: true })).toHaveCount(1);
  });

  test('drag cards, and the other sees where they come to lie and in which zone', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard({ template: 'impact-effort-matrix' });
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    const start = await middleOf(zoneOf(ruth, 'Ideas to place'));
    await addCard(ruth, 'Walking bus', start);
    await drag(ruth, cardOf(ruth, 'Walking bus'), await middleOf(zoneOf(ruth, 'Quick wins')));
    await expect(cardOf(tom, 'Walking bus')).toHaveAccessibleName(/Quick wins/);
    await expect
      .poll(async () => isInside(await boxOf(cardOf(tom, 'Walking bus')), await boxOf(zoneOf(tom, 'Quick wins'))))
      .toBe(true);
  });

  test('undo and redo only what is their own', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard();
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    await addCard(ruth, 'by Ruth', { x: 420, y: 300 });
    await addCard(tom, 'by Tom', { x: 760, y: 420 });
    await expect(cardOf(ruth, 'by Tom')).toBeVisible();
    for (let step = 0; step < 6; step++) await ruth.keyboard.press('Control+z');
    await expect(cardOf(ruth, 'by Ruth')).toHaveCount(0);
    await expect(cardOf(tom, 'by Ruth')).toHaveCount(0);
    await expect(cardOf(ruth, 'by Tom')).toBeVisible();
    for (let step = 0; step < 6; step++) await ruth.keyboard.press('Control+y');
    await expect(cardOf(tom, 'by Ruth')).toBeVisible();
  });
});

test('one is offline for a while, both go on, and nothing is lost', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'before', { x: 420, y: 300 });
  await expect(cardOf(tom, 'before')).toBeVisible();
  await expectMark(tom, 'Saved');
  const together = tom.getByRole('banner').getByText('2 people are here');
  await expect(together).toBeAttached();

  await tom.context().setOffline(true);
  await expectMark(tom, 'Working offline');
  await expect(together).toHaveCount(0);
  await addCard(tom, 'written offline', { x: 760, y: 420 });
  await writeOn(tom, cardOf(tom, 'before'));
  await tom.keyboard.type(' and after');
  await tom.keyboard.press('Escape');
  await addCard(ruth, 'meanwhile', { x: 420, y: 520 });
  await expect(cardOf(ruth, 'written offline')).toHaveCount(0);

  await tom.context().setOffline(false);
  await expectMark(tom, 'Saved');
  await expect(together).toBeAttached();
  for (const page of [ruth, tom]) {
    await expect(cardOf(page, 'written offline')).toBeVisible();
    await expect(cardOf(page, 'meanwhile')).toBeVisible();
    await expect(cardOf(page, 'before and after')).toBeVisible();
  }
});

test('what was never opened before opens without a network too, at the first visit of all', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, { serviceWorkers: 'allow' });
  await openBoard(ruth, url);
  await addCard(ruth, 'No buses', { x: 420, y: 300 });
  await addCard(ruth, 'Missed', { x: 760, y: 420 });
  await ruth.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await ruth.context().setOffline(true);
  await expectMark(ruth, 'Working offline');
  await connect(ruth, 'No buses', 'Missed');
  await expect(ruth.locator('[data-kind="connector"]')).toHaveCount(1);
});

test('a reload loses nothing, whether the mark had said Saved or not', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  await addCard(ruth, 'said to be saved', { x: 420, y: 300 });
  await expectMark(ruth, 'Saved');
  await ruth.reload();
  await expect(cardOf(ruth, 'said to be saved')).toBeVisible();

  await openBoard(ruth, url);
  await ruth.context().setOffline(true);
  await addCard(ruth, 'not yet saved', { x: 760, y: 420 });
  await expectMark(ruth, 'Working offline');
  await ruth.context().setOffline(false);
  await openBoard(ruth, url);
  await expect(cardOf(ruth, 'not yet saved')).toBeVisible();
  await expectMark(ruth, 'Saved');
});

test('a viewer sees everything as it happens and can change nothing', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, helen] = await Promise.all([signedIn(RUTH), signedIn(HELEN)]);
  await Promise.all([openBoard(ruth, url), openBoard(helen, url)]);
  await addCard(ruth, 'to be read', { x: 500, y: 360 });
  await expect(cardOf(helen, 'to be read')).toBeVisible();
  await expectMark(helen, 'View only');
  await expect(helen.getByRole('button', { name: /Add a card/ })).toHaveCount(0);

  await helen.mouse.dblclick(900, 500);
  await cardOf(helen, 'to be read').dblclick();
  await expect(writingField(helen)).toHaveCount(0);
  await cardOf(helen, 'to be read').click();
  for (const key of ['n', 'Delete', 'Control+d', 'Enter']) await helen.keyboard.press(key);
  await helen.keyboard.type('mine');
  await drag(helen, cardOf(helen, 'to be read'), { x: 900, y: 600 });
  await expect(helen.locator('[data-kind="card"]')).toHaveCount(1);
  await addCard(ruth, 'the board goes on', { x: 500, y: 560 });
  await expect(cardOf(helen, 'the board goes on')).toBeVisible();
  await expect(ruth.locator('[data-kind="card"]')).toHaveCount(2);
});

test('a board opens without a connection once it was opened before', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, { serviceWorkers: 'allow' });
  await openBoard(ruth, url);
  await addCard(ruth, 'kept on this device', { x: 500, y: 360 });
  await expectMark(ruth, 'Saved');
  const { pathname } = new URL(ruth.url());
  const isKept = (path: string) => ruth.evaluate(async (at) => (await caches.match(at)) !== undefined, path);
  for (const part of ['', '/__route.js', '/outline', '/outline/__route.js']) {
    await expect.poll(() => isKept(`${pathname}${part}`)).toBe(true);
  }
  await ruth.context().setOffline(true);
  await ruth.reload();
  await expect(cardOf(ruth, 'kept on this device')).toBeVisible();
  await ruth.getByRole('link', { name: 'Outline', exact: true }).click();
  await expect(ruth).toHaveURL(/\/outline$/);
  const words = () => ruth.getByRole('textbox').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  await expect.poll(words).toContain('kept on this device');
  await ruth.getByRole('link', { name: 'Board', exact: true }).click();
  // The outline has that card, too: only the canvas is written on by a double click.
  await expect(ruth.locator('.scene:not(.moving)')).toHaveCount(1);
  await expect(cardOf(ruth, 'kept on this device')).toBeVisible();
  await addCard(ruth, 'added without a connection', { x: 760, y: 520 });
  await ruth.context().setOffline(false);
  await expectMark(ruth, 'Saved');
});

test.describe('cards', () => {
  test('several pasted lines become several cards, after asking', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard();
    const ruth = await signedIn(RUTH);
    await ruth.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openBoard(ruth, url);
    await ruth.evaluate(() => navigator.clipboard.writeText('Dads’ group\nSleep workshop\nOpen garden'));
    await ruth.mouse.click(500, 360);
    await ruth.keyboard.press('Control+v');
    await ruth.getByRole('button', { name: 'Add 3 cards' }).click();
    for (const text of ['Dads’ group', 'Sleep workshop', 'Open garden']) await expect(cardOf(ruth, text)).toBeVisible();
  });

  test('are made, moved to a zone and deleted with the keyboard alone', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard({ template: 'impact-effort-matrix' });
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
    await zoneOf(ruth, 'Big bets').focus();
    await ruth.keyboard.press('n');
    await expect(writingField(ruth)).toBeFocused();
    await ruth.keyboard.type('Two clinic rooms');
    await ruth.keyboard.press('Escape');
    await expect(cardOf(tom, 'Two clinic rooms')).toHaveAccessibleName(/Big bets/);
    await ruth.keyboard.press('m');
    await ruth.getByRole('menuitem', { name: /Quick wins/ }).press('Enter');
    await expect(cardOf(tom, 'Two clinic rooms')).toHaveAccessibleName(/Quick wins/);
    await cardOf(ruth, 'Two clinic rooms').press('Delete');
    await expect(cardOf(tom, 'Two clinic rooms')).toHaveCount(0);
  });

  test('many are chosen with a frame and dragged together', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard();
    const ruth = await signedIn(RUTH);
    await openBoard(ruth, url);
    const one = await addCard(ruth, 'first', { x: 400, y: 260 });
    const two = await addCard(ruth, 'second', { x: 620, y: 260 });
    await ruth.keyboard.press('Escape');
    await ruth.keyboard.press('Control+a');
    const [before, beforeTwo] = [await boxOf(one), await boxOf(two)];
    await drag(ruth, one, { x: before.x + before.width / 2 + 120, y: before.y + before.height / 3 + 160 });
    await expect.poll(async () => Math.round((await boxOf(two)).x - beforeTwo.x)).toBe(120);
    expect(Math.round((await boxOf(one)).y - before.y)).toBe(160);
    await ruth.keyboard.press('Control+z');
    await expect.poll(async () => Math.round((await boxOf(two)).x - beforeTwo.x)).toBe(0);
  });
});

async function words(page: Page): Promise<string> {
  return writingField(page).inputValue();
}

function isInside(inner: Awaited<ReturnType<typeof boxOf>>, outer: Awaited<ReturnType<typeof boxOf>>): boolean {
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
}
