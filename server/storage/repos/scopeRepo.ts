import type { Scope } from '../../../src/lib/domain/access/scope.ts';
import type { Database } from '../database.ts';
import type { ScopeGrantTable } from '../tables/tables.ts';

type SubjectKind = ScopeGrantTable['subject_kind'];

/** Who is named by a board, initiative or plan. */
export class ScopeRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Scopes of the kind `named`, by subject id. A subject without a grant names nobody. */
  async named(kind: SubjectKind, ids: readonly string[]): Promise<Map<string, Scope>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('scope_grant')
      .select(['subject_id', 'person_id', 'organisation_id'])
      .where('subject_kind', '=', kind)
      .where('subject_id', 'in', ids)
      .execute();
    const scopeOf = (id: string): Scope => {
      const mine = rows.filter((row) => row.subject_id === id);
      const people = mine.flatMap((row) => row.person_id ?? []);
      return { open: 'named', people, organisations: mine.flatMap((row) => row.organisation_id ?? []) };
    };
    return new Map(ids.map((id) => [id, scopeOf(id)]));
  }

  /** Replaces whom a subject names. */
  async replace(kind: SubjectKind, id: string, scope: Scope): Promise<void> {
    await this.#db.deleteFrom('scope_grant').where('subject_kind', '=', kind).where('subject_id', '=', id).execute();
    if (scope.open === 'partnership') return;
    const grants = [
      ...scope.people.map((person) => ({ person_id: person, organisation_id: null })),
      ...scope.organisations.map((organisation) => ({ person_id: null, organisation_id: organisation })),
    ];
    if (grants.length === 0) return;
    const rows = grants.map((grant) => ({ subject_kind: kind, subject_id: id, ...grant }));
    await this.#db.insertInto('scope_grant').values(rows).execute();
  }
}
