import fc from 'fast-check';
import { expect, test } from 'vitest';
import { board, newConnector, newShape } from '../../../../tests/support/boards.ts';
import { packClipping, readClipping } from './clipping.ts';
import type { Placed } from './schema.ts';

test('what was copied comes back with its words, looks, places and lines', () => {
  const { board: made } = board({
    cards: [{ id: 'a', text: 'Who? 🙂', type: 'ask', tags: ['keys'], at: [20, 30] }],
    drawings: [newShape({ id: 's', text: 'Hub', at: [400, 30] })],
    connectors: [newConnector('a', 's', { text: 'asks' })],
  });
  const items = [...made.items()].filter((item): item is Placed => item.kind !== 'zone');
  const read = readClipping(packClipping({ board: 'b1', items, connectors: [...made.connectors()] }));
  expect(read?.board).toBe('b1');
  expect(read?.items).toMatchObject([
    { kind: 'card', text: 'Who? 🙂', look: { type: 'ask' }, tags: ['keys'], at: [20, 30] },
    { kind: 'shape', text: 'Hub', at: [400, 30] },
  ]);
  const [from, to] = read?.items.map(({ id }) => id) ?? [];
  expect(read?.connectors).toMatchObject([{ text: 'asks', from: { item: from }, to: { item: to } }]);
});

test('[B1] anything else is no clipping, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `b:${text}`),
      ),
      (text) => {
        expect(readClipping(text)).toBeNull();
      },
    ),
  );
});
