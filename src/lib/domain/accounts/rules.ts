import type { FieldFault } from '../shared/errors.ts';
import { oneLine } from '../shared/oneLine.ts';

/** Shortest password. NCSC advises length over rules about signs; three random words pass. */
export const MIN_PASSWORD = 10;
/** Longest password, so that hashing one cannot be used to keep the server busy. */
export const MAX_PASSWORD = 256;
export const MAX_NAME = 80;
/** Longest job title, in characters: it stands on one line below a name. */
export const MAX_JOB_TITLE = 80;
/** RFC 5321, section 4.5.3.1.3, less the angle brackets. */
export const MAX_EMAIL = 254;

/** Deliberately loose: one @, something on both sides, a dot in the domain. Whether mail arrives decides the rest. */
const EMAIL = /^[^\s@<>",;:]+@[^\s@<>",;:]+\.[^\s@<>",;:.]+$/u;

/** Addresses are compared without case, as every mail provider does. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** What is wrong with an email address, or null. */
export function emailFault(email: string): FieldFault | null {
  if (email.trim() === '') return 'missing';
  if (email.length > MAX_EMAIL) return 'tooLong';
  return EMAIL.test(email.trim()) ? null : 'emailShape';
}

/** What is wrong with a name of a person, an organisation or a partnership, or null. */
export function nameFault(name: string, longest = MAX_NAME): FieldFault | null {
  const line = oneLine(name);
  if (line === '') return 'missing';
  return line.length > longest ? 'tooLong' : null;
}

/** What is wrong with a new password, or null. `common` holds well-known passwords in lower case. */
export function passwordFault(
  password: string,
  { email, name, common }: { email: string; name: string; common: ReadonlySet<string> },
): FieldFault | null {
  if (password === '') return 'missing';
  if ([...password].length < MIN_PASSWORD) return 'tooShort';
  if (password.length > MAX_PASSWORD) return 'tooLong';
  const plain = password.toLowerCase();
  if (common.has(plain) || new Set(plain).size < 4) return 'passwordCommon';
  const own = [normaliseEmail(email), normaliseEmail(email).split('@')[0], name.trim().toLowerCase()];
  return own.includes(plain) ? 'passwordIsName' : null;
}
