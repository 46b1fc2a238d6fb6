import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { BoardAction } from '../../src/lib/domain/access/rules.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Agenda } from '../../src/lib/domain/sessions/agenda.ts';
import { agendaAgain, agendaOf, MAX_STEPS, moved, totalMinutes } from '../../src/lib/domain/sessions/agenda.ts';
import { replanned } from '../../src/lib/domain/sessions/appointment.ts';
import type { DaysAsked } from '../../src/lib/domain/sessions/days.ts';
import { MAX_STEP_DAYS, readDays, redated, respanned, spanOf, spreadOver } from '../../src/lib/domain/sessions/days.ts';
import { PLANNED } from '../../src/lib/domain/sessions/progress.ts';
import type { PlanAsked, Session, SessionSummary } from '../../src/lib/domain/sessions/session.ts';
import { MAX_SESSIONS, mayRemove, readPlan } from '../../src/lib/domain/sessions/session.ts';
import type { StepDraft } from '../../src/lib/domain/sessions/step.ts';
import { stepFaults } from '../../src/lib/domain/sessions/step.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn, subjectOf } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { OwnTemplateService } from './ownTemplates.ts';
import { beginRound } from './privateRounds.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';

/** Everything somebody needs to prepare a session, or to read what was prepared. */
export interface SessionPage extends Session {
  boardTitle: string;
  /** Name of who leads it. */
  lead: string;
  mayRun: boolean;
  /** Young people come to the board. */
  young: boolean;
  /** The board's zones, in reading order. */
  zones: readonly { id: string; title: string }[];
}

/** What a new session can begin with: the agenda of its board's template, or of an earlier session there. */
export interface Preparing {
  boardTitle: string;
  hasTemplate: boolean;
  sessions: readonly Pick<Session, 'id' | 'title'>[];
}

/** Who tells those that were invited when a session is taken away. */
interface CallsOff {
  callOff(repos: Repos, gone: { me: PersonActor; board: BoardRecord; session: Session }): Promise<void>;
  wake(): void;
}

interface SessionParts {
  templates: OwnTemplateService;
  invitations: CallsOff;
}

/** Sessions of a board, and their agendas. */
export class SessionService {
  #context: ServiceContext;
  #templates: OwnTemplateService;
  #invitations: CallsOff;

  constructor(context: ServiceContext, parts: SessionParts) {
    this.#context = context;
    this.#templates = parts.templates;
    this.#invitations = parts.invitations;
  }

  /** Those of a board, the latest first. Guests are shown none: what is planned names people and places. */
  async list(
    actor: Actor,
    slug: string,
    board: string,
  ): Promise<{ sessions: SessionSummary[]; boardTitle: string; mayRun: boolean }> {
    const found = await this.#board(actor, { slug, id: board, action: 'board.read' });
    const sessions = await this.#context.repos.sessions.ofBoard(board);
    return {
      boardTitle: found.title,
      mayRun: can(actor, 'session.run', subjectOf(found)),
      sessions: sessions.map(({ id, title, startsAt, place, agenda, progress, overDays }) => ({
        ...{
          id,
          title,
          startsAt,
          place,
          overDays,
          is: progress.is,
          steps: agenda.length,
          minutes: totalMinutes(agenda),
        },
      })),
    };
  }

  /** What a new session can begin with. */
  async preparing(actor: Actor, slug: string, id: string): Promise<Preparing> {
    const board = await this.#board(actor, { slug, id, action: 'session.run' });
    const sessions = await this.#context.repos.sessions.ofBoard(id);
    return {
      boardTitle: board.title,
      hasTemplate: board.template !== null,
      sessions: sessions.map(({ id: sessionId, title }) => ({ id: sessionId, title })),
    };
  }

