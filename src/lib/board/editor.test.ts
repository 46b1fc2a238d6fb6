import { expect, test } from 'vitest';
import { editorTable } from '../../../tests/support/editors.ts';
import { BEN } from '../../../tests/support/boards.ts';
import { duplicate } from './copying';
import { restoreLost } from './restoreLost';

const zones = [
  { id: 'z1', title: 'Needs' },
  { id: 'z2', title: 'Offers', at: [612, 0] as const },
];

test('adds cards in the order given, chooses them, and tells the others', () => {
  const { editor, theirs, meet, told } = editorTable({ zones });
  const ids = editor.addCards(['One', 'Two'], { zone: 'z1' });
  meet();
  expect(theirs.itemsIn('z1').map(({ text }) => text)).toEqual(['One', 'Two']);
  expect(editor.selection.ids).toEqual(ids);
  expect(told.selection).toEqual(ids);
});

test('each command is one step back, and none of theirs', () => {
  const { editor, theirs, meet } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1' }] });
  editor.moveToZone(['c1'], 'z2');
  editor.recolour(['c1'], 'rose');
  theirs.editText({ item: 'c1', field: 'text' }, { at: 0, remove: 0, insert: 'By Ben' }, BEN);
  meet();
  editor.undo();
  expect(editor.model.idsIn('z2')).toEqual(['c1']);
  editor.undo();
  expect(editor.model.idsIn('z1')).toEqual(['c1']);
  editor.undo();
  expect(editor.model.item('c1')).toMatchObject({ zone: 'z1', text: 'By Ben' });
  editor.redo();
  expect(editor.model.idsIn('z2')).toEqual(['c1']);
});

test('undo leaves what another wrote on the same card', () => {
  const { editor, theirs, meet } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1', text: 'Care' }] });
  editor.edit({ item: 'c1', field: 'text' });
  editor.board.editText({ item: 'c1', field: 'text' }, { at: 4, remove: 0, insert: ' here' }, editor.origin);
  theirs.editText({ item: 'c1', field: 'text' }, { at: 0, remove: 0, insert: 'More ' }, BEN);
  meet();
  editor.undo();
  expect(editor.model.item('c1')).toMatchObject({ text: 'More Care' });
});

test('a card made below another is one step back, moves of the others included', () => {
  const cards = ['c1', 'c2', 'c3'].map((id, nth) => ({ id, zone: 'z1', at: [20 + nth * 176, 64] as const }));
  const { editor } = editorTable({ zones, cards });
  const made = editor.addCardBelow('c1');
  expect(editor.model.idsIn('z1')).toEqual(['c1', made, 'c2', 'c3']);
  editor.undo();
  expect(editor.model.idsIn('z1')).toEqual(['c1', 'c2', 'c3']);
  expect(editor.undoState.canUndo).toBe(false);
});

test('a removed zone leaves its cards, and comes back with them', () => {
  const { editor } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1' }] });
  editor.remove(['z1'], 'Zone deleted');
  expect(editor.model.idsIn(null)).toEqual(['c1']);
  expect(editor.toast).toEqual({ words: 'Zone deleted', undo: true });
  const removedAt = editor.undoState.latest;
  editor.undo();
  expect(editor.undoState.latest).not.toBe(removedAt);
  expect(editor.model.idsIn('z1')).toEqual(['c1']);
});

test('who begins to write no longer follows anyone', () => {
  const { editor } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1' }] });
  editor.following = 'ben';
  editor.edit({ item: 'c1', field: 'text' });
  expect(editor.following).toBeNull();
});

test('while the board is read only nothing changes, whatever is asked', () => {
  const { editor, live } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1', text: 'Stays' }] });
  live.role = 'look';
  expect(editor.addCards(['No'], { zone: 'z1' })).toEqual([]);
  expect(editor.addCardBelow('c1')).toBeNull();
  expect(editor.addZone('No')).toBeNull();
  expect(duplicate(editor, ['c1'])).toEqual([]);
  editor.moveToZone(['c1'], 'z2');
  editor.moveBy(['c1'], [10, 10]);
  editor.recolour(['c1'], 'rose');
  editor.retype(['c1'], 'risk');
  editor.stepZone('z1', 1);
  editor.remove(['c1'], 'Deleted');
  editor.edit({ item: 'c1', field: 'text' });
  expect(editor.editing).toBeNull();
  expect(editor.model.idsIn('z1')).toEqual(['c1']);
  expect(editor.model.item('c1')).toMatchObject({ at: [0, 0], look: { type: 'idea' } });
  expect(editor.model.zoneIds).toEqual(['z1', 'z2']);
});

test('a card removed under the writer’s hands can be put back in its zone, with its words and type', () => {
  const { editor, theirs, meet } = editorTable({
    zones,
    cards: [{ id: 'c1', zone: 'z1', text: 'Half a', type: 'need' }],
  });
  editor.edit({ item: 'c1', field: 'text' });
  theirs.remove(['c1'], BEN);
  meet();
  expect([editor.editing, editor.selection.ids]).toEqual([null, []]);
  expect(editor.lost).toMatchObject({ text: 'Half a', zone: 'z1' });
  restoreLost(editor);
  const [id = ''] = editor.model.idsIn('z1');
  expect(editor.model.item(id)).toMatchObject({ text: 'Half a', look: { type: 'need' } });
  expect(editor.lost).toBeNull();
});

test('[T2] words of a card that was taken off the board are not offered again', () => {
  const { editor, theirs, meet, live } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1', text: 'A name' }] });
  editor.edit({ item: 'c1', field: 'text' });
  live.takenOff = ['c1'];
  theirs.remove(['c1'], BEN);
  meet();
  expect([editor.editing, editor.lost]).toEqual([null, null]);
});

test('what one removes oneself is not lost', () => {
  const { editor } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1', text: 'Mine' }] });
  editor.edit({ item: 'c1', field: 'text' });
  editor.remove(['c1'], 'Card deleted');
  expect(editor.lost).toBeNull();
});

test('a caret told to others stays with its neighbours while they type before it', () => {
  const { editor, theirs, meet, told } = editorTable({ zones, cards: [{ id: 'c1', zone: 'z1', text: 'ends here' }] });
  editor.tellCaret({ item: 'c1', field: 'text' }, { anchor: 4, head: 4 });
  theirs.editText({ item: 'c1', field: 'text' }, { at: 0, remove: 0, insert: 'it ' }, BEN);
  meet();
  expect(theirs.caretIndex({ item: 'c1', field: 'text' }, told.caret?.head ?? '')).toBe(7);
});

test('authors are known from the page, from who is here, or not at all', () => {
  const { editor } = editorTable();
  expect(editor.authorOf('ana')?.name).toBe('Ana Ruiz');
  expect([editor.authorOf(null), editor.authorOf('someone')]).toEqual([null, null]);
});
