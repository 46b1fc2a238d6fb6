import { expect, test } from 'vitest';
import { newConnector, newShape } from '../../../tests/support/boards.ts';
import { editorTable } from '../../../tests/support/editors.ts';
import { duplicate, originalsOf, putCopies } from './copying';

const content = {
  zones: [{ id: 'z1' }, { id: 'z2', at: [612, 0] as const }],
  cards: [
    { id: 'c1', zone: 'z1', at: [20, 100] as const, text: 'Who?', type: 'ask' as const, colour: 'rose' as const },
    { id: 'c2', zone: 'z1', tags: ['keys'], cleared: ['email'] },
  ],
  drawings: [newShape({ id: 's1', zone: 'z1', text: 'Hub', alt: 'The hub' })],
  connectors: [
    newConnector('c1', 'c2', { id: 'inside', text: 'asks' }),
    newConnector('c1', 's1', { id: 'out' }),
    newConnector('c1', 'gone', { id: 'loose' }),
  ],
};

test('copies have the words and looks of their originals, an author and ids of their own, and lie in front', () => {
  const { editor } = editorTable(content);
  const [first = '', second = ''] = duplicate(editor, ['c1', 'c2', 'z1', 'gone']);
  expect(editor.selection.ids).toEqual([first, second]);
  expect(editor.model.item(first)).toMatchObject({
    ...{ kind: 'card', text: 'Who?', zone: 'z1', by: 'ana', at: [44, 124] },
    look: { type: 'ask', colour: 'rose' },
  });
  expect(editor.model.item(second)).toMatchObject({ tags: ['keys'], look: { cleared: ['email'] } });
  expect((editor.model.item(first)?.z ?? '') > (editor.model.item('s1')?.z ?? '')).toBe(true);
  const [line] = editor.model.connectorsAt(first).flatMap((id) => editor.model.connector(id) ?? []);
  expect(line).toMatchObject({ from: { item: first }, to: { item: second }, text: 'asks' });
  expect(editor.model.connectorsAt(first)).toHaveLength(1);
});

test('copies are one step back', () => {
  const { editor } = editorTable(content);
  const before = [...editor.model.ids].length;
  duplicate(editor, ['c1', 'c2', 's1']);
  expect([...editor.model.ids]).toHaveLength(before + 3);
  editor.undo();
  expect([...editor.model.ids]).toHaveLength(before);
  expect(editor.model.connectorIds).toHaveLength(2);
});

test('copies go into the zone that is said for where they come to lie', () => {
  const { editor } = editorTable(content);
  const ids = putCopies(editor, originalsOf(editor, ['s1']), { shift: [612, 0], zoneAt: () => 'z2' });
  expect(ids.map((id) => editor.model.item(id))).toMatchObject([
    { kind: 'shape', shape: 'ellipse', text: 'Hub', alt: 'The hub', at: [612, 0], zone: 'z2' },
  ]);
});
