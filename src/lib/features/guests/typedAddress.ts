import { resolve } from '$app/paths';

/** Where a code is typed, as people type it: what `resolve` gives while the server writes a page is relative to it. */
export function typedAddress(page: URL): string {
  const { host, pathname } = new URL(resolve('/(public)/g'), page);
  return host + pathname;
}
