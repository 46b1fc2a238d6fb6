import { afterEach, describe, expect, test, vi } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';
import { LONG_PRESS_MS } from './toolState';

const zones = [
  { id: 'needs', at: [0, 0], size: [400, 400] },
  { id: 'offers', at: [500, 0], size: [400, 400] },
] as const;
const cards = [
  { id: 'a', at: [20, 80], zone: 'needs', text: 'Buses' },
  { id: 'b', at: [200, 80], zone: 'needs', text: 'Quiet room' },
] as const;
const open = (more = {}) => aloneBoard({ zones: [...zones], cards: [...cards] }, more);
const on = (id: string) => ({ on: 'item', id }) as const;

describe('pointing at an item', () => {
  test('a click chooses it, with Shift it joins or leaves the choice', () => {
    const { hand, editor } = open();
    hand.down([30, 90], on('a'));
    hand.up([30, 90]);
    expect(editor.selection.ids).toEqual(['a']);
    hand.down([210, 90], on('b'), { adds: true });
    hand.up([210, 90]);
    expect(editor.selection.ids).toEqual(['a', 'b']);
    hand.down([30, 90], on('a'), { adds: true });
    hand.up([30, 90]);
    expect(editor.selection.ids).toEqual(['b']);
  });

  test('a trembling hand does not drag', () => {
    const { hand, toolbox } = open();
    hand.down([30, 90], on('a'));
    hand.move([32, 91]);
    expect(toolbox.state).toBe('pointing');
    hand.move([36, 90]);
    expect(toolbox.state).toBe('dragging');
  });

  test('a finger drags only what is chosen already; else it pushes the board', () => {
    const { hand, toolbox, editor } = open();
    hand.down([30, 90], on('a'), { by: 'touch' });
    hand.move([60, 90]);
    expect(toolbox.state).toBe('panning');
    hand.up([60, 90]);
    editor.selection.set(['a']);
    hand.down([30, 90], on('a'), { by: 'touch' });
    hand.move([60, 90]);
    expect(toolbox.state).toBe('dragging');
  });

  test('who may only look can choose, not drag', () => {
    const { hand, toolbox, editor } = open({ role: 'look' });
    hand.down([30, 90], on('a'));
    hand.move([90, 90]);
    expect(toolbox.state).toBe('panning');
    hand.up([90, 90]);
    expect(editor.model.item('a')?.at).toEqual([20, 80]);
  });
});

describe('dragging', () => {
  test('passing places are shown to the others, the document changes once, at the drop', () => {
    const { hand, editor, canvas, shown } = open();
    let changes = 0;
    editor.model.onChange(() => changes++);
    hand.down([30, 90], on('a'));
    hand.move([300, 90]);
    hand.move([530, 100]);
    expect(shown.gesture).toEqual({ kind: 'move', ids: ['a'], dx: 500, dy: 10 });
    expect(canvas.dropZone).toBe('offers');
    expect(editor.model.item('a')?.at).toEqual([20, 80]);
    hand.up([530, 100]);
    expect(changes).toBe(1);
    expect(editor.model.item('a')).toMatchObject({ at: [520, 90], zone: 'offers' });
    expect(shown.gesture).toBeNull();
    expect(canvas.dropZone).toBeNull();
  });

  test('Escape puts everything back to where it began', () => {
    const { hand, editor, canvas, toolbox, shown } = open();
    editor.selection.set(['b']);
    hand.down([30, 90], on('a'));
    hand.move([530, 100]);
    expect(toolbox.cancel()).toBe(true);
    const item = editor.model.item('a');
    expect(item && canvas.boxOf(item)).toEqual({ x: 20, y: 80, w: 164, h: 112 });
    expect(editor.selection.ids).toEqual(['b']);
    expect([toolbox.state, canvas.busy, shown.gesture]).toEqual(['idle', false, null]);
    hand.up([530, 100]);
    expect(editor.model.item('a')?.at).toEqual([20, 80]);
    expect(toolbox.cancel()).toBe(false);
  });

  test('several that are chosen go together, and a zone takes its cards along', () => {
    const { hand, editor, canvas } = open();
    editor.selection.set(['a', 'b']);
    hand.down([30, 90], on('a'));
    hand.move([30, 190]);
    hand.up([30, 190]);
    expect([editor.model.item('a')?.at, editor.model.item('b')?.at]).toEqual([
      [20, 180],
      [200, 180],
    ]);
    hand.down([30, 10], on('needs'));
    hand.move([30, 510]);
    const b = editor.model.item('b');
    expect(b && canvas.boxOf(b).y).toBe(680);
    hand.up([30, 510]);
    expect(editor.model.item('b')).toMatchObject({ at: [200, 680], zone: 'needs' });
  });

  test('what is locked stays', () => {
    const { hand, editor, shown } = open();
    editor.board.restyle(['a'], { locked: true }, editor.origin);
    hand.down([30, 90], on('a'));
    hand.move([530, 100]);
    hand.up([530, 100]);
    expect(editor.model.item('a')?.at).toEqual([20, 80]);
    expect(shown.gesture).toBeNull();
  });

  test('the system taking the pointer away is a cancel', () => {
    const { hand, editor, toolbox } = open();
    hand.down([30, 90], on('a'));
    hand.move([530, 100]);
    toolbox.pointerLost({ id: 1 });
    expect([toolbox.state, editor.model.item('a')?.at]).toEqual(['idle', [20, 80]]);
  });
});

