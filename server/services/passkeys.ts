import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Passkey } from '../../src/lib/domain/factors/factor.ts';
import { MAX_PASSKEYS } from '../../src/lib/domain/factors/factor.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { hashSecret } from '../auth/secrets.ts';
import type { AddOptions, UseOptions } from '../auth/webAuthn.ts';
import { WebAuthn } from '../auth/webAuthn.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Person } from '../storage/repos/personRepo.ts';
import { countAudit } from './auditWriter.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { newRecovery, noteFactor, sendToDoors } from './factorChange.ts';
import type { FactorProof, Typed } from './factorProof.ts';
import type { MailService } from './mail.ts';
import type { SignInOpener, SignInPlace, SignInStarted } from './signInOpener.ts';

/** How long somebody may take to look for their key. */
const CHALLENGE_MINUTES = 5;

/** Passkeys: added, removed, and signed in with. One is enough by itself, since it asks for a finger, a face or a PIN. */
export class PasskeyService {
  #context: ServiceContext;
  #by: { opener: SignInOpener; proof: FactorProof; mail: MailService };
  #webAuthn: WebAuthn;

  constructor(context: ServiceContext, by: { opener: SignInOpener; proof: FactorProof; mail: MailService }) {
    this.#context = context;
    this.#by = by;
    this.#webAuthn = new WebAuthn(context.publicUrl);
  }

  async mine(actor: Actor): Promise<Passkey[]> {
    const passkeys = await this.#context.repos.passkeys.ofPerson(signedIn(actor).id);
    return passkeys.map(({ id, device, addedAt }) => ({ id, device, addedAt }));
  }

  /** What a browser is told to make one. Throws `passkey.tooMany`. */
  async toAdd(actor: Actor): Promise<AddOptions> {
    const me = await this.#me(actor);
    const having = (await this.#context.repos.passkeys.ofPerson(me.id)).map(({ id }) => id);
    if (having.length >= MAX_PASSKEYS) throw new DomainError('passkey.tooMany');
    const options = await this.#webAuthn.toAdd(me, having);
    await this.#ask(options.challenge, me.id);
    return options;
  }

  /**
   * Keeps the passkey that a browser made. Returns recovery codes with the first thing somebody proves who they are
   * with, which are shown this once; else none. Throws `passkey.refused`.
   */
  async add(actor: Actor, { response, device }: { response: unknown; device: string }): Promise<string[]> {
    const { db, surroundings } = this.#context;
    const me = await this.#me(actor);
    const made = await this.#webAuthn.made(response, (challenge) => this.#take(challenge, me.id));
    if (!made) throw new DomainError('passkey.refused');
    const record = { ...made, personId: me.id, device: device.slice(0, 80), addedAt: surroundings.now() };
    const codes = await inTransaction(db, async (repos) => {
      if (!(await repos.passkeys.add(record))) throw new DomainError('passkey.refused');
      const change = { event: 'factor.added', kind: 'passkey' } as const;
      await noteFactor(repos, { context: this.#context, mail: this.#by.mail, person: me }, change);
      return (await repos.factors.recoveryLeft(me.id)) > 0 ? [] : newRecovery(repos, me.id);
    });
    this.#by.mail.wake();
    return codes;
  }

  /** Takes one away, for whoever can give a code; the recovery codes go with the last of what they stand in for. */
  async remove(actor: Actor, id: string, typed: Typed): Promise<void> {
    const me = await this.#me(actor);
    const own = await this.#context.repos.passkeys.ofPerson(me.id);
    if (!own.some((passkey) => passkey.id === id)) throw new DomainError('notFound');
    await this.#by.proof.prove(me, typed);
    await inTransaction(this.#context.db, async (repos) => {
      await repos.passkeys.remove(me.id, id);
      const authenticator = await repos.factors.authenticator(me.id);
      const isLast = !authenticator?.confirmedAt && (await repos.passkeys.ofPerson(me.id)).length === 0;
      if (isLast) await repos.factors.setRecovery(me.id, []);
      const change = { event: 'factor.removed', kind: 'passkey' } as const;
      await noteFactor(repos, { context: this.#context, mail: this.#by.mail, person: me }, change);
    });
    await sendToDoors(this.#context, me.id);
    this.#by.mail.wake();
  }

  /** What a browser is told to use one, whoever is there. */
  async toUse(): Promise<UseOptions> {
    const options = await this.#webAuthn.toUse();
    await this.#ask(options.challenge, null);
    return options;
  }

  /** Signs in whoever holds the passkey. Throws `passkey.refused`, after the same work for one that is not here. */
  async signIn(response: unknown, place: SignInPlace): Promise<SignInStarted> {
    const { repos } = this.#context;
    const passkey = await repos.passkeys.byId(idOf(response));
    const taken = (challenge: string) => this.#take(challenge, null);
    const counter = await this.#webAuthn.used(response, { passkey, taken });
    if (!passkey || counter === null) {
      await this.#refused(passkey?.personId ?? null);
      throw new DomainError('passkey.refused');
    }
    await repos.passkeys.setCounter(passkey.id, counter);
    await repos.halfSignIns.endOfPerson(passkey.personId);
    return this.#by.opener.open(passkey.personId, place);
  }

  /** Called now and then. */
  forgetOld(): Promise<void> {
    return this.#context.repos.passkeys.clearChallenges(this.#context.surroundings.now());
  }

  #ask(challenge: string, personId: string | null): Promise<void> {
    const expiresAt = addMinutes(this.#context.surroundings.now(), CHALLENGE_MINUTES);
    return this.#context.repos.passkeys.ask(hashSecret(challenge), { personId, expiresAt });
  }

  #take(challenge: string, personId: string | null): Promise<boolean> {
    const now = this.#context.surroundings.now();
    return this.#context.repos.passkeys.take(hashSecret(challenge), { personId, now });
  }

  async #refused(actorId: string | null): Promise<void> {
    const { db, surroundings } = this.#context;
    await inTransaction(db, (repos) => countAudit(repos, surroundings, { event: 'factor.refused', actorId }));
  }

  async #me(actor: Actor): Promise<Person> {
    const me = await this.#context.repos.people.byId(signedIn(actor).id);
    if (!me) throw new DomainError('signIn.needed');
    return me;
  }
}

/** The passkey a browser says it used; empty when it says none. */
function idOf(response: unknown): string {
  const id = typeof response === 'object' && response !== null && 'id' in response ? response.id : '';
  return typeof id === 'string' ? id : '';
}
