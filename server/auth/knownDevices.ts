import type { Instant, Surroundings } from '../../src/lib/domain/shared/surroundings.ts';
import { addDays } from '../../src/lib/domain/shared/surroundings.ts';
import type { KnownDeviceRepo } from '../storage/repos/knownDeviceRepo.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A browser that nobody signed in with for this long is a stranger again. */
const KNOWN_DAYS = 180;
/** Each is a further place to guess from, so that a person has few. */
const MOST_PER_PERSON = 20;

/** What a browser is given so that it is known next time. The secret goes into a cookie and is kept nowhere. */
export interface KnownDevice {
  secret: string;
  expiresAt: Instant;
}

/**
 * The browsers that people signed in with before. Wrong passwords from one of them are counted apart from those of
 * strangers, so that somebody who guesses keeps only strangers waiting and never the owner at their own browser. Being
 * known opens nothing: the password is asked for all the same.
 */
export class KnownDevices {
  #repo: KnownDeviceRepo;
  #surroundings: Surroundings;

  constructor(repo: KnownDeviceRepo, surroundings: Surroundings) {
    this.#repo = repo;
    this.#surroundings = surroundings;
  }

  /** What wrong passwords for an address count under. The browser's secret counts only where it is known. */
  async bucket({ email, personId, secret }: { email: string; personId: string | null; secret: string | null }) {
    const isKnown = secret !== null && (await this.#peopleOf(secret)).some((id) => id === personId);
    return isKnown ? hashSecret(`${hashSecret(secret)} ${email}`) : strangersBucket(email);
  }

  /** Makes a browser known to a person. It keeps a secret that we gave it; one that we do not know is replaced. */
  async remember(personId: string, presented: string | null): Promise<KnownDevice> {
    const isOurs = presented !== null && (await this.#peopleOf(presented)).length > 0;
    const secret = isOurs ? presented : newSecret();
    const now = this.#surroundings.now();
    await this.#repo.keep({ id: hashSecret(secret), personId, lastUsedAt: now }, MOST_PER_PERSON);
    return { secret, expiresAt: addDays(now, KNOWN_DAYS) };
  }

  forget(personId: string): Promise<void> {
    return this.#repo.removeOfPerson(personId);
  }

  forgetAll(): Promise<void> {
    return this.#repo.removeAll();
  }

  forgetUnused(): Promise<void> {
    return this.#repo.clearBefore(this.#oldest());
  }

  #peopleOf(secret: string): Promise<string[]> {
    return this.#repo.peopleOf(hashSecret(secret), this.#oldest());
  }

  #oldest(): Instant {
    return addDays(this.#surroundings.now(), -KNOWN_DAYS);
  }
}

/** What wrong passwords count under that come from a browser the account does not know. */
export function strangersBucket(email: string): string {
  return hashSecret(email);
}
