import { CanvasState } from '$lib/board/canvas.svelte';
import { BoardEditor } from '$lib/board/editor.svelte';
import type { LiveBoard } from '$lib/board/liveBoard';
import { Toolbox } from '$lib/board/tools/toolbox.svelte';
import type { Pointer, Target } from '$lib/board/tools/toolState';
import type { Point } from '$lib/domain/boards/schema';
import type { OwnPresence } from '$lib/protocol/messages/presence';
import { HeldStore } from '$lib/sync/heldStore';
import { board, surroundings } from './boards';

type Content = Parameters<typeof board>[0];
type Role = LiveBoard['role'];

/** A board open on its own, without a server: an editor, a canvas of 1000 by 700 at 100 %, and its tools. */
export function aloneBoard(content: Content, { role = 'edit' }: { role?: Role } = {}) {
  const { doc } = board(content);
  /** What the others would have been told, merged as the sender merges it. */
  const shown: OwnPresence = {};
  const live: LiveBoard = {
    doc,
    status: { is: 'saved' },
    role,
    synced: true,
    others: [],
    takenOff: [],
    notices: { gathered: null, closed: false, said: {}, session: null, tallies: {} },
    present: (patch) => void Object.assign(shown, patch),
  };
  const me = { id: 'ana', name: 'Ana Reyes', organisation: 'Hill Schools', organisationKind: 'school-trust' } as const;
  const store = new HeldStore({ room: 'board/b1', actor: me.id }, { storage: null, page: null, now: () => 0 });
  const holding = { store, rules: () => ({ rule: 'hold', knownPostcodes: [] }) as const };
  const editor = new BoardEditor({ id: 'b1', live, me, people: {}, surroundings: surroundings('new'), holding });
  const canvas = new CanvasState(editor, () => true);
  canvas.viewport.size = [1_000, 700];
  const toolbox = new Toolbox(canvas);
  return { editor, canvas, toolbox, shown, hand: handOf(toolbox) };
}

/** A pointer that goes where it is told; the target is what the page would have found under it. */
function handOf(toolbox: Toolbox) {
  let target: Target = { on: 'ground', zone: null };
  let more: Partial<Pointer> = {};
  const pointer = (at: Point): Pointer => ({
    id: 1,
    screen: at,
    at: toolbox.canvas.viewport.toBoard(at),
    target,
    by: 'mouse',
    pans: false,
    pressure: 0.5,
    free: false,
    adds: false,
    ...more,
  });
  return {
    down(at: Point, on: Target = { on: 'ground', zone: null }, with_: Partial<Pointer> = {}): void {
      target = on;
      more = with_;
      toolbox.pointerDown(pointer(at));
    },
    /** Goes on with a pointer that is still down. */
    resume(at: Point, with_: Partial<Pointer>): void {
      more = with_;
      toolbox.pointerMove(pointer(at));
    },
    move: (at: Point): void => toolbox.pointerMove(pointer(at)),
    /** Lets go, over what the page would have found there; over what it went down on unless it is said. */
    up(at: Point, on: Target = target): void {
      target = on;
      toolbox.pointerUp(pointer(at));
    },
    doubleClick(at: Point, on: Target = { on: 'ground', zone: null }): void {
      target = on;
      more = {};
      toolbox.doubleClick(pointer(at));
    },
  };
}
