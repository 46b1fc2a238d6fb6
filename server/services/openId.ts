import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Identity, OwnWays, Provider } from '../../src/lib/domain/accounts/identity.ts';
import { domainOf } from '../../src/lib/domain/accounts/identity.ts';
import type { ErrorCode } from '../../src/lib/domain/shared/errors.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import type { OpenIdProviders } from '../auth/openId.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Attempt, Newcomer } from '../storage/repos/identityRepo.ts';
import type { PersonRecord } from '../storage/repos/personRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { MailService } from './mail.ts';
import type { PeopleService } from './people.ts';
import type { SecondStepService } from './secondStep.ts';
import type { SignInPlace, SignInStarted } from './signInOpener.ts';

/** How long somebody may take at the provider, and afterwards to fill in the form of an invitation. */
const MINUTES = 15;
/** Where an invitation is answered: its reader may have no account yet. */
const INVITATION = /^\/join\/[\w-]+$/;

export interface Begun {
  /** Where the browser goes. */
  address: string;
  /** What the browser keeps meanwhile. */
  secret: string;
  expiresAt: Instant;
}

/**
 * `newcomer`: they proved who they are and have no account yet; the secret is what their browser keeps until then.
 * `refused`: nobody is signed in, and why.
 */
export type CameBack = { next: string; shared: boolean } & (
  | { as: 'person'; started: SignInStarted }
  | { as: 'newcomer'; secret: string; expiresAt: Instant }
  | { as: 'refused'; why: ErrorCode }
);

interface Parts {
  providers: OpenIdProviders;
  secondStep: SecondStepService;
  people: PeopleService;
  mail: MailService;
}

/** Signing in with what one signs in to elsewhere (OpenID Connect). */
export class OpenIdService {
  #context: ServiceContext;
  #parts: Parts;

  constructor(context: ServiceContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
  }

  get providers(): Provider[] {
    return this.#parts.providers.list;
  }

  /** Sends a browser to a provider. Throws `notFound` for an unknown one, and `openId.unavailable`. */
  async begin(attempt: Attempt): Promise<Begun> {
    const { repos, surroundings } = this.#context;
    const secret = newSecret();
    const address = await this.#parts.providers.begin(attempt.provider, secret);
    const expiresAt = addMinutes(surroundings.now(), MINUTES);
    await repos.identities.begin(hashSecret(secret), attempt, expiresAt);
    return { address, secret, expiresAt };
  }

  /**
   * A browser comes back. Signs in whom the provider names: somebody who came this way before, or whose address it
   * vouches for, or who works for an organisation to which the domain of that address belongs and gets an account.
   * Whoever has a second step here is asked for it all the same. Throws `notFound` for an unknown provider, and `openId.over`
   * when the browser was not sent there, or is back already.
   */
  async finish(
    provider: string,
    came: { secret: string | null; search: string; place: Pick<SignInPlace, 'device' | 'knownDevice'> },
  ): Promise<CameBack> {
    const { secret, search, place } = came;
    this.#parts.providers.mustKnow(provider);
    const attempt = await this.#attempt(provider, secret);
    if (!attempt || secret === null) throw new DomainError('openId.over');
    try {
      const identity = await this.#parts.providers.finish(provider, { secret, search });
      return await this.#admit(identity, attempt, place);
    } catch (cause) {
      if (!isDomainError(cause)) throw cause;
      return { as: 'refused', why: cause.code, next: attempt.next, shared: attempt.shared };
    }
  }

  /** Who came from a provider and has no account yet; null when the secret is of nobody like that. */
  async newcomer(secret: string | null): Promise<Pick<Newcomer, 'email' | 'name' | 'shared'> | null> {
    const { repos, surroundings } = this.#context;
    const found = secret && (await repos.identities.newcomer(hashSecret(secret), surroundings.now()));
    return found ? { email: found.email, name: found.name, shared: found.shared } : null;
  }

