import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Presence } from '$lib/protocol/messages/presence';
import { ANA } from '../../../../tests/support/boards';
import { aloneBoard } from '../../../../tests/support/aloneBoard';
import { RemoteGestures } from './remoteGestures';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const who = {
  id: 'ben',
  name: 'Ben',
  organisationKind: 'council',
  organisation: 'C',
  guest: false,
  colour: 1,
} as const;

function watching() {
  const { editor, canvas } = aloneBoard({
    zones: [{ id: 'zone', at: [0, 0] }],
    cards: [
      { id: 'a', at: [20, 80], zone: 'zone' },
      { id: 'b', at: [200, 80], zone: 'zone' },
    ],
  });
  const gestures = new RemoteGestures(editor.model, canvas.passing);
  const ben = (presence: Omit<Presence, 'who'>) => gestures.look([{ clientId: 7, presence: { ...presence, who } }]);
  const shown = (id: string) => {
    const item = editor.model.item(id);
    return item && canvas.boxOf(item);
  };
  return { editor, gestures, ben, shown };
}

const move = (ids: string[] | 'selection', dx: number) => ({ kind: 'move', ids, dx, dy: 0 }) as const;

test('what someone drags is shown where they have it, a zone with all that lies in it', () => {
  const { ben, shown } = watching();
  ben({ gesture: move(['a'], 50) });
  ben({ gesture: move(['a'], 90) });
  expect([shown('a')?.x, shown('b')?.x]).toEqual([110, 200]);
  ben({ gesture: null });
  ben({ gesture: move(['zone'], 10) });
  expect([shown('zone')?.x, shown('a')?.x, shown('b')?.x]).toEqual([10, 30, 210]);
});

test('a resize shows the new size; a long selection goes by its own name', () => {
  const { ben, shown } = watching();
  ben({ gesture: { kind: 'resize', ids: ['a'], dx: 0, dy: 0, size: [300, 200] } });
  expect(shown('a')).toEqual({ x: 20, y: 80, w: 300, h: 200 });
  ben({ gesture: null });
  ben({ selection: ['b'], gesture: move('selection', 40) });
  expect(shown('b')?.x).toBe(240);
});

test('after the drop the document says where it is, and late news of the gesture does not move it twice', () => {
  const { ben, shown, editor } = watching();
  ben({ gesture: move(['a'], 90) });
  editor.board.place([{ id: 'a', at: [110, 80], zone: 'zone' }], ANA);
  expect(shown('a')?.x).toBe(110);
  ben({ gesture: move(['a'], 90) });
  expect(shown('a')?.x).toBe(110);
});

test('between the end of a gesture and the edit of its drop nothing jumps back', () => {
  const { ben, shown, editor } = watching();
  ben({ gesture: move(['a'], 90) });
  ben({ gesture: null });
  vi.advanceTimersByTime(1_000);
  expect(shown('a')?.x).toBe(110);
  editor.board.place([{ id: 'a', at: [112, 80], zone: 'zone' }], ANA);
  expect(shown('a')?.x).toBe(112);
});

test('a gesture that was taken back, or whose maker left, lets go after a moment', () => {
  const { ben, shown, gestures } = watching();
  ben({ gesture: move(['a'], 90) });
  ben({ gesture: null });
  vi.advanceTimersByTime(2_000);
  expect(shown('a')?.x).toBe(20);
  ben({ gesture: move(['b'], 90) });
  gestures.look([]);
  vi.advanceTimersByTime(2_000);
  expect(shown('b')?.x).toBe(200);
});

test('gripped again at once, an item is moved from where it is now', () => {
  const { ben, shown, editor } = watching();
  ben({ gesture: move(['a'], 90) });
  editor.board.place([{ id: 'a', at: [110, 80], zone: 'zone' }], ANA);
  ben({ gesture: null });
  ben({ gesture: move(['a'], 5) });
  expect(shown('a')?.x).toBe(115);
});
