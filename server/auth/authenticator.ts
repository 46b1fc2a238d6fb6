import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp';
import { CODE_DIGITS, CODE_SECONDS, RECOVERY_LENGTH, stepsAround } from '../../src/lib/domain/factors/factor.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';

/** As long as what RFC 4226 recommends, and what every authenticator takes. */
const SECRET_BYTES = 20;
/** Named in authenticators, above the account. */
const ISSUER = 'Throughline';
/** RFC 4648, section 6. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What an authenticator and we share. */
export function newAuthenticatorSecret(): Uint8Array {
  return randomBytes(SECRET_BYTES);
}

/** The step whose code it is, of those that count at the moment; null when it is the code of none. */
export function stepOfCode(secret: Uint8Array, code: string, now: Instant): number | null {
  const given = Buffer.from(code);
  const fits = stepsAround(now).filter((step) => {
    const right = Buffer.from(generateHOTP(secret, BigInt(step), CODE_DIGITS));
    return right.length === given.length && timingSafeEqual(right, given);
  });
  return fits.at(-1) ?? null;
}

/** What the QR code says to an authenticator. */
export function authenticatorUri(secret: Uint8Array, account: string): string {
  return createTOTPKeyURI(ISSUER, account, secret, CODE_SECONDS, CODE_DIGITS);
}

export function newRecoveryCode(): string {
  return base32(randomBytes((RECOVERY_LENGTH * 5) / 8));
}

/** In lower case, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)] ?? '').join('');
}
