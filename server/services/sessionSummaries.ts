import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Guest } from '../../src/lib/domain/guests/guest.ts';
import { ratingsOf } from '../../src/lib/domain/readiness/readiness.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Snapshot, Summary } from '../../src/lib/domain/summaries/summary.ts';
import { noteFault, summaryOf } from '../../src/lib/domain/summaries/summary.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { agreedLines, writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { GivenConsent } from '../storage/repos/consentRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { KeptSummary } from '../storage/repos/summaryRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { MailService } from './mail.ts';
import type { MailChoiceService } from './mailChoices.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';
import type { SummarySources } from './summarySources.ts';
import { snapshotOf } from './summarySources.ts';

/** A session's summary as its page shows it. */
export interface SummaryPage {
  summary: Summary;
  mayRun: boolean;
  /** How many asked for it and have not been sent this version. */
  waiting: number;
  sentAt: Instant | null;
  /** Cards that are held back: before somebody decided about them it is not sent. */
  held: number;
  /** Without a mail server nothing is sent. */
  hasServer: boolean;
}

interface Desk {
  mail: MailService;
  choices: MailChoiceService;
  sources: SummarySources;
}

/** What a session comes to: read, printed and sent. */
export class SessionSummaryService {
  #context: ServiceContext;
  #desk: Desk;

  constructor(context: ServiceContext, desk: Desk) {
    this.#context = context;
    this.#desk = desk;
  }

  /** Keeps how a session ended. Said once; from then on its summary changes only by its note, and by what may not stay. */
  async keep(session: Session): Promise<Snapshot> {
    const { repos } = this.#context;
    const snapshot = await snapshotOf(this.#context, this.#desk.sources, session);
    const ratings = ratingsOf(snapshot);
    await inTransaction(this.#context.db, async (within) => {
      await within.summaries.keepSnapshot(session.id, snapshot);
      if (session.progress.is !== 'ended' || !ratings) return;
      const { id: sessionId, boardId } = session;
      await within.readiness.add({ sessionId, boardId, heldAt: session.progress.endedAt, ratings });
    });
    return (await repos.summaries.ofSession(session.id)).snapshot ?? snapshot;
  }

