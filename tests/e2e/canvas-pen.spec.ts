import type { CDPSession, Locator, Page } from '@playwright/test';
import { addCard, boxOf, cardOf, middleOf, stillBoxOf, writingField } from '../support/boardPage.ts';
import { cookieHeader, expect, openBoard, RUTH, test, TOM } from '../support/e2e.ts';
import { EVERYTHING, fillWithEverything } from '../support/fullBoard.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const TABLET = { viewport: { width: 1024, height: 768 }, hasTouch: true };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
/** What a fingertip hits. */
const FINGERTIP = 44;

interface Spot {
  x: number;
  y: number;
}

/** Keeps a finger on something that is not chosen until it is, and lifts it again. */
async function longPress(page: Page, what: Locator): Promise<void> {
  const fingers = await page.context().newCDPSession(page);
  const { x, y } = await middleOf(what);
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y, id: 0 }] });
  await expect(what).toHaveAttribute('data-selected', 'true');
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function finger(page: Page, from: Spot, to: Spot): Promise<void> {
  const fingers = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints.map((spot) => ({ ...spot, id: 0 })) });
  await send('touchStart', [from]);
  for (const part of [0.25, 0.5, 0.75, 1])
    await send('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
  await send('touchEnd', []);
}

/** A pen goes along some places with the same force. */
async function stroke(pen: CDPSession, places: readonly Spot[], force: number): Promise<void> {
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y }: Spot) =>
    pen.send('Input.dispatchMouseEvent', {
      ...{ type, x, y, force, pointerType: 'pen', button: 'left', clickCount: 1 },
      buttons: type === 'mouseReleased' ? 0 : 1,
    });
  const [first, ...rest] = places;
  if (!first) return;
  await send('mousePressed', first);
  for (const place of rest) await send('mouseMoved', place);
  await send('mouseReleased', places.at(-1) ?? first);
}

const along = (y: number): Spot[] => [0, 40, 80, 120, 160].map((x, nth) => ({ x: 300 + x, y: y + (nth % 2) * 20 }));
const ink = (page: Page) => page.locator('[data-kind="ink"]');
const menu = (page: Page) => page.getByRole('menu', { name: 'More' });

test('a long press opens all that can be done with a card, and it stays open for the next tap', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, TABLET), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  const card = await addCard(ruth, 'a card', { x: 500, y: 360 });
  await ruth.keyboard.press('Escape');
  await expect(card).toHaveAttribute('data-selected', 'false');
  await longPress(ruth, card);
  await expect(menu(ruth)).toBeVisible();
  await menu(ruth).getByRole('menuitem', { name: /^Lock/ }).tap();
  await expect(menu(ruth)).toHaveCount(0);
  await expect(cardOf(tom, 'a card')).toHaveAccessibleName(/locked/);
});

test('a firm pen draws thicker than a light one, and others see it so', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, TABLET), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await ruth.getByRole('button', { name: /^Draw by hand/ }).tap();
  const pen = await ruth.context().newCDPSession(ruth);
  await stroke(pen, along(300), 0.1);
  await expect(ink(tom)).toHaveCount(1);
  await stroke(pen, along(450), 1);
  await expect(ink(tom)).toHaveCount(2);
  const widths = await ink(tom)
    .locator('path:not(.grasp)')
    .evaluateAll((paths) => paths.map((path) => Number(path.getAttribute('stroke-width'))).sort((a, b) => a - b));
  expect(widths).toEqual([2.5, 7]);
});

test('once there is a pen, a finger moves the board and draws nothing, with the pen tool in hand', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, TABLET);
  await openBoard(ruth, url);
  await ruth.getByRole('button', { name: /^Draw by hand/ }).tap();
  await finger(ruth, { x: 300, y: 200 }, { x: 420, y: 220 });
  await expect(ink(ruth)).toHaveCount(1);
  const pen = await ruth.context().newCDPSession(ruth);
  await stroke(pen, along(400), 0.5);
  await expect(ink(ruth)).toHaveCount(2);
  const before = await stillBoxOf(ink(ruth).first());
  await finger(ruth, { x: 700, y: 300 }, { x: 640, y: 370 });
  await expect.poll(async () => (await boxOf(ink(ruth).first())).x - before.x).toBeCloseTo(-60, 0);
  await expect(ink(ruth)).toHaveCount(2);
  await expect(ruth.getByRole('button', { name: /^Draw by hand/ })).toHaveAttribute('aria-pressed', 'true');
});

test('two fingers with a tool in hand zoom, and put nothing on the board', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, TABLET);
  await openBoard(ruth, url);
  const fingers = await ruth.context().newCDPSession(ruth);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: Spot[]) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map((spot, id) => ({ ...spot, id })) });
  for (const tool of [/^Draw by hand/, /^Draw a line/, /^Add a zone/, /^Add a card/]) {
    await ruth.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: tool }).tap();
    await send('touchStart', [{ x: 400, y: 400 }]);
    await send('touchStart', [
      { x: 400, y: 400 },
      { x: 500, y: 400 },
    ]);
    await send('touchMove', [
      { x: 380, y: 400 },
      { x: 520, y: 400 },
    ]);
    await send('touchEnd', [{ x: 380, y: 400 }]);
    await send('touchEnd', []);
    await expect(ruth.locator('.board')).toHaveAttribute('data-state', /Ink|Line|Zone|Card/);
    await ruth.getByRole('button', { name: 'Select (V)' }).tap();
  }
  await expect(ruth.locator('[data-item]')).toHaveCount(0);
  await expect(ruth.getByRole('button', { name: /^\d{3}%/ })).not.toHaveText('100%');
});

