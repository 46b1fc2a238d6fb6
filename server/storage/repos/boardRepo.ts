import type { Scope } from '../../../src/lib/domain/access/scope.ts';
import type { BoardPicture } from '../../../src/lib/domain/boards/boardPicture.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { BoardTable } from '../tables/tables.ts';
import { ScopeRepo } from './scopeRepo.ts';

export interface BoardRecord {
  id: string;
  partnershipId: string;
  title: string;
  /** Id of the template it was made from. */
  template: string | null;
  scope: Scope;
  archivedAt: Instant | null;
  editedBy: string | null;
  editedAt: Instant;
}

export interface NewBoard {
  id: string;
  partnershipId: string;
  title: string;
  template: string | null;
  by: string | null;
  at: Instant;
}

const COLUMNS = [
  'id',
  'partnership_id',
  'title',
  'template',
  'scope',
  'archived_at',
  'edited_by',
  'edited_at',
] as const;

const EMPTY_PICTURE: BoardPicture = { zones: [], cards: [] };

export class BoardRepo {
  #db: Database;
  #scopes: ScopeRepo;

  constructor(db: Database) {
    this.#db = db;
    this.#scopes = new ScopeRepo(db);
  }

  /** Adds the record; does nothing when it is there already, so that a finished operation may be finished again. */
  async create({ id, partnershipId, title, template, by, at }: NewBoard): Promise<void> {
    await this.#db
      .insertInto('board')
      .values({
        id,
        partnership_id: partnershipId,
        initiative_id: null,
        title,
        template,
        scope: 'partnership',
        archived_at: null,
        created_by: by,
        created_at: at,
        edited_by: by,
        edited_at: at,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  async byId(id: string): Promise<BoardRecord | null> {
    const row = await this.#db.selectFrom('board').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? ((await this.#withScopes([row]))[0] ?? null) : null;
  }

  /** Boards of a partnership that a person may see, the one edited last first. Agrees with the rule `board.read`. */
  async visibleTo(
    { personId, organisationId, partnershipId }: { personId: string; organisationId: string; partnershipId: string },
    { archived, now }: { archived: boolean; now: Instant },
  ): Promise<BoardRecord[]> {
    const rows = await this.#db
      .selectFrom('board')
      .select(COLUMNS)
      .where('partnership_id', '=', partnershipId)
      .where('archived_at', archived ? 'is not' : 'is', null)
      .where(({ exists, selectFrom, or, and, eb, ref }) => {
        const grants = selectFrom('scope_grant')
          .select('subject_id')
          .where('subject_kind', '=', 'board')
          .where('subject_id', '=', ref('board.id'))
          .where((grant) =>
            grant.or([grant('person_id', '=', personId), grant('organisation_id', '=', organisationId)]),
          );
        const member = selectFrom('membership')
          .select('person_id')
          .where('person_id', '=', personId)
          .where('membership.partnership_id', '=', partnershipId);
        const visit = selectFrom('operator_entry')
          .select('operator_entry.id')
          .where('person_id', '=', personId)
          .where('operator_entry.partnership_id', '=', partnershipId)
          .where('left_at', 'is', null)
          .where('ends_at', '>', now);
        return and([or([exists(member), exists(visit)]), or([eb('scope', '=', 'partnership'), exists(grants)])]);
      })
      .orderBy('edited_at', 'desc')
      .orderBy('id')
      .execute();
    return this.#withScopes(rows);
  }

  async rename(id: string, title: string): Promise<void> {
    await this.#db.updateTable('board').set({ title }).where('id', '=', id).execute();
  }

  async setArchived(id: string, at: Instant | null): Promise<void> {
    await this.#db.updateTable('board').set({ archived_at: at }).where('id', '=', id).execute();
  }

  async setScope(id: string, scope: Scope): Promise<void> {
    await this.#db.updateTable('board').set({ scope: scope.open }).where('id', '=', id).execute();
    await this.#scopes.replace('board', id, scope);
  }

  /** Projection: who edited last, and what the thumbnail shows. */
  async setEdited(id: string, edit: { by: string | null; at: Instant; picture: BoardPicture }): Promise<void> {
    const who = edit.by === null ? {} : { edited_by: edit.by };
    await this.#db
      .updateTable('board')
      .set({ edited_at: edit.at, ...who })
      .where('id', '=', id)
      .execute();
    await this.setPicture(id, edit.picture);
  }

  async setPicture(id: string, picture: BoardPicture): Promise<void> {
    const row = { picture: JSON.stringify(picture) };
    await this.#db
      .insertInto('board_picture')
      .values({ board_id: id, ...row })
      .onConflict((conflict) => conflict.column('board_id').doUpdateSet(row))
      .execute();
  }

  async pictures(ids: readonly string[]): Promise<(id: string) => BoardPicture> {
    if (ids.length === 0) return () => EMPTY_PICTURE;
    const rows = await this.#db
      .selectFrom('board_picture')
      .select(['board_id', 'picture'])
      .where('board_id', 'in', ids)
      .execute();
    const pictures = new Map(rows.map((row) => [row.board_id, JSON.parse(row.picture) as BoardPicture]));
    return (id) => pictures.get(id) ?? EMPTY_PICTURE;
  }

  async #withScopes(rows: readonly Pick<BoardTable, (typeof COLUMNS)[number]>[]): Promise<BoardRecord[]> {
    const named = await this.#scopes.named(
      'board',
      rows.filter((row) => row.scope === 'named').map((row) => row.id),
    );
    return rows.map((row) => ({
      id: row.id,
      partnershipId: row.partnership_id,
      title: row.title,
      template: row.template,
      scope: named.get(row.id) ?? { open: 'partnership' },
      archivedAt: row.archived_at,
      editedBy: row.edited_by,
      editedAt: row.edited_at,
    }));
  }
}
