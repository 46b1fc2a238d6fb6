import type { DocumentName } from './documents.ts';

/** Where somebody's private cards of a round are kept. No address leads there but their own. */
export function sheetName(round: string, actorId: string): DocumentName {
  return `${sheetsOf(round)}${actorId}`;
}

/** What the names of all sheets of a round begin with. */
export function sheetsOf(round: string): string {
  return `mine/${round}/`;
}

/** The round and the writer of a sheet; null of another document. */
export function readSheetName(name: DocumentName): { round: string; actorId: string } | null {
  const [kind, round, actorId] = name.split('/');
  return kind === 'mine' && round && actorId ? { round, actorId } : null;
}
