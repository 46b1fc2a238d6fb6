import { describe, expect, test } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';

const open = () =>
  aloneBoard({
    zones: [{ id: 'needs', at: [0, 0], size: [400, 400] }],
    cards: [
      { id: 'a', at: [20, 80], zone: 'needs', text: 'Buses' },
      { id: 'b', at: [600, 180], text: 'Quiet room' },
    ],
  });
const on = (id: string) => ({ on: 'item', id }) as const;
type Opened = ReturnType<typeof open>;
const inkOn = ({ editor }: Opened) =>
  [...editor.model.ids].flatMap((id) => {
    const item = editor.model.item(id);
    return item?.kind === 'ink' ? [item] : [];
  });

/** A stroke along a line of places. */
function stroke({ hand }: Opened, places: readonly (readonly [number, number])[], pressure = 0.5): void {
  const [first = [0, 0], ...rest] = places;
  hand.down([...first], undefined, { pressure });
  for (const place of rest) hand.move([...place]);
  hand.up([...(places.at(-1) ?? [0, 0])]);
}

describe('drawing a line', () => {
  test('from one thing to another connects them, and the select tool is in hand again', () => {
    const { hand, editor, toolbox, canvas } = open();
    toolbox.pick('connector');
    hand.down([30, 90], on('a'));
    hand.move([300, 200]);
    expect(canvas.draftLine).toEqual({ from: { item: 'a', side: null }, to: { item: 'a', side: null } });
    hand.up([620, 200], on('b'));
    expect([canvas.draftLine, toolbox.tool]).toEqual([null, 'select']);
    const [line] = editor.model.connectorsAt('b').flatMap((id) => editor.model.connector(id) ?? []);
    expect(line).toMatchObject({ from: { item: 'a' }, to: { item: 'b' } });
    expect(editor.model.connectorsAt('a')).toEqual(editor.model.connectorsAt('b'));
  });

  test('to itself, or where there is one already, makes none', () => {
    const { hand, editor, toolbox } = open();
    for (const end of ['a', 'b', 'b']) {
      toolbox.pick('connector');
      hand.down([30, 90], on('a'));
      hand.up([620, 200], on(end));
    }
    expect(editor.model.connectorIds).toHaveLength(1);
  });

  test('ends in the open where there is nothing', () => {
    const { hand, editor, toolbox } = open();
    toolbox.pick('connector');
    hand.down([500, 500]);
    hand.move([520, 540]);
    hand.up([560, 600]);
    const [line] = editor.model.connectorIds.flatMap((id) => editor.model.connector(id) ?? []);
    expect(line).toMatchObject({ from: { at: [500, 500] }, to: { at: [560, 600] }, ends: 'arrow' });
    editor.undo();
    expect(editor.model.connectorIds).toEqual([]);
  });

  test('Escape leaves nothing behind', () => {
    const { hand, editor, toolbox, canvas } = open();
    toolbox.pick('connector');
    hand.down([500, 500]);
    hand.move([600, 600]);
    expect(toolbox.cancel()).toBe(true);
    expect([canvas.draftLine, toolbox.tool, editor.model.connectorIds]).toEqual([null, 'select', []]);
  });
});

describe('drawing by hand', () => {
  test('a stroke is one item, in the zone it ends in, and the pen stays in hand', () => {
    const board = open();
    board.toolbox.pick('pen');
    stroke(board, [
      [100, 200],
      [120, 220],
      [140, 240],
      [200, 240],
    ]);
    const [ink] = inkOn(board);
    expect(ink).toMatchObject({ kind: 'ink', at: [100, 200], points: [0, 0, 40, 40, 100, 40], zone: 'needs' });
    expect(board.toolbox.tool).toBe('pen');
    board.editor.undo();
    expect(inkOn(board)).toEqual([]);
  });

  test('a firm touch makes a thicker line', () => {
    const board = open();
    board.toolbox.pick('pen');
    stroke(
      board,
      [
        [500, 500],
        [540, 540],
      ],
      0.1,
    );
    stroke(
      board,
      [
        [500, 600],
        [540, 640],
      ],
      0.9,
    );
    const [thin = 0, thick = 0] = inkOn(board).map(({ look }) => look.width ?? 0);
    expect(thick).toBeGreaterThan(thin * 2);
  });

  test('others see it as it is drawn; the document gets it once', () => {
    const { hand, editor, toolbox, shown } = open();
    let changes = 0;
    editor.model.onChange(() => changes++);
    toolbox.pick('pen');
    hand.down([500, 500]);
    hand.move([510, 505]);
    expect(shown.gesture).toEqual({ kind: 'draw', ids: [], points: [500, 500, 510, 505] });
    hand.up([520, 510]);
    expect([changes, shown.gesture]).toEqual([1, null]);
  });

  test('Escape takes the stroke back, and once more puts the pen down', () => {
    const board = open();
    board.toolbox.pick('pen');
    board.hand.down([500, 500]);
    board.hand.move([600, 600]);
    board.toolbox.cancel();
    expect([inkOn(board), board.toolbox.tool, board.canvas.draftInk]).toEqual([[], 'pen', null]);
    board.toolbox.cancel();
    expect(board.toolbox.tool).toBe('select');
  });

  test('the eraser takes the strokes it touches, all in one step, and nothing else', () => {
    const board = open();
    board.toolbox.pick('pen');
    stroke(board, [
      [500, 500],
      [540, 540],
    ]);
    stroke(board, [
      [500, 600],
      [540, 640],
    ]);
    const [first, second] = inkOn(board).map(({ id }) => id);
    board.toolbox.pick('eraser');
    board.hand.down([500, 500], on(first ?? ''));
    board.hand.up([500, 500]);
    expect(inkOn(board).map(({ id }) => id)).toEqual([second]);
    board.hand.down([30, 90], on('a'));
    board.hand.up([30, 90]);
    expect(board.editor.model.item('a')).not.toBeNull();
    board.editor.undo();
    expect(inkOn(board)).toHaveLength(2);
  });
});

