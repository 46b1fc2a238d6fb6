import { describe, expect, test } from 'vitest';
import { lock } from '../arrange';
import { aloneBoard } from '../../../../tests/support/aloneBoard';
import {
  addPasted,
  goToEdge,
  moveChosen,
  nudge,
  paste,
  redo,
  removeChosen,
  stepZone,
  undo,
  walk,
} from './chosenCommands';

const open = (more = {}) =>
  aloneBoard(
    {
      zones: [
        { id: 'needs', at: [0, 0] },
        { id: 'offers', at: [612, 0], title: 'Offers' },
      ],
      cards: [
        { id: 'a', at: [18, 98], zone: 'needs' },
        { id: 'b', at: [194, 98], zone: 'needs' },
        { id: 'c', at: [630, 98], zone: 'offers' },
        { id: 'loose', at: [0, 600] },
      ],
    },
    more,
  );

describe('going about with keys', () => {
  test('from nowhere one comes to the first zone, from a zone to its first card, then from card to card', () => {
    const { canvas, editor } = open();
    const path: unknown[] = [];
    for (const way of ['down', 'down', 'right', 'right', 'left'] as const) {
      walk(canvas, way);
      path.push(canvas.focused);
    }
    expect(path).toEqual(['needs', 'a', 'b', 'c', 'b']);
    expect(editor.selection.ids).toEqual(['b']);
  });

  test('Page Up and Page Down go from zone to zone and stop at the ends', () => {
    const { canvas } = open();
    canvas.focused = 'b';
    stepZone(canvas, 1);
    expect(canvas.focused).toBe('offers');
    stepZone(canvas, 1);
    expect(canvas.focused).toBe('offers');
    stepZone(canvas, -1);
    expect(canvas.focused).toBe('needs');
  });

  test('Home and End go to the ends of the zone', () => {
    const { canvas } = open();
    canvas.focused = 'needs';
    goToEdge(canvas, 'last');
    expect(canvas.focused).toBe('b');
    goToEdge(canvas, 'first');
    expect(canvas.focused).toBe('a');
  });
});

describe('changing with keys', () => {
  test('a nudge is eight units, of what is chosen or has the focus', () => {
    const { canvas, editor } = open();
    canvas.focused = 'a';
    nudge(canvas, 'right');
    editor.selection.set(['b', 'c']);
    nudge(canvas, 'down');
    const at = (id: string) => editor.model.item(id)?.at;
    expect([at('a'), at('b'), at('c')]).toEqual([
      [26, 98],
      [194, 106],
      [630, 106],
    ]);
  });

  test('moving to a zone keeps the focus on the card and says where it went', () => {
    const { canvas, editor } = open();
    canvas.focused = 'a';
    moveChosen(canvas, 'offers');
    expect([editor.model.item('a'), canvas.focused]).toMatchObject([{ zone: 'offers' }, 'a']);
    expect(editor.said).toContain('Offers');
  });

  test('after a removal the focus is on the next card, the one before, or the zone', () => {
    const { canvas, editor } = open();
    canvas.focused = 'a';
    removeChosen(canvas);
    expect([editor.model.item('a'), canvas.focused, editor.toast?.undo]).toEqual([null, 'b', true]);
    editor.selection.clear();
    removeChosen(canvas);
    expect([editor.model.item('b'), canvas.focused]).toEqual([null, 'needs']);
  });

  test('what is locked is neither removed nor moved, until it is freed', () => {
    const { canvas, editor } = open();
    editor.selection.set(['a']);
    lock(editor, ['a'], true);
    removeChosen(canvas);
    nudge(canvas, 'down');
    expect(editor.model.item('a')?.at).toEqual([18, 98]);
    lock(editor, ['a'], false);
    removeChosen(canvas);
    expect(editor.model.item('a')).toBeNull();
  });
});

describe('pasting', () => {
  test('one line is a card at once, in the zone one is in', () => {
    const { canvas, editor } = open();
    canvas.focused = 'c';
    paste(canvas, '  Dental check day \n');
    const id = editor.selection.only ?? '';
    expect(editor.model.item(id)).toMatchObject({ text: 'Dental check day', zone: 'offers', by: 'ana' });
    expect(canvas.question).toBeNull();
  });

  test('several lines ask first; the answer adds them as one step of undo', () => {
    const { canvas, editor } = open();
    canvas.focused = 'needs';
    paste(canvas, '- one\n- two\n- three');
    expect(editor.model.count).toBe(6);
    const { question } = canvas;
    if (question?.about !== 'paste') throw new Error('asked about something else');
    addPasted(canvas, question.lines, question.where);
    expect(editor.model.idsIn('needs').map((id) => editor.model.item(id)?.text)).toContain('two');
    expect(editor.model.count).toBe(9);
    editor.undo();
    expect(editor.model.count).toBe(6);
  });

  test('who may only look pastes nothing', () => {
    const { canvas, editor } = open({ role: 'look' });
    paste(canvas, 'one line');
    expect(editor.model.count).toBe(6);
  });
});

describe('taking back and doing again', () => {
  test('what comes back is chosen and has the focus', () => {
    const { canvas, editor } = open();
    canvas.focused = 'a';
    editor.selection.set(['a', 'b']);
    removeChosen(canvas);
    expect([canvas.focused, editor.selection.ids]).toEqual(['needs', []]);
    undo(editor);
    expect(['a', 'b']).toContain(canvas.focused);
    expect([...editor.selection.ids].sort()).toEqual(['a', 'b']);
  });

  test('so is what is added again', () => {
    const { canvas, editor } = open();
    const [id = ''] = editor.addCards(['New'], { zone: 'needs' });
    undo(editor);
    editor.selection.set(['c']);
    redo(editor);
    expect([canvas.focused, editor.selection.ids]).toEqual([id, [id]]);
  });

  test('a step that brings nothing back leaves the choice alone', () => {
    const { canvas, editor } = open();
    editor.selection.set(['a']);
    nudge(canvas, 'right');
    editor.selection.set(['b']);
    undo(editor);
    expect(editor.selection.ids).toEqual(['b']);
  });

  test('deleting leaves the board where it is while what was beside it can be seen at all', () => {
    const { canvas } = open();
    canvas.viewport.camera = { x: 100, y: 50, zoom: 1 };
    const before = canvas.viewport.camera;
    canvas.focused = 'b';
    removeChosen(canvas);
    expect(canvas.focused).toBe('a');
    expect(canvas.viewport.camera).toEqual(before);
    canvas.viewport.camera = { x: 5000, y: 0, zoom: 1 };
    removeChosen(canvas);
    expect(canvas.focused).toBe('needs');
    expect(canvas.viewport.camera.x).toBeLessThan(600);
  });
});
