import type { Snippet } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { Typeahead } from './typeahead';

/** Which edge of its button a popover lines up with. */
export type Side = 'start' | 'end';

/** What every button that opens something is given. */
export interface PopoverProps {
  id: string;
  /** Accessible name of the button; its content when absent. */
  label?: string;
  buttonClass?: string;
  side?: Side;
  button: Snippet;
  /** What opens; gets the way to close it. */
  children: Snippet<[() => void]>;
}

const GAP = 6;
const MARGIN = 8;

/** Puts an open popover beside its button and keeps it inside the window. It is in the top layer, so nothing clips it. */
export function placedBy(anchor: () => HTMLElement | null, side: Side): Attachment<HTMLElement> {
  return (popover) => {
    const place = (): void => {
      const button = anchor();
      if (button && popover.matches(':popover-open')) placeBeside(popover, button.getBoundingClientRect(), side);
    };
    popover.addEventListener('toggle', place);
    window.addEventListener('resize', place);
    return () => {
      popover.removeEventListener('toggle', place);
      window.removeEventListener('resize', place);
    };
  };
}

function placeBeside(popover: HTMLElement, button: DOMRect, side: Side): void {
  const { width, height } = popover.getBoundingClientRect();
  const left = side === 'start' ? button.left : button.right - width;
  const below = button.bottom + GAP;
  const top = below + height > innerHeight - MARGIN ? Math.max(MARGIN, button.top - GAP - height) : below;
  popover.style.inset = 'auto';
  popover.style.margin = '0';
  popover.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - MARGIN - width))}px`;
  popover.style.top = `${top}px`;
}

/** Arrow keys, Home, End and typing find an item in a menu; Tab closes it. */
export function menuKeys(popover: HTMLElement): () => void {
  const typeahead = new Typeahead();
  const listening = new AbortController();
  const options = { signal: listening.signal };
  let spaceIsLetter = false;
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') popover.hidePopover();
    spaceIsLetter = event.key === ' ' && typeahead.isOpen(event.timeStamp);
    if (event.key === ' ' ? !spaceIsLetter : event.ctrlKey || event.metaKey || event.altKey) return;
    const next = itemFor(event, menuItems(popover), typeahead);
    if (!next && !spaceIsLetter) return;
    event.preventDefault();
    next?.focus();
  };
  // A button is pressed when the space bar comes up.
  const release = (event: KeyboardEvent): void => {
    if (event.key === ' ' && spaceIsLetter) event.preventDefault();
  };
  const opened = (event: ToggleEvent): void => {
    if (event.newState === 'open') menuItems(popover)[0]?.focus();
  };
  popover.addEventListener('keydown', press, options);
  popover.addEventListener('keyup', release, options);
  popover.addEventListener('toggle', opened, options);
  return () => listening.abort();
}

function menuItems(popover: HTMLElement): HTMLElement[] {
  return [...popover.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function itemFor(
  { key, timeStamp }: KeyboardEvent,
  items: readonly HTMLElement[],
  typeahead: Typeahead,
): HTMLElement | undefined {
  const on = items.indexOf(document.activeElement as HTMLElement);
  if (key === 'ArrowDown') return items[(on + 1) % items.length];
  if (key === 'ArrowUp') return items[(on - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1) return undefined;
  return items[typeahead.type(key, { words: items.map((item) => item.textContent ?? ''), on, at: timeStamp })];
}
