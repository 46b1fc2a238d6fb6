import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import type { HalfSignIn } from '../storage/repos/halfSignInRepo.ts';
import type { ServiceContext } from './context.ts';
import type { FactorProof, Typed } from './factorProof.ts';
import type { SignInOpener, SignInPlace, SignInStarted } from './signInOpener.ts';

/** Long enough to find one's telephone. */
const HALF_MINUTES = 10;
/** After so many wrong codes the password is asked for again. */
const TRIES = 5;

/** What half a sign-in waits for, and whether it is on a shared computer. */
export interface Waiting {
  authenticator: boolean;
  passkey: boolean;
  shared: boolean;
}

/** Between the right password and the sign-in: for people who prove more than their password. */
export class SecondStepService {
  #context: ServiceContext;
  #opener: SignInOpener;
  #proof: FactorProof;

  constructor(context: ServiceContext, { opener, proof }: { opener: SignInOpener; proof: FactorProof }) {
    this.#context = context;
    this.#opener = opener;
    this.#proof = proof;
  }

  /** What follows a right password: the sign-in itself, or for people with a second factor half of one. */
  async after(personId: string, place: SignInPlace): Promise<SignInStarted> {
    const { repos, surroundings } = this.#context;
    const { authenticator, passkey } = await this.#asked(personId);
    if (!authenticator && !passkey) return this.#opener.open(personId, place);
    const [secret, expiresAt] = [newSecret(), addMinutes(surroundings.now(), HALF_MINUTES)];
    const { shared } = place;
    const device = place.device.slice(0, 80);
    await repos.halfSignIns.add({ id: hashSecret(secret), personId, device, shared, tries: TRIES, expiresAt });
    return { step: 'code', secret, expiresAt, personId, knownDevice: null };
  }

  /** What a half sign-in waits for; null when the secret is that of none. */
  async waits(secret: string | null): Promise<Waiting | null> {
    const half = await this.#find(secret);
    return half && { shared: half.shared, ...(await this.#asked(half.personId)) };
  }

  /**
   * The other half: a code or a recovery code. The sign-in that begins has a secret of its own. Throws `factor.over`
   * when time or tries are up, and what `FactorProof.prove` throws.
   */
  async complete(secret: string | null, typed: Typed): Promise<SignInStarted> {
    const { repos } = this.#context;
    const half = await this.#find(secret);
    const person = half && (await repos.people.byId(half.personId));
    if (!person) throw new DomainError('factor.over');
    await this.#proof.prove(person, typed, async () => {
      if (!(await repos.halfSignIns.spend(half.id))) throw new DomainError('factor.over');
    });
    return this.#open(half, typed.knownDevice);
  }

  async #asked(personId: string): Promise<{ authenticator: boolean; passkey: boolean }> {
    const { factors, passkeys } = this.#context.repos;
    const authenticator = Boolean((await factors.authenticator(personId))?.confirmedAt);
    return { authenticator, passkey: (await passkeys.ofPerson(personId)).length > 0 };
  }

  async #open({ id, personId, device, shared }: HalfSignIn, knownDevice: string | null): Promise<SignInStarted> {
    if (!(await this.#context.repos.halfSignIns.end(id))) throw new DomainError('factor.over');
    return this.#opener.open(personId, { device, shared, knownDevice });
  }

  async #find(secret: string | null): Promise<HalfSignIn | null> {
    const { repos, surroundings } = this.#context;
    return secret === null ? null : repos.halfSignIns.byId(hashSecret(secret), surroundings.now());
  }
}
