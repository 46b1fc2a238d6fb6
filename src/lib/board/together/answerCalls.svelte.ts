import { untrack } from 'svelte';
import type { BoardModel } from '../model/boardModel.svelte';
import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import { m } from '$lib/messages/messages.js';
import type { CanvasState } from '../canvas.svelte';
import type { BoardEditor } from '../editor.svelte';

interface Call {
  name: string;
  view: Box;
}

/** Goes where somebody brings everyone. Who writes, or has something in hand, is only offered to: nothing may move there. */
export function answerOnCanvas(canvas: CanvasState): void {
  const { editor, viewport } = canvas;
  onCall(editor, ({ name, view }) => {
    const go = (): void => {
      editor.following = null;
      viewport.showView(view);
    };
    if (editor.editing || canvas.busy) return offer(editor, m.together_asks({ name }), go);
    const before = viewport.camera;
    go();
    const back = { words: m.together_back(), run: () => viewport.glide(before) };
    editor.toast = { words: m.together_brought({ name }), undo: false, way: back };
  });
}

/** In a list nothing moves by itself: one is offered to go to the zone that is meant. */
export function answerInOutline(editor: BoardEditor, go: (zone: string | null) => void): void {
  onCall(editor, ({ name, view }) => {
    const zone = zoneIn(editor.model, view);
    const title = zone === null ? '' : (editor.model.item(zone)?.text.trim() ?? '');
    const words = title === '' ? m.together_asks({ name }) : m.together_asks_zone({ name, zone: title });
    offer(editor, words, () => go(zone));
  });
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

function offer(editor: BoardEditor, words: string, run: () => void): void {
  editor.toast = { words, undo: false, way: { words: m.together_go(), run } };
}

/** Calls back for each call from now on; what was called before this view of the board opened is past. */
function onCall(editor: BoardEditor, answer: (call: Call) => void): void {
  let known = editor.live.notices.gathered;
  $effect(() => {
    const call = editor.live.notices.gathered;
    if (call === null || call === known) return;
    known = call;
    const [x, y, w, h] = call.view;
    untrack(() => answer({ name: call.name, view: { x, y, w, h } }));
  });
}
