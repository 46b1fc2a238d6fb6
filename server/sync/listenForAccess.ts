import type { DoorCall } from '../documents/documents.ts';
import type { EventBus, ServerEvents } from '../events/events.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

interface Listener {
  rooms: Rooms;
  sendToDoor: (whom: DoorCall) => void;
  /** Whoever is on the way in was judged by what no longer holds. */
  judgeAgain: () => void;
}

/**
 * Sends people back to the door when their access may have changed, has rooms follow the settings of their
 * partnership, and tells those in them what is said to all. Returns how to stop listening.
 */
export function listenForAccess(events: EventBus, { rooms, sendToDoor, judgeAgain }: Listener): () => void {
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

function tellAboutBoard(room: Room, { title, archived }: ServerEvents['board.changed']): void {
  for (const connection of room.connections) {
    if (connection.state === 'live') connection.notify({ topic: 'board', title, archived });
  }
}

/** Everyone but who calls. */
function gather(room: Room, { by, name, view }: ServerEvents['board.gathered']): void {
  for (const connection of room.connections) {
    if (connection.state !== 'live' || connection.actorId === by) continue;
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
