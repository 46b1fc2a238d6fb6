import { BoardDoc } from '$lib/domain/boards/boardDoc';
import type { BoardView } from '$lib/domain/boards/boardView';
import type { TextAddress } from '$lib/domain/boards/schema';
import type { SharedDocument } from '$lib/domain/boards/sharedDocument';
import type { ClockMarks } from '$lib/domain/boards/writtenSince';
import { textsWrittenSince } from '$lib/domain/boards/writtenSince';

/** Words of the writer's own that may not have reached the server, by value. */
export interface UnsentWords extends TextAddress {
  text: string;
  /** The zone they lay in: its id and title; null for none. */
  zone: { id: string; title: string } | null;
}

/**
 * The texts these clients wrote in past their acknowledged clocks, as they read now. Left out are empty texts, and those
 * of items that were taken off: they must not come back by this way either.
 */
export function gatherUnsentWords(
  doc: SharedDocument,
  marks: ClockMarks,
  takenOff: readonly string[] = [],
): UnsentWords[] {
  const board = new BoardDoc(doc);
  return textsWrittenSince(doc, marks)
    .map((address) => ({ ...address, text: board.textAt(address), zone: zoneOf(board, address.item) }))
    .filter(({ item, text }) => text.trim() !== '' && !takenOff.includes(item));
}

/** Words to add again as new cards, and where: those which the board, opened afresh, does not already show. */
export function planGiveBack(board: BoardView, words: readonly UnsentWords[]): { text: string; zone: string | null }[] {
  return words
    .filter(({ item, field, text }) => !shows(board, { item, field }, text))
    .map(({ text, zone }) => ({ text, zone: zone && board.item(zone.id)?.kind === 'zone' ? zone.id : null }));
}

function shows(board: BoardView, { item, field }: TextAddress, text: string): boolean {
  const now = board.item(item);
  if (!now) return false;
  if (field === 'prompt') return now.kind === 'zone' && now.prompt === text;
  return now.text === text;
}

function zoneOf(board: BoardView, id: string): UnsentWords['zone'] {
  const item = board.item(id);
  if (!item || item.kind === 'zone' || item.zone === null) return null;
  const zone = board.item(item.zone);
  return zone?.kind === 'zone' ? { id: zone.id, title: zone.text } : null;
}