describe('writing on the board', () => {
  test('the text tool puts a text where one presses, in writing; without words it goes again', () => {
    const { hand, editor, toolbox, canvas } = open();
    toolbox.pick('text');
    hand.down([700, 500]);
    hand.up([700, 500]);
    const id = editor.editing?.item ?? '';
    expect(editor.model.item(id)).toMatchObject({ kind: 'text', at: [590, 480] });
    canvas.endWriting();
    expect(editor.model.item(id)).toBeNull();
  });
});

describe('while something is dragged', () => {
  test('it goes on to where it lines up with what is near, along lines that are shown', () => {
    const { hand, editor, canvas } = open();
    canvas.drawn.look(canvas.viewport.view, []);
    hand.down([610, 190], on('b'));
    hand.move([612, 93]);
    expect(canvas.guides.length).toBeGreaterThan(0);
    hand.up([612, 93]);
    expect(editor.model.item('b')?.at).toEqual([602, 80]);
    expect(canvas.guides).toEqual([]);
  });

  test('with Alt it goes exactly where the hand puts it', () => {
    const { hand, editor } = open();
    hand.down([610, 190], on('b'), { free: true });
    hand.move([612, 93]);
    hand.up([612, 93]);
    expect(editor.model.item('b')?.at).toEqual([602, 83]);
  });
});

describe('hands and pens on glass', () => {
  const finger = (id: number) => ({ by: 'touch', id }) as const;
  const pen = { by: 'pen', id: 9, pressure: 0.9 } as const;

  test('a hand that rests on the glass while the pen draws adds nothing to the stroke', () => {
    const opened = open();
    const { hand, toolbox } = opened;
    toolbox.pick('pen');
    hand.down([500, 500], undefined, pen);
    hand.move([520, 500]);
    hand.down([800, 680], undefined, finger(2));
    hand.move([810, 690]);
    hand.up([810, 690]);
    toolbox.pointerLost({ id: 2 });
    hand.resume([540, 500], pen);
    hand.up([560, 500]);
    const [stroke, ...more] = inkOn(opened);
    expect([stroke?.size, stroke?.look.width, more]).toEqual([[60, 24], 6.5, []]);
  });

  test('the pen takes over from the hand that was there first', () => {
    const opened = open();
    const { hand, toolbox, canvas } = opened;
    const before = canvas.viewport.camera;
    toolbox.pick('hand');
    hand.down([800, 680], undefined, finger(2));
    hand.move([700, 600]);
    toolbox.pick('pen');
    hand.down([500, 500], undefined, pen);
    expect(canvas.viewport.camera).toEqual(before);
    hand.up([560, 500]);
    expect([inkOn(opened).length, toolbox.tool]).toEqual([1, 'pen']);
  });

  test('where there is a pen, fingers move the board, with the pen and the eraser in hand too', () => {
    const opened = open();
    const { hand, toolbox, canvas } = opened;
    for (const tool of ['pen', 'eraser'] as const) {
      toolbox.pick(tool);
      hand.down([100, 650], undefined, pen);
      hand.up([100, 650]);
      const { x } = canvas.viewport.camera;
      hand.down([500, 500], undefined, finger(3));
      hand.move([540, 500]);
      hand.up([540, 500]);
      expect([canvas.viewport.camera.x, toolbox.tool]).toEqual([x - 40, tool]);
    }
    expect(inkOn(opened)).toHaveLength(1);
  });

  test.each(['pen', 'card', 'connector', 'zone', 'text', 'eraser'] as const)(
    'two fingers with %s in hand zoom, put nothing there, and leave it in hand',
    (tool) => {
      const opened = open();
      const { hand, toolbox, editor, canvas } = opened;
      const count = editor.model.count;
      toolbox.pick(tool);
      hand.down([300, 500], undefined, finger(1));
      hand.move([305, 500]);
      hand.down([500, 500], undefined, finger(2));
      hand.move([600, 500]);
      hand.up([600, 500]);
      hand.resume([200, 400], finger(1));
      hand.up([200, 400]);
      expect([editor.model.count, editor.model.connectorIds, canvas.draftInk, canvas.draft]).toEqual([
        count,
        [],
        null,
        null,
      ]);
      expect([toolbox.tool, toolbox.resting]).toEqual([tool, true]);
      expect(canvas.viewport.camera.zoom).toBeGreaterThan(1);
    },
  );
});
