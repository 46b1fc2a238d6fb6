import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  ANA,
  BEN,
  board,
  contentOf,
  exchange,
  newCard,
  newConnector,
  newShape,
  newZone,
} from '../../../../tests/support/boards.ts';
import { BoardDoc } from './boardDoc.ts';

const TEXT = { item: 'card', field: 'text' } as const;

describe('[B3] every operation is one transaction with its origin', () => {
  const operations: Record<string, (made: BoardDoc) => void> = {
    addCards: (made) => made.addCards([newCard({ id: 'x' }), newCard({ id: 'y' })], ANA),
    addZone: (made) => made.addZone(newZone({ id: 'x' }), ANA),
    addDrawings: (made) => made.addDrawings([newShape({ id: 'x' }), newShape({ id: 'y' })], ANA),
    addConnectors: (made) => made.addConnectors([newConnector('card', 'other', { id: 'x' })], ANA),
    reconnect: (made) => made.reconnect('card', { from: { at: [1, 2] }, to: { item: 'other', side: 'left' } }, ANA),
    tag: (made) => made.tag([{ id: 'card', tags: ['sleep'] }], ANA),
    describe: (made) => made.describe('card', 'A picture of the hub', ANA),
    move: (made) =>
      made.move(
        [
          { id: 'card', at: [9, 9] },
          { id: 'zone', at: [8, 8] },
        ],
        ANA,
      ),
    place: (made) =>
      made.place(
        [
          { id: 'card', at: [9, 9], zone: null },
          { id: 'other', at: [1, 1], zone: 'zone' },
        ],
        ANA,
      ),
    resize: (made) => made.resize('zone', { at: [1, 2], size: [700, 500] }, ANA),
    restyle: (made) => made.restyle(['card', 'other'], { colour: 'rose' }, ANA),
    restack: (made) =>
      made.restack(
        [
          { id: 'card', z: 'a5' },
          { id: 'other', z: 'a6' },
        ],
        ANA,
      ),
    reorderZones: (made) => made.reorderZones([{ id: 'zone', order: 'a5' }], ANA),
    remove: (made) => made.remove(['card', 'zone'], ANA),
    editText: (made) => made.editText(TEXT, { at: 0, remove: 1, insert: 'W' }, ANA),
  };

  test.each(Object.entries(operations))('%s', (_, operate) => {
    const { doc, board: made } = board({
      zones: [{ id: 'zone' }],
      cards: [{ id: 'card', text: 'words', zone: 'zone' }, { id: 'other' }],
    });
    const updates: unknown[] = [];
    doc.on('update', (_update: Uint8Array, origin: unknown) => updates.push(origin));
    const origins: unknown[] = [];
    made.onChange(({ origin }) => origins.push(origin));
    operate(made);
    expect(updates).toEqual([ANA]);
    expect(origins).toEqual([ANA]);
  });

  test.each(Object.entries(operations))('%s does nothing to what is gone', (name, operate) => {
    if (name.startsWith('add')) return;
    const { board: made } = board();
    operate(made);
    expect(made.count).toBe(0);
  });
});

describe('zones', () => {
  test('[B6] what lies in a zone is what says so, in reading order, wherever it is drawn', () => {
    const { board: made } = board({
      zones: [{ id: 'z', at: [0, 0] }],
      cards: [
        { id: 'second', zone: 'z', at: [5_000, 100] },
        { id: 'first', zone: 'z', at: [200, 0] },
        { id: 'outside, though drawn inside', at: [10, 10] },
      ],
    });
    expect(made.itemsIn('z').map(({ id }) => id)).toEqual(['first', 'second']);
    expect(made.itemsIn(null).map(({ id }) => id)).toEqual(['outside, though drawn inside']);
  });

  test('[B6] cards of a removed zone stay, and lie in none', () => {
    const { board: made } = board({ zones: [{ id: 'z' }], cards: [{ id: 'card', zone: 'z' }] });
    made.remove(['z'], ANA);
    expect(made.item('card')).toMatchObject({ zone: 'z' });
    expect(made.itemsIn(null).map(({ id }) => id)).toEqual(['card']);
    expect(made.itemsIn('z')).toEqual([]);
  });

  test('undoing the removal of a zone gives it its cards back', () => {
    const { board: made } = board({ zones: [{ id: 'z' }], cards: [{ id: 'card', zone: 'z' }] });
    const undo = made.undoStack(ANA);
    made.remove(['z'], ANA);
    undo.undo();
    expect(made.itemsIn('z').map(({ id }) => id)).toEqual(['card']);
  });

  test('a card placed in no zone forgets the one it had', () => {
    const { doc, board: made } = board({ zones: [{ id: 'z' }], cards: [{ id: 'card', zone: 'z' }] });
    made.place([{ id: 'card', at: [900, 0], zone: null }], ANA);
    expect(made.item('card')).toMatchObject({ at: [900, 0], zone: null });
    expect(doc.getMap('items').toJSON()['card']).not.toHaveProperty('zone');
  });
});

