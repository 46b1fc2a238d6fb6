import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { PictureType } from '../../../src/lib/domain/uploads/picture.ts';
import type { Database } from '../database.ts';

/** What is known of a file of a board. */
export interface UploadRecord {
  id: string;
  boardId: string;
  addedBy: string;
  mediaType: PictureType;
  width: number;
  height: number;
  bytes: number;
  sha: string;
  createdAt: Instant;
  /** Id of what was taken off the board, when this went with it. */
  offWith: string | null;
}

const COLUMNS = [
  'id',
  'board_id as boardId',
  'added_by as addedBy',
  'media_type as mediaType',
  'width',
  'height',
  'bytes',
  'sha',
  'created_at as createdAt',
  'off_with as offWith',
] as const;

export class UploadRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(upload: Omit<UploadRecord, 'offWith'>): Promise<void> {
    const { id, boardId, addedBy, mediaType, width, height, bytes, sha, createdAt } = upload;
    await this.#db
      .insertInto('upload')
      .values({
        ...{ id, width, height, bytes, sha },
        ...{ board_id: boardId, added_by: addedBy, media_type: mediaType, created_at: createdAt },
      })
      .execute();
  }

  /** A file of this board; one of another board does not exist. */
  async ofBoard(boardId: string, id: string): Promise<UploadRecord | null> {
    const query = this.#db.selectFrom('upload').select(COLUMNS).where('id', '=', id).where('board_id', '=', boardId);
    return (await query.executeTakeFirst()) ?? null;
  }

  /** All files of a board together, in bytes. */
  async bytesOf(boardId: string): Promise<number> {
    const query = this.#db.selectFrom('upload').select((eb) => eb.fn.sum<number | null>('bytes').as('sum'));
    return Number((await query.where('board_id', '=', boardId).executeTakeFirst())?.sum ?? 0);
  }

  /** Files that go with what is taken off a board. One that went before stays with that. */
  async takeOff(boardId: string, ids: readonly string[], offWith: string): Promise<void> {
    if (ids.length === 0) return;
    const query = this.#db.updateTable('upload').set({ off_with: offWith }).where('board_id', '=', boardId);
    await query.where('id', 'in', ids).where('off_with', 'is', null).execute();
  }

  async putBack(offWith: string): Promise<void> {
    await this.#db.updateTable('upload').set({ off_with: null }).where('off_with', '=', offWith).execute();
  }

  /** Ids of the files that went with it. */
  async offWith(offWith: string): Promise<string[]> {
    const rows = await this.#db.selectFrom('upload').select('id').where('off_with', '=', offWith).execute();
    return rows.map(({ id }) => id);
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('upload').where('id', '=', id).execute();
  }

  async removeOfBoard(boardId: string): Promise<void> {
    await this.#db.deleteFrom('upload').where('board_id', '=', boardId).execute();
  }
}
