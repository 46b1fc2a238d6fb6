import type { Instant } from '../shared/surroundings.ts';

/** Codes of an authenticator, as RFC 6238 has them and every authenticator knows them. */
export const CODE_DIGITS = 6;
export const CODE_SECONDS = 30;
/** How many recovery codes there are. */
export const RECOVERY_CODES = 10;
/** 80 bits in base 32, so that guessing what is kept of one is hopeless. */
export const RECOVERY_LENGTH = 16;

/** What somebody can prove who they are with, beside their password, as they see it. */
export interface Factors {
  /** Since when; null when there is none. */
  authenticator: Instant | null;
  /** Recovery codes that were not used yet. */
  recoveryLeft: number;
  /** How many. */
  passkeys: number;
}

/** An authenticator that is being set up: what it is told, as a picture and as text. */
export interface SettingUp {
  /** In base 32, to be typed. */
  secret: string;
  /** The dark squares of the QR code, as an SVG path on `size` by `size` units. */
  qr: { size: number; path: string };
}

/** Enough for every device and a spare. */
export const MAX_PASSKEYS = 20;

/** A passkey, as its owner sees it. */
export interface Passkey {
  id: string;
  /** Where it was added, such as "Firefox on Windows". */
  device: string;
  addedAt: Instant;
}

export type Proof = { kind: 'code'; code: string } | { kind: 'recovery'; code: string };

/**
 * What somebody typed or pasted to prove who they are; null when it can be neither a code nor a recovery code. Spaces
 * and hyphens are how people and programs group them, and mean nothing.
 */
export function readProof(typed: string): Proof | null {
  const code = typed.replace(/[\s\-\u2010-\u2015]/gu, '').toLowerCase();
  if (/^[0-9]+$/.test(code) && code.length === CODE_DIGITS) return { kind: 'code', code };
  // 0, 1 and 8 are no letters of base 32: somebody read them for others.
  const plain = code.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('8', 'b');
  return /^[a-z2-7]+$/.test(plain) && plain.length === RECOVERY_LENGTH ? { kind: 'recovery', code: plain } : null;
}

/** A recovery code as it is shown, in groups of four. */
export function grouped(code: string): string {
  return code.match(/.{1,4}/gu)?.join('-') ?? '';
}

/** The counter of a moment (RFC 6238, section 4.2), and those beside it that clocks a little wrong would show. */
export function stepsAround(now: Instant): readonly number[] {
  const step = Math.floor(Date.parse(now) / (CODE_SECONDS * 1_000));
  return [step - 1, step, step + 1];
}
