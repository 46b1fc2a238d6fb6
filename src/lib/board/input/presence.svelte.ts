import { untrack } from 'svelte';
import type { CanvasState } from '../canvas.svelte';

/** Tells the others what part of the board one sees, and shows the view of the person one follows. */
export function presence({ editor, viewport }: CanvasState): void {
  $effect(() => {
    const { x, y, w, h } = viewport.view;
    if (w > 0) editor.live.present({ view: [Math.round(x), Math.round(y), Math.round(w), Math.round(h)] });
  });
  const followed = $derived(editor.others.find(({ who }) => who.id === editor.following));
  const theirView = $derived(followed?.presence.view?.join() ?? '');
  $effect(() => {
    if (theirView === '') return;
    const view = untrack(() => followed?.presence.view);
    if (view) untrack(() => viewport.showView({ x: view[0], y: view[1], w: view[2], h: view[3] }));
  });
  $effect(() => {
    // Who has left can no longer be followed.
    if (editor.following !== null && editor.live.synced && !followed) editor.following = null;
  });
}
