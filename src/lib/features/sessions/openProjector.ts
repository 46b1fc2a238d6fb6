/** As large as a projector is, mostly; a smaller screen gets as much as it has. */
const FEATURES = 'popup,width=1920,height=1080';

/** Opens what a link leads to as a window of its own, once: pressed again, that window comes forward. */
export function openProjector(event: MouseEvent): void {
  const link = event.currentTarget;
  if (!(link instanceof HTMLAnchorElement)) return;
  const opened = window.open(link.href, 'throughline-projector', FEATURES);
  // A browser that lets no window open follows the link, into a tab.
  if (!opened) return;
  event.preventDefault();
  opened.focus();
}
