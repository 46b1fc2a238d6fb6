/** Everything on a card that is not its words, top to bottom: rule, padding, line of author and type, padding. */
export const CARD_CHROME = 46;
export const CARD_LINE = 20;
/** Padding and border at both sides. */
const CARD_SIDES = 22;
/** A card is an index card, not a page: longer words end in "…" until the card is opened. */
export const MAX_GROWN_HEIGHT = 420;

/** How high a card of this width must be to show all its words. Measured in the page; 0 where there is none. */
export function neededHeight(text: string, width: number): number {
  if (typeof document === 'undefined' || text === '') return 0;
  const probe = document.createElement('div');
  probe.setAttribute('aria-hidden', 'true');
  probe.style.cssText = `position:absolute;visibility:hidden;width:${width - CARD_SIDES}px;font:400 16px/${CARD_LINE}px var(--font-sans);white-space:pre-wrap;overflow-wrap:anywhere`;
  probe.textContent = text;
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  return height + CARD_CHROME;
}

/** How many lines of words a card of this height has room for. */
export function linesIn(height: number): number {
  return Math.max(1, Math.floor((height - CARD_CHROME) / CARD_LINE));
}
