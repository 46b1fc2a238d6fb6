import type { Actor, GuestActor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import type { DocumentRole } from '../../src/lib/domain/access/can.ts';
import { boardRole } from '../../src/lib/domain/access/can.ts';
import type { BoardSubject } from '../../src/lib/domain/access/rules.ts';
import type { PartnershipSettings } from '../../src/lib/domain/partnerships/partnership.ts';
import { isOpenToWriters } from '../../src/lib/domain/sessions/privateRound.ts';
import { isClosedTo } from '../../src/lib/domain/sessions/closed.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { BoardTallies } from '../../src/lib/domain/sessions/votes/ballot.ts';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import type { Who } from '../../src/lib/protocol/messages/presence.ts';
import { parseRoom, roomName } from '../../src/lib/protocol/rooms.ts';
import type { DocumentName } from '../documents/documents.ts';
import { sheetName } from '../documents/sheets.ts';

/** A board's record, for judging and for telling those present about it; its partnership's settings, its session, and what stays of votes. */
export type BoardRecord = BoardSubject & {
  title: string;
  settings: PartnershipSettings;
  session: LiveSession | null;
  tallies?: BoardTallies;
};

/** What the sync server must be told about people and boards. */
export interface Door {
  /** Who the cookie header says this is, on the board that is asked for. Never throws on a malformed cookie. */
  identify(cookieHeader: string | undefined, boardId: string | null): Promise<Identity>;
  /** The id of the sign-in, or of the guest's browser, that a cookie header names, without asking whether it holds. */
  namedSignIn(cookieHeader: string | undefined): string | null;
  /** The board's record, null when there is none. */
  board(boardId: string): Promise<BoardRecord | null>;
}

export interface Identity {
  actor: Actor;
  who: Omit<Who, 'colour'>;
  signInId: string | null;
}

/** Someone the door let in, and what it knew of them at that moment. */
export interface Visitor {
  actor: PersonActor | GuestActor;
  who: Omit<Who, 'colour'>;
  signInId: string | null;
  role: DocumentRole;
  /** Whether the step that is on keeps them from writing for now. */
  closed: boolean;
  board: BoardRecord;
}

export type Admission = { is: 'in'; visitor: Visitor; document: DocumentName } | { is: 'out'; why: CloseReason };

/**
 * Judges a caller. Someone signed in gets the same answer for a board that does not exist and for one they may not
 * see, so that addresses cannot be probed.
 */
export async function admit(door: Door, call: { cookie: string | undefined; path: string }): Promise<Admission> {
  const address = parseRoom(call.path);
  const isOnBoard = address?.kind === 'board' || address?.kind === 'mine';
  const { actor, who, signInId } = await door.identify(call.cookie, isOnBoard ? address.id : null);
  if (actor.kind === 'nobody') return { is: 'out', why: 'signIn' };
  if (!isOnBoard) return { is: 'out', why: 'noSuchDocument' };
  const board = await door.board(address.id);
  const role = board && boardRole(actor, board);
  if (!role) return { is: 'out', why: 'noAccess' };
  const visitor = { actor, who, signInId, role, board };
  if (address.kind === 'mine') return admitToOwn(visitor);
  const closed = isClosedTo(actor, board, board.session);
  return { is: 'in', visitor: { ...visitor, closed }, document: roomName(address) };
}

/**
 * To the caller's own private cards: whoever may add to the board, while a round takes them. The sign-in says whose. While
 * they are being shown, or were taken back, one comes again: what was written without a line must not find the door shut.
 */
function admitToOwn(visitor: Omit<Visitor, 'closed'>): Admission {
  if (visitor.role !== 'edit') return { is: 'out', why: 'noAccess' };
  const round = visitor.board.session?.secret;
  if (!round) return { is: 'out', why: 'noSuchDocument' };
  if (!isOpenToWriters(round.state)) return { is: 'out', why: 'restarting' };
  return { is: 'in', visitor: { ...visitor, closed: false }, document: sheetName(round.round, visitor.actor.id) };
}

export interface Call {
  /** What follows `/sync/`. */
  path: string;
  /** The generation of the caller's copy, if it said so. */
  generation: number | null;
}

/** Reads the address of an upgrade; null when it is not for the sync server. */
export function readCall(url: string | undefined): Call | null {
  const [path = '', query = ''] = (url ?? '').split('?', 2);
  if (!path.startsWith('/sync/')) return null;
  const generation = new URLSearchParams(query).get('generation');
  const known = generation !== null && /^\d{1,15}$/.test(generation);
  return { path: path.slice('/sync/'.length), generation: known ? Number(generation) : null };
}
