import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ANA, BEN, board, exchange, newCard } from '../../../../tests/support/boards.ts';
import { BoardDoc } from './boardDoc.ts';
import { clockOf, textsWrittenSince } from './writtenSince.ts';

const text = (item: string) => ({ item, field: 'text' }) as const;

/** Ana's copy, with everything so far known elsewhere. */
function start() {
  const { doc, board: made } = board({
    zones: [{ id: 'zone' }],
    cards: [
      { id: 'a', text: 'old' },
      { id: 'b', text: 'old' },
    ],
  });
  const known = [[doc.clientID, clockOf(doc, doc.clientID)]] as const;
  return { doc, made, since: () => textsWrittenSince(doc, known) };
}

test('texts written in, and those of new items, are found, each once', () => {
  const { made, since } = start();
  made.editText(text('a'), { at: 3, remove: 0, insert: 'er' }, ANA);
  made.editText(text('a'), { at: 0, remove: 0, insert: 'much ' }, ANA);
  made.editText({ item: 'zone', field: 'prompt' }, { at: 0, remove: 0, insert: 'Why?' }, ANA);
  made.addCards([newCard({ id: 'new', text: 'fresh' })], ANA);
  expect(since()).toEqual([text('a'), { item: 'zone', field: 'prompt' }, text('new')]);
});

test('what was only moved, recoloured or shortened is not', () => {
  const { made, since } = start();
  made.move([{ id: 'a', at: [9, 9] }], ANA);
  made.restyle(['a'], { colour: 'rose' }, ANA);
  made.editText(text('b'), { at: 0, remove: 2, insert: '' }, ANA);
  expect(since()).toEqual([]);
});

test('what is gone again is not', () => {
  const { made, since } = start();
  made.addCards([newCard({ id: 'new', text: 'fresh' })], ANA);
  made.editText(text('a'), { at: 0, remove: 0, insert: 'x' }, ANA);
  made.remove(['new', 'a'], ANA);
  made.editText(text('b'), { at: 0, remove: 0, insert: 'x' }, ANA);
  made.editText(text('b'), { at: 0, remove: 1, insert: '' }, ANA);
  expect(since()).toEqual([]);
});

test('what others wrote is not', () => {
  const { doc, since } = start();
  const other = new Y.Doc();
  exchange(doc, other);
  new BoardDoc(other).editText(text('a'), { at: 0, remove: 0, insert: 'theirs' }, BEN);
  exchange(doc, other);
  expect(since()).toEqual([]);
});
