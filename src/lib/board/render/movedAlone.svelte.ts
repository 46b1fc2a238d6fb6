import type { Attachment } from 'svelte/attachments';

/** Longer than anybody moves anything. */
const NEVER_MS = 1e9;

type Moved = 'transform' | 'translate';

/**
 * From now on the element is moved by this one property alone, and the browser need not work out anew
 * which layer everything on the page belongs to: that takes longer than all the rest of a frame. Browsers spare
 * themselves that only for elements that are being animated; so it is given an animation that never begins. Returns
 * how to end it.
 */
export function beMovedAlone(element: HTMLElement, by: Moved): () => void {
  const waiting = element.animate([{ [by]: 'none' }, { [by]: 'none' }], { delay: NEVER_MS, duration: 1 });
  return () => waiting.cancel();
}

/** Is moved alone while this is so. */
export function movedAlone(by: Moved, isMoving: () => boolean): Attachment<HTMLElement> {
  return (element) => {
    // Whatever else `isMoving` looks at, only the answer counts: beginning and ending is slow.
    const isAlone = $derived(isMoving());
    $effect(() => (isAlone ? beMovedAlone(element, by) : undefined));
  };
}
