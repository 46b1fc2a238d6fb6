import { generateHOTP } from '@oslojs/otp';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What an authenticator shows that was told a secret in base 32, at a moment in milliseconds. */
export function codeFor(secret: string, at = Date.now()): string {
  const bits = [...secret.toLowerCase().replace(/\s/g, '')]
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
  return generateHOTP(key, BigInt(Math.floor(at / 30_000)), 6);
}
