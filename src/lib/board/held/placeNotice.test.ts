import { expect, test } from 'vitest';
import { placeNotice } from './placeNotice';

const insets = { top: 14, right: 24, bottom: 64, left: 76 };
const wide = { notice: [384, 160], screen: [1_366, 700], insets } as const;
const narrow = {
  notice: [358, 190],
  screen: [390, 760],
  insets: { top: 72, right: 14, bottom: 84, left: 14 },
} as const;
const card = { x: 300, y: 200, w: 164, h: 112 };

test('stands at the right and points there, at the left where there is no room', () => {
  expect(placeNotice(card, wide)).toEqual({ at: [482, 192], nib: 'left' });
  expect(placeNotice({ ...card, x: 1_100 }, wide)).toEqual({ at: [698, 192], nib: 'right' });
});

test('stays on the screen beside a card at its foot', () => {
  expect(placeNotice({ ...card, y: 650 }, wide)?.at[1]).toBe(532);
});

test('on a phone it stands under the card, clear of the bar, or above it', () => {
  const own = { x: 100, y: 250, w: 164, h: 112 };
  expect(placeNotice(own, narrow)).toEqual({ at: [24, 380], nib: null });
  expect(placeNotice({ ...own, y: 80 }, narrow)).toEqual({ at: [24, 274], nib: null });
  expect(placeNotice({ ...own, y: 560 }, narrow)).toEqual({ at: [24, 288], nib: null });
});

test('is nowhere while its card is out of sight', () => {
  expect(placeNotice({ ...card, x: 2_000 }, wide)).toBeNull();
});