describe('on the ground', () => {
  test('a frame chooses what it touches, zones only when they lie inside, and Escape takes it back', () => {
    const { hand, editor, canvas, toolbox } = open();
    editor.selection.set(['b']);
    hand.down([10, 70], { on: 'ground', zone: 'needs' });
    hand.move([100, 150]);
    expect([editor.selection.ids, canvas.brush]).toEqual([['a'], { x: 10, y: 70, w: 90, h: 80 }]);
    hand.move([250, 150]);
    expect(editor.selection.ids).toEqual(['a', 'b']);
    toolbox.cancel();
    expect([editor.selection.ids, canvas.brush]).toEqual([['b'], null]);
    hand.down([-10, -10]);
    hand.move([450, 450]);
    hand.up([450, 450]);
    expect([...editor.selection.ids].sort()).toEqual(['a', 'b', 'needs']);
  });

  test('a click lets go of the choice; in a zone it chooses the zone', () => {
    const { hand, editor } = open();
    editor.selection.set(['a']);
    hand.down([450, 500]);
    hand.up([450, 500]);
    expect(editor.selection.ids).toEqual([]);
    hand.down([300, 300], { on: 'ground', zone: 'needs' });
    hand.up([300, 300]);
    expect(editor.selection.ids).toEqual(['needs']);
  });

  test('a finger, the space bar and the hand push the board; Escape brings it back', () => {
    const { hand, canvas, toolbox } = open();
    const { viewport } = canvas;
    hand.down([100, 500], undefined, { by: 'touch' });
    hand.move([150, 480]);
    hand.up([150, 480]);
    expect(viewport.camera).toEqual({ x: -50, y: 20, zoom: 1 });
    hand.down([100, 500], undefined, { pans: true });
    hand.move([50, 520]);
    hand.up([50, 520]);
    expect(viewport.camera).toEqual({ x: 0, y: 0, zoom: 1 });
    toolbox.pick('hand');
    hand.down([100, 90], on('a'));
    hand.move([400, 90]);
    expect(viewport.camera.x).toBe(-300);
    toolbox.cancel();
    expect([viewport.camera.x, toolbox.state]).toEqual([0, 'handIdle']);
  });

  test('two fingers pinch: what was dragged goes back, the board zooms between the fingers', () => {
    const { hand, canvas, editor, toolbox } = open();
    editor.selection.set(['a']);
    hand.down([30, 90], on('a'), { by: 'touch', id: 1 });
    hand.move([130, 90]);
    hand.down([330, 90], undefined, { by: 'touch', id: 2 });
    expect(toolbox.state).toBe('pinching');
    hand.move([530, 90]);
    expect(canvas.viewport.camera.zoom).toBeCloseTo(2);
    hand.up([530, 90]);
    expect([toolbox.state, editor.model.item('a')?.at]).toEqual(['idle', [20, 80]]);
  });
});

