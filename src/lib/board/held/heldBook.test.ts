import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEN } from '../../../../tests/support/boards.ts';
import { editorTable, heldStore, type EditorTable } from '../../../../tests/support/editors.ts';
import { MemoryStorage } from '../../../../tests/support/memoryStorage.ts';
import type { BoardEditor } from '../editor.svelte';
import { restoreLost } from '../restoreLost';
import { takeStock } from './watchHeld.svelte';

const ADDRESS = { item: 'c1', field: 'text' } as const;
const NUMBER = '999 000 0018';

const withCard = (text = '', options: Parameters<typeof editorTable>[1] = {}): EditorTable =>
  editorTable({ cards: [{ id: 'c1', text }] }, options);

/** Types into a card, letter by letter, from a place in the writer's text or from its end. */
function type(editor: BoardEditor, text: string, from = editor.held.read(ADDRESS).length): void {
  const words = editor.held.bind(ADDRESS);
  for (const [nth, letter] of [...text].entries()) {
    words.edit({ at: from + nth, remove: 0, insert: letter }, from + nth + 1);
  }
}

function first(editor: BoardEditor) {
  const [found] = editor.held.found(ADDRESS);
  if (!found) throw new Error('nothing was found');
  return found;
}

const clear = (editor: BoardEditor): void => editor.step(() => editor.held.clear(ADDRESS, first(editor)));
/** What follows a change comes at the end of a turn. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('[H4] the writer decides', () => {
  test('"It is not one" is kept on the card, and the words go out at once where they stand', () => {
    const { editor, theirs, meet } = withCard();
    type(editor, `Ring ${NUMBER} today`);
    expect(first(editor)).toMatchObject({ kind: 'nhsNumber', isHeld: true, from: 5, to: 17 });
    meet();
    expect(theirs.textAt(ADDRESS)).toBe('Ring 999  today');
    clear(editor);
    meet();
    expect(theirs.item('c1')).toMatchObject({ text: `Ring ${NUMBER} today`, look: { cleared: ['nhsNumber'] } });
    expect(editor.held.addresses).toEqual([]);
    expect(editor.held.found(ADDRESS)).toEqual([]);
  });

  test('that is one step back, and then they are held again; doing it again lets them go once', () => {
    const { editor, theirs, meet } = withCard();
    type(editor, `Ring ${NUMBER} today`);
    clear(editor);
    editor.undo();
    meet();
    expect(theirs.item('c1')).toMatchObject({ text: 'Ring 999  today', look: { type: 'idea' } });
    expect(theirs.item('c1')?.look.cleared).toBeUndefined();
    expect(editor.held.read(ADDRESS)).toBe(`Ring ${NUMBER} today`);
    expect(first(editor).isHeld).toBe(true);
    editor.redo();
    meet();
    expect(theirs.textAt(ADDRESS)).toBe(`Ring ${NUMBER} today`);
    expect(editor.held.addresses).toEqual([]);
  });

  test('"Remove it" takes all of it out, shared or held, and leaves one space', () => {
    const { editor, theirs, meet } = withCard();
    type(editor, `Ring ${NUMBER} today`);
    editor.held.remove(ADDRESS, first(editor));
    meet();
    expect(theirs.textAt(ADDRESS)).toBe('Ring today');
    expect(editor.held.read(ADDRESS)).toBe('Ring today');
    expect(editor.held.addresses).toEqual([]);
  });

  test('what is only pointed out is shown once the writer’s hand made it, until they leave it', () => {
    const { editor, theirs, meet } = withCard('M1 1AE is there');
    expect(editor.held.found(ADDRESS)).toEqual([]);
    type(editor, ' Write to a@b.example now');
    meet();
    expect(theirs.textAt(ADDRESS)).toBe('M1 1AE is there Write to a@b.example now');
    expect(editor.held.found(ADDRESS)).toMatchObject([{ kind: 'email', isHeld: false }]);
    editor.held.dismiss(ADDRESS, first(editor));
    expect(editor.held.found(ADDRESS)).toEqual([]);
  });

  test('where the rule is to warn, all of it is only pointed out', () => {
    const { editor, theirs, meet } = withCard('', { rule: 'warn' });
    type(editor, `Ring ${NUMBER} today`);
    meet();
    expect(theirs.textAt(ADDRESS)).toBe(`Ring ${NUMBER} today`);
    expect(first(editor)).toMatchObject({ kind: 'nhsNumber', isHeld: false });
  });

  test('whoever may not write lets nothing go', () => {
    const { editor, theirs, meet, live } = withCard();
    type(editor, 'In 2026');
    live.role = 'look';
    editor.held.leave(ADDRESS);
    meet();
    expect(theirs.textAt(ADDRESS)).toBe('In 202');
    expect(editor.held.read(ADDRESS)).toBe('In 2026');
  });
});

test('[H1] leaving twice, the second time while the first is under way, lets words go once', () => {
  const { editor } = withCard();
  type(editor, 'By 2026');
  // A change makes the page take the field away, and that leaves it again.
  const stop = editor.board.onChange(() => editor.held.leave(ADDRESS));
  editor.held.leave(ADDRESS);
  stop();
  expect(editor.board.textAt(ADDRESS)).toBe('By 2026');
  expect(editor.held.read(ADDRESS)).toBe('By 2026');
});

describe('[H5] on this device', () => {
  /** The same board opened afresh by the same person. */
  async function reopened(table: EditorTable, storage: Storage, page: EventTarget | null = null): Promise<EditorTable> {
    const next = editorTable({}, { store: heldStore(storage, page) });
    next.bring(table.live.doc);
    takeStock(next.editor);
    await nextTurn();
    return next;
  }

  test('what is certain survives the page, where it stood, and what was only waiting goes out', async () => {
    const storage = new MemoryStorage();
    const table = editorTable({ cards: [{ id: 'c1' }, { id: 'c2' }] }, { store: heldStore(storage) });
    type(table.editor, `Ring ${NUMBER} today`);
    const other = table.editor.held.bind({ item: 'c2', field: 'text' });
    other.edit({ at: 0, remove: 0, insert: 'In 2026' }, 7);
    table.meet();
    table.theirs.editText(ADDRESS, { at: 0, remove: 4, insert: 'Please call' }, BEN);
    table.meet();
    const next = await reopened(table, storage);
    await nextTurn();
    expect(next.editor.held.read(ADDRESS)).toBe(`Please call ${NUMBER} today`);
    expect(next.editor.board.textAt(ADDRESS)).toBe('Please call 999  today');
    expect(next.editor.board.textAt({ item: 'c2', field: 'text' })).toBe('In 2026');
    expect(next.editor.held.addresses).toEqual([ADDRESS]);
  });

  test('nothing is kept once it was let go, and nothing is kept without storage', () => {
    const storage = new MemoryStorage();
    const { editor } = withCard('', { store: heldStore(storage) });
    type(editor, NUMBER);
    expect(storage.length).toBe(1);
    clear(editor);
    expect(storage.length).toBe(0);
    const unkept = withCard('', { store: heldStore(null) });
    type(unkept.editor, NUMBER);
    expect(unkept.editor.held.addresses).toEqual([ADDRESS]);
  });

  test('what another page let go meanwhile is not let go twice', async () => {
    const storage = new MemoryStorage();
    const table = withCard('', { store: heldStore(storage) });
    type(table.editor, NUMBER);
    const second = await reopened(table, storage);
    await nextTurn();
    clear(table.editor);
    second.bring(table.live.doc);
    await nextTurn();
    expect(second.editor.board.textAt(ADDRESS)).toBe(NUMBER);
    expect(second.editor.held.read(ADDRESS)).toBe(NUMBER);
  });

  test('what another tab lets go is let go of here too, before anything has arrived', async () => {
    const storage = new MemoryStorage();
    const page = new EventTarget();
    const table = withCard('', { store: heldStore(storage) });
    type(table.editor, NUMBER);
    const second = await reopened(table, storage, page);
    expect(second.editor.held.read(ADDRESS)).toBe(NUMBER);
    table.editor.held.remove(ADDRESS, first(table.editor));
    page.dispatchEvent(Object.assign(new Event('storage'), { key: null }));
    expect(second.editor.held.read(ADDRESS)).toBe('999 ');
  });

  test('words of a card that was removed while the page was closed are given back', async () => {
    const storage = new MemoryStorage();
    const table = withCard('', { store: heldStore(storage) });
    type(table.editor, `Ring ${NUMBER}`);
    table.editor.destroy();
    table.editor.board.remove(['c1'], BEN);
    const next = await reopened(table, storage);
    expect(next.editor.lost?.text).toBe('000 0018');
    expect(storage.length).toBe(0);
  });

  test('the words of a card taken off meanwhile are not', () => {
    const storage = new MemoryStorage();
    const table = withCard('', { store: heldStore(storage) });
    type(table.editor, NUMBER);
    table.editor.destroy();
    table.editor.board.remove(['c1'], BEN);
    const next = editorTable({}, { store: heldStore(storage), takenOff: ['c1'] });
    next.bring(table.live.doc);
    takeStock(next.editor);
    expect(next.editor.lost).toBeNull();
    expect(storage.length).toBe(0);
  });
});

