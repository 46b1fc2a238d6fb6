import { expect, test } from 'vitest';
import { board } from '../../../../tests/support/boards.ts';
import { MAX_PICTURE_BOXES, pictureOf } from './boardPicture.ts';
import { toneOf } from './tone.ts';

test('a card shows its own colour, else its zone’s, else slate', () => {
  const { board: made } = board({
    zones: [{ id: 'zone', colour: 'teal' }],
    cards: [
      { id: 'own', zone: 'zone', colour: 'rose' },
      { id: 'zoned', zone: 'zone' },
      { id: 'loose' },
      { id: 'lost', zone: 'gone' },
    ],
  });
  const tones = ['own', 'zoned', 'loose', 'lost'].map((id) => {
    const item = made.item(id);
    return item && toneOf(item, made);
  });
  expect(tones).toEqual(['rose', 'teal', 'slate', 'slate']);
});

test('a picture shows places and colours, no words, and not more than it can', () => {
  const cards = Array.from({ length: MAX_PICTURE_BOXES + 5 }, (_, n) => ({
    id: `card-${n}`,
    at: [n, 0.4] as const,
    text: 'secret',
  }));
  const picture = pictureOf(board({ zones: [{ id: 'zone', at: [1, 2] }], cards }).board);
  expect(picture.zones).toEqual([{ x: 1, y: 2, w: 572, h: 440, colour: 'blue' }]);
  expect(picture.cards).toHaveLength(MAX_PICTURE_BOXES);
  expect(picture.cards.at(-1)).toEqual({ x: MAX_PICTURE_BOXES + 4, y: 0, w: 164, h: 112, colour: 'slate' });
  expect(JSON.stringify(picture)).not.toContain('secret');
});