describe('looks', () => {
  test('[B2] a restyle keeps what it does not name, also what this version does not know', () => {
    const { doc, board: made } = board({ cards: [{ id: 'card', type: 'risk', colour: 'teal' }] });
    const card = doc.getMap('items').get('card') as Y.Map<unknown>;
    card.set('look', { colour: 'teal', type: 'risk', sparkle: 7 });
    made.restyle(['card'], { colour: 'rose' }, ANA);
    expect(card.get('look')).toEqual({ colour: 'rose', type: 'risk', sparkle: 7 });
  });

  test('a colour given as undefined goes, so that the card follows its zone again', () => {
    const { board: made } = board({ cards: [{ id: 'card', colour: 'teal', type: 'ask' }] });
    made.restyle(['card'], { colour: undefined }, ANA);
    expect(made.item('card')?.look).toEqual({ type: 'ask' });
  });
});

describe('words', () => {
  test('a replacement past the end is cut to the text', () => {
    const { board: made } = board({ cards: [{ id: 'card', text: 'abc' }] });
    made.editText(TEXT, { at: 99, remove: 99, insert: '!' }, ANA);
    expect(made.textAt(TEXT)).toBe('abc!');
    made.editText(TEXT, { at: -5, remove: 99, insert: '' }, ANA);
    expect(made.textAt(TEXT)).toBe('');
  });

  test('typing where no text was yet makes one', () => {
    const { doc, board: made } = board();
    const bare = new Y.Map<unknown>([
      ['is', { kind: 'zone' }],
      ['at', [0, 0]],
    ]);
    doc.getMap('items').set('bare', bare);
    made.editText({ item: 'bare', field: 'prompt' }, { at: 0, remove: 0, insert: 'Why?' }, ANA);
    expect(made.item('bare')).toMatchObject({ prompt: 'Why?' });
  });

  test('two people typing into one card at once both keep every letter', () => {
    const one = board({ cards: [{ id: 'card', text: 'hub' }] });
    const other = new Y.Doc();
    exchange(one.doc, other);
    const ben = new BoardDoc(other);
    for (const [index, letter] of [...'the '].entries()) {
      one.board.editText(TEXT, { at: index, remove: 0, insert: letter }, ANA);
    }
    for (const [index, letter] of [...' for all'].entries()) {
      ben.editText(TEXT, { at: 3 + index, remove: 0, insert: letter }, BEN);
    }
    exchange(one.doc, other);
    expect(one.board.textAt(TEXT)).toBe('the hub for all');
    expect(ben.textAt(TEXT)).toBe('the hub for all');
  });
});

describe('carets', () => {
  test('a caret stays with its neighbours while someone types before it', () => {
    const { board: made } = board({ cards: [{ id: 'card', text: 'open door' }] });
    const caret = made.caretAt(TEXT, 5) ?? '';
    made.editText(TEXT, { at: 0, remove: 0, insert: 'an ' }, BEN);
    expect(made.caretIndex(TEXT, caret)).toBe(8);
  });

  test('there is no caret in a text that is gone, and nonsense is no caret', () => {
    const { board: made } = board({
      cards: [
        { id: 'card', text: 'open door' },
        { id: 'other', text: 'open door' },
      ],
    });
    const caret = made.caretAt(TEXT, 5) ?? '';
    expect(made.caretIndex({ item: 'other', field: 'text' }, caret)).toBeNull();
    for (const nonsense of ['', '!', 'AAAA', '/////w==', caret.slice(0, 3)]) {
      expect(made.caretIndex(TEXT, nonsense)).toBeNull();
    }
    made.remove(['card'], ANA);
    expect(made.caretIndex(TEXT, caret)).toBeNull();
    expect(made.caretAt(TEXT, 0)).toBeNull();
  });

  test('a caret in an empty text is at its beginning', () => {
    const { board: made } = board({ cards: [{ id: 'card', text: '' }] });
    const caret = made.caretAt(TEXT, 0) ?? '';
    expect(made.caretIndex(TEXT, caret)).toBe(0);
  });
});

describe('a document by strangers', () => {
  test('[B1] is read as far as it can be', () => {
    const { doc, board: made } = board({ cards: [{ id: 'fine' }] });
    const items = doc.getMap('items');
    items.set('a word', 'card');
    items.set('a number', 7);
    items.set('an empty map', new Y.Map());
    items.set('a list', new Y.Array());
    expect([...made.items()].map(({ id }) => id)).toEqual(['fine']);
    expect(made.count).toBe(5);
    made.move(
      [
        { id: 'a word', at: [1, 1] },
        { id: 'an empty map', at: [1, 1] },
      ],
      ANA,
    );
    made.remove(['a number', 'a list'], ANA);
    expect(made.count).toBe(3);
  });

  test('[B2] what this version does not know survives being moved', () => {
    const { doc, board: made } = board({ cards: [{ id: 'card' }] });
    const card = doc.getMap('items').get('card') as Y.Map<unknown>;
    card.set('hologram', { depth: 3 });
    made.place([{ id: 'card', at: [5, 5], zone: null }], ANA);
    expect(card.get('hologram')).toEqual({ depth: 3 });
  });
});

test('a board is the same after the wire', () => {
  const { doc, board: made } = board({ zones: [{ id: 'z' }], cards: [{ id: 'c', zone: 'z', text: '😀 all' }] });
  const copy = new Y.Doc();
  exchange(doc, copy);
  expect(contentOf(new BoardDoc(copy))).toEqual(contentOf(made));
});
