import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANA, BEN, board, exchange, newCard } from '../../../../tests/support/boards.ts';
import { BoardDoc } from './boardDoc.ts';

const open = () => {
  const { doc, board: made } = board({
    cards: [newCard({ id: 'a', text: 'one' }), newCard({ id: 'b', at: [200, 0] })],
  });
  return { doc, made, undo: made.undoStack(ANA) };
};

test('[T2] a deletion of something taken off cannot be undone any more', () => {
  const { made, undo } = open();
  made.remove(['a'], ANA);
  undo.forget(new Set(['a']));
  expect([undo.canUndo, undo.undo(), made.item('a')]).toEqual([false, false, null]);
});

test('[T2] what else the step did is undone as before', () => {
  const { made, undo } = open();
  made.remove(['a', 'b'], ANA);
  undo.forget(new Set(['a']));
  expect(undo.undo()).toBe(true);
  expect([made.item('a'), made.item('b')?.at]).toEqual([null, [200, 0]]);
});

test('[T2] nor can it be done again', () => {
  const { made, undo } = open();
  made.addCards([newCard({ id: 'c', text: 'three' })], ANA);
  undo.undo();
  undo.forget(new Set(['c']));
  expect([undo.canRedo, undo.redo(), made.item('c')]).toEqual([false, false, null]);
});

test('[T2] whoever watches the stack is told', () => {
  const { made, undo } = open();
  made.remove(['a'], ANA);
  const seen: boolean[] = [];
  const stop = undo.onChange(() => seen.push(undo.canUndo));
  undo.forget(new Set(['b']));
  expect(seen).toEqual([]);
  undo.forget(new Set(['a']));
  expect(seen).toEqual([false]);
  stop();
});

const doing = fc.oneof(
  fc.record({
    what: fc.constantFrom('add', 'remove', 'type', 'move', 'undo', 'redo', 'end'),
    id: fc.constantFrom('a', 'b', 'c'),
  }),
);

test('[T2] whatever was done before, no undo or redo brings it back, and others stay as they would be', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 24 }), fc.integer({ min: 1, max: 6 }), (doings, steps) => {
      const { doc, made, undo } = open();
      for (const { what, id } of doings) {
        if (what === 'add' && !made.item(id)) made.addCards([newCard({ id, text: id })], ANA);
        if (what === 'remove') made.remove([id], ANA);
        if (what === 'type') made.editText({ item: id, field: 'text' }, { at: 0, remove: 0, insert: 'x' }, ANA);
        if (what === 'move') made.move([{ id, at: [9, 9] }], ANA);
        if (what === 'undo') undo.undo();
        if (what === 'redo') undo.redo();
        if (what === 'end') undo.endStep();
      }
      // Somebody else's edit removes it, as the server's does.
      const other = board().doc;
      exchange(doc, other);
      new BoardDoc(other).remove(['a'], BEN);
      exchange(doc, other);
      undo.forget(new Set(['a']));
      for (let step = 0; step < steps; step++) {
        undo.undo();
        expect(made.item('a')).toBeNull();
      }
      for (let step = 0; step < steps; step++) {
        undo.redo();
        expect(made.item('a')).toBeNull();
      }
    }),
  );
});
