import { untrack } from 'svelte';
import type { CanvasState } from '../canvas.svelte';

/** Often enough to follow: who follows glides from one view to the next. */
const VIEW_EVERY_MS = 100;

/** Tells the others what part of the board one sees, and shows the view of the person one follows. */
export function presence({ editor, viewport }: CanvasState): void {
  editor.together.sight = () => viewport.view;
  let telling: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    telling = undefined;
    const { x, y, w, h } = viewport.view;
    if (w > 0) editor.live.present({ view: [Math.round(x), Math.round(y), Math.round(w), Math.round(h)] });
  };
  $effect(() => {
    void viewport.view;
    telling ??= setTimeout(() => untrack(tell), VIEW_EVERY_MS);
  });
  $effect(() => () => clearTimeout(telling));
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
