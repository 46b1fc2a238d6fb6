import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ANA, BEN, board, exchange } from '../../../../tests/support/boards.ts';
import { BoardDoc } from './boardDoc.ts';

const TEXT = { item: 'card', field: 'text' } as const;

test('[B5] undo takes back only one’s own edits', () => {
  const { board: made } = board({ cards: [{ id: 'mine' }, { id: 'theirs' }] });
  const undo = made.undoStack(ANA);
  made.move([{ id: 'mine', at: [50, 50] }], ANA);
  made.move([{ id: 'theirs', at: [70, 70] }], BEN);
  expect(undo.undo()).toBe(true);
  expect(made.item('mine')?.at).toEqual([0, 0]);
  expect(made.item('theirs')?.at).toEqual([70, 70]);
  expect(undo.undo()).toBe(false);
});

test('another editor of the same person is another origin', () => {
  const { board: made } = board({ cards: [{ id: 'card' }] });
  const undo = made.undoStack(ANA);
  made.move([{ id: 'card', at: [50, 50] }], { by: 'ana' });
  expect(undo.canUndo).toBe(false);
});

test('[B5] undo of one’s own words leaves another’s words in the same card', () => {
  const one = board({ cards: [{ id: 'card', text: '' }] });
  const other = new Y.Doc();
  exchange(one.doc, other);
  const ben = new BoardDoc(other);
  const undo = one.board.undoStack(ANA);
  one.board.editText(TEXT, { at: 0, remove: 0, insert: 'drop-in ' }, ANA);
  exchange(one.doc, other);
  ben.editText(TEXT, { at: 8, remove: 0, insert: 'on Tuesdays' }, BEN);
  exchange(one.doc, other);
  undo.undo();
  exchange(one.doc, other);
  expect(ben.textAt(TEXT)).toBe('on Tuesdays');
});

test('redo puts back what undo took', () => {
  const { board: made } = board({ cards: [{ id: 'card', text: 'kept' }] });
  const undo = made.undoStack(ANA);
  made.remove(['card'], ANA);
  undo.undo();
  expect(made.textAt(TEXT)).toBe('kept');
  expect(undo.canRedo).toBe(true);
  undo.redo();
  expect(made.item('card')).toBeNull();
});

describe('steps', () => {
  test('edits close together are one step, until the step is ended', () => {
    const { board: made } = board({ cards: [{ id: 'card' }] });
    const undo = made.undoStack(ANA);
    made.editText(TEXT, { at: 0, remove: 0, insert: 'a' }, ANA);
    made.editText(TEXT, { at: 1, remove: 0, insert: 'b' }, ANA);
    undo.endStep();
    made.editText(TEXT, { at: 2, remove: 0, insert: 'c' }, ANA);
    undo.undo();
    expect(made.textAt(TEXT)).toBe('ab');
    undo.undo();
    expect(made.textAt(TEXT)).toBe('');
  });

  test('it says when what can be undone may have changed, until told to stop', () => {
    const { board: made } = board({ cards: [{ id: 'card' }] });
    const undo = made.undoStack(ANA);
    let told = 0;
    const stop = undo.onChange(() => told++);
    made.move([{ id: 'card', at: [1, 1] }], ANA);
    const afterMove = told;
    expect(afterMove).toBeGreaterThan(0);
    expect(undo.canUndo).toBe(true);
    undo.undo();
    expect(told).toBeGreaterThan(afterMove);
    stop();
    const before = told;
    undo.redo();
    expect(told).toBe(before);
  });

  test('what an undo changed is known as one’s own', () => {
    const { board: made } = board({ cards: [{ id: 'card' }] });
    const undo = made.undoStack(ANA);
    const origins: unknown[] = [];
    made.onChange(({ origin }) => origins.push(origin));
    made.move([{ id: 'card', at: [1, 1] }], ANA);
    undo.undo();
    expect(origins.map((origin) => undo.made(origin))).toEqual([false, true]);
  });

  test('after its end nothing is recorded', () => {
    const { board: made } = board({ cards: [{ id: 'card' }] });
    const undo = made.undoStack(ANA);
    undo.destroy();
    made.move([{ id: 'card', at: [1, 1] }], ANA);
    expect(undo.canUndo).toBe(false);
  });
});