  /** One's own ways in by providers, and whether there is a password beside them. */
  async mine(actor: Actor): Promise<OwnWays> {
    const { identities, people } = this.#context.repos;
    const { id } = signedIn(actor);
    const linked = (await identities.ofPerson(id)).map(({ issuer, linkedAt }) => {
      return { issuer, linkedAt, provider: this.#parts.providers.nameOfIssuer(issuer) ?? issuer };
    });
    return { linked, hasPassword: (await people.passwordHash(id)) !== null };
  }

  /** Signs in this way no more. Throws `openId.lastWay` for somebody who could not sign in at all then. */
  async unlink(actor: Actor, issuer: string): Promise<void> {
    const { db, surroundings } = this.#context;
    const { id: personId } = signedIn(actor);
    await inTransaction(db, async (repos) => {
      if (!(await repos.identities.unlink(personId, issuer))) throw new DomainError('notFound');
      if (!(await hasAnotherWay(repos, personId))) throw new DomainError('openId.lastWay');
      await writeAudit(repos, surroundings, { event: 'identity.unlinked', actorId: personId, details: { issuer } });
    });
  }

  /** Called now and then. */
  forgetOld(): Promise<void> {
    return this.#context.repos.identities.clearBefore(this.#context.surroundings.now());
  }

  async #admit(
    identity: Identity,
    attempt: Attempt,
    place: Pick<SignInPlace, 'device' | 'knownDevice'>,
  ): Promise<CameBack> {
    const { next, shared } = attempt;
    const personId = await this.#whoIs(identity);
    if (personId === null) return { as: 'newcomer', next, shared, ...(await this.#welcome(identity, attempt)) };
    const provedFactor = identity.provesFactor;
    const started = await this.#parts.secondStep.after(personId, { ...place, shared, provedFactor });
    return { as: 'person', next, shared, started };
  }

  async #attempt(provider: string, secret: string | null): Promise<Attempt | null> {
    const { repos, surroundings } = this.#context;
    const found = secret && (await repos.identities.takeAttempt(hashSecret(secret), surroundings.now()));
    return found && found.provider === provider ? found : null;
  }

  /** Whose identity it is; null for somebody new whom no rule gives an account. */
  async #whoIs(identity: Identity): Promise<string | null> {
    const known = await this.#context.repos.identities.personOf(identity);
    if (known !== null) return known;
    const { email } = identity;
    if (email === null) throw new DomainError('openId.unverified');
    const personId = await inTransaction(this.#context.db, async (repos, transaction) => {
      const person = await repos.people.byEmail(email);
      if (person) return this.#link(repos, identity, person);
      const organisationId = await repos.organisationDomains.organisationOf(domainOf(email));
      if (organisationId === null) return null;
      const people = this.#parts.people.within(transaction, repos);
      return (await people.addIdentified({ ...identity, email }, organisationId)).id;
    });
    this.#parts.mail.wake();
    return personId;
  }

  /** A mail tells the person: whoever else can read their mails at that provider could sign in as them. */
  async #link(repos: Repos, identity: Identity, { id, email, disabledAt }: PersonRecord): Promise<string> {
    if (disabledAt !== null) throw new DomainError('signIn.wrong');
    const { providers, mail, people } = this.#parts;
    await people.link(repos, identity, id);
    const provider = providers.nameOfIssuer(identity.issuer) ?? identity.issuer;
    await mail.tell(repos, email, writeLetter('identityLinked', { provider, link: this.#context.publicUrl }));
    return id;
  }

  async #welcome(identity: Identity, { next, shared }: Attempt): Promise<{ secret: string; expiresAt: Instant }> {
    const { repos, surroundings } = this.#context;
    const { email } = identity;
    if (email === null || !INVITATION.test(next)) throw new DomainError('openId.noAccount');
    const secret = newSecret();
    const expiresAt = addMinutes(surroundings.now(), MINUTES);
    await repos.identities.welcome(hashSecret(secret), { ...identity, email, shared }, expiresAt);
    return { secret, expiresAt };
  }
}

async function hasAnotherWay(repos: Repos, personId: string): Promise<boolean> {
  if ((await repos.people.passwordHash(personId)) !== null) return true;
  if ((await repos.passkeys.ofPerson(personId)).length > 0) return true;
  return (await repos.identities.ofPerson(personId)).length > 0;
}
