import { countAsking } from '../../src/lib/domain/sessions/room.ts';
import type { SessionRoom } from '../../src/lib/domain/sessions/room.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Repos } from '../storage/repos.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

/** How long a light page counts as there after it asked: while it waits for news it asks again within half of that. */
const LIGHT_PAGE_MS = 45_000;
/** A hall comes in together: everyone is told of all who came within this time at once. */
const TOGETHER_MS = 200;

/**
 * Who is in the room of a session: whoever has its board open, each once, on the board's own pages or on the light one.
 * Notes that they came, and tells the room how many they are.
 */
export class RoomPeople {
  #context: ServiceContext;
  /** When a light page of somebody was last seen, by board and actor, in milliseconds. */
  #light = new Map<string, Map<string, number>>();
  #timers = new Map<string, NodeJS.Timeout>();
  #noting: Promise<unknown> = Promise.resolve();
  #stopListening: (() => void)[];

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#stopListening = [
      context.events.on('people.changed', ({ name, joined }) => {
        if (!name.startsWith('board/')) return; // private cards are opened beside the board
        const board = name.slice('board/'.length);
        if (joined !== null) this.#came(board, [joined]);
        this.#tellSoon(board, TOGETHER_MS);
      }),
      context.events.on('session.changed', ({ boardId, session }) => {
        if (session) this.#came(boardId, [...this.#here(boardId)]);
        this.#tellSoon(boardId, TOGETHER_MS);
      }),
    ];
  }

  /** A page without a connection of its own shows the board to somebody. */
  seen(board: string, actorId: string): void {
    const light = this.#light.get(board) ?? new Map<string, number>();
    this.#light.set(board, light);
    const isNews = !this.#isThere(light.get(actorId));
    light.set(actorId, this.#now());
    if (!isNews) return;
    this.#came(board, [actorId]);
    this.#tellSoon(board, TOGETHER_MS);
  }

  /** The room of a session as it is now. */
  async of({ id, boardId }: Pick<Session, 'id' | 'boardId'>): Promise<SessionRoom> {
    const choices = await this.#context.repos.sessionRooms.of(id);
    return { session: id, here: (await this.present(boardId)).size, ...choices };
  }

  /** Actor ids of everyone who has a board open now, or one of the boards on which groups of its session work. */
  async present(boardId: string): Promise<ReadonlySet<string>> {
    const beside = await this.#context.repos.groups.boardsBeside(boardId);
    return new Set([boardId, ...beside].flatMap((board) => [...this.#here(board)]));
  }

  /** Tells the room of the session that goes on on a board, or beside it, if one does. */
  async tell(board: string): Promise<void> {
    const { repos, events } = this.#context;
    const boardId = (await repos.groups.homeOf(board)) ?? board;
    // A light page says nothing when it goes.
    this.#here(boardId);
    if (this.#light.has(boardId)) this.#tellSoon(boardId, LIGHT_PAGE_MS);
    const session = await repos.sessions.running(boardId);
    if (session?.progress.is !== 'running') return;
    const asking = countAsking(await repos.sessionRooms.asked(session.id), session.progress.current);
    events.emit('session.room', { boardId, room: await this.of(session), asking });
  }

  /** Waits until it is noted who came. */
  async settled(): Promise<void> {
    await this.#noting;
  }

  close(): void {
    for (const stop of this.#stopListening) stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #here(board: string): Set<string> {
    const name = documentOf(board);
    const here = new Set(
      this.#context.documents
        .peopleIn([name])
        .get(name)
        ?.map(({ actorId }) => actorId),
    );
    const light = this.#light.get(board);
    for (const [actorId, at] of light ?? []) {
      if (this.#isThere(at)) here.add(actorId);
      else light?.delete(actorId);
    }
    if (light?.size === 0) this.#light.delete(board);
    return here;
  }

  #isThere(at: number | undefined): boolean {
    return at !== undefined && this.#now() - at < LIGHT_PAGE_MS;
  }

  #came(board: string, actorIds: readonly string[]): void {
    const noted = noteCame(this.#context, board, actorIds).catch((error: unknown) => this.#failed(error));
    this.#noting = this.#noting.then(() => noted);
  }

  /** What is to be told soon is not put off by what is to be told later. */
  #tellSoon(board: string, ms: number): void {
    const before = this.#timers.get(board);
    if (before && ms > TOGETHER_MS) return;
    clearTimeout(before);
    const timer = setTimeout(() => {
      this.#timers.delete(board);
      this.tell(board).catch((error: unknown) => this.#failed(error));
    }, ms);
    timer.unref();
    this.#timers.set(board, timer);
  }

  #failed(error: unknown): void {
    this.#context.log.error({ err: error }, 'the room of a session could not be told');
  }

  #now(): number {
    return Date.parse(this.#context.surroundings.now());
  }
}

/** Notes that members or guests came to the session that goes on on a board. An operator on a visit takes no part. */
async function noteCame(
  { repos, events, surroundings }: Pick<ServiceContext, 'repos' | 'events' | 'surroundings'>,
  board: string,
  actorIds: readonly string[],
): Promise<void> {
  const session = actorIds.length > 0 ? await repos.sessions.running(board) : null;
  if (!session) return;
  const firstSeen = surroundings.now();
  const came = [...(await membersOf(repos, board, actorIds)), ...(await guestsOf(repos, board, actorIds))];
  await repos.attendance.note(came.map((one) => ({ sessionId: session.id, firstSeen, ...one })));
  events.emit('session.attended', {
    ...{ boardId: board, sessionId: session.id },
    actorIds: came.map(({ actorId }) => actorId),
  });
  if (session.overDays) await repos.overDays.noteVisits(session, came);
}

async function membersOf(repos: Repos, board: string, actorIds: readonly string[]) {
  const partnership = (await repos.boards.byId(board))?.partnershipId;
  const members = new Set(partnership ? await repos.memberships.people(partnership) : []);
  const people = await repos.people.byIds(actorIds.filter((id) => members.has(id)));
  return people.map(({ id: actorId, organisationId }) => ({ actorId, organisationId }));
}

async function guestsOf(repos: Repos, board: string, actorIds: readonly string[]) {
  const guests = await repos.guests.byIds(actorIds);
  return (
    guests
      // A shared device is nobody: those are counted who have a turn on it.
      .filter(({ boardId, sharedBy }) => boardId === board && sharedBy === 1)
      .map(({ id: actorId }) => ({ actorId, organisationId: null }))
  );
}