test('on a phone the outline opens first; on the canvas one looks, and places a card with a tap', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH, PHONE);
  await ruth.goto(url);
  await expect(ruth).toHaveURL(/\/outline$/);
  await ruth.getByRole('link', { name: 'Board', exact: true }).tap();
  await expect(ruth.locator('.scene')).toBeAttached();
  const tools = ruth.getByRole('toolbar', { name: 'Tools' });
  await expect(tools.getByRole('button', { name: /^Draw by hand/ })).toBeHidden();
  await tools.getByRole('button', { name: /^Add a card/ }).tap();
  await ruth.touchscreen.tap(190, 400);
  await expect(writingField(ruth)).toBeFocused();
  await ruth.keyboard.type('Placed');
  await ruth.keyboard.press('Escape');
  await expect(cardOf(ruth, 'Placed')).toBeVisible();
});

/** What one may have to hit with a finger and is smaller than a fingertip; links within a sentence may be. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const all = document.querySelectorAll<HTMLElement>(
      'button, a[href], select, [role="option"], [role="menuitem"], input:not([type="hidden"]), summary',
    );
    return [...all].flatMap((element) => {
      const target = element.matches('input[type="checkbox"], input[type="radio"]')
        ? (element.closest('label') ?? element)
        : element;
      const { width, height, bottom, right } = target.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const isInline = element.matches('a') && getComputedStyle(element).display === 'inline';
      const isClipped = bottom <= 0 || right <= 0 || width <= 1;
      if (!isSeen || isInline || isClipped || (width >= least - 0.5 && height >= least - 0.5)) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
      return [`${element.tagName} “${name}” ${Math.round(width)}×${Math.round(height)}`];
    });
  }, FINGERTIP);
}

for (const { name, device, view } of [
  { name: 'canvas of a tablet', device: TABLET, view: '' },
  { name: 'canvas of a phone', device: PHONE, view: '' },
  { name: 'outline of a phone', device: PHONE, view: '/outline' },
  { name: 'outline of a tablet', device: TABLET, view: '/outline' },
]) {
  test(`on the ${name} everything is large enough for a fingertip`, async ({ signedIn, newBoard, server }) => {
    const { url, id } = await newBoard();
    const ruth = await signedIn(RUTH, device);
    await ruth.addInitScript(() => localStorage.setItem('board-view', 'board'));
    await openBoard(ruth, url + view);
    const client = joinWithStockClient(server.url, id, await cookieHeader(ruth.context()));
    await fillWithEverything(client);
    await expect(ruth.locator('[data-kind="zone"]').first()).toBeVisible();
    expect(await tooSmall(ruth)).toEqual([]);
    if (view === '') {
      await cardOf(ruth, EVERYTHING.barrier).tap();
      await expect(ruth.getByRole('toolbar', { name: 'For what is selected' })).toBeVisible();
      expect(await tooSmall(ruth), 'the bar of a card').toEqual([]);
      await ruth.keyboard.press('Escape');
      await expect(cardOf(ruth, EVERYTHING.barrier)).toHaveAttribute('data-selected', 'false');
      await longPress(ruth, cardOf(ruth, EVERYTHING.barrier));
      await expect(menu(ruth)).toBeVisible();
    } else {
      await ruth.getByRole('button', { name: `More for the card ${EVERYTHING.barrier}` }).tap();
      await expect(ruth.getByRole('menu')).toBeVisible();
    }
    expect(await tooSmall(ruth), 'the menu of a card').toEqual([]);
    client.leave();
  });
}

test('held words are given an answer by touch, and by speech: each button is called by the words on it', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, TABLET);
  await openBoard(ruth, url);
  for (const [number, answer] of [
    ['999 000 0018', 'Remove it'],
    ['999 000 0026', 'It is not one'],
    ['office@northbrook.example', 'Keep it'],
  ] as const) {
    await addCard(ruth, `Ring ${number} today`, { x: 500, y: 300 });
    const notice = ruth.getByRole('group', { name: 'Check these words' });
    await expect(notice).toBeVisible();
    for (const button of await notice.getByRole('button').all()) {
      // Whoever speaks says what they see: nothing else may be its name.
      expect(await button.getAttribute('aria-label')).toBeNull();
      await expect(button).toHaveAccessibleName(((await button.innerText()) ?? '').trim());
      const { width, height } = await boxOf(button);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(FINGERTIP);
    }
    await notice.getByRole('button', { name: answer, exact: true }).tap();
    await expect(notice).toHaveCount(0);
    await ruth.keyboard.press('Control+a');
    await ruth.keyboard.press('Delete');
    await expect(ruth.locator('[data-kind="card"]')).toHaveCount(0);
  }
});
