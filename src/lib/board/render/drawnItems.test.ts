import { expect, test } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';

const far = Array.from({ length: 50 }, (_, index) => ({ id: `far-${index}`, at: [9_000 + index * 180, 0] as const }));
const zones = [{ id: 'zone', at: [0, 0] as const }];
const near = [
  { id: 'b', at: [20, 80] as const, zone: 'zone' },
  { id: 'a', at: [200, 80] as const, zone: 'zone' },
];
const screen = { x: 0, y: 0, w: 1_000, h: 700 };

test('only what is on screen or a little round it is in the page, in an order that does not depend on places', () => {
  const { canvas, editor } = aloneBoard({ zones, cards: [...near, ...far] });
  canvas.drawn.look(screen, []);
  expect([canvas.drawn.zones, canvas.drawn.cards]).toEqual([['zone'], ['a', 'b']]);
  editor.moveBy(['a'], [-190, 0]);
  expect(canvas.drawn.cards).toEqual(['a', 'b']);
});

test('a small pan changes nothing, a long one brings in what comes into view', () => {
  const { canvas } = aloneBoard({ zones, cards: [...near, ...far] });
  canvas.drawn.look(screen, []);
  const before = canvas.drawn.cards;
  canvas.drawn.look({ ...screen, x: 120 }, []);
  expect(canvas.drawn.cards).toBe(before);
  canvas.drawn.look({ ...screen, x: 9_000 }, []);
  expect(canvas.drawn.cards).toContain('far-0');
  expect(canvas.drawn.cards).not.toContain('a');
});

test('what a pan leaves behind goes with the next that comes, or when it is much', () => {
  const line = Array.from({ length: 40 }, (_, nth) => ({ id: `c${nth}`, at: [nth * 180, 0] as const }));
  const { canvas } = aloneBoard({ cards: [...line, { id: 'last', at: [40_000, 0] as const }] });
  canvas.drawn.look({ ...screen, x: 2_000 }, []);
  const before = canvas.drawn.cards;
  expect(before).toEqual(expect.arrayContaining(['c10', 'c16']));
  // A little to the right, one card is out of sight and none has come into it.
  canvas.drawn.look({ ...screen, x: 2_080 }, []);
  expect(canvas.drawn.cards).toBe(before);
  expect(canvas.drawn.has('c10')).toBe(true);
  canvas.drawn.look({ ...screen, x: 2_150 }, []);
  expect(canvas.drawn.cards).toContain('c18');
  expect(canvas.drawn.has('c10')).toBe(false);
  canvas.drawn.look({ ...screen, x: 20_000 }, []);
  expect(canvas.drawn.cards).toEqual([]);
});

test('what has the focus or is being written stays in the page wherever it is', () => {
  const { canvas } = aloneBoard({ zones, cards: [...near, ...far] });
  canvas.drawn.look(screen, ['far-7']);
  expect(canvas.drawn.cards).toEqual(['a', 'b', 'far-7']);
  expect(canvas.drawn.has('far-8')).toBe(false);
});

test('items that come, go or move into view are seen without looking again; a change of words is not a move', () => {
  const { canvas, editor } = aloneBoard({ zones, cards: [...near, ...far] });
  canvas.drawn.look(screen, []);
  const { moves } = canvas.drawn;
  editor.board.editText({ item: 'a', field: 'text' }, { at: 0, remove: 0, insert: 'Buses' }, editor.origin);
  expect(canvas.drawn.moves).toBe(moves);
  editor.moveBy(['far-0'], [-8_700, 300]);
  expect(canvas.drawn.cards).toEqual(['a', 'b', 'far-0']);
  editor.board.remove(['b'], editor.origin);
  expect(canvas.drawn.cards).toEqual(['a', 'far-0']);
});

test('the stack is drawn in its order, also where keys are equal', () => {
  const { canvas } = aloneBoard({
    cards: [
      { id: 'x', z: 'a2' },
      { id: 'y', z: 'a1' },
      { id: 'w', z: 'a1' },
    ],
  });
  canvas.drawn.look(screen, []);
  expect(canvas.drawn.inStack(['x', 'y', 'w'])).toEqual(['w', 'y', 'x']);
});
