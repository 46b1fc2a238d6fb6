import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Placed, Point, ZoneItem } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';
import { beMovedAlone } from './movedAlone.svelte';

/** The same as `--motion-calm` and `--ease-out`. */
const GLIDE: KeyframeAnimationOptions = { duration: 220, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)', composite: 'add' };

/**
 * Puts an item's element where the item is shown. At rest it stands there by `left` and `top`: an element that has a
 * transform costs its browser something in each frame, and there are hundreds. Only in somebody's hands it has one, and
 * on its way to where others have put it, which is not shown to those who want no movement or have the item themselves.
 */
export function placed(canvas: CanvasState, item: () => Placed | ZoneItem): Attachment<HTMLElement> {
  return (element) => {
    let shown: Point | null = null;
    const inHand = $derived(canvas.passing.isMine(item().id) || canvas.passing.isTheirs(item().id));
    $effect(() => (inHand ? beMovedAlone(element, 'translate') : undefined));
    $effect(() => {
      const [left, top] = item().at;
      const { x, y } = canvas.boxOf(item());
      const from = shown;
      shown = [x, y];
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
      element.style.translate = inHand ? `${x - left}px ${y - top}px` : '';
      const isOwn = untrack(() => canvas.editor.selection.has(item().id));
      if (from && !inHand && !isOwn && !canvas.viewport.still()) glide(element, [from[0] - x, from[1] - y]);
    });
  };
}

function glide(element: HTMLElement, [dx, dy]: Point): void {
  if (dx === 0 && dy === 0) return;
  element.animate([{ translate: `${dx}px ${dy}px` }, { translate: '0px 0px' }], GLIDE);
}
