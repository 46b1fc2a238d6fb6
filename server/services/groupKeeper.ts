import type { Groups } from '../../src/lib/domain/sessions/groups/group.ts';
import { groupForLate } from '../../src/lib/domain/sessions/groups/makeGroups.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { callToStep } from './groupCalls.ts';
import type { GroupPerson } from './groupPeople.ts';
import { groupable } from './groupPeople.ts';
import type { ServiceContext } from './context.ts';
import { tellOfSession } from './sessionRecords.ts';
import { stepOf } from './stepBallots.ts';

/** Keeps groups as the room is: whoever comes late is put into one, and who may not be there any more leaves theirs. */
export class GroupKeeper {
  #context: ServiceContext;
  #stopListening: (() => void)[];
  /** One after the other: two who come at once are not put beside one another by chance. */
  #chain: Promise<unknown> = Promise.resolve();

  constructor(context: ServiceContext) {
    this.#context = context;
    const { events, repos } = context;
    this.#stopListening = [
      events.on('session.attended', ({ boardId, actorIds }) => this.#soon(() => this.#place(boardId, actorIds))),
      events.on('guests.changed', ({ boardId }) => this.#soon(() => this.#prune(boardId))),
      events.on('board.changed', ({ boardId, scopeChanged }) => {
        if (scopeChanged) this.#soon(() => this.#prune(boardId));
      }),
      events.on('membership.changed', () =>
        this.#soon(async () => {
          for (const boardId of await repos.sessions.boardsWithOne()) await this.#prune(boardId);
        }),
      ),
    ];
  }

  /** Waits for everything that was announced. */
  async settled(): Promise<void> {
    for (let seen: unknown = null; seen !== this.#chain;) {
      seen = this.#chain;
      await seen;
    }
  }

  async close(): Promise<void> {
    for (const stop of this.#stopListening) stop();
    await this.settled();
  }

  async #place(boardId: string, came: readonly string[]): Promise<void> {
    if (!(await groupsOn(this.#context.repos, boardId))) return; // as in most sessions
    const placed = await inTransaction(this.#context.db, async (within) => {
      const found = await groupsOn(within, boardId);
      if (!found) return null;
      const { session, groups } = found;
      const isOut = stepOf(session)?.rules.groups === true;
      // By hand, people are left where they are until there is somewhere to go.
      if (groups.how === 'hand' && !isOut) return null;
      const fresh = came.filter((id) => id !== session.leadId && !groups.members.has(id));
      if (fresh.length === 0) return null;
      const board = await within.boards.byId(boardId);
      const people = board ? await groupable(within, board, [...groups.members.keys(), ...fresh]) : new Map();
      const members = placeAll(groups, fresh, people);
      if (members.size === groups.members.size) return null;
      await within.groups.set(session.id, { ...groups, members });
      return { session, only: new Set(fresh), isOut };
    });
    if (!placed) return;
    const { session, only, isOut } = placed;
    await tellOfSession(this.#context, boardId);
    if (!isOut) return;
    const lead = await this.#context.repos.people.byId(session.leadId);
    await callToStep(this.#context, session, { name: lead?.name ?? '', only });
  }

  /** Takes out of their groups those who may not be on the board any more. */
  async #prune(boardId: string): Promise<void> {
    const isOther = await inTransaction(this.#context.db, async (within) => {
      const found = await groupsOn(within, boardId);
      const board = found && (await within.boards.byId(boardId));
      if (!found || !board) return false;
      const { session, groups } = found;
      const people = await groupable(within, board, groups.members.keys());
      const members = new Map([...groups.members].filter(([id]) => people.has(id)));
      if (members.size === groups.members.size) return false;
      await within.groups.set(session.id, { ...groups, members });
      return true;
    });
    if (isOther) await tellOfSession(this.#context, boardId);
  }

  #soon(work: () => Promise<void>): void {
    this.#chain = this.#chain.then(work).catch((error: unknown) => {
      this.#context.log.error({ err: error }, 'the groups of a session could not be kept up');
    });
  }
}

async function groupsOn(within: Repos, boardId: string): Promise<{ session: Session; groups: Groups } | null> {
  const session = await within.sessions.running(boardId);
  const groups = session && (await within.groups.of(session.id));
  return session && groups && groups.groups.length > 0 ? { session, groups } : null;
}

/** Each of those who came, one after the other, where they are missed most. */
function placeAll(
  { groups, members: before, how }: Groups,
  came: readonly string[],
  people: ReadonlyMap<string, GroupPerson>,
): Map<string, string | null> {
  const members = new Map(before);
  for (const id of came) {
    const person = people.get(id);
    if (!person) continue;
    const rooms = groups.map((group) => ({
      id: group.id,
      hasBoard: group.boardId !== null,
      people: [...members].flatMap(([other, where]) => (where === group.id ? (people.get(other) ?? []) : [])),
    }));
    members.set(id, groupForLate(person, rooms, how));
  }
  return members;
}
