/** Whether this is a Mac or another of its family, whose Command key does what Ctrl does elsewhere. */
export const onApple = /Macintosh|iPhone|iPad/u.test(typeof navigator === 'undefined' ? '' : navigator.userAgent);

/** A key pressed together with Ctrl or Command, as people here write it. */
export function withMod(key: string, apple = onApple): string {
  return apple ? `⌘${key}` : `Ctrl ${key}`;
}

/** What does again what was taken back. */
export function redoKeys(apple = onApple): string {
  return apple ? '⇧⌘Z' : 'Ctrl Y';
}

/** The key itself. */
export function modKey(apple = onApple): string {
  return apple ? '⌘' : 'Ctrl';
}