  /** For members who may see the board once it has ended; before that, for those who run it. */
  async page(actor: Actor, slug: string, address: SessionAddress): Promise<SummaryPage> {
    const { repos } = this.#context;
    const { board, partnership, session, mayRun } = await this.#open(actor, slug, address);
    const kept = await repos.summaries.ofSession(session.id);
    return {
      summary: await this.#summary({ board, partnership, session, kept }),
      mayRun,
      waiting: mayRun ? (await this.#waiting(repos, session, kept)).length : 0,
      sentAt: kept.sentAt,
      held: mayRun ? await this.#desk.sources.heldCards(session) : 0,
      hasServer: this.#desk.mail.hasServer,
    };
  }

  /** Writes what stands at the top. */
  async setNote(actor: Actor, slug: string, { note, ...address }: SessionAddress & { note: string }): Promise<void> {
    const { repos } = this.#context;
    const { session } = await this.#forRunners(actor, slug, address);
    const words = note.replaceAll('\r\n', '\n').trim();
    refuseFaults({ note: noteFault(words) });
    await repos.summaries.setNote(session.id, words);
  }

  /**
   * Sends it to those who asked for it, each version once. Returns to how many. Throws `mail.none` without a mail server,
   * `notFound` before the end, and `session.held` while cards are held back.
   */
  async send(actor: Actor, slug: string, address: SessionAddress): Promise<number> {
    const { db, repos, surroundings } = this.#context;
    const found = await this.#forRunners(actor, slug, address);
    const { board, session } = found;
    if (session.progress.is !== 'ended') throw new DomainError('notFound');
    if (!this.#desk.mail.hasServer) throw new DomainError('mail.none');
    if ((await this.#desk.sources.heldCards(session)) > 0) throw new DomainError('session.held');
    const kept = await repos.summaries.ofSession(session.id);
    const summary = await this.#summary({ ...found, kept });
    const by = signedIn(actor);
    const count = await inTransaction(db, async (within) => {
      const waiting = await this.#waiting(within, session, kept);
      for (const one of waiting) {
        await this.#post(within, { one, summary, by: by.name, ...found });
        await within.consents.noteSent(session.id, one.actorId, kept.version);
      }
      if (waiting.length === 0) return 0;
      await within.summaries.setSent(session.id, surroundings.now());
      const details = { board: board.id, session: session.id, version: kept.version, people: waiting.length };
      const entry = { actorId: by.id, partnershipId: board.partnershipId, details };
      await writeAudit(within, surroundings, { event: 'session.summarySent', ...entry });
      return waiting.length;
    });
    this.#desk.mail.wake();
    return count;
  }

  /** A guest's: of sessions that ended after they had joined. What is no such session is `notFound`. */
  async forGuest(actor: Actor, { board: id, session: sessionId }: SessionAddress): Promise<GuestSummaryPage> {
    const { repos } = this.#context;
    const guest = await this.#guest(actor, id);
    const board = await repos.boards.byId(id);
    const partnership = board && (await repos.partnerships.byId(board.partnershipId));
    const session = await repos.sessions.byId(id, sessionId);
    if (!board || !partnership || !session || !wasThere(guest, session)) throw new DomainError('notFound');
    const kept = await repos.summaries.ofSession(session.id);
    const summary = await this.#summary({ board, partnership, session, kept });
    return { summary, slug: partnership.slug, isYoung: guest.kind === 'young-person' };
  }

  /** The summaries that a guest of a board may read, the latest first; none for everybody else. */
  async ofGuest(actor: Actor, board: string): Promise<{ id: string; title: string }[]> {
    if (actor.kind !== 'guest' || actor.boards[board] === undefined) return [];
    return summariesFor(this.#context.repos, await this.#guest(actor, board));
  }

  async #guest(actor: Actor, board: string): Promise<Guest> {
    if (actor.kind !== 'guest' || actor.boards[board] === undefined) throw new DomainError('notFound');
    const guest = await this.#context.repos.guests.byId(actor.id);
    if (!guest || guest.boardId !== board) throw new DomainError('notFound');
    return guest;
  }

  async #open(actor: Actor, slug: string, address: SessionAddress): Promise<Found & { mayRun: boolean }> {
    const { repos } = this.#context;
    signedIn(actor);
    const { board, partnership } = await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const session = await sessionOf(repos, address);
    const mayRun = can(actor, 'session.run', subjectOf(board));
    if (session.progress.is === 'planned') throw new DomainError('notFound');
    if (session.progress.is === 'running' && !mayRun) throw new DomainError('notAllowed');
    return { board, partnership, session, mayRun };
  }

  async #forRunners(actor: Actor, slug: string, address: SessionAddress): Promise<Found> {
    await boardFor(this.#context.repos, actor, { slug, id: address.board, action: 'session.run' });
    return this.#open(actor, slug, address);
  }

  async #summary({ board, partnership, session, kept }: Found & { kept: KeptSummary }): Promise<Summary> {
    const { repos } = this.#context;
    const isOver = session.progress.is === 'ended';
    // One that ended while the server died is made good when somebody asks.
    const snapshot = isOver
      ? (kept.snapshot ?? (await this.keep(session)))
      : await snapshotOf(this.#context, this.#desk.sources, session);
    const agreed = (await repos.consents.ofSession(session.id)).filter(({ name }) => name);
    const owners = snapshot.outcomes.flatMap(({ owner }) => owner.personId ?? []);
    const found = await repos.people.byIds([...new Set([...owners, ...agreed.map(({ actorId }) => actorId)])]);
    const people = new Map(found.map(({ id, name }) => [id, name]));
    const guests = new Map((await repos.guests.ofBoard(board.id)).map(({ id, name }) => [id, name]));
    const named = new Map(
      agreed.flatMap(({ actorId }) => {
        const name = people.get(actorId) ?? guests.get(actorId);
        return name === undefined ? [] : [[actorId, name] as const];
      }),
    );
    const around = { boardTitle: board.title, partnership: partnership.name, note: kept.note, people, named };
    const summary = summaryOf(session, snapshot, around);
    if (!summary) throw new DomainError('notFound');
    return summary;
  }

  /** Those who asked for it by mail, can get one, and have not been sent this version. */
  async #waiting(repos: Repos, { id }: Session, { version }: KeptSummary): Promise<GivenConsent[]> {
    const asked = (await repos.consents.ofSession(id)).filter(({ mail, sentVersion }) => mail && sentVersion < version);
    const refused = await Promise.all(
      asked.map(
        async ({ actorId, isGuest }) => !isGuest && (await repos.mailChoices.refused(actorId)).includes('summary'),
      ),
    );
    return asked.filter(({ isGuest, address }, at) => !refused[at] && (!isGuest || address !== ''));
  }

  async #post(repos: Repos, { one, summary, by, board, partnership, session }: Posting): Promise<void> {
    const actions = summary.actions.map(({ words, owner, due }) => {
      return { words, who: owner.name, organisation: owner.organisation, day: due ?? '' };
    });
    const lines = agreedLines({ decisions: summary.decisions.map(({ words }) => words), actions });
    const holds = { by, session: session.title, partnership: partnership.name, ...lines };
    const { publicUrl } = this.#context;
    if (one.isGuest) {
      const link = `${publicUrl}/g/boards/${board.id}/summary/${session.id}`;
      const letter = writeLetter('guestSummary', { ...holds, link });
      await this.#desk.mail.post(repos, { kind: 'news', to: one.address, partnershipId: null, letter });
      return;
    }
    const link = `${publicUrl}/partnerships/${partnership.slug}/boards/${board.id}/sessions/${session.id}/summary`;
    const news = { personId: one.actorId, choice: 'summary', kind: 'summary' } as const;
    await this.#desk.choices.tell(repos, { ...news, holds: { ...holds, link } });
  }
}

/** A summary as a guest sees it. */
export interface GuestSummaryPage {
  summary: Summary;
  slug: string;
  isYoung: boolean;
}

interface Found {
  board: BoardRecord;
  partnership: Partnership;
  session: Session;
}

interface Posting extends Found {
  one: GivenConsent;
  summary: Summary;
  by: string;
}

/** The sessions of their board that a guest was there for and that are over, the latest first. */
export async function summariesFor(repos: Repos, guest: Pick<Guest, 'boardId' | 'joinedAt'>) {
  const sessions = await repos.sessions.ofBoard(guest.boardId);
  return sessions.filter((session) => wasThere(guest, session)).map(({ id, title }) => ({ id, title }));
}

function wasThere({ joinedAt }: Pick<Guest, 'joinedAt'>, { progress }: Session): boolean {
  return progress.is === 'ended' && joinedAt < progress.endedAt;
}
