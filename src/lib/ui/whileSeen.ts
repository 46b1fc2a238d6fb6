/**
 * Runs now and then while the page is seen, and at once when the window is looked at again. Returns the way to stop.
 */
export function whileSeen(everyMs: number, run: () => void): () => void {
  const tick = (): void => {
    if (document.visibilityState === 'visible') run();
  };
  const timer = setInterval(tick, everyMs);
  window.addEventListener('focus', tick);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', tick);
  };
}
