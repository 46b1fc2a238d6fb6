import { emailFault, normaliseEmail, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import { strangersBucket } from '../auth/knownDevices.ts';
import { hashPassword } from '../auth/passwords.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Person } from '../storage/repos/personRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { countAudit, writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { MailService } from './mail.ts';

/** How long a link works, and how long it counts towards the most that are sent. */
const LINK_MINUTES = 60;
/** Enough for a mail that went astray, too few to fill somebody's mailbox. */
const MOST_PER_LINK_TIME = 3;

/** A new password for somebody who forgot theirs, by a link in a mail. */
export class ResetService {
  #context: ServiceContext;
  #mail: MailService;

  constructor(context: ServiceContext, mail: MailService) {
    this.#context = context;
    this.#mail = mail;
  }

  /** Without a mail server nobody can be sent a link. */
  get isOffered(): boolean {
    return this.#mail.hasServer;
  }

  /**
   * Sends a link to an address if somebody here has it. Whether they do is told neither by the answer nor by the work
   * that goes before it: for an address nobody has, the same is written, and the mail is taken back before it is kept.
   * Throws `mail.none` where there is no mail server.
   */
  async ask(asked: { email: string }): Promise<void> {
    if (!this.isOffered) throw new DomainError('mail.none');
    refuseFaults({ email: emailFault(asked.email) });
    await inTransaction(this.#context.db, (repos) => this.#post(repos, normaliseEmail(asked.email)));
    this.#mail.wakeAfterwards();
  }

  /** Whose password a link sets, for its page, which changes nothing. Throws `reset.over`. */
  async page(secret: string): Promise<{ email: string }> {
    const { email } = await this.#personOf(this.#context.repos, secret);
    return { email };
  }

  /**
   * Sets a new password, once. All sign-ins of the person end, and wrong passwords are forgotten. Throws `reset.over`
   * when the link opens nothing any more.
   */
  async reset(secret: string, given: { password: string }): Promise<void> {
    const { db, repos, events } = this.#context;
    const person = await this.#personOf(repos, secret);
    refuseFaults({ password: passwordFault(given.password, { ...person, common: commonPasswords }) });
    const passwordHash = await hashPassword(given.password);
    const ended = await inTransaction(db, (within) => this.#change(within, { secret, passwordHash }));
    events.emit('signIn.ended', { signInIds: ended });
    this.#mail.wake();
  }

  /** Called now and then. */
  forgetOld(): Promise<void> {
    const { repos, surroundings } = this.#context;
    return repos.resets.clearBefore(addMinutes(surroundings.now(), -LINK_MINUTES));
  }

  async #post(repos: Repos, email: string): Promise<void> {
    const { surroundings, publicUrl } = this.#context;
    const [now, addressHash, secret] = [surroundings.now(), hashSecret(email), newSecret()];
    const asked = await repos.resets.askedSince(addressHash, addMinutes(now, -LINK_MINUTES));
    if (asked >= MOST_PER_LINK_TIME) return;
    const person = await repos.people.byEmail(email);
    const personId = person?.disabledAt === null ? person.id : null;
    const expiresAt = addMinutes(now, LINK_MINUTES);
    await repos.resets.add({ id: hashSecret(secret), addressHash, personId, madeAt: now, expiresAt });
    const letter = writeLetter('reset', { link: `${publicUrl}/sign-in/reset/${secret}` });
    const mail = await this.#mail.post(repos, { kind: 'reset', to: email, partnershipId: null, letter });
    // With an address that somebody has, too, a row is looked for, so that both take as long.
    await repos.mails.remove(personId === null ? mail : 'none');
    await countAudit(repos, surroundings, { event: 'person.resetAsked', actorId: personId });
  }

  async #change(repos: Repos, { secret, passwordHash }: { secret: string; passwordHash: string }): Promise<string[]> {
    const { surroundings } = this.#context;
    const { id, email } = await this.#personOf(repos, secret);
    await repos.resets.close(id);
    await repos.people.setPasswordHash(id, passwordHash);
    await repos.throttles.clear(strangersBucket(email));
    await repos.knownDevices.removeOfPerson(id);
    await repos.halfSignIns.endOfPerson(id);
    const ended = (await repos.signIns.ofPerson(id)).map((signIn) => signIn.id);
    await repos.signIns.remove(ended);
    await writeAudit(repos, surroundings, { event: 'person.passwordReset', actorId: id });
    const letter = writeLetter('passwordChanged', { link: this.#context.publicUrl });
    await this.#mail.post(repos, { kind: 'reset', to: email, partnershipId: null, letter });
    return ended;
  }

  async #personOf(repos: Repos, secret: string): Promise<Person> {
    const id = await repos.resets.personOf(hashSecret(secret), this.#context.surroundings.now());
    const person = id && (await repos.people.byId(id));
    if (!person || person.disabledAt !== null) throw new DomainError('reset.over');
    return person;
  }
}
