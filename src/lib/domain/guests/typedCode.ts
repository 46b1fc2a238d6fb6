import type { Instant } from '../shared/surroundings.ts';

/** How long a code for a screen holds when nobody says otherwise, and at most. */
export const JOIN_CODE_HOURS = 3;
export const MAX_JOIN_CODE_HOURS = 12;
/** As long as it takes to change from one browser to another. */
export const RETURN_CODE_MINUTES = 15;
/**
 * Most wrong codes within a minute that the whole deployment listens to; after them everyone waits for the next minute.
 * Never counted by address: a hall has one.
 */
export const WRONG_PER_MINUTE = 30;
/** A code is dead once this many wrong ones were typed while it held: whoever guesses found it by then with a chance of 1 in 900. */
export const WRONG_PER_CODE = 1_000;

/** What a return code is made of: nothing that is mistaken for something else, and no vowels, so that it is no word. */
export const RETURN_LETTERS = '23456789BCDFGHJKMNPQRSTVWXZ';
export const RETURN_LENGTH = 8;

/** Six digits from a screen bring somebody in; eight letters and digits bring them back as who they were. */
export type TypedCode = { is: 'join'; code: string } | { is: 'return'; code: string };

/** What somebody typed, however they spaced it; null for what is no code. */
export function readTypedCode(typed: string): TypedCode | null {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}.]/gu, '')
    .toUpperCase();
  if (/^\d{6}$/.test(code)) return { is: 'join', code };
  const isReturn = [...code].length === RETURN_LENGTH && [...code].every((letter) => RETURN_LETTERS.includes(letter));
  return isReturn ? { is: 'return', code } : null;
}

/** A code as it is read out: in two halves. */
export function inHalves(code: string): string {
  const middle = code.length / 2;
  return `${code.slice(0, middle)} ${code.slice(middle)}`;
}

/** Under what wrong codes of a minute are counted. */
export function minuteOf(now: Instant): string {
  return now.slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** Whether one more code is looked at in this minute. */
export function mayGuess(wrongThisMinute: number): boolean {
  return wrongThisMinute < WRONG_PER_MINUTE;
}

/** A six-digit code that is on a screen. */
export interface JoinCode {
  code: string;
  endsAt: Instant;
  /** Wrong codes that were typed anywhere while it held: each might have been a guess at it. */
  wrong: number;
}

/** Whether a code brings somebody in now. */
export function holds({ endsAt, wrong }: Pick<JoinCode, 'endsAt' | 'wrong'>, now: Instant): boolean {
  return endsAt > now && wrong < WRONG_PER_CODE;
}
