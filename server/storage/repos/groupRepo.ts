import type { Group, Groups, GroupZone } from '../../../src/lib/domain/sessions/groups/group.ts';
import type { NamedGroups } from '../../../src/lib/domain/sessions/groups/liveGroups.ts';
import type { Database } from '../database.ts';

/** The groups of sessions, and who is in them. */
export class GroupRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null of a session without groups. */
  async of(sessionId: string): Promise<Groups | null> {
    const grouping = await this.#db
      .selectFrom('session_grouping')
      .select(['how', 'made', 'back'])
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    if (!grouping) return null;
    const rows = await this.#db
      .selectFrom('session_group')
      .select(['id', 'name', 'zones', 'board_id as boardId'])
      .where('session_id', '=', sessionId)
      .orderBy('number')
      .execute();
    const groups = rows.map(({ zones, ...row }) => ({ ...row, zones: JSON.parse(zones) as GroupZone[] }));
    const members = await this.#db
      .selectFrom('session_group_member')
      .select(['actor_id', 'group_id'])
      .where('session_id', '=', sessionId)
      .orderBy('actor_id')
      .execute();
    return { ...grouping, groups, members: new Map(members.map((row) => [row.actor_id, row.group_id])) };
  }

  /** They with the names of everyone in them who is still a member, or a guest, there. Whoever is not any more is left out. */
  async named(sessionId: string): Promise<NamedGroups | null> {
    const groups = await this.of(sessionId);
    if (!groups) return null;
    const rows = await this.#db
      .selectFrom('session_group_member as put')
      .innerJoin('session', 'session.id', 'put.session_id')
      .innerJoin('board', 'board.id', 'session.board_id')
      .leftJoin('membership', (join) =>
        join
          .onRef('membership.person_id', '=', 'put.actor_id')
          .onRef('membership.partnership_id', '=', 'board.partnership_id'),
      )
      .leftJoin('person', 'person.id', 'membership.person_id')
      .leftJoin('guest', (join) =>
        join
          .onRef('guest.id', '=', 'put.actor_id')
          .onRef('guest.board_id', '=', 'session.board_id')
          .on('guest.removed_at', 'is', null)
          .on('guest.person_id', 'is', null),
      )
      .select(({ fn }) => ['put.actor_id as id', fn.coalesce('person.name', 'guest.name').as('name')])
      .where('put.session_id', '=', sessionId)
      .execute();
    return { ...groups, names: new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const]))) };
  }

  /** All of it, in place of what there was. */
  async set(sessionId: string, { how, made, back, groups, members }: Groups): Promise<void> {
    const grouping = { how, made, back };
    await this.#db
      .insertInto('session_grouping')
      .values({ session_id: sessionId, ...grouping })
      .onConflict((conflict) => conflict.column('session_id').doUpdateSet(grouping))
      .execute();
    await this.forgetMembers(sessionId);
    await this.#db
      .deleteFrom('session_group')
      .where('session_id', '=', sessionId)
      .where('id', 'not in', [...groups.map(({ id }) => id), ''])
      .execute();
    for (const [number, group] of groups.entries()) {
      const row = { number, ...rowOf(group) };
      await this.#db
        .insertInto('session_group')
        .values({ id: group.id, session_id: sessionId, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    }
    const rows = [...members].map(([actor_id, group_id]) => ({ session_id: sessionId, actor_id, group_id }));
    if (rows.length > 0) await this.#db.insertInto('session_group_member').values(rows).execute();
  }

  /** Nobody need know later who sat with whom. */
  async forgetMembers(sessionId: string): Promise<void> {
    await this.#db.deleteFrom('session_group_member').where('session_id', '=', sessionId).execute();
  }

  /** The session's own board of a running session that a group works beside; null of every other board. */
  async homeOf(boardId: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom('session_group')
      .innerJoin('session', 'session.id', 'session_group.session_id')
      .select('session.board_id')
      .where('session_group.board_id', '=', boardId)
      .where('session.state', '=', 'running')
      .executeTakeFirst();
    return row?.board_id ?? null;
  }

  /** The boards on which the groups of the session that goes on on a board work; of all that ended there, while none does. */
  async boardsBeside(home: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('session_group')
      .innerJoin('session', 'session.id', 'session_group.session_id')
      .select(['session_group.board_id', 'session.state'])
      .where('session.board_id', '=', home)
      .where('session_group.board_id', 'is not', null)
      .where('session.state', '!=', 'planned')
      .execute();
    const running = rows.filter(({ state }) => state === 'running');
    return [...new Set((running.length > 0 ? running : rows).flatMap((row) => row.board_id ?? []))];
  }
}

function rowOf({ name, zones, boardId }: Group) {
  return { name, zones: JSON.stringify(zones), board_id: boardId };
}
