import { expect, test } from 'vitest';
import { board, newConnector, newShape } from '../../../../tests/support/boards.ts';
import { MAX_PICTURE_BOXES, pictureOf } from './boardPicture.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `card-${n}`, at: [n, 0.4] as const, text: 'secret' }));

test('a picture shows places and colours of everything, and no words', () => {
  const picture = pictureOf(
    board({
      zones: [{ id: 'zone', at: [1, 2], title: 'secret' }],
      cards: [{ id: 'a', text: 'secret', zone: 'zone' }],
      drawings: [newShape({ id: 's', at: [300, 0], z: 'a9', text: 'secret', alt: 'secret' })],
      connectors: [newConnector('a', 's', { text: 'secret' }), newConnector('a', 'gone', { id: 'loose' })],
    }).board,
  );
  expect(picture).toEqual({
    zones: [{ x: 1, y: 2, w: 572, h: 440, colour: 'blue' }],
    cards: [
      { x: 0, y: 0, w: 164, h: 112, colour: 'blue' },
      { x: 300, y: 0, w: 160, h: 112, colour: 'slate' },
    ],
    lines: [{ from: [82, 56], to: [380, 56], colour: 'slate' }],
  });
  expect(JSON.stringify(picture)).not.toContain('secret');
});

test('of too many things it shows the same share everywhere, and stays small', () => {
  const picture = pictureOf(board({ cards: many(10 * MAX_PICTURE_BOXES) }).board);
  expect(picture.cards.map(({ x }) => x)).toEqual(many(MAX_PICTURE_BOXES).map((_, n) => 10 * n));
  expect(JSON.stringify(picture).length).toBeLessThan(MAX_PICTURE_BOXES * 80);
});
