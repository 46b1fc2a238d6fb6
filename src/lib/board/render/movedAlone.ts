import type { Attachment } from 'svelte/attachments';

/** Longer than anybody moves anything. */
const NEVER_MS = 1e9;
const NOWHERE = { transform: 'none', translate: 'none' };

/**
 * While this is so, the element is moved by its transform or `translate` alone, and the browser need not work out
 * anew which layer everything on the page belongs to: that takes longer than all the rest of a frame. Browsers spare
 * themselves that only for elements that are being animated; so it is given an animation that never begins.
 */
export function movedAlone(isMoving: () => boolean): Attachment<HTMLElement> {
  return (element) => {
    if (!isMoving()) return;
    const waiting = element.animate([NOWHERE, NOWHERE], { delay: NEVER_MS, duration: 1 });
    return () => waiting.cancel();
  };
}
