import type { Page } from '@playwright/test';
import type { CDPSession, Locator } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, boxOf, cardOf, middleOf } from '../support/boardPage.ts';

const TABLET = { viewport: { width: 1024, height: 768 }, hasTouch: true };
const STEPS = 6;

interface Spot {
  x: number;
  y: number;
}

test('one finger moves the board, also from a card that is not selected', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, TABLET);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'a card', { x: 500, y: 360 });
  await ruth.keyboard.press('Escape');
  const fingers = await ruth.context().newCDPSession(ruth);
  const before = await boxOf(card);
  await swipe(fingers, [{ x: 300, y: 250 }], [{ x: 220, y: 310 }]);
  await expectMoved(card, before, [-80, 60]);
  const start = await middleOf(card);
  await swipe(fingers, [start], [{ x: start.x + 70, y: start.y - 30 }]);
  await expectMoved(card, before, [-10, 30]);
  await expect(card).toHaveAttribute('data-selected', 'false');
});

test('a tap selects, and one finger then drags the card to where the others see it too', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, TABLET), signedIn(TOM, TABLET)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  const card = await addCard(ruth, 'a card', { x: 500, y: 360 });
  const still = await addCard(ruth, 'another', { x: 300, y: 560 });
  await ruth.keyboard.press('Escape');
  await expect(cardOf(tom, 'another')).toBeVisible();
  const [before, aside] = [await boxOf(card), await boxOf(still)];
  const fingers = await ruth.context().newCDPSession(ruth);
  const start = await middleOf(card);
  await swipe(fingers, [start], [start]);
  await expect(card).toHaveAttribute('data-selected', 'true');
  await expect(ruth.getByRole('toolbar', { name: 'For what is selected' })).toBeVisible();
  await swipe(fingers, [start], [{ x: start.x + 110, y: start.y + 70 }]);
  for (const page of [ruth, tom]) await expectMoved(cardOf(page, 'a card'), before, [110, 70]);
  expect(await boxOf(still)).toEqual(aside);
  await swipe(fingers, [{ x: 800, y: 200 }], [{ x: 800, y: 200 }]);
  await expect(card).toHaveAttribute('data-selected', 'false');
});

test('two fingers zoom about the place between them, and nothing is dragged or selected', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, TABLET);
  await openBoard(ruth, url);
  const card = await addCard(ruth, 'a card', { x: 500, y: 360 });
  await ruth.keyboard.press('Escape');
  const before = await boxOf(card);
  const { x, y } = await middleOf(card);
  const fingers = await ruth.context().newCDPSession(ruth);
  await swipe(fingers, around({ x, y }, 40), around({ x, y }, 60));
  await expect(ruth.getByRole('button', { name: '150%. Go to 100%' })).toBeVisible();
  const after = await middleOf(card);
  expect(Math.hypot(after.x - x, after.y - y)).toBeLessThan(3);
  await swipe(fingers, around({ x, y }, 60), around({ x: x + 50, y }, 40));
  await expect(ruth.getByRole('button', { name: '100%. Go to 100%' })).toBeVisible();
  await expectMoved(card, before, [50, 0]);
  await expect(card).toHaveAttribute('data-selected', 'false');
  await expect(ruth.getByRole('button', { name: /Undo/ })).toBeVisible();
});

/** Fingers go down, move in steps and go up. */
async function swipe(fingers: CDPSession, from: readonly Spot[], to: readonly Spot[]): Promise<void> {
  const at = (part: number): Spot[] =>
    from.map(({ x, y }, nth) => ({ x: x + ((to[nth]?.x ?? x) - x) * part, y: y + ((to[nth]?.y ?? y) - y) * part }));
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
    fingers.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: touchPoints.map((spot, id) => ({ ...spot, id })),
    });
  await send('touchStart', at(0));
  for (let step = 1; step <= STEPS; step++) await send('touchMove', at(step / STEPS));
  await send('touchEnd', []);
}

function around({ x, y }: Spot, by: number): Spot[] {
  return [
    { x: x - by, y },
    { x: x + by, y },
  ];
}

async function expectMoved(card: Locator, before: Spot, [dx, dy]: readonly [number, number]): Promise<void> {
  await expect
    .poll(async () => {
      const { x, y } = await boxOf(card);
      return Math.hypot(x - before.x - dx, y - before.y - dy);
    })
    .toBeLessThan(3);
}

test('menus tell the keys to those who have some, and not by touch', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM, TABLET)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'a card', { x: 500, y: 360 });
  const { x, y } = await middleOf(cardOf(tom, 'a card'));
  await tom.touchscreen.tap(x, y);
  await cardOf(ruth, 'a card').click();
  const more = (page: Page) =>
    page.getByRole('toolbar', { name: 'For what is selected' }).getByRole('button', { name: 'More' });
  await more(ruth).click();
  await more(tom).tap();
  const key = (page: Page) => page.locator('[data-command="duplicate"] kbd');
  await expect(key(ruth)).toBeVisible();
  await expect(tom.locator('[data-command="duplicate"]')).toBeVisible();
  await expect(key(tom)).toBeHidden();
});
