/** Names of the caches that the service worker keeps board pages in, so that a board opens again without a network. */
const PAGES = 'pages-';

/** Asks the service worker to keep these pages for opening them offline. Never on a shared computer. */
export async function keepPages(paths: readonly string[]): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { active } = await navigator.serviceWorker.ready;
  for (const path of paths) active?.postMessage({ keep: path });
}

/** Throws the kept pages away: at sign-out, and when someone else signs in. */
export async function forgetPages(): Promise<void> {
  if (!('caches' in window)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PAGES)).map((name) => caches.delete(name)));
}
