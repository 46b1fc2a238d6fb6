import type { Database } from './schema.ts';

interface DocumentRow {
  id: number;
  generation: number;
  head: number;
}
interface StoredRow {
  seq: number;
  bytes: Buffer;
  checksum: Buffer;
}
interface ClientRow {
  client_id: number;
  generation: number;
  actor: string;
}

const ofDocument = (table: string) => `${table} WHERE document`;

/** The time, written as everywhere. */
const NOW = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/** Every statement of the document store, prepared once. */
export function statements(db: Database) {
  return {
    find: db.prepare<[string], DocumentRow>('SELECT id, generation, head FROM document WHERE name = ?'),
    names: db.prepare<[string, string], { name: string }>(
      'SELECT name FROM document WHERE name >= ? AND name < ? ORDER BY name',
    ),
    dropAll: [
      ...['log', 'snapshot', 'client', 'colour', 'removed_item', 'kept_off'].map(ofDocument),
      'document WHERE id',
    ].map((rows) => db.prepare<[number]>(`DELETE FROM ${rows} = ?`)),
    createDocument: db.prepare<[string, number, string]>(
      'INSERT INTO document (name, generation, head, began_at) VALUES (?, ?, 1, ?) ON CONFLICT (name) DO NOTHING',
    ),
    tryWrite: db.prepare<[]>(
      'INSERT INTO write_check (id, count) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET count = count + 1',
    ),
    setHead: db.prepare<[number, number]>(
      `UPDATE document SET head = ?, heavy_at = iif(heavy_at IS NULL, NULL, ${NOW}) WHERE id = ?`,
    ),
    setHeavy: db.prepare<[number, number]>(`UPDATE document SET heavy_at = iif(?, ${NOW}, NULL) WHERE id = ?`),
    heavy: db.prepare<[string], { name: string }>(
      `SELECT name FROM document WHERE heavy_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?) ORDER BY heavy_at`,
    ),
    setGeneration: db.prepare<[number, string, number]>(
      'UPDATE document SET generation = ?, began_at = ?, head = 0, heavy_at = NULL WHERE id = ?',
    ),
    snapshot: db.prepare<[number], StoredRow>('SELECT seq, bytes, checksum FROM snapshot WHERE document = ?'),
    putSnapshot: db.prepare<[number, number, Uint8Array, Uint8Array]>(
      'INSERT OR REPLACE INTO snapshot (document, seq, bytes, checksum) VALUES (?, ?, ?, ?)',
    ),
    rows: db.prepare<[number], StoredRow>('SELECT seq, bytes, checksum FROM log WHERE document = ? ORDER BY seq'),
    putRow: db.prepare<[number, number, Uint8Array, Uint8Array]>(
      'INSERT INTO log (document, seq, bytes, checksum) VALUES (?, ?, ?, ?)',
    ),
    dropRows: db.prepare<[number, number]>('DELETE FROM log WHERE document = ? AND seq <= ?'),
    clients: db.prepare<[number], ClientRow>('SELECT client_id, generation, actor FROM client WHERE document = ?'),
    putClient: db.prepare<[number, number, number, string]>(
      'INSERT INTO client (document, client_id, generation, actor) VALUES (?, ?, ?, ?)',
    ),
    colours: db.prepare<[number], { actor: string; colour: number }>(
      'SELECT actor, colour FROM colour WHERE document = ?',
    ),
    putColour: db.prepare<[number, string, number]>(
      'INSERT OR IGNORE INTO colour (document, actor, colour) VALUES (?, ?, ?)',
    ),
    removed: db.prepare<[number], { item: string; making: string }>(
      'SELECT item, making FROM removed_item WHERE document = ?',
    ),
    putRemovedItem: db.prepare<[number, string, string]>(
      'INSERT OR REPLACE INTO removed_item (document, item, making) VALUES (?, ?, ?)',
    ),
    dropRemovedItem: db.prepare<[number, string]>('DELETE FROM removed_item WHERE document = ? AND item = ?'),
    keptOff: db.prepare<[number], { item: string }>('SELECT item FROM kept_off WHERE document = ?'),
    keepOff: db.prepare<[number, string]>('INSERT OR IGNORE INTO kept_off (document, item) VALUES (?, ?)'),
    letBack: db.prepare<[number, string]>('DELETE FROM kept_off WHERE document = ? AND item = ?'),
    dropRemovedItems: db.prepare<[number]>('DELETE FROM removed_item WHERE document = ?'),
  };
}
