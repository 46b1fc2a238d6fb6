import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import type { MyData } from '../../src/lib/domain/accounts/myData.ts';
import { FORMER_MEMBER } from '../../src/lib/domain/accounts/myData.ts';
import { MAX_JOB_TITLE, nameFault, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import { waitAfterFailures } from '../../src/lib/domain/accounts/throttle.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import { hashPassword, Passwords } from '../auth/passwords.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { Turns } from '../auth/turns.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { writeAudit } from './auditWriter.ts';
import { signedIn } from './authorise.ts';
import type { BoardLists } from './boardLists.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseLastConvener } from './convenership.ts';
import { refuseFaults } from './faults.ts';
import type { MailService } from './mail.ts';
import { endVisits } from './operatorVisits.ts';

/** Most of one's own entries in the audit trail that one takes along. */
const MOST_ENTRIES = 100_000;

/** What one may do with one's own account. */
export class OwnAccountService {
  #context: ServiceContext;
  #lists: BoardLists;
  #mail: MailService;
  #passwords = new Passwords();
  #turns = new Turns();

  constructor(context: ServiceContext, { lists, mail }: { lists: BoardLists; mail: MailService }) {
    this.#context = context;
    this.#lists = lists;
    this.#mail = mail;
  }

  /**
   * Says anew how one is called and what one's job is (empty for nothing). Others see it at once; the name also beside
   * what was written before.
   */
  async describe(actor: Actor, given: { name: string; jobTitle: string }): Promise<void> {
    const { db, surroundings } = this.#context;
    const person = signedIn(actor);
    const [name, jobTitle] = [oneLine(given.name), oneLine(given.jobTitle)];
    refuseFaults({ name: nameFault(name), jobTitle: jobTitle.length > MAX_JOB_TITLE ? 'tooLong' : null });
    await inTransaction(db, async (repos) => {
      const before = await repos.people.byId(person.id);
      if (before?.name !== name) {
        await repos.people.rename(person.id, name);
        await writeAudit(repos, surroundings, { event: 'person.renamed', actorId: person.id });
      }
      if (before?.jobTitle === jobTitle) return;
      await repos.people.setJobTitle(person.id, jobTitle);
      await writeAudit(repos, surroundings, { event: 'person.described', actorId: person.id });
    });
    this.#tellPartnerships(person);
  }

  /** Gives oneself another password, knowing the one before. Every other way in ends, and a mail tells of it. */
  async changePassword(
    actor: Actor,
    { current, password, signInId }: { current: string; password: string; signInId: string },
  ): Promise<void> {
    const { db, repos, events, publicUrl, surroundings } = this.#context;
    const { id } = signedIn(actor);
    const person = await repos.people.byId(id);
    if (!person) throw new DomainError('signIn.needed');
    await this.#check(id, current, 'current');
    refuseFaults({ password: passwordFault(password, { ...person, common: commonPasswords }) });
    const others = (await repos.signIns.ofPerson(id)).map((one) => one.id).filter((one) => one !== signInId);
    const hash = await hashPassword(password);
    await inTransaction(db, async (within) => {
      await within.people.setPasswordHash(id, hash);
      await within.signIns.remove(others);
      await within.halfSignIns.endOfPerson(id);
      await within.resets.close(id);
      await this.#mail.tell(within, person.email, writeLetter('passwordChanged', { link: publicUrl }));
      await writeAudit(within, surroundings, { event: 'person.passwordSet', actorId: id });
    });
    this.#mail.wake();
    events.emit('signIn.ended', { signInIds: others });
  }

  /** Everything that is kept of the person, and what they wrote on boards they may see now. */
  async data(actor: Actor): Promise<MyData> {
    const { repos } = this.#context;
    const me = signedIn(actor);
    const person = await repos.people.byId(me.id);
    if (!person) throw new DomainError('signIn.needed');
    const partnerships = await repos.partnerships.ofPerson(me.id, dayIn(this.#context.surroundings.now()));
    const signIns = await repos.signIns.ofPerson(me.id);
    const identities = await repos.identities.ofPerson(me.id);
    const authorIds = new Set([me.id, ...(await repos.guests.claimedBy(me.id))]);
    const entries = await repos.audit.list(null, { actor: me.id }, { limit: MOST_ENTRIES, offset: 0 });
    return {
      person: {
        ...{ id: me.id, name: person.name, email: person.email, organisation: person.organisation },
        jobTitle: person.jobTitle,
      },
      partnerships: partnerships.map(({ name, role }) => ({ name, role })),
      signsInWith: identities.map(({ issuer, linkedAt }) => ({ issuer, since: linkedAt })),
      devices: signIns.map(({ device, startedAt, lastUsedAt }) => ({ device, startedAt, lastUsedAt })),
      attended: await repos.attendance.ofActors([...authorIds]),
      invitedTo: await repos.sessionInvitations.ofPerson(me.id),
      done: entries.map(({ at, event, address, details }) => ({ at, event, address, details })),
      actions: (await Promise.all(partnerships.map((partnership) => this.#actions(me, partnership)))).flat(),
      votes: await repos.votes.ofActors([...authorIds]),
      agreedTo: await repos.consents.ofPerson(me.id),
      written: (
        await Promise.all(partnerships.map(({ id, name }) => this.#written(me, { id, name, authorIds })))
      ).flat(),
    };
  }

  /**
   * Closes the account for good: nobody signs in with it any more, all roles end, and what they invited others with, or
   * were sent to choose a password with, opens nothing. What was written stays; with
   * `forgetName` it stays as a former member's. Throws `partnership.lastConvener` while a partnership would be without.
   */
  async close(actor: Actor, { password, forgetName }: { password: string; forgetName: boolean }): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const person = signedIn(actor);
    await this.#check(person.id, password, 'password');
    const signInIds = (await repos.signIns.ofPerson(person.id)).map(({ id }) => id);
    const unusable = await hashPassword(newSecret());
    await inTransaction(db, async (within) => {
      const operators = await within.people.operators();
      if (operators.length === 1 && operators[0] === person.id) throw new DomainError('instance.lastOperator');
      // Also those whose door stays shut at the moment, which the actor's own roles leave out.
      for (const partnershipId of await within.memberships.partnershipsOf(person.id)) {
        await refuseLastConvener(within, { partnershipId, personId: person.id, role: null });
        await within.memberships.remove(partnershipId, person.id);
        await within.invitations.withdrawBy(partnershipId, person.id, surroundings.now());
      }
      await endVisits(within, this.#context, { personId: person.id, by: person.id });
      await writeAudit(within, surroundings, { event: 'person.closed', actorId: person.id });
      await within.people.setPasswordHash(person.id, unusable);
      // The address is free for a new account, and no mail finds the old one.
      await within.people.close(person.id, {
        email: `${person.id.toLowerCase()}@closed.invalid`,
        at: surroundings.now(),
      });
      if (forgetName) await within.people.rename(person.id, FORMER_MEMBER);
      await within.people.setJobTitle(person.id, '');
      await within.factors.remove(person.id);
      await within.passkeys.removeOfPerson(person.id);
      await within.identities.removeOfPerson(person.id);
      await within.signIns.remove(signInIds);
      await within.halfSignIns.endOfPerson(person.id);
      await within.resets.close(person.id);
      await within.knownDevices.removeOfPerson(person.id);
      await within.sessionInvitations.removeOfPerson(person.id);
      await within.overDays.forgetPerson(person.id);
      await within.votes.removeBy([person.id, ...(await within.guests.claimedBy(person.id))]);
    });
    events.emit('signIn.ended', { signInIds });
  }

  async #actions(person: PersonActor, { id, name: partnership }: { id: string; name: string }) {
    const boards = await this.#lists.visible(person, id, { archived: false });
    const titles = new Map(boards.map((board) => [board.id, board.title]));
    return (await this.#context.repos.outcomes.ownedBy(person.id)).flatMap(({ boardId, words, due, state }) => {
      const board = titles.get(boardId);
      return board === undefined ? [] : [{ partnership, board, words, due, state }];
    });
  }

  async #written(
    person: PersonActor,
    { authorIds, ...partnership }: { id: string; name: string; authorIds: ReadonlySet<string> },
  ) {
    const boards = await this.#lists.visible(person, partnership.id, { archived: false });
    const written: MyData['written'][number][] = [];
    for (const { id, title } of boards) {
      const items = await this.#context.documents.read(documentOf(id), (doc) => [...new BoardDoc(doc).items()]);
      const mine = items.filter(({ by }) => by !== null && authorIds.has(by));
      const texts = mine.flatMap((item) =>
        'text' in item && item.text !== '' ? [{ text: item.text, made: item.made }] : [],
      );
      if (texts.length > 0) written.push({ partnership: partnership.name, board: title, texts });
    }
    return written;
  }

  /** Whose password this is; somebody at an open page must not guess it for long, nor many at once. */
  async #check(personId: string, password: string, field: 'current' | 'password'): Promise<void> {
    const bucket = hashSecret(`own password ${personId}`);
    const fits = await this.#turns.take(bucket, () => this.#fits(personId, { bucket, password }));
    if (fits === null) throw new DomainError('signIn.tooMany');
    if (!fits) throw new DomainError('input.invalid', { [field]: 'passwordWrong' });
  }

  async #fits(personId: string, { bucket, password }: { bucket: string; password: string }): Promise<boolean> {
    const { repos, surroundings } = this.#context;
    const throttle = await repos.throttles.read(bucket);
    if (throttle && surroundings.now() < waitAfterFailures(throttle)) throw new DomainError('signIn.tooMany');
    if (await this.#passwords.fits(await repos.people.passwordHash(personId), password)) {
      if (throttle) await repos.throttles.clear(bucket);
      return true;
    }
    const failures = (throttle?.failures ?? 0) + 1;
    await repos.throttles.write(bucket, { failures, lastFailureAt: surroundings.now() });
    return false;
  }

  #tellPartnerships({ id: personId, roles }: PersonActor): void {
    for (const partnershipId of Object.keys(roles)) {
      this.#context.events.emit('membership.changed', { personId, partnershipId });
    }
  }
}