describe('adding', () => {
  test('a double-click puts a card there, in writing at once; left blank it is gone again', () => {
    const { hand, editor, canvas } = open();
    hand.doubleClick([300, 300], { on: 'ground', zone: 'needs' });
    const id = editor.editing?.item ?? '';
    expect(editor.model.item(id)).toMatchObject({ kind: 'card', zone: 'needs', at: [218, 244], text: '' });
    canvas.leaveWriting();
    expect(editor.model.item(id)).toBeNull();
    expect(editor.editing).toBeNull();
  });

  test('undo does not bring a blank card back', () => {
    const { hand, editor, canvas } = open();
    editor.moveBy(['b'], [8, 0]);
    hand.doubleClick([300, 300]);
    canvas.leaveWriting();
    editor.undo();
    expect([editor.model.count, editor.model.item('b')?.at]).toEqual([4, [200, 80]]);
  });

  test('a card with words stays chosen when writing ends with Escape', () => {
    const { hand, editor, toolbox } = open();
    hand.doubleClick([300, 300]);
    const id = editor.editing?.item ?? '';
    editor.board.editText({ item: id, field: 'text' }, { at: 0, remove: 0, insert: 'Drop-in' }, editor.origin);
    toolbox.cancel();
    expect([editor.editing, editor.selection.ids]).toEqual([null, [id]]);
  });

  test('a press elsewhere ends writing and does what it does at rest', () => {
    const { hand, editor } = open();
    hand.doubleClick([30, 90], on('a'));
    expect(editor.editing?.item).toBe('a');
    hand.down([210, 90], on('b'));
    hand.up([210, 90]);
    expect([editor.editing, editor.selection.ids]).toEqual([null, ['b']]);
  });

  test('the card tool puts one card down and gives way to select', () => {
    const { hand, editor, toolbox } = open();
    toolbox.pick('card');
    hand.down([600, 300]);
    hand.up([600, 300]);
    expect([toolbox.tool, editor.editing?.field, editor.model.count]).toEqual(['select', 'text', 5]);
  });

  test('the zone tool draws a zone; a click makes one of the usual size; Escape makes none', () => {
    const { hand, editor, toolbox, canvas } = open();
    toolbox.pick('zone');
    hand.down([0, 450]);
    hand.move([100, 500]);
    expect(canvas.draft).toEqual({ x: 0, y: 450, w: 100, h: 50 });
    toolbox.cancel();
    expect([toolbox.tool, canvas.draft, editor.model.count]).toEqual(['select', null, 4]);
    toolbox.pick('zone');
    hand.down([0, 450]);
    hand.up([300, 690]);
    expect(editor.model.item(editor.selection.only ?? '')).toMatchObject({ at: [0, 450], size: [300, 240] });
    canvas.leaveWriting();
    toolbox.pick('zone');
    hand.down([950, 10]);
    hand.up([952, 12]);
    expect(editor.model.item(editor.selection.only ?? '')).toMatchObject({ kind: 'zone', size: [572, 440] });
    expect(editor.undoState.canUndo).toBe(true);
  });

  test('who may only look has no tools that add, and a double-click does nothing', () => {
    const { hand, editor, toolbox } = open({ role: 'look' });
    toolbox.pick('card');
    expect(toolbox.tool).toBe('select');
    hand.doubleClick([300, 300]);
    hand.doubleClick([30, 90], on('a'));
    expect([editor.editing, editor.model.count]).toEqual([null, 4]);
  });
});

test('a corner resizes, not below the least size, and Escape takes it back', () => {
  const { hand, editor, canvas, toolbox, shown } = open();
  const corner = { on: 'handle', id: 'a', corner: 'se' } as const;
  hand.down([184, 192], corner);
  hand.move([220, 250]);
  expect(shown.gesture).toEqual({ kind: 'resize', ids: ['a'], dx: 0, dy: 0, size: [200, 170] });
  toolbox.cancel();
  const item = editor.model.item('a');
  expect([item && canvas.boxOf(item), item?.size]).toEqual([{ x: 20, y: 80, w: 164, h: 112 }, [164, 112]]);
  hand.down([184, 192], corner);
  hand.move([-500, -500]);
  hand.up([-500, -500]);
  expect(editor.model.item('a')?.size).toEqual([80, 56]);
});

describe('a long press', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  function press(by: 'touch' | 'mouse', ms: number) {
    vi.useFakeTimers();
    const opened = open();
    let menus = 0;
    opened.canvas.openMenu = () => void menus++;
    opened.hand.down([30, 90], on('a'), { by });
    vi.advanceTimersByTime(ms);
    return { ...opened, menus: () => menus };
  }

  test('chooses at once, and opens the menu when the finger is lifted', () => {
    const { hand, editor, menus } = press('touch', LONG_PRESS_MS);
    expect([editor.selection.ids, menus()]).toEqual([['a'], 0]);
    hand.up([31, 90]);
    expect([editor.selection.ids, menus()]).toEqual([['a'], 1]);
  });

  test('picks a card up that was not chosen', () => {
    const { hand, editor, menus } = press('touch', LONG_PRESS_MS);
    hand.move([60, 100]);
    hand.up([60, 100]);
    expect([editor.model.item('a')?.at, menus()]).toEqual([[50, 90], 0]);
  });

  test('keeps what is chosen together', () => {
    const { hand, editor } = open();
    vi.useFakeTimers();
    editor.selection.set(['b', 'a']);
    hand.down([30, 90], on('a'), { by: 'touch' });
    vi.advanceTimersByTime(LONG_PRESS_MS);
    hand.up([30, 90]);
    expect(editor.selection.ids).toEqual(['b', 'a']);
  });

  test.each([
    ['a shorter touch', 'touch', LONG_PRESS_MS - 1],
    ['a mouse', 'mouse', 10 * LONG_PRESS_MS],
  ] as const)('is not %s', (_, by, ms) => {
    const { hand, menus } = press(by, ms);
    hand.up([30, 90]);
    expect(menus()).toBe(0);
  });

  test('ends when a second finger comes, or the touch is taken away', () => {
    const { hand, toolbox, editor, menus } = press('touch', LONG_PRESS_MS - 1);
    hand.down([330, 90], undefined, { by: 'touch', id: 2 });
    vi.advanceTimersByTime(LONG_PRESS_MS);
    toolbox.pointerLost({ id: 2 });
    expect([editor.selection.ids, menus()]).toEqual([[], 0]);
  });
});
