import { expect, test } from 'vitest';
import { board } from '../../../../tests/support/boards.ts';
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
