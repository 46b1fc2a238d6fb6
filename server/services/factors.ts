import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { normaliseEmail } from '../../src/lib/domain/accounts/rules.ts';
import type { Factors, SettingUp } from '../../src/lib/domain/factors/factor.ts';
import { readProof } from '../../src/lib/domain/factors/factor.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { authenticatorUri, base32, newAuthenticatorSecret, stepOfCode } from '../auth/authenticator.ts';
import { qrCode } from '../auth/qrCode.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Person } from '../storage/repos/personRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { newRecovery, noteFactor, sendToDoors } from './factorChange.ts';
import type { FactorProof, Typed } from './factorProof.ts';
import { aboutAuthenticator } from './factorProof.ts';
import type { MailService } from './mail.ts';

/** A set-up that was begun and left alone is over after this long. */
const SETTING_UP_MINUTES = 30;

/** What one proves who one is with, beside one's password. */
export class FactorService {
  #context: ServiceContext;
  #proof: FactorProof;
  #mail: MailService;

  constructor(context: ServiceContext, { proof, mail }: { proof: FactorProof; mail: MailService }) {
    this.#context = context;
    this.#proof = proof;
    this.#mail = mail;
  }

  mine(actor: Actor): Promise<Factors> {
    return this.#factorsOf(signedIn(actor).id);
  }

  /** Begins to set an authenticator up. It is asked for nothing until its first code came. */
  async begin(actor: Actor): Promise<void> {
    const { repos, secrets, surroundings } = this.#context;
    const { id } = signedIn(actor);
    const sealed = await secrets.seal(newAuthenticatorSecret(), aboutAuthenticator(id));
    if (!(await repos.factors.begin(id, { sealed, at: surroundings.now() }))) throw new DomainError('factor.there');
  }

  /** What the authenticator that is being set up has to be told; null when none is. */
  async settingUp(actor: Actor): Promise<SettingUp | null> {
    const { email } = await this.#me(actor);
    const secret = await this.#begun(this.#context.repos, signedIn(actor).id);
    return secret && { secret: base32(secret), qr: qrCode(authenticatorUri(secret, email)) };
  }

  /** Gives a set-up up that was begun. */
  async cancel(actor: Actor): Promise<void> {
    const { db } = this.#context;
    const { id } = signedIn(actor);
    await inTransaction(db, async ({ factors }) => {
      if (!(await factors.authenticator(id))?.confirmedAt) await factors.remove(id);
    });
  }

  /**
   * The first code of an authenticator: it is asked for at each sign-in from now on. Returns recovery codes, which are
   * shown this once and kept nowhere.
   */
  async confirm(actor: Actor, typed: string): Promise<string[]> {
    const { db, surroundings } = this.#context;
    const me = await this.#me(actor);
    const proof = readProof(typed);
    if (proof?.kind !== 'code') {
      throw new DomainError('input.invalid', { code: typed.trim() === '' ? 'missing' : 'codeShape' });
    }
    const codes = await inTransaction(db, async (repos) => {
      const secret = await this.#begun(repos, me.id);
      if (!secret) throw new DomainError('factor.over');
      const step = stepOfCode(secret, proof.code, surroundings.now());
      if (step === null) return null;
      await repos.factors.confirm(me.id, surroundings.now());
      await repos.factors.useStep(me.id, step);
      await this.#note(repos, me, { event: 'factor.added', kind: 'authenticator' });
      return newRecovery(repos, me.id);
    });
    if (!codes) throw new DomainError('input.invalid', { code: 'codeWrong' });
    this.#mail.wake();
    return codes;
  }

  /** Takes the authenticator away, and the recovery codes with it, for whoever can give a code. */
  async remove(actor: Actor, typed: Typed): Promise<void> {
    const me = await this.#me(actor);
    await this.#proof.prove(me, typed);
    await inTransaction(this.#context.db, (repos) => this.#takeAway(repos, me, 'authenticator'));
    await sendToDoors(this.#context, me.id);
    this.#mail.wake();
  }

  /** Other recovery codes in place of those there are, for whoever can give a code. */
  async renewRecovery(actor: Actor, typed: Typed): Promise<string[]> {
    const me = await this.#me(actor);
    await this.#proof.prove(me, typed);
    return inTransaction(this.#context.db, (repos) => newRecovery(repos, me.id));
  }

  /** For the operator: what somebody has. */
  async of(email: string): Promise<Factors> {
    return this.#factorsOf((await this.#named(email)).id);
  }

  /** For the operator: takes away everything that is asked for beside the password, for who lost it. */
  async resetOf(email: string): Promise<void> {
    const person = await this.#named(email);
    await inTransaction(this.#context.db, async (repos) => {
      await repos.passkeys.removeOfPerson(person.id);
      await this.#takeAway(repos, person, 'all');
    });
    await sendToDoors(this.#context, person.id);
    this.#mail.wake();
  }

  async #takeAway(repos: Repos, person: Person, kind: 'authenticator' | 'all'): Promise<void> {
    await repos.factors.remove(person.id);
    if ((await repos.passkeys.ofPerson(person.id)).length === 0) await repos.factors.setRecovery(person.id, []);
    await repos.halfSignIns.endOfPerson(person.id);
    await this.#note(repos, person, { event: 'factor.removed', kind });
  }

  async #factorsOf(id: string): Promise<Factors> {
    const { factors, passkeys } = this.#context.repos;
    const authenticator = (await factors.authenticator(id))?.confirmedAt ?? null;
    const [recoveryLeft, own] = [await factors.recoveryLeft(id), await passkeys.ofPerson(id)];
    return { authenticator, recoveryLeft, passkeys: own.length };
  }

  async #named(email: string): Promise<Person> {
    const person = await this.#context.repos.people.byEmail(normaliseEmail(email));
    if (!person) throw new DomainError('notFound');
    return person;
  }

  /** The secret of an authenticator that is being set up. */
  async #begun(repos: Repos, personId: string): Promise<Uint8Array | null> {
    const { secrets, surroundings } = this.#context;
    const found = await repos.factors.authenticator(personId);
    if (!found || found.confirmedAt || found.begunAt < addMinutes(surroundings.now(), -SETTING_UP_MINUTES)) return null;
    return secrets.open(found.sealed, aboutAuthenticator(personId));
  }

  #note(repos: Repos, person: Person, change: Parameters<typeof noteFactor>[2]): Promise<void> {
    return noteFactor(repos, { context: this.#context, mail: this.#mail, person }, change);
  }

  async #me(actor: Actor): Promise<Person> {
    const me = await this.#context.repos.people.byId(signedIn(actor).id);
    if (!me) throw new DomainError('signIn.needed');
    return me;
  }
}
