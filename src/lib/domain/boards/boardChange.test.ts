import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ANA, BEN, board, exchange, words } from '../../../../tests/support/boards.ts';
import { BoardDoc } from './boardDoc.ts';
import type { BoardChange } from './boardChange.ts';
import type { TextChange } from './textChange.ts';

const TEXT = { item: 'card', field: 'text' } as const;

function watched(made: BoardDoc): BoardChange[] {
  const changes: BoardChange[] = [];
  made.onChange((change) => changes.push(change));
  return changes;
}

function replay(text: string, changes: readonly TextChange[]): string {
  return changes.reduce((now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove), text);
}

test('a card that came, changed or went is named; its words are not repeated', () => {
  const { board: made } = board({ cards: [{ id: 'card', text: 'old' }] });
  const changes = watched(made);
  made.addCards(
    [{ id: 'new', by: 'ana', made: '', at: [0, 0], z: 'a9', type: 'idea', text: 'hello', zone: null }],
    ANA,
  );
  made.move([{ id: 'card', at: [5, 5] }], ANA);
  made.remove(['card'], ANA);
  expect(changes.map(({ touched, texts }) => [[...touched], texts])).toEqual([
    [['new'], []],
    [['card'], []],
    [['card'], []],
  ]);
});

test('one’s own edits and another’s are told apart', () => {
  const one = board({ cards: [{ id: 'card' }] });
  const other = new Y.Doc();
  exchange(one.doc, other);
  const changes = watched(one.board);
  one.board.move([{ id: 'card', at: [1, 1] }], ANA);
  new BoardDoc(other).move([{ id: 'card', at: [2, 2] }], BEN);
  exchange(one.doc, other);
  expect(changes.map(({ origin, remote }) => [origin, remote])[0]).toEqual([ANA, false]);
  expect(changes.filter(({ remote }) => remote).length).toBeLessThanOrEqual(1);
});

test('a change that leaves items alone is not told, and nobody is told after stopping', () => {
  const { doc, board: made } = board({ cards: [{ id: 'card' }] });
  let told = 0;
  const stop = made.onChange(() => told++);
  doc.getMap('meta').set('title', 'x');
  expect(told).toBe(0);
  stop();
  made.move([{ id: 'card', at: [1, 1] }], ANA);
  expect(told).toBe(0);
});

test('the changes told, replayed on the old words, give the new words', () => {
  const edit = fc.record({ mine: fc.boolean(), at: fc.nat(40), remove: fc.nat(6), insert: words(6) });
  fc.assert(
    fc.property(words(), fc.array(edit, { maxLength: 12 }), fc.nat(3), (start, edits, every) => {
      const one = board({ cards: [{ id: 'card', text: start }] });
      const other = new Y.Doc();
      exchange(one.doc, other);
      const ben = new BoardDoc(other);
      let mirror = one.board.textAt(TEXT);
      one.board.onChange(({ texts }) => {
        for (const { changes } of texts) mirror = replay(mirror, changes);
      });
      for (const [index, { mine, ...change }] of edits.entries()) {
        (mine ? one.board : ben).editText(TEXT, change, mine ? ANA : BEN);
        if (index % (every + 1) === 0) exchange(one.doc, other);
      }
      exchange(one.doc, other);
      expect(mirror).toBe(one.board.textAt(TEXT));
      expect(ben.textAt(TEXT)).toBe(mirror);
    }),
  );
});