describe('[H6] other hands', () => {
  test('others write before, in and after, and the writer’s text stays whole', () => {
    const { editor, theirs, meet } = withCard('AB');
    type(editor, NUMBER, 1);
    meet();
    expect(theirs.textAt(ADDRESS)).toBe('A999 B');
    theirs.editText(ADDRESS, { at: 0, remove: 0, insert: 'x' }, BEN);
    theirs.editText(ADDRESS, { at: 6, remove: 1, insert: 'y' }, BEN);
    meet();
    expect(editor.held.read(ADDRESS)).toBe(`xA${NUMBER}y`);
  });

  test('a card removed by another gives back the words nobody else had; one that was taken off does not', () => {
    const { editor, theirs, meet, live } = editorTable({ cards: [{ id: 'c1' }, { id: 'c2' }] });
    type(editor, `Ring ${NUMBER}`);
    editor.held.leave(ADDRESS);
    meet();
    theirs.remove(['c1'], BEN);
    meet();
    expect(editor.lost?.text).toBe(`Ring ${NUMBER}`);
    restoreLost(editor);
    const [made] = editor.selection.ids;
    expect(editor.board.textAt({ item: made ?? '', field: 'text' })).toBe('Ring ');
    const other = { item: 'c2', field: 'text' } as const;
    editor.held.bind(other).edit({ at: 0, remove: 0, insert: NUMBER }, NUMBER.length);
    live.takenOff = ['c2'];
    meet();
    theirs.remove(['c2'], BEN);
    meet();
    expect(editor.lost).toBeNull();
    expect(editor.held.addresses).toEqual([{ item: made, field: 'text' }]);
  });

  test('a card one removed oneself comes back with its held words', () => {
    const { editor } = withCard();
    type(editor, `Ring ${NUMBER}`);
    editor.held.leave(ADDRESS);
    editor.remove(['c1'], 'Card deleted');
    expect(editor.held.addresses).toEqual([]);
    editor.undo();
    expect(editor.held.read(ADDRESS)).toBe(`Ring ${NUMBER}`);
  });

  test('pasted lines become cards of which only the rest is shared', () => {
    const { editor, theirs, meet } = editorTable({ zones: [{ id: 'z1' }] });
    const ids = editor.addCards(['Breakfast', `Family on ${NUMBER} waits`, NUMBER], { zone: 'z1' });
    meet();
    expect(ids.map((id) => theirs.textAt({ item: id, field: 'text' }))).toEqual(['Breakfast', 'Family on  waits', '']);
    expect(editor.held.addresses.map(({ item }) => item)).toEqual(ids.slice(1));
  });

  test('whatever two people do, held words stay out of the document, and with what is shared make the text', () => {
    const act = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          is: fc.constant('type' as const),
          at: fc.nat(40),
          text: fc.constantFrom('a', ' b ', NUMBER, '999 000', ' 0018'),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          is: fc.constant('theirs' as const),
          at: fc.nat(40),
          remove: fc.nat(3),
          text: fc.constantFrom('x', 'yz ', ''),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          is: fc.constantFrom('meet' as const, 'leave' as const, 'remove' as const, 'undo' as const, 'redo' as const),
        }),
      },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const { editor, theirs, meet } = withCard();
        for (const one of acts) {
          if (one.is === 'type') type(editor, one.text, Math.min(one.at, editor.held.read(ADDRESS).length));
          else if (one.is === 'theirs')
            theirs.editText(ADDRESS, { at: one.at, remove: one.remove, insert: one.text }, BEN);
          else if (one.is === 'meet') meet();
          else if (one.is === 'leave') editor.held.leave(ADDRESS);
          else if (one.is === 'undo') editor.undo();
          else if (one.is === 'redo') editor.redo();
          else for (const found of editor.held.found(ADDRESS).slice(0, 1)) editor.held.remove(ADDRESS, found);
          const local = editor.held.read(ADDRESS);
          const ranges = editor.held.heldIn(ADDRESS);
          const shared = [...local].filter((_, index) => !ranges.some(({ from, to }) => index >= from && index < to));
          expect(shared.join('')).toBe(editor.board.textAt(ADDRESS));
        }
        meet();
        expect(theirs.textAt(ADDRESS)).toBe(editor.board.textAt(ADDRESS));
      }),
      { numRuns: 200 },
    );
  });
});
