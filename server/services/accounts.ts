import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Device, Me } from '../../src/lib/domain/accounts/account.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import { normaliseEmail, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import { waitAfterFailures } from '../../src/lib/domain/accounts/throttle.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addDays } from '../../src/lib/domain/shared/surroundings.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import type { KnownDevices } from '../auth/knownDevices.ts';
import { strangersBucket } from '../auth/knownDevices.ts';
import { hashPassword, Passwords } from '../auth/passwords.ts';
import { Turns } from '../auth/turns.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { PersonRecord } from '../storage/repos/personRepo.ts';
import { countAudit, writeAudit } from './auditWriter.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { SecondStepService } from './secondStep.ts';
import type { SignInOpener, SignInStarted } from './signInOpener.ts';

export interface SignInRequest {
  email: string;
  password: string;
  /** "This is a shared computer": nothing is kept on it. */
  shared: boolean;
  /** What the device is called in the list, such as "Firefox on Windows". */
  device: string;
  /** The secret that the browser was given when somebody signed in with it before. */
  knownDevice?: string | null;
}

type AccountEvent = Extract<AuditEvent, `signIn.${string}` | 'person.passwordSet'>;

/** Wrong passwords are forgotten after this long. */
const FORGIVE_DAYS = 1;

/** Signing in and out, and one's own account. */
export class AccountService {
  #context: ServiceContext;
  #opener: SignInOpener;
  #secondStep: SecondStepService;
  #passwords = new Passwords();
  #turns = new Turns();
  #knownDevices: KnownDevices;

  constructor(context: ServiceContext, by: { opener: SignInOpener; secondStep: SecondStepService }) {
    this.#context = context;
    this.#opener = by.opener;
    this.#secondStep = by.secondStep;
    this.#knownDevices = by.opener.knownDevices;
  }

  /**
   * Begins a sign-in, or half of one for people who prove more than their password. A wrong password and an unknown
   * address get the same answer, `signIn.wrong`, after the same work; many wrong ones in a row get `signIn.tooMany` for a
   * while, never for ever. A browser known to the account is not kept waiting by wrong ones from elsewhere.
   */
  async signIn(request: SignInRequest): Promise<SignInStarted> {
    refuseFaults({
      email: request.email.trim() === '' ? 'missing' : null,
      password: request.password === '' ? 'missing' : null,
    });
    const email = normaliseEmail(request.email);
    const person = await this.#whoMayComeIn(email);
    const { device, shared, knownDevice = null } = request;
    const bucket = await this.#knownDevices.bucket({ email, personId: person?.id ?? null, secret: knownDevice });
    const personId = await this.#turns.take(bucket, () => this.#admit(person, { bucket, password: request.password }));
    if (personId === null) throw new DomainError('signIn.tooMany');
    return this.#secondStep.after(personId, { device, shared, knownDevice });
  }

  signOut(secret: string): Promise<void> {
    return this.#opener.end(secret);
  }

  /** Where one is signed in, the device used last first. `currentId` is the sign-in of this very request. */
  async devices(actor: Actor, currentId: string | null): Promise<Device[]> {
    const { repos, surroundings } = this.#context;
    const records = await repos.signIns.ofPerson(signedIn(actor).id);
    const now = surroundings.now();
    return records
      .filter((record) => record.expiresAt > now && record.endsAt > now)
      .map(({ id, handle, device, startedAt, lastUsedAt, shared }) => ({
        handle,
        device,
        startedAt,
        lastUsedAt,
        shared,
        current: id === currentId,
      }));
  }

  /** Ends one of one's own sign-ins, by its public handle. An unknown one is `notFound`. */
  async revoke(actor: Actor, handle: string): Promise<void> {
    const own = await this.#context.repos.signIns.ofPerson(signedIn(actor).id);
    const found = own.find((record) => record.handle === handle);
    if (!found) throw new DomainError('notFound');
    await this.#endSignIns(signedIn(actor).id, [found.id]);
  }

  /** Ends all of one's sign-ins but the one given. */
  async revokeOthers(actor: Actor, currentId: string): Promise<void> {
    const own = await this.#context.repos.signIns.ofPerson(signedIn(actor).id);
    const others = own.map(({ id }) => id).filter((id) => id !== currentId);
    await this.#endSignIns(signedIn(actor).id, others);
  }

