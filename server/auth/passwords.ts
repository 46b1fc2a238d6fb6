import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secrets.ts';

/** OWASP's first choice for argon2id (this library's default kind): 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

/** Length of a password made here: 96 bits, and still short enough to read out. */
const MADE_LENGTH = 16;

/** A password nobody can guess. */
export function newPassword(): string {
  return newSecret().slice(0, MADE_LENGTH);
}

/** Compares passwords with what is kept of them. */
export class Passwords {
  #decoy: Promise<string> | null = null;

  /**
   * Whether the password fits the hash. Without a hash (nobody has that address) it takes as long and says no, so
   * that time does not tell who has an account.
   */
  async fits(hashed: string | null, password: string): Promise<boolean> {
    this.#decoy ??= hashPassword('nobody has this password');
    const fits = await verify(hashed ?? (await this.#decoy), password);
    return hashed !== null && fits;
  }
}
