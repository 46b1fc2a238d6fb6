import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ANA, board, contentOf, newCard, newConnector, newZone } from '../../../../tests/support/boards.ts';
import { BoardDoc } from './boardDoc.ts';
import { findToTakeOff, putBack, takeAway, wordsOf } from './lifted.ts';

const filled = () =>
  board({
    zones: [newZone({ id: 'z1' })],
    cards: [
      newCard({ id: 'c1', zone: 'z1', text: 'early', tags: ['first'] }),
      newCard({ id: 'c2', text: 'two' }),
      newCard({ id: 'c3' }),
    ],
    connectors: [newConnector('c1', 'c2', { id: 'l1', text: 'so' }), newConnector('c2', 'c3', { id: 'l2' })],
  });
type Filled = ReturnType<typeof filled>;

const allOf = ({ board: made }: Filled) => ({ items: contentOf(made), lines: [...made.connectors()] });
const ids = ({ doc }: Filled) => [...doc.getMap('items').keys()].sort();

/** What was found is what goes. */
function off(from: Filled, items: readonly string[]): Uint8Array[] {
  const found = findToTakeOff(from.doc, items);
  const { kept } = from.doc.transact(() => takeAway(from.doc, items));
  expect([...kept.values()].filter((bytes) => bytes !== null)).toHaveLength(found.length);
  return items.flatMap((item) => kept.get(item) ?? []);
}

test('[T1] a card goes with the lines that end on it, and comes back with them as it was', () => {
  const from = filled();
  const before = allOf(from);
  const [bytes] = off(from, ['c1']);
  expect(ids(from)).toEqual(['c2', 'c3', 'l2', 'z1']);
  expect(putBack(bytes ?? new Uint8Array(), from.doc).sort()).toEqual(['c1', 'l1']);
  expect(allOf(from)).toEqual(before);
});

test('[T1] two that go together come back in either order, the line between them once both are there', () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const from = filled();
    const before = allOf(from);
    const parts = off(from, ['c1', 'c2']);
    expect(ids(from)).toEqual(['c3', 'z1']);
    for (const index of order) putBack(parts[index] ?? new Uint8Array(), from.doc);
    expect(allOf(from)).toEqual(before);
  }
});

test('[T1] keys that this version does not know come back too, however they are nested', () => {
  const from = filled();
  const card = from.doc.getMap<Y.Map<unknown>>('items').get('c1');
  card?.set('votes', new Y.Map([['ana', new Y.Array()]]));
  card?.set('later', { deep: [1, null] });
  (card?.get('text') as Y.Text).format(0, 2, { bold: true });
  const before = JSON.stringify(card?.toJSON());
  const formats = JSON.stringify((card?.get('text') as Y.Text).toDelta());
  const [bytes] = off(from, ['c1']);
  putBack(bytes ?? new Uint8Array(), from.doc);
  const back = from.doc.getMap<Y.Map<unknown>>('items').get('c1');
  expect(JSON.parse(JSON.stringify(back?.toJSON()))).toEqual(JSON.parse(before));
  expect(JSON.stringify((back?.get('text') as Y.Text).toDelta())).toBe(formats);
});

test('[T1] what is kept has no history: words that were deleted before are not in it', () => {
  const from = filled();
  from.board.editText({ item: 'c1', field: 'text' }, { at: 0, remove: 5, insert: 'other words' }, ANA);
  const [bytes] = off(from, ['c1']);
  expect(Buffer.from(bytes ?? []).includes('early')).toBe(false);
  expect(wordsOf(bytes ?? new Uint8Array(), 'c1')).toEqual({
    ...{ text: 'other words', prompt: '', alt: '', tags: ['first'], by: 'ana' },
  });
});

test('[T3] what is gone is not found, and taking it away again changes nothing', () => {
  const from = filled();
  const [bytes] = off(from, ['c1']);
  expect(findToTakeOff(from.doc, ['c1', 'never'])).toEqual([]);
  const again = from.doc.transact(() => takeAway(from.doc, ['c1']));
  expect([...again.kept]).toEqual([['c1', null]]);
  putBack(bytes ?? new Uint8Array(), from.doc);
  const before = allOf(from);
  putBack(bytes ?? new Uint8Array(), from.doc);
  expect(allOf(from)).toEqual(before);
});

test('a zone goes without its cards, a line alone', () => {
  const from = filled();
  off(from, ['z1', 'l2']);
  expect(ids(from)).toEqual(['c1', 'c2', 'c3', 'l1']);
  expect(new BoardDoc(from.doc).itemsIn(null).map(({ id }) => id)).toContain('c1');
});
