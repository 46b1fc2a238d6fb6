import type { Attachment } from 'svelte/attachments';

/** A toolbar is one tab stop; arrows, Home and End go between its buttons. */
export function toolbarKeys(): Attachment<HTMLElement> {
  return (bar) => {
    const buttons = (): HTMLElement[] =>
      [...bar.querySelectorAll<HTMLElement>('button')].filter((button) => !button.closest('[popover]'));
    const hold = (current: HTMLElement | undefined): void => {
      for (const button of buttons()) button.tabIndex = button === current ? 0 : -1;
    };
    const seen = (): void => hold(buttons().find((button) => button.tabIndex === 0) ?? buttons()[0]);
    const focused = (event: FocusEvent): void => {
      const button = buttons().find((one) => one === event.target);
      if (button) hold(button);
    };
    const pressed = (event: KeyboardEvent): void => {
      const all = buttons();
      const at = all.findIndex((button) => button === event.target);
      const next = at < 0 ? undefined : neighbour(event.key, at, all);
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    };
    const watch = new MutationObserver(seen);
    watch.observe(bar, { childList: true, subtree: true });
    bar.addEventListener('focusin', focused);
    bar.addEventListener('keydown', pressed);
    hold(buttons()[0]);
    return () => {
      watch.disconnect();
      bar.removeEventListener('focusin', focused);
      bar.removeEventListener('keydown', pressed);
    };
  };
}

function neighbour(key: string, at: number, all: readonly HTMLElement[]): HTMLElement | undefined {
  // Down opens the menu of a button that has one.
  const opens = all[at]?.getAttribute('aria-haspopup') === 'menu';
  if (key === 'ArrowRight' || (key === 'ArrowDown' && !opens)) return all[(at + 1) % all.length];
  if (key === 'ArrowLeft' || key === 'ArrowUp') return all[(at - 1 + all.length) % all.length];
  if (key === 'Home') return all[0];
  return key === 'End' ? all.at(-1) : undefined;
}
