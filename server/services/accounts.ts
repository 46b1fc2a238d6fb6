import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Device, Me } from '../../src/lib/domain/accounts/account.ts';
import { normaliseEmail } from '../../src/lib/domain/accounts/rules.ts';
import { waitAfterFailures } from '../../src/lib/domain/accounts/throttle.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { Passwords } from '../auth/passwords.ts';
import { hashSecret } from '../auth/secrets.ts';
import type { SignIns } from '../auth/signIns.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';

export interface SignInRequest {
  email: string;
  password: string;
  /** "This is a shared computer": nothing is kept on it. */
  shared: boolean;
  /** What the device is called in the list, such as "Firefox on Windows". */
  device: string;
}

/** Signing in and out, and one's own account. */
export class AccountService {
  #context: ServiceContext;
  #signIns: SignIns;
  #passwords = new Passwords();

  constructor(context: ServiceContext, signIns: SignIns) {
    this.#context = context;
    this.#signIns = signIns;
  }

  /**
   * Begins a sign-in. A wrong password and an unknown address get the same answer, `signIn.wrong`, after the same
   * work; many wrong ones in a row get `signIn.tooMany` for a while, never for ever.
   */
  async signIn(request: SignInRequest): Promise<{ secret: string; expiresAt: Instant; personId: string }> {
    const { repos, surroundings } = this.#context;
    refuseFaults({
      email: request.email.trim() === '' ? 'missing' : null,
      password: request.password === '' ? 'missing' : null,
    });
    const email = normaliseEmail(request.email);
    const key = hashSecret(email);
    const throttle = await repos.throttles.read(key);
    if (throttle && surroundings.now() < waitAfterFailures(throttle)) throw new DomainError('signIn.tooMany');
    const person = await repos.people.byEmail(email);
    const hash = person && (await repos.people.passwordHash(person.id));
    if (!(await this.#passwords.fits(hash, request.password)) || !person) {
      await repos.throttles.write(key, { failures: (throttle?.failures ?? 0) + 1, lastFailureAt: surroundings.now() });
      await this.#record('signIn.refused', person?.id ?? null);
      throw new DomainError('signIn.wrong');
    }
    if (throttle) await repos.throttles.clear(key);
    const { device, shared } = request;
    const { secret, record } = await this.#signIns.start(person.id, { device: device.slice(0, 80), shared });
    await this.#record('signIn.started', person.id);
    return { secret, expiresAt: record.expiresAt, personId: person.id };
  }

  async signOut(secret: string): Promise<void> {
    const id = await this.#signIns.end(secret);
    if (id) this.#context.events.emit('signIn.ended', { signInIds: [id] });
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
    return { id: person.id, name: person.name, email: person.email, organisation };
  }

  async #endSignIns(personId: string, ids: readonly string[]): Promise<void> {
    await this.#context.repos.signIns.remove(ids);
    this.#context.events.emit('signIn.ended', { signInIds: ids });
    await this.#record('signIn.ended', personId);
  }

  async #record(event: 'signIn.started' | 'signIn.refused' | 'signIn.ended', actorId: string | null): Promise<void> {
    const { repos, surroundings } = this.#context;
    await repos.audit.append({ id: surroundings.newId(), at: surroundings.now(), event, actorId });
  }
}
