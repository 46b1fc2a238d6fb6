/** What a page tells the parts that must act before it goes, or when the network changes. */
export interface PageListener {
  /** The page is hidden or going: nothing may wait any longer. */
  leaving(): void;
  online(): void;
  offline(): void;
}

/** Listens until told to stop. Outside a browser there is nothing to hear. */
export function listenToPage(listener: PageListener): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const stop = new AbortController();
  const { signal } = stop;
  const hidden = () => document.visibilityState === 'hidden' && listener.leaving();
  document.addEventListener('visibilitychange', hidden, { signal });
  // Early, so that what is sent then still has a way to go: the transport ends in the bubbling phase.
  window.addEventListener('pagehide', () => listener.leaving(), { signal, capture: true });
  window.addEventListener('online', () => listener.online(), { signal });
  window.addEventListener('offline', () => listener.offline(), { signal });
  return () => stop.abort();
}

/** Whether nobody looks at the page, so that its timers may sleep. */
export function isPageHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden';
}

/** Whether the browser knows of a network. Some programs have no idea; they count as having one. */
export function hasNetwork(): boolean {
  return typeof navigator === 'undefined' || navigator.onLine !== false;
}
