import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A secret for a cookie or a link: 256 bits, safe in an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A code that is typed: so many of these letters, each as likely as any other. */
export function newCode(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** What is kept of a secret. A long random secret needs no salt and no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
