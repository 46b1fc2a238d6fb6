import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import type { Invited, Picked } from '../../src/lib/domain/sessions/invited.ts';
import { newsFor, pick } from '../../src/lib/domain/sessions/invited.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { CalendarMethod } from '../mail/calendarFile.ts';
import { writeCalendarFile, writeCalendarPart } from '../mail/calendarFile.ts';
import type { SessionLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { SessionInvitation } from '../storage/repos/sessionInvitationRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { MailChoiceService } from './mailChoices.ts';
import type { MailService } from './mail.ts';
import { readersOf } from './reviewers.ts';
import type { SessionToTell } from './sessionLetters.ts';
import { appointmentOf, factsOf } from './sessionLetters.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

/** Who was invited to a session, for everyone who may read it. */
export interface SessionInvitations {
  invited: readonly Invited[];
  /** How many of them do not know yet how it stands now. */
  untold: number;
  /** Without a mail server nobody is invited from here. */
  sendsMail: boolean;
}

/** What somebody needs who invites. */
export interface Inviting extends Pick<Session, 'title' | 'startsAt'> {
  sendsMail: boolean;
  /** Those who may read the board, by organisation. */
  organisations: readonly {
    id: string;
    name: string;
    people: readonly { id: string; name: string; isInvited: boolean }[];
  }[];
}

/** Where mails about a session are written from. */
interface Desk {
  board: BoardRecord;
  partnership: Partnership;
  session: Session;
  me: PersonActor;
}

/** One mail about a session to one person. */
interface SessionMail {
  to: MemberRecord;
  kind: SessionLetter;
  method: CalendarMethod;
  /** When it begins by the entry that the mail puts in, or takes out. */
  startsAt: Instant;
  revision: number;
}

/** Inviting members to a session by mail, and telling them when it changes or does not take place. */
export class SessionInvitationService {
  #context: ServiceContext;
  #mail: MailService;
  #choices: MailChoiceService;

  constructor(context: ServiceContext, { mail, choices }: { mail: MailService; choices: MailChoiceService }) {
    this.#context = context;
    this.#mail = mail;
    this.#choices = choices;
  }

  /** Who was invited. */
  async list(actor: Actor, slug: string, address: SessionAddress): Promise<SessionInvitations> {
    const { repos } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const session = await sessionOf(repos, address);
    const invited = await repos.sessionInvitations.ofSession(session.id);
    const untold = await untoldOf(repos, { board, session });
    return {
      invited: invited.map(({ personId: id, name, organisation, at }) => ({ id, name, organisation, at })),
      ...{ untold: untold.length, sendsMail: this.#mail.hasServer },
    };
  }

  /** What somebody needs who invites. */
  async page(actor: Actor, slug: string, address: SessionAddress): Promise<Inviting> {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const { id, title, startsAt } = await sessionOf(repos, address);
    const there = new Set((await repos.sessionInvitations.ofSession(id)).map(({ personId }) => personId));
    const readers = readersOf(board, await repos.memberships.members(board.partnershipId));
    const groups = Map.groupBy(readers, ({ organisationId }) => organisationId);
    const organisations = [...groups].map(([organisationId, people]) => ({
      id: organisationId,
      name: people[0]?.organisation ?? '',
      people: people.map((person) => ({ id: person.id, name: person.name, isInvited: there.has(person.id) })),
    }));
    organisations.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
    return { title, startsAt, organisations, sendsMail: this.#mail.hasServer };
  }

  /**
   * Invites by mail whoever is picked, may read the board, and was not invited before; returns how many. Throws
   * `mail.none`, `session.noDay`, `session.over`, and `input.invalid` when there is nobody to invite.
   */
  async invite(
    actor: Actor,
    slug: string,
    { picked, ...address }: SessionAddress & { picked: Picked },
  ): Promise<number> {
    if (!this.#mail.hasServer) {
      await boardFor(this.#context.repos, actor, { slug, id: address.board, action: 'session.run' });
      throw new DomainError('mail.none');
    }
    const count = await this.#within(actor, slug, address, async (repos, desk) => {
      const { session, board } = desk;
      const { startsAt, revision } = session;
      if (startsAt === null) throw new DomainError('session.noDay');
      const there = new Set((await repos.sessionInvitations.ofSession(session.id)).map(({ personId }) => personId));
      const readers = readersOf(board, await repos.memberships.members(board.partnershipId));
      const invited = pick(readers, picked).filter(({ id }) => !there.has(id));
      if (invited.length === 0) throw new DomainError('input.invalid', { people: 'missing' });
      const at = this.#context.surroundings.now();
      for (const to of invited) {
        await repos.sessionInvitations.add(session.id, { personId: to.id, at, told: { revision, startsAt } });
        await this.#write(repos, desk, { to, kind: 'sessionInvited', method: 'REQUEST', startsAt, revision });
      }
      await this.#audit(repos, desk, { event: 'session.invited', people: invited.length });
      return invited.length;
    });
    this.wake();
    return count;
  }

  /** Tells those who were invited how it stands now, if they do not know. Throws `session.over`. */
  async tell(actor: Actor, slug: string, address: SessionAddress): Promise<void> {
    await this.#within(actor, slug, address, async (repos, desk) => {
      const { session } = desk;
      const untold = await untoldOf(repos, desk);
      for (const { to, told } of untold) await this.#tellOne(repos, desk, { to, told });
      for (const { to } of untold)
        await repos.sessionInvitations.setTold(session.id, { personId: to.id, told: session });
      if (untold.length > 0) await this.#audit(repos, desk, { event: 'session.toldInvited', people: untold.length });
    });
    this.wake();
  }

  /**
   * Tells those who have a session in their calendar that it does not take place, as part of the transaction that takes
   * it away. Call `wake` when that is kept.
   */
  async callOff(repos: Repos, { me, board, session }: Omit<Desk, 'partnership'>): Promise<void> {
    const partnership = await repos.partnerships.byId(board.partnershipId);
    if (!partnership) return;
    const revision = session.revision + 1;
    for (const { to, told } of await reachable(repos, { board, session })) {
      if (told.startsAt === null) continue; // it is in no calendar
      const mail = { to, kind: 'sessionOff', method: 'CANCEL', startsAt: told.startsAt, revision } as const;
      await this.#write(repos, { me, board, session, partnership }, mail);
    }
  }

  /** Sends what was put into the outbox. */
  wake(): void {
    this.#choices.wake();
  }

  /** The session as a file for a calendar, for everyone who may read it. Throws `session.noDay`. */
  async calendarFile(actor: Actor, slug: string, address: SessionAddress): Promise<string> {
    const { repos, surroundings } = this.#context;
    signedIn(actor);
    const { board, partnership } = await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const session = await sessionOf(repos, address);
    const { startsAt, revision } = session;
    if (startsAt === null) throw new DomainError('session.noDay');
    const about = await this.#toTell(repos, { board, partnership, session });
    return writeCalendarFile(appointmentOf(about, { startsAt, revision, now: surroundings.now() }));
  }

  /** Does what a facilitator asks with a session that is not over. */
  async #within<T>(
    actor: Actor,
    slug: string,
    ...[address, work]: [SessionAddress, (repos: Repos, desk: Desk) => Promise<T>]
  ): Promise<T> {
    const { db, repos } = this.#context;
    const found = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    return inTransaction(db, async (within) => {
      const session = await sessionOf(within, address);
      if (session.progress.is === 'ended') throw new DomainError('session.over');
      return work(within, { ...found, session, me: signedIn(actor) });
    });
  }

  async #tellOne(repos: Repos, desk: Desk, { to, told }: Reachable): Promise<void> {
    const { startsAt, revision } = desk.session;
    if (startsAt !== null)
      return this.#write(repos, desk, { to, kind: 'sessionChanged', method: 'REQUEST', startsAt, revision });
    if (told.startsAt !== null)
      await this.#write(repos, desk, {
        ...{ to, kind: 'sessionUndated', method: 'CANCEL', startsAt: told.startsAt, revision },
      });
  }

  async #write(repos: Repos, desk: Desk, { to, kind, method, startsAt, revision }: SessionMail): Promise<void> {
    const { me, partnership, session } = desk;
    const about = await this.#toTell(repos, desk);
    const appointment = appointmentOf(about, { startsAt, revision, now: this.#context.surroundings.now() });
    const parties = { from: { name: about.lead, address: this.#mail.address }, to };
    const holds = { by: me.name, partnership: partnership.name, session: session.title, facts: factsOf(about) };
    await this.#choices.tell(repos, {
      ...{ personId: to.id, choice: 'sessions', kind },
      holds: { ...holds, link: kind === 'sessionOff' ? about.page.replace(/\/[^/]*$/, '') : about.page },
      calendar: writeCalendarPart(method, appointment, parties),
    });
  }

  async #toTell(repos: Repos, { board, partnership, session }: Omit<Desk, 'me'>): Promise<SessionToTell> {
    const lead = (await repos.people.byId(session.leadId))?.name ?? '';
    const of = `${this.#context.publicUrl}/partnerships/${partnership.slug}/boards/${board.id}`;
    return { session, lead, page: `${of}/sessions/${session.id}` };
  }

  #audit(
    repos: Repos,
    { me, board, session }: Desk,
    { event, people }: { event: 'session.invited' | 'session.toldInvited'; people: number },
  ): Promise<void> {
    const details = { board: board.id, session: session.id, people };
    const entry = { event, actorId: me.id, partnershipId: board.partnershipId, details };
    return writeAudit(repos, this.#context.surroundings, entry);
  }
}

/** Somebody who was invited and may read the board still, and what they were told last. */
interface Reachable {
  to: MemberRecord;
  told: SessionInvitation;
}

/** Whoever may not read the board any more hears no more of it. */
async function reachable(repos: Repos, { board, session }: Pick<Desk, 'board' | 'session'>): Promise<Reachable[]> {
  const readers = readersOf(board, await repos.memberships.members(board.partnershipId));
  const invited = await repos.sessionInvitations.ofSession(session.id);
  return invited.flatMap((told) => {
    const to = readers.find(({ id }) => id === told.personId);
    return to ? [{ to, told }] : [];
  });
}

async function untoldOf(repos: Repos, desk: Pick<Desk, 'board' | 'session'>): Promise<Reachable[]> {
  return (await reachable(repos, desk)).filter(({ told }) => newsFor(told, desk.session) !== null);
}
