import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Bytewise order of two fractional indexes, ties by id. Never `localeCompare`: keys mix upper and lower case. */
export function byOrder(a: { key: string; id: string }, b: { key: string; id: string }): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Only these letters may stand in a key. The library takes others without a word and then makes keys out of order. */
const KEY = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * A key between two others, either of which may be absent. Null when there is no room (equal, swapped or malformed
 * neighbours, as strangers may write): the caller then gives the whole run new keys with `newRun`.
 */
export function keyBetween(before: string | null, after: string | null): string | null {
  if (before !== null && !KEY.test(before)) return null;
  if (after !== null && !KEY.test(after)) return null;
  if (before !== null && after !== null && before >= after) return null;
  try {
    return generateKeyBetween(before, after);
  } catch {
    return null;
  }
}

/** `count` fresh keys in order, from the start. */
export function newRun(count: number): string[] {
  return generateNKeysBetween(null, null, count);
}

/** The key that comes after every one given; malformed keys among them are passed over. */
export function keyAfterAll(keys: Iterable<string>): string {
  let last: string | null = null;
  for (const key of keys) {
    if ((last === null || key > last) && keyBetween(key, null) !== null) last = key;
  }
  return generateKeyBetween(last, null);
}

/** `count` keys in order that come after every one given. */
export function keysAfterAll(keys: Iterable<string>, count: number): string[] {
  const first = keyAfterAll(keys);
  return count === 0 ? [] : [first, ...generateNKeysBetween(first, null, count - 1)];
}

/** `count` keys in order that come before every one given; malformed keys among them are passed over. */
export function keysBeforeAll(keys: Iterable<string>, count: number): string[] {
  let first: string | null = null;
  for (const key of keys) {
    if ((first === null || key < first) && keyBetween(null, key) !== null) first = key;
  }
  return generateNKeysBetween(null, first, count);
}
