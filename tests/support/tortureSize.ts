/** `npm run torture` runs the long tests at full size; everything else runs them small. */
export const IS_FULL_SIZE = process.env['TORTURE'] === 'full';

export function sized<T>({ small, full }: { small: T; full: T }): T {
  return IS_FULL_SIZE ? full : small;
}
