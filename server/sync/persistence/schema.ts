import type { openSqlite } from '../../storage/dialects/sqlite.ts';

export type Database = ReturnType<typeof openSqlite>;

/** Raised with every change of the tables below; a database with a higher one was written by a newer program. */
export const DOCUMENTS_VERSION = 3;

/** The documents were written by a newer version of the program, which this one must not touch. */
export class DocumentsTooNew extends Error {
  readonly code = 'documents.tooNew';
  readonly found: number;

  constructor(found: number) {
    super(`documents.db has version ${found}; this program reads up to ${DOCUMENTS_VERSION}`);
    this.name = 'DocumentsTooNew';
    this.found = found;
  }
}

/**
 * `head` is the number of the last row of the log, so that a lost row is noticed. `client` keeps the clientIDs of
 * every generation: nobody may bring back what an earlier one held. `heavy_at` is when a document whose history
 * outweighs its content was last written to.
 */
const TABLES = `
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL,
  head INTEGER NOT NULL,
  began_at TEXT NOT NULL
) STRICT;
CREATE TABLE log (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum BLOB NOT NULL,
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum BLOB NOT NULL
) STRICT;
CREATE TABLE client (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  client_id INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (document, client_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE colour (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  actor TEXT NOT NULL,
  colour INTEGER NOT NULL,
  PRIMARY KEY (document, actor)
) STRICT, WITHOUT ROWID;
CREATE TABLE removed_item (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  item TEXT NOT NULL,
  making TEXT NOT NULL,
  PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE write_check (id INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
`;

const KEPT_OFF = `
CREATE TABLE kept_off (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  item TEXT NOT NULL,
  PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;
`;

/** What leads from each version to the next, the first from an empty file. */
const STEPS = [TABLES, 'ALTER TABLE document ADD COLUMN heavy_at TEXT', KEPT_OFF];

/** Makes the tables, or brings those of an earlier program up to date. Throws `DocumentsTooNew` for a database of a newer program. */
export function prepareTables(db: Database): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > DOCUMENTS_VERSION) throw new DocumentsTooNew(found);
  if (found === DOCUMENTS_VERSION) return;
  db.transaction(() => {
    for (const step of STEPS.slice(found)) db.exec(step);
    db.pragma(`user_version = ${DOCUMENTS_VERSION}`);
  })();
}
