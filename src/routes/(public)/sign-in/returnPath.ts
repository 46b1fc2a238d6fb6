/** Where everyone goes who came from nowhere in particular. */
const START = '/partnerships';
/** Any host: only used to see whether a path leaves it. */
const HERE = 'http://here.invalid';

/** The page someone wanted before they had to sign in. Only a path of our own: anything else leads to the start. */
export function safeReturnPath(wanted: string | null): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, HERE)) return START;
  const url = new URL(wanted, HERE);
  if (url.origin !== HERE || url.pathname.startsWith('//')) return START;
  if (url.pathname === '/' || /^\/(sign-in|sign-out|setup)(\/|$)/u.test(url.pathname)) return START;
  return url.pathname + url.search;
}
