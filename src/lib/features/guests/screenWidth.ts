/** As in `view.ts` of the board: below this a canvas is a keyhole. */
const NARROW = '(max-width: 640px)';

/** How wide the screen is, as a page says it: where somebody lands depends on it. Browser only. */
export function screenWidth(): 'narrow' | 'wide' {
  return matchMedia(NARROW).matches ? 'narrow' : 'wide';
}
