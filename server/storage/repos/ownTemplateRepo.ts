import type { BoardPicture } from '../../../src/lib/domain/boards/boardPicture.ts';
import type { TemplateContent } from '../../../src/lib/domain/boards/templates/ownTemplate.ts';
import type { AgendaStep } from '../../../src/lib/domain/boards/templates/template.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** What is known of a template without what it puts on a board. */
export interface OwnTemplateRecord {
  id: string;
  partnershipId: string;
  name: string;
  purpose: string;
  picture: BoardPicture;
  agenda: readonly AgendaStep[];
  madeBy: string;
  organisation: string;
  madeAt: Instant;
  archivedAt: Instant | null;
}

export interface NewOwnTemplate extends Omit<OwnTemplateRecord, 'organisation' | 'archivedAt'> {
  boardId: string;
  organisationId: string;
  content: TemplateContent;
}

const COLUMNS = [
  'own_template.id',
  'own_template.partnership_id as partnershipId',
  'own_template.name',
  'own_template.purpose',
  'own_template.picture',
  'own_template.agenda',
  'own_template.made_by as madeBy',
  'own_template.made_at as madeAt',
  'own_template.archived_at as archivedAt',
  'organisation.name as organisation',
] as const;

/** Templates of a partnership's own. Every question but that of a board names the partnership: no other sees them. */
export class OwnTemplateRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(template: NewOwnTemplate): Promise<void> {
    const { id, name, purpose } = template;
    await this.#db
      .insertInto('own_template')
      .values({
        ...{ id, name, purpose },
        partnership_id: template.partnershipId,
        board_id: template.boardId,
        content: JSON.stringify(template.content),
        picture: JSON.stringify(template.picture),
        agenda: JSON.stringify(template.agenda),
        made_by: template.madeBy,
        organisation_id: template.organisationId,
        made_at: template.madeAt,
        archived_at: null,
      })
      .execute();
  }

  /** Those in use, or those put away, by name. */
  async list(partnershipId: string, { archived }: { archived: boolean }): Promise<OwnTemplateRecord[]> {
    const rows = await this.#found(partnershipId)
      .where('own_template.archived_at', archived ? 'is not' : 'is', null)
      .orderBy('own_template.name')
      .orderBy('own_template.id')
      .execute();
    return rows.map(toRecord);
  }

  async byId(partnershipId: string, id: string): Promise<OwnTemplateRecord | null> {
    const row = await this.#found(partnershipId).where('own_template.id', '=', id).executeTakeFirst();
    return row ? toRecord(row) : null;
  }

  /** What it puts on a board; null when the partnership has no such template. */
  async content(partnershipId: string, id: string): Promise<TemplateContent | null> {
    const row = await this.#db
      .selectFrom('own_template')
      .select('content')
      .where('partnership_id', '=', partnershipId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? (JSON.parse(row.content) as TemplateContent) : null;
  }

  /** What the templates made of a board hold, archived ones too. */
  async ofBoard(boardId: string): Promise<{ id: string; content: TemplateContent }[]> {
    const rows = await this.#db
      .selectFrom('own_template')
      .select(['id', 'content'])
      .where('board_id', '=', boardId)
      .execute();
    return rows.map(({ id, content }) => ({ id, content: JSON.parse(content) as TemplateContent }));
  }

  async setContent(id: string, content: TemplateContent, picture: BoardPicture): Promise<void> {
    await this.#db
      .updateTable('own_template')
      .set({ content: JSON.stringify(content), picture: JSON.stringify(picture) })
      .where('id', '=', id)
      .execute();
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#db.updateTable('own_template').set({ name }).where('id', '=', id).execute();
  }

  async setArchived(id: string, at: Instant | null): Promise<void> {
    await this.#db.updateTable('own_template').set({ archived_at: at }).where('id', '=', id).execute();
  }

  #found(partnershipId: string) {
    return this.#db
      .selectFrom('own_template')
      .innerJoin('organisation', 'organisation.id', 'own_template.organisation_id')
      .select(COLUMNS)
      .where('own_template.partnership_id', '=', partnershipId);
  }
}

function toRecord<T extends { picture: string; agenda: string }>(row: T) {
  return { ...row, picture: JSON.parse(row.picture) as BoardPicture, agenda: JSON.parse(row.agenda) as AgendaStep[] };
}
