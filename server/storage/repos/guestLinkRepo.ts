import type { Selectable } from 'kysely';
import type { GuestLink, LinkDoor } from '../../../src/lib/domain/guests/guestLink.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { GuestLinkTable } from '../tables/guestTables.ts';

/** What is kept of what opens a link. */
export interface LinkSecrets {
  tokenHash: string;
  sealed: string;
  passwordHash: string | null;
}

export class GuestLinkRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(link: GuestLink, { tokenHash, sealed, passwordHash }: LinkSecrets): Promise<void> {
    await this.#db
      .insertInto('guest_link')
      .values({
        id: link.id,
        board_id: link.boardId,
        token_hash: tokenHash,
        sealed,
        guest_right: link.right,
        audience: link.audience,
        password_hash: passwordHash,
        most_guests: link.mostGuests,
        made_by: link.madeBy,
        made_at: link.madeAt,
        ends_at: link.endsAt,
        door: link.door,
        lobby: link.lobby ? 1 : 0,
        newcomers_until: link.newcomersUntil,
        session_id: link.sessionId,
        shared_by: link.sharedBy,
      })
      .execute();
  }

  async addModerators(linkId: string, personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    const rows = personIds.map((personId) => ({ link_id: linkId, person_id: personId }));
    await this.#db.insertInto('guest_link_moderator').values(rows).execute();
  }

  /** Person ids of the adults who look after the board, by link id. */
  async moderators(linkIds: readonly string[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (linkIds.length === 0) return found;
    const rows = await this.#db
      .selectFrom('guest_link_moderator')
      .select(['link_id', 'person_id'])
      .where('link_id', 'in', linkIds)
      .orderBy('person_id')
      .execute();
    for (const { link_id, person_id } of rows) found.set(link_id, [...(found.get(link_id) ?? []), person_id]);
    return found;
  }

  async byToken(tokenHash: string): Promise<GuestLink | null> {
    const row = await this.#found().where('guest_link.token_hash', '=', tokenHash).executeTakeFirst();
    return row ? toLink(row) : null;
  }

  async byId(id: string): Promise<GuestLink | null> {
    const row = await this.#found().where('guest_link.id', '=', id).executeTakeFirst();
    return row ? toLink(row) : null;
  }

  /** A board's, the latest first, with what opens each. */
  async ofBoard(boardId: string): Promise<(GuestLink & { sealed: string })[]> {
    const rows = await this.#found()
      .where('guest_link.board_id', '=', boardId)
      .orderBy('guest_link.made_at', 'desc')
      .orderBy('guest_link.id')
      .execute();
    return rows.map((row) => ({ ...toLink(row), sealed: row.sealed }));
  }

  /** Those of a partnership's boards that somebody made and that can still let anyone in. */
  madeBy(
    personId: string,
    { partnershipId, now }: { partnershipId: string; now: Instant },
  ): Promise<{ id: string; boardId: string }[]> {
    return this.#db
      .selectFrom('guest_link')
      .innerJoin('board', 'board.id', 'guest_link.board_id')
      .select(['guest_link.id', 'guest_link.board_id as boardId'])
      .where('board.partnership_id', '=', partnershipId)
      .where('guest_link.made_by', '=', personId)
      .where('guest_link.door', '!=', 'closed')
      .where('guest_link.ends_at', '>', now)
      .execute();
  }

  /** They are somebody else's from now on: whoever comes in by one is told that name. */
  async setMaker(ids: readonly string[], personId: string): Promise<void> {
    if (ids.length === 0) return;
    await this.#db.updateTable('guest_link').set({ made_by: personId }).where('id', 'in', ids).execute();
  }

  async passwordHash(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('guest_link').select('password_hash').where('id', '=', id).executeTakeFirst();
    return row?.password_hash ?? null;
  }

  /** Whether young people come to a board, or came, by a link of theirs that was not closed for all. */
  async hasYoung(boardId: string): Promise<boolean> {
    const found = this.#db.selectFrom('guest_link').select('id').where('board_id', '=', boardId);
    const row = await found.where('audience', '=', 'young').where('door', '!=', 'closed').limit(1).executeTakeFirst();
    return row !== undefined;
  }

  /** What the link is opened by, sealed. */
  async sealed(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('guest_link').select('sealed').where('id', '=', id).executeTakeFirst();
    return row?.sealed ?? null;
  }

  /** A link that is closed stays so: false when it was closed already. `newcomersUntil` is when nobody new comes any more. */
  async setDoor(id: string, door: LinkDoor, newcomersUntil: Instant | null = null): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('guest_link')
      .set({ door, newcomers_until: newcomersUntil })
      .where('id', '=', id)
      .where('door', '!=', 'closed')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** The session is over: nobody new comes by a link that was for it. Returns the ids of those links. */
  async sessionEnded(sessionId: string, at: Instant): Promise<string[]> {
    const rows = await this.#db
      .updateTable('guest_link')
      .set({ newcomers_until: at })
      .where('session_id', '=', sessionId)
      .returning('id')
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Links that people can come by, that end in between, and of which nobody was told that they do. */
  async endingBetween(now: Instant, until: Instant): Promise<GuestLink[]> {
    const rows = await this.#found()
      .where('door', '=', 'open')
      .where('ends_at', '>', now)
      .where('ends_at', '<=', until)
      .where('told_ending', '=', 0)
      .execute();
    return rows.map(toLink);
  }

  /** Notes that whoever made it is told; false when they were before. */
  async noteTold(id: string, what: 'told_full' | 'told_ending'): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('guest_link')
      .set(what === 'told_full' ? { told_full: 1 } : { told_ending: 1 })
      .where('id', '=', id)
      .where(what, '=', 0)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #found() {
    return this.#db.selectFrom('guest_link').selectAll();
  }
}

function toLink(row: Selectable<GuestLinkTable>): GuestLink {
  return {
    id: row.id,
    boardId: row.board_id,
    right: row.guest_right,
    audience: row.audience,
    hasPassword: row.password_hash !== null,
    mostGuests: row.most_guests,
    madeBy: row.made_by,
    madeAt: row.made_at,
    endsAt: row.ends_at,
    door: row.door,
    lobby: row.lobby === 1,
    newcomersUntil: row.newcomers_until,
    sessionId: row.session_id,
    sharedBy: row.shared_by,
  };
}
