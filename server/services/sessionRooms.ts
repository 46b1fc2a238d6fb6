import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Attendance } from '../../src/lib/domain/sessions/attendance.ts';
import { attendanceOf } from '../../src/lib/domain/sessions/attendance.ts';
import type { ProjectorPage } from '../../src/lib/domain/sessions/room.ts';
import { mayAskForTime, withoutDeviceFault } from '../../src/lib/domain/sessions/room.ts';
import { liveOf } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { boardFor, known, signedIn, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { GuestLinkService } from './guestLinks.ts';
import type { RoomPeople } from './roomPeople.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

interface Parts {
  people: RoomPeople;
  links: GuestLinkService;
}

/** What the session's own page shows of its room. */
export interface RoomPage extends Attendance {
  /** Guest links for this session that let somebody new in, by id, with the digits that are typed in place of each. */
  links: readonly { id: string; digits: string | null }[];
  /** The one that the projector shows. */
  joining: string | null;
}

/** The room that a session is held in: what its projector shows, who came, and who needs more time. */
export class SessionRoomService {
  #context: ServiceContext;
  #people: RoomPeople;
  #links: GuestLinkService;

  constructor(context: ServiceContext, { people, links }: Parts) {
    this.#context = context;
    this.#people = people;
    this.#links = links;
  }

  /** What the projector shows at first; the rest it is told. For members: it stands in a hall of theirs. */
  async projector(
    actor: Actor,
    slug: string,
    { board: id, session: sessionId }: SessionAddress,
  ): Promise<ProjectorPage> {
    const { repos, surroundings } = this.#context;
    const { id: me } = signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const session = await sessionOf(repos, { board: id, session: sessionId });
    const room = await this.#people.of(session);
    const lead = (await repos.people.byId(session.leadId))?.name ?? '';
    const shown = session.progress.is === 'ended' ? null : room.joining;
    return {
      ...{ id: session.id, title: session.title, boardId: id, startsAt: session.startsAt, boardTitle: board.title },
      ...{ is: session.progress.is, live: liveOf(session, { lead, round: null }), room, me, now: surroundings.now() },
      joining: shown === null ? null : await this.#links.joining(board, shown),
    };
  }

  /** Who came, and what the projector shows of how to join. Names and links only for who runs sessions there. */
  async page(actor: Actor, slug: string, { board: id, session: sessionId }: SessionAddress): Promise<RoomPage> {
    const { repos } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const session = await sessionOf(repos, { board: id, session: sessionId });
    const { withoutDevice, joining } = await repos.sessionRooms.of(session.id);
    const named = can(actor, 'session.run', subjectOf(board));
    const links = named && session.progress.is !== 'ended' ? await this.#links.ofSession(board, session.id) : [];
    const attendance = attendanceOf(await repos.attendance.of(session.id), { withoutDevice, named });
    return { ...attendance, links, joining: named ? joining : null };
  }

  /** Adds people who are there without a device. Throws `input.invalid` with `withoutDevice` at fault. */
  async count(
    actor: Actor,
    slug: string,
    { withoutDevice, ...address }: SessionAddress & { withoutDevice: number },
  ): Promise<void> {
    refuseFaults({ withoutDevice: withoutDeviceFault(withoutDevice) });
    await this.#choose(actor, slug, { ...address, choices: { withoutDevice } });
  }

  /** Shows on the projector how to join by a guest link of the session, or (null) no more. */
  async show(
    actor: Actor,
    slug: string,
    { link, ...address }: SessionAddress & { link: string | null },
  ): Promise<void> {
    if (link !== null) {
      const found = await this.#context.repos.guestLinks.byId(link);
      if (found?.sessionId !== address.session) throw new DomainError('input.invalid', { link: 'unknownChoice' });
    }
    await this.#choose(actor, slug, { ...address, choices: { joining: link } });
  }

  /**
   * Somebody needs more time in the step that they see. Who it is nobody is told; that it is asked again, or too late,
   * is no mistake.
   */
  async askForTime(
    actor: Actor,
    slug: string,
    { board: id, session: sessionId, step }: SessionAddress & { step: string },
  ): Promise<void> {
    const { db, repos } = this.#context;
    const { id: actorId } = known(actor);
    await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const isNews = await inTransaction(db, async (within) => {
      const { progress } = await sessionOf(within, { board: id, session: sessionId });
      if (progress.is !== 'running' || progress.current.step !== step) return false;
      const { began, allowed } = progress.current;
      const asked = await within.sessionRooms.asked(sessionId);
      const last = asked.find((one) => one.actorId === actorId) ?? null;
      if (!mayAskForTime(last, progress.current)) return false;
      await within.sessionRooms.ask(sessionId, { actorId, step, began, allowed });
      return true;
    });
    if (isNews) await this.#people.tell(id);
  }

  /** Whether somebody asked for time in the step that is on. */
  async hasAsked(actorId: string, board: string): Promise<boolean> {
    const { repos } = this.#context;
    const session = await repos.sessions.running(board);
    if (session?.progress.is !== 'running') return false;
    const asked = await repos.sessionRooms.asked(session.id);
    return !mayAskForTime(asked.find((one) => one.actorId === actorId) ?? null, session.progress.current);
  }

  async #choose(
    actor: Actor,
    slug: string,
    {
      choices,
      board: id,
      session: sessionId,
    }: SessionAddress & { choices: Partial<{ withoutDevice: number; joining: string | null }> },
  ): Promise<void> {
    const { db, repos } = this.#context;
    signedIn(actor);
    await boardFor(repos, actor, { slug, id, action: 'session.run' });
    await inTransaction(db, async (within) => {
      await sessionOf(within, { board: id, session: sessionId });
      await within.sessionRooms.set(sessionId, { ...(await within.sessionRooms.of(sessionId)), ...choices });
    });
    await this.#people.tell(id);
  }
}
