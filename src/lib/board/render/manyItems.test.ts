import { expect, test } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';

/** More cards than the page could hold, closely packed. */
const many = Array.from({ length: 1_000 }, (_, nth) => ({
  id: `c${nth}`,
  at: [(nth % 40) * 180, Math.floor(nth / 40) * 130] as const,
  zone: nth < 20 ? 'zone' : null,
}));
const zones = [{ id: 'zone', at: [0, 0] as const }];
const all = { x: -200, y: -200, w: 8_000, h: 4_500 };
const close = { x: 0, y: 0, w: 1_000, h: 700 };

function overview() {
  const table = aloneBoard({ zones, cards: many });
  table.canvas.drawn.look(all, [], true);
  return { ...table, drawn: table.canvas.drawn };
}

test('with too much in sight for the page, cards are painted, and zones stay in the page', () => {
  const { drawn } = overview();
  expect([drawn.zones, drawn.cards, drawn.painting?.ids.size]).toEqual([['zone'], [], 1_000]);
  expect([drawn.shows('c5'), drawn.has('c5'), drawn.shows('nothing')]).toEqual([true, false, false]);
});

test('closer by, everything in sight is in the page again and nothing is painted', () => {
  const { drawn } = overview();
  drawn.look(close, [], false);
  expect(drawn.painting).toBeNull();
  expect(drawn.cards).toContain('c0');
  expect(drawn.cards.length).toBeLessThan(100);
});

test('what someone works with is in the page and not painted, and is painted again afterwards', () => {
  const { drawn } = overview();
  const { painting } = drawn;
  drawn.look(all, ['c7', 'c8'], true);
  expect(drawn.painting).toBe(painting);
  expect([drawn.cards, painting?.has('c7'), painting?.ids.size]).toEqual([['c7', 'c8'], false, 998]);
  drawn.look(all, ['c8'], true);
  expect([drawn.cards, painting?.has('c7')]).toEqual([['c8'], true]);
});

test('a change paints only where the item was and is', () => {
  const { editor, drawn } = overview();
  drawn.painting?.takePatches();
  editor.board.move([{ id: 'c0', at: [40, 50] }], editor.origin);
  expect(drawn.painting?.takePatches()).toEqual([
    { x: 0, y: 0, w: 164, h: 112 },
    { x: 40, y: 50, w: 164, h: 112 },
  ]);
  editor.board.remove(['c1'], editor.origin);
  expect([drawn.painting?.takePatches(), drawn.painting?.has('c1')]).toEqual([
    [{ x: 180, y: 0, w: 164, h: 112 }],
    false,
  ]);
});

test('a zone that changes its colour repaints what takes its colour from it', () => {
  const { editor, drawn } = overview();
  drawn.painting?.takePatches();
  editor.recolour(['zone'], 'rose');
  expect(drawn.painting?.takePatches()).toEqual([drawn.painting?.area]);
});

test('what comes to lie beyond the painting gets a larger one', () => {
  const { editor, drawn } = overview();
  editor.board.move([{ id: 'c0', at: [-900, -900] }], editor.origin);
  expect(drawn.painting?.area).toMatchObject({ x: -900, y: -900 });
  expect(drawn.painting?.has('c0')).toBe(true);
});

test('a pan over a board that is all in sight paints nothing anew', () => {
  const { drawn } = overview();
  const { painting } = drawn;
  for (const x of [-3_000, 500, 2_000]) drawn.look({ ...all, x }, [], true);
  expect(drawn.painting).toBe(painting);
});

test('a pointer finds the topmost of what is painted, and never a zone or what is in the page', () => {
  const { editor, drawn } = overview();
  expect(drawn.paintedAt([10, 10])).toBe('c0');
  expect(drawn.paintedAt([170, 10])).toBeNull();
  editor.board.move([{ id: 'c9', at: [0, 0] }], editor.origin);
  expect(drawn.paintedAt([10, 10])).toBe('c9');
  drawn.look(all, ['c9'], true);
  expect(drawn.paintedAt([10, 10])).toBe('c0');
});

test('more patches than are worth it become one', () => {
  const { editor, drawn } = overview();
  drawn.painting?.takePatches();
  const moves = many.slice(40, 75).map(({ id, at }) => ({ id, at: [at[0] + 1, at[1]] as const }));
  editor.board.move(moves, editor.origin);
  expect(drawn.painting?.takePatches()).toEqual([drawn.painting?.area]);
  expect(drawn.painting?.takePatches()).toEqual([]);
});
