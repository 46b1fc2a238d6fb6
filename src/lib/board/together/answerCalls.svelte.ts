import { untrack } from 'svelte';
import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import { m } from '$lib/messages/messages.js';
import type { CanvasState } from '../canvas.svelte';
import type { BoardEditor } from '../editor.svelte';
import type { BoardModel } from '../model/boardModel.svelte';
import type { Call } from './together.svelte';

/** Time to say no, or to finish a word. */
const MOVES_AFTER_MS = 3_000;
/** Slower than one's own moves, so that one sees where one is taken. */
const TAKEN_MS = 420;

/** Takes a call up on the canvas: the view goes there by itself, but not under a hand, a caret or reduced motion. */
export function answerOnCanvas(canvas: CanvasState, still: () => boolean): (call: Call) => void {
  const { editor, viewport } = canvas;
  editor.together.go = (view) => viewport.showView(view);
  const go = ({ name, view }: Call): void => {
    const before = viewport.camera;
    editor.together.call = null;
    editor.following = null;
    viewport.showView(view, TAKEN_MS);
    const way = { words: m.together_back(), run: () => viewport.glide(before) };
    editor.toast = { words: m.together_brought({ name }), undo: false, way };
  };
  onCall(editor, (call) => {
    if (still()) return;
    const timer = setTimeout(() => {
      if (editor.together.call === call && !editor.editing && !canvas.busy) go(call);
    }, MOVES_AFTER_MS);
    return () => clearTimeout(timer);
  });
  return go;
}

/** Takes a call up in the list, where nothing moves by itself. */
export function answerInOutline(editor: BoardEditor, goTo: (zone: string | null) => void): (call: Call) => void {
  editor.together.go = (view) => goTo(zoneIn(editor.model, view));
  onCall(editor, () => undefined);
  return ({ view }) => {
    editor.together.call = null;
    goTo(zoneIn(editor.model, view));
  };
}

/** The zone that fills most of a view; null when there is none in it. */
export function zoneIn({ zones }: Pick<BoardModel, 'zones'>, view: Box): string | null {
  const shares = zones.map((zone) => ({ id: zone.id, share: common(boxOf(zone), view) }));
  const [first] = shares.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return first?.id ?? null;
}

function common(a: Box, b: Box): number {
  const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** Shows each call from now on, and calls back; what was called before this view of the board opened is past. */
function onCall(editor: BoardEditor, begin: (call: Call) => (() => void) | undefined): void {
  let known = editor.live.notices.gathered;
  $effect(() => {
    const call = editor.live.notices.gathered;
    if (call === null || call === known) return;
    known = call;
    const [x, y, w, h] = call.view;
    return untrack(() => {
      const shown = { name: call.name, view: { x, y, w, h } };
      editor.together.call = shown;
      return begin(shown);
    });
  });
}
