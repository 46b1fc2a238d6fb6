import { ConfigError } from './config/configError.ts';
import { DatabaseTooNew } from './storage/database.ts';
import { DataFolderError } from './storage/dataFolder.ts';
import { DocumentsTooNew } from './sync/persistence/schema.ts';
import { DataFolderInUse } from './sync/persistence/sqliteDocumentStore.ts';

const PLAIN = [ConfigError, DataFolderError, DatabaseTooNew];

/** Why the product cannot start, as one sentence an operator can act on. */
export function sentenceFor(error: unknown): string {
  if (PLAIN.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof DocumentsTooNew) return new DatabaseTooNew().message;
  if (error instanceof DataFolderInUse) {
    return 'Another Throughline is using this data folder. End it first, or set DATA_DIR to another folder.';
  }
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken. End what uses it, or start with another: PORT=3001 npm start`;
  if (code === 'EACCES' && port)
    return `Port ${port} may not be used by this user. Choose one above 1024: PORT=3001 npm start`;
  if (code === 'EADDRNOTAVAIL') return `HOST is "${address}", which is no address of this machine.`;
  if (code === 'SQLITE_CANTOPEN' || code?.startsWith('SQLITE_READONLY')) {
    return 'The data folder cannot be written. Give this user the right to, or set DATA_DIR to another.';
  }
  if (code === 'SQLITE_NOTADB')
    return 'A database in the data folder is damaged. Restore a back-up: npm run cli -- restore FILE';
  return `Throughline could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
