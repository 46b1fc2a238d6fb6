import { can } from '../../src/lib/domain/access/can.ts';
import { isClosedTo } from '../../src/lib/domain/sessions/closed.ts';
import type { DoorCall } from '../documents/documents.ts';
import type { Notice } from '../../src/lib/protocol/messages/notice.ts';
import type { EventBus, ServerEvents } from '../events/events.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

interface Listener {
  rooms: Rooms;
  /** As long as words just typed are on their way at most. */
  lastWordsMs: number;
  sendToDoor: (whom: DoorCall) => void;
  /** Whoever is on the way in was judged by what no longer holds. */
  judgeAgain: () => void;
}

/**
 * Sends people back to the door when their access may have changed, has rooms follow the settings of their
 * partnership, and tells those in them what is said to all. Returns how to stop listening.
 */
export function listenForAccess(
  events: EventBus,
  { rooms, lastWordsMs, sendToDoor, judgeAgain }: Listener,
): () => void {
  const stop = [
    events.on('membership.changed', ({ personId, partnershipId }) => sendToDoor({ personId, partnershipId })),
    events.on('signIn.ended', ({ signInIds }) => signInIds.forEach((signInId) => sendToDoor({ signInId }))),
    events.on('guests.changed', ({ boardId, guestIds }) => {
      judgeAgain();
      for (const personId of guestIds) sendToDoor({ personId, document: `board/${boardId}` });
    }),
    events.on('partnership.changed', (news) => {
      judgeAgain();
      for (const room of rooms.all()) if (isOf(room, news.partnershipId)) followSettings(room, news);
    }),
    events.on('board.changed', (news) => {
      const document = `board/${news.boardId}`;
      const room = rooms.get(document);
      if (room) tellAboutBoard(room, news);
      // Without a room someone may still be on the way in, judged by what no longer holds.
      if (!room || news.scopeChanged || wasOtherwise(room, news)) sendToDoor({ document });
    }),
    events.on('guests.waiting', (news) => {
      const room = rooms.get(`board/${news.boardId}`);
      if (room) tellWhoWaits(room, news);
    }),
    events.on('session.changed', (news) => {
      judgeAgain();
      const room = rooms.get(`board/${news.boardId}`);
      if (room) followSession(room, news, lastWordsMs);
    }),
    events.on('private.counted', ({ boardId, ...counted }) => {
      for (const connection of rooms.get(`board/${boardId}`)?.connections ?? [])
        connection.notify({ topic: 'private', ...counted });
    }),
    events.on('session.room', (news) => {
      const room = rooms.get(`board/${news.boardId}`);
      if (room) tellOfRoom(room, news);
    }),
    events.on('ballot.voted', ({ boardId, ballot, voted }) => {
      const room = rooms.get(`board/${boardId}`);
      if (room) tellAll(room, { topic: 'voted', ballot, voted });
    }),
    events.on('board.tallied', ({ boardId, tallies }) => {
      judgeAgain();
      const room = rooms.get(`board/${boardId}`);
      if (room) tellAll(room, { topic: 'tallies', tallies });
    }),
    events.on('board.gathered', (call) => {
      const room = rooms.get(`board/${call.boardId}`);
      if (room) gather(room, call);
    }),
  ];
  return () => stop.forEach((off) => off());
}

function followSettings(room: Room, { identifiers, knownPostcodes }: ServerEvents['partnership.changed']): void {
  room.follow(identifiers);
  // What hello told those who are still joining holds no more.
  room.dismiss(({ state }) => state !== 'live', 'accessChanged');
  for (const connection of room.connections) {
    connection.notify({ topic: 'settings', identifiers, knownPostcodes });
  }
}

/**
 * Everyone hears how the session stands. Whoever may write again does so at once; whoever may not any more is given the
 * time that what they have just typed takes to arrive.
 */
function followSession(room: Room, { session }: ServerEvents['session.changed'], lastWordsMs: number): void {
  for (const connection of room.connections) {
    const { actor, board } = connection.visitor;
    const closed = isClosedTo(actor, board, session);
    connection.notify({ topic: 'session', session, closed });
    connection.stopClosing();
    if (!closed && connection.closed) room.reopen(connection);
    if (closed && !connection.closed) connection.closeIn(lastWordsMs);
  }
}

/** Everyone who is there, whatever they may do. */
function tellAll(room: Room, notice: Notice): void {
  for (const connection of room.connections) if (connection.state === 'live') connection.notify(notice);
}

function tellAboutBoard(room: Room, { title, archived }: ServerEvents['board.changed']): void {
  for (const connection of room.connections) {
    if (connection.state === 'live') connection.notify({ topic: 'board', title, archived });
  }
}

/** Those who may let somebody in, and nobody else: a guest is not told who else comes. */
function tellWhoWaits(room: Room, { guests }: ServerEvents['guests.waiting']): void {
  for (const connection of room.connections) {
    const { actor, board } = connection.visitor;
    if (connection.state !== 'live' || !can(actor, 'board.guests', board)) continue;
    connection.notify({ topic: 'waiting', guests: [...guests] });
  }
}

/** Counts go to everyone; how many ask for more time, only to those who may give it. */
function tellOfRoom(room: Room, { room: counts, asking }: ServerEvents['session.room']): void {
  for (const connection of room.connections) {
    const { actor, board } = connection.visitor;
    const mayRun = can(actor, 'session.run', board);
    connection.notify({ topic: 'room', room: counts, asking: mayRun ? asking : null });
  }
}

/** Everyone but who calls, or those who are meant. */
function gather(room: Room, { by, name, view, only }: ServerEvents['board.gathered']): void {
  for (const connection of room.connections) {
    if (connection.state !== 'live' || connection.actorId === by) continue;
    if (only && !only.includes(connection.actorId)) continue;
    connection.notify({ topic: 'gather', by, name, view: [...view] });
  }
}

/** Whether anyone in the room came to a board of the partnership: an empty room has nothing to follow. */
function isOf(room: Room, partnershipId: string): boolean {
  return [...room.connections].some(({ visitor }) => visitor.board.partnershipId === partnershipId);
}

/** Whether someone here was let in while the board was archived and now is not, or the other way round. */
function wasOtherwise(room: Room, { archived }: ServerEvents['board.changed']): boolean {
  return [...room.connections].some(({ visitor }) => visitor.board.archived !== archived);
}