  async page(actor: Actor, slug: string, { board, session: id }: SessionAddress): Promise<SessionPage> {
    const { repos } = this.#context;
    const found = await this.#board(actor, { slug, id: board, action: 'board.read' });
    const session = await sessionOf(repos, { board, session: id });
    const lead = (await repos.people.byId(session.leadId))?.name ?? '';
    const mayRun = can(actor, 'session.run', subjectOf(found));
    const young = await repos.guestLinks.hasYoung(board);
    return { ...session, lead, mayRun, young, boardTitle: found.title, zones: await this.#zones(board) };
  }

  /**
   * Makes a session with an agenda like the board's template's (`template`), that of an earlier one (its id), or none. With
   * `each` it goes on over days, so many for each step. Throws `input.invalid` with the fields at fault.
   */
  async make(
    actor: Actor,
    slug: string,
    { board: id, like, each = null, ...asked }: PlanAsked & { board: string; like: string; each?: number | null },
  ): Promise<{ id: string }> {
    const { db, surroundings } = this.#context;
    const board = await this.#board(actor, { slug, id, action: 'session.run' });
    const { plan, faults } = readPlan(each === null ? asked : { ...asked, until: '' });
    refuseFaults({ ...faults, each: eachFault(each) });
    const prepared = await this.#agendaLike(actor, slug, { board, like });
    const agenda = each === null ? prepared : spreadOver(prepared, { opens: plan.startsAt, each });
    const me = signedIn(actor).id;
    const session: Session = {
      ...{ ...plan, ...(each === null ? {} : spanOf(agenda)), overDays: each !== null },
      ...{ id: surroundings.newId(), boardId: id, agenda, progress: PLANNED, leadId: me, madeBy: me },
      ...{ madeAt: surroundings.now(), revision: 0 },
    };
    await inTransaction(db, async (within) => {
      if ((await within.sessions.ofBoard(id)).length >= MAX_SESSIONS)
        throw new DomainError('input.invalid', { title: 'tooMany' });
      await within.sessions.add(session);
      const details = { board: id, session: session.id };
      await writeAudit(within, surroundings, {
        ...{ event: 'session.made', actorId: me, partnershipId: board.partnershipId, details },
      });
    });
    return { id: session.id };
  }

  /** Changes what it is called, when and where it is. */
  async plan(actor: Actor, slug: string, { board, session, ...asked }: SessionAddress & PlanAsked): Promise<void> {
    const { plan, faults } = readPlan(asked);
    refuseFaults(faults);
    const datesOf = ({ overDays, startsAt, endsAt }: Session) => (overDays ? { startsAt, endsAt } : {});
    await this.#change(actor, slug, {
      ...{ board, session, change: (was) => replanned(was, { ...plan, ...datesOf(was) }) },
    });
  }

  /** Adds a step at the end, or changes one; `asked` is when it is open, over days. Its minutes count from when it begins: one that is on is made longer otherwise. */
  async saveStep(
    actor: Actor,
    slug: string,
    { step, draft, asked, ...address }: SessionAddress & { step: string | null; draft: StepDraft; asked?: DaysAsked },
  ): Promise<{ step: string }> {
    const zones = new Set((await this.#zones(address.board)).map(({ id }) => id));
    refuseFaults(stepFaults(draft, zones));
    const id = step ?? this.#context.surroundings.newId();
    const words = { title: oneLine(draft.title), instructions: draft.instructions.trim() };
    await this.#change(actor, slug, {
      ...address,
      change: ({ agenda, overDays }) => {
        const dates = overDays ? { days: daysAsked(asked) } : {};
        if (step === null) {
          if (agenda.length >= MAX_STEPS) throw new DomainError('input.invalid', { title: 'tooMany' });
          return { agenda: [...agenda, { ...draft, ...words, ...dates, id, part: null }] };
        }
        if (!agenda.some((one) => one.id === step)) throw new DomainError('notFound');
        return { agenda: agenda.map((one) => (one.id === step ? { ...one, ...draft, ...words, ...dates } : one)) };
      },
    });
    return { step: id };
  }

  /** Puts a step in another place, counted from 0. One that is gone stays so. */
  async moveStep(
    actor: Actor,
    slug: string,
    { step, to, ...address }: SessionAddress & { step: string; to: number },
  ): Promise<void> {
    await this.#change(actor, slug, { ...address, change: ({ agenda }) => ({ agenda: moved(agenda, step, to) }) });
  }

  /** Takes a step out, unless it is on. */
  async removeStep(actor: Actor, slug: string, { step, ...address }: SessionAddress & { step: string }): Promise<void> {
    await this.#change(actor, slug, {
      ...address,
      change: (session) => (mayRemove(session, step) ? { agenda: session.agenda.filter(({ id }) => id !== step) } : {}),
    });
  }

  /** Takes a session away that has not begun, and tells those invited; what happened stays. Throws `session.over`. */
  async remove(actor: Actor, slug: string, { board: id, session: sessionId }: SessionAddress): Promise<void> {
    const { db, surroundings } = this.#context;
    const board = await this.#board(actor, { slug, id, action: 'session.run' });
    await inTransaction(db, async (within) => {
      const session = await sessionOf(within, { board: id, session: sessionId });
      if (session.progress.is !== 'planned') throw new DomainError('session.over');
      await this.#invitations.callOff(within, { me: signedIn(actor), board, session });
      await within.sessions.remove(session.id);
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId };
      await writeAudit(within, surroundings, {
        ...{ event: 'session.removed', ...entry, details: { board: id, session: session.id } },
      });
    });
    this.#invitations.wake();
  }

  /** Changes a session as it is then: of two who change its agenda at once, neither takes back what the other did. */
  async #change(
    actor: Actor,
    slug: string,
    { board: id, session: sessionId, change }: SessionAddress & { change: (session: Session) => Partial<Session> },
  ): Promise<void> {
    const { db, surroundings } = this.#context;
    await this.#board(actor, { slug, id, action: 'session.run' });
    const session = await inTransaction(db, async (within) => {
      const was = await sessionOf(within, { board: id, session: sessionId });
      if (was.progress.is === 'ended') throw new DomainError('session.over');
      const changed = { ...was, ...change(was) };
      const progress = redated(changed, was.agenda, surroundings.now());
      const now = respanned({ ...changed, progress }, was);
      await within.sessions.set(now);
      await beginRound(within, now, surroundings);
      return now;
    });
    if (session.progress.is === 'running') await tellOfSession(this.#context, id);
  }

  async #agendaLike(
    actor: Actor,
    slug: string,
    { board, like }: { board: BoardRecord; like: string },
  ): Promise<Agenda> {
    const { newId } = this.#context.surroundings;
    if (like === '') return [];
    if (like === 'template') {
      if (board.template === null) return [];
      const { agenda } = await this.#templates.page(actor, slug, board.template);
      const young = await this.#context.repos.guestLinks.hasYoung(board.id);
      return agendaOf(agenda, newId, { young });
    }
    const last = await this.#context.repos.sessions.byId(board.id, like);
    if (!last) throw new DomainError('input.invalid', { like: 'unknownChoice' });
    const zonesThere = new Set((await this.#zones(board.id)).map(({ id }) => id));
    return agendaAgain(last.agenda, { newId, zonesThere });
  }

  async #board(actor: Actor, asked: { slug: string; id: string; action: BoardAction }): Promise<BoardRecord> {
    signedIn(actor);
    return (await boardFor(this.#context.repos, actor, asked)).board;
  }

  #zones(board: string): Promise<{ id: string; title: string }[]> {
    return this.#context.documents.read(documentOf(board), (doc) =>
      new BoardDoc(doc).zones().map(({ id, text: title }) => ({ id, title })),
    );
  }
}

function eachFault(each: number | null): 'outOfRange' | null {
  return each === null || (Number.isInteger(each) && each >= 1 && each <= MAX_STEP_DAYS) ? null : 'outOfRange';
}

/** When a step is open. Throws `input.invalid` with the fields at fault. */
function daysAsked(asked: DaysAsked = { opensDay: '', opensTime: '', closesDay: '', closesTime: '' }) {
  const { days, faults } = readDays(asked);
  refuseFaults(faults);
  return days;
}
