import { describe, expect, test } from 'vitest';
import { aloneBoard } from '../../../tests/support/aloneBoard';
import { newConnector } from '../../../tests/support/boards';
import { editLine, reattach } from './lines';

const open = (more = {}) =>
  aloneBoard(
    {
      cards: [
        { id: 'a', text: 'No buses' },
        { id: 'b', at: [400, 0], text: 'Missed clinics' },
        { id: 'c', at: [400, 400], text: 'Late diagnosis' },
      ],
      connectors: [newConnector('a', 'b')],
    },
    more,
  );
type Opened = ReturnType<typeof open>;
const lineOn = ({ editor }: Opened) => {
  const line = editor.model.connector('line');
  if (!line) throw new Error('the line is gone');
  return line;
};
const to = (item: string) => ({ item, side: null });

describe('the end of a line', () => {
  test('is put on something else, in one step of undo', () => {
    const board = open();
    expect(reattach(board.editor, lineOn(board), { to: to('c') })).toBe(true);
    expect(lineOn(board)).toMatchObject({ from: { item: 'a' }, to: { item: 'c' } });
    expect([board.editor.model.connectorsAt('b'), board.editor.model.connectorsAt('c')]).toEqual([[], ['line']]);
    board.editor.undo();
    expect(lineOn(board)).toMatchObject({ to: { item: 'b' } });
  });

  test.each([
    ['its own beginning', to('a')],
    ['where it is already', to('b')],
  ])('is not put on %s', (_, end) => {
    const board = open();
    expect(reattach(board.editor, lineOn(board), { to: end })).toBe(false);
    expect(lineOn(board)).toMatchObject({ to: { item: 'b' } });
  });

  test('stays where it is on a board one may only read, and when the line is locked', () => {
    const reading = open({ role: 'look' });
    expect(reattach(reading.editor, lineOn(reading), { to: to('c') })).toBe(false);
    const board = open();
    board.editor.board.restyle(['line'], { locked: true }, board.editor.origin);
    expect(reattach(board.editor, lineOn(board), { to: to('c') })).toBe(false);
  });

  test('follows the hand, and is let go on what is under it; Escape takes it back', () => {
    const board = open();
    const { hand, canvas, toolbox } = board;
    const end = { on: 'end', id: 'line', end: 'to' } as const;
    hand.down([400, 50], end);
    hand.move([450, 300]);
    expect([toolbox.state, canvas.busy]).toEqual(['pullingEnd', true]);
    expect(canvas.draftLine).toMatchObject({ from: { item: 'a' }, to: { at: [450, 300] } });
    expect(toolbox.cancel()).toBe(true);
    expect([canvas.draftLine, canvas.busy, lineOn(board).to]).toEqual([null, false, to('b')]);
    hand.down([400, 50], end);
    hand.move([450, 300]);
    hand.up([450, 420], { on: 'item', id: 'c' });
    expect([lineOn(board).to, toolbox.state]).toEqual([to('c'), 'idle']);
  });
});

describe('what is written on a line', () => {
  test('and which way round it leads are one step of undo', () => {
    const board = open();
    editLine(board.editor, lineOn(board), { words: '  leads to ', turned: true });
    expect(lineOn(board)).toMatchObject({ text: 'leads to', from: { item: 'b' }, to: { item: 'a' } });
    board.editor.undo();
    expect(lineOn(board)).toMatchObject({ text: '', from: { item: 'a' }, to: { item: 'b' } });
  });

  test('is opened by Enter and by a double click, but not to read only', () => {
    for (const [more, panel] of [
      [{}, 'line'],
      [{ role: 'look' }, null],
    ] as const) {
      const board = open(more);
      board.hand.doubleClick([200, 50], { on: 'item', id: 'line' });
      expect(board.canvas.panel).toBe(panel);
    }
  });
});

describe('words for a thing that are certain to be an identifier', () => {
  test('are found before they are saved, until the writer says of that thing that they are none', () => {
    const { editor } = open();
    const found = editor.held.certainFor('line', 'for NHS 999 000 0018');
    expect(found?.kind).toBe('nhsNumber');
    if (found) editor.step(() => editor.held.vouch('line', found));
    expect(editor.held.certainFor('line', 'for NHS 999 000 0018')).toBeUndefined();
    expect(editor.held.certainFor('a', 'for NHS 999 000 0018')?.kind).toBe('nhsNumber');
    editor.undo();
    expect(editor.held.certainFor('line', 'for NHS 999 000 0018')?.kind).toBe('nhsNumber');
  });
});