  async me(actor: Actor): Promise<Me> {
    const { repos } = this.#context;
    const person = await repos.people.byId(signedIn(actor).id);
    const organisation = person && (await repos.organisations.byId(person.organisationId));
    if (!person || !organisation) throw new DomainError('signIn.needed');
    const { id, name, email, jobTitle, operator } = person;
    return { id, name, email, jobTitle, organisation, operator };
  }

  /** Ends the sign-ins whose time is up, also where a page is still open. Called now and then. */
  async endExpired(): Promise<void> {
    const { repos, events, surroundings } = this.#context;
    const ids = await repos.signIns.expired(surroundings.now());
    await repos.signIns.remove(ids);
    if (ids.length > 0) events.emit('signIn.ended', { signInIds: ids });
    await repos.halfSignIns.clearBefore(surroundings.now());
    await repos.throttles.clearBefore(addDays(surroundings.now(), -FORGIVE_DAYS));
    await this.#knownDevices.forgetUnused();
  }

  /** Ends every sign-in there is and forgets browsers. After a restored back-up: some may have been ended since. */
  async endAll(): Promise<void> {
    const { repos, events } = this.#context;
    const ids = await repos.signIns.all();
    await repos.signIns.remove(ids);
    await repos.halfSignIns.endAll();
    await this.#knownDevices.forgetAll();
    events.emit('signIn.ended', { signInIds: ids });
  }

  /** For the operator: ends all sign-ins of a person, forgets their browsers, and returns how many ended. */
  async endAllOf(email: string, by?: string): Promise<number> {
    const person = await this.#mustExist(email);
    const ids = (await this.#context.repos.signIns.ofPerson(person.id)).map(({ id }) => id);
    await this.#endSignIns(person.id, ids, by);
    await this.#context.repos.halfSignIns.endOfPerson(person.id);
    await this.#knownDevices.forget(person.id);
    return ids.length;
  }

  /** For the operator: gives a person a new password and ends their sign-ins. */
  async setPassword(email: string, password: string, by?: string): Promise<void> {
    const person = await this.#mustExist(email);
    refuseFaults({ password: passwordFault(password, { ...person, common: commonPasswords }) });
    await this.#context.repos.people.setPasswordHash(person.id, await hashPassword(password));
    await this.#context.repos.resets.close(person.id);
    await this.#context.repos.throttles.clear(strangersBucket(person.email));
    await this.#record('person.passwordSet', person.id, by);
    await this.endAllOf(email, by);
  }

  /** Whom an address belongs to. Who was shut out is answered as somebody unknown. */
  async #whoMayComeIn(email: string): Promise<PersonRecord | null> {
    const person = await this.#context.repos.people.byEmail(email);
    return person?.disabledAt === null ? person : null;
  }

  async #mustExist(email: string) {
    const person = await this.#context.repos.people.byEmail(normaliseEmail(email));
    if (!person) throw new DomainError('notFound');
    return person;
  }

  /** Whose password this is, for the id. Throws `signIn.wrong`, or `signIn.tooMany` while the bucket must wait. */
  async #admit(person: PersonRecord | null, { bucket, password }: { bucket: string; password: string }) {
    const { repos, surroundings } = this.#context;
    const throttle = await repos.throttles.read(bucket);
    if (throttle && surroundings.now() < waitAfterFailures(throttle)) throw new DomainError('signIn.tooMany');
    // Asked of nobody, too: who has an account takes no more than who has none.
    const hash = await repos.people.passwordHash(person?.id ?? '');
    if (!(await this.#passwords.fits(hash, password)) || !person) {
      const failures = (throttle?.failures ?? 0) + 1;
      await repos.throttles.write(bucket, { failures, lastFailureAt: surroundings.now() });
      const refused = { event: 'signIn.refused', actorId: person?.id ?? null } as const;
      await inTransaction(this.#context.db, (within) => countAudit(within, surroundings, refused));
      throw new DomainError('signIn.wrong');
    }
    if (throttle) await repos.throttles.clear(bucket);
    return person.id;
  }

  async #endSignIns(personId: string, ids: readonly string[], by?: string): Promise<void> {
    await this.#context.repos.signIns.remove(ids);
    this.#context.events.emit('signIn.ended', { signInIds: ids });
    await this.#record('signIn.ended', personId, by);
  }

  /** `by` is the operator who did it to the person. */
  async #record(event: AccountEvent, personId: string, by?: string): Promise<void> {
    const { repos, surroundings } = this.#context;
    const who = by === undefined ? { actorId: personId } : { actorId: by, details: { person: personId } };
    await writeAudit(repos, surroundings, { event, ...who });
  }
}
