import type { Attachment } from 'svelte/attachments';

/** Which edge of its button a popover lines up with. */
export type Side = 'start' | 'end';

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
  const press = (event: KeyboardEvent): void => {
    const items = menuItems(popover);
    const next = itemFor(event.key, items, items.indexOf(document.activeElement as HTMLElement));
    if (event.key === 'Tab') popover.hidePopover();
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const opened = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'open') menuItems(popover)[0]?.focus();
  };
  popover.addEventListener('keydown', press);
  popover.addEventListener('toggle', opened);
  return () => {
    popover.removeEventListener('keydown', press);
    popover.removeEventListener('toggle', opened);
  };
}

function menuItems(popover: HTMLElement): HTMLElement[] {
  return [...popover.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function itemFor(key: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items[(at - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return later.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
