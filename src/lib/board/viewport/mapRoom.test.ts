import { expect, test } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';

const cards = (...at: readonly (readonly [number, number])[]) => ({
  cards: at.map((at, nth) => ({ id: `c${nth}`, at })),
});

test('the map is open where it hides nothing, and closed where it would as the board opens', () => {
  const few = aloneBoard(cards([0, 0]));
  few.canvas.open();
  expect(few.canvas.map.open).toBe(true);
  const many = aloneBoard(cards([0, 0], [600, 0], [0, 400], [600, 400]));
  many.canvas.open();
  expect(many.canvas.map.open).toBe(false);
});

test('it stays as one has left it', () => {
  const { canvas } = aloneBoard(cards([0, 0]));
  canvas.open();
  canvas.map.open = false;
  canvas.fitAll();
  expect(canvas.map.open).toBe(false);
});

test('when one keeps it open, all of the board is shown clear of it', () => {
  const { canvas } = aloneBoard(cards([0, 0], [600, 0], [0, 400], [600, 400]));
  canvas.open();
  canvas.map.open = true;
  canvas.fitAll();
  const { x, y, w, h } = canvas.viewport.onScreen(canvas.boxAround(['c3']) ?? { x: 0, y: 0, w: 0, h: 0 });
  const [left, top] = [1_000 - 12 - 189, 700 - 12 - 181];
  expect(x + w <= left || y + h <= top).toBe(true);
});
