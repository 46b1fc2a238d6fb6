import type { GuestLink, LinkDoor } from '../../../src/lib/domain/guests/guestLink.ts';
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
      })
      .execute();
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

  async passwordHash(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('guest_link').select('password_hash').where('id', '=', id).executeTakeFirst();
    return row?.password_hash ?? null;
  }

  /** A link that is closed stays so: false when it was closed already. */
  async setDoor(id: string, door: LinkDoor): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('guest_link')
      .set({ door })
      .where('id', '=', id)
      .where('door', '!=', 'closed')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #found() {
    return this.#db.selectFrom('guest_link').selectAll();
  }
}

function toLink(row: GuestLinkTable): GuestLink {
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
  };
}
