/** Keeps the screen on while the page is seen, where a browser can. Returns the way to stop. */
export function stayAwake(): () => void {
  let held: WakeLockSentinel | null = null;
  let isOver = false;
  const hold = async (): Promise<void> => {
    if (isOver || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    // Refused on a low battery, say: then the screen does as it is set.
    held = await navigator.wakeLock.request('screen').catch(() => null);
    if (isOver) void held?.release();
  };
  // A browser lets go of it whenever the page is hidden.
  const again = (): void => void hold();
  document.addEventListener('visibilitychange', again);
  void hold();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', again);
    void held?.release();
  };
}
