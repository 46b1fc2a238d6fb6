import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** Somebody was on a session's board while it went on. */
export interface AttendanceTable {
  session_id: string;
  /** A person's id, or a guest's. */
  actor_id: string;
  /** Where a member worked then; null of a guest. */
  organisation_id: string | null;
  first_seen: Instant;
}

/** What a facilitator said of the room of a session. */
export interface SessionRoomTable {
  session_id: string;
  without_device: number;
  /** The guest link that the projector shows. */
  joining: string | null;
}

/** The last time that somebody asked for more time in a session; it goes with the session's end. */
export interface TimeAskedTable {
  session_id: string;
  actor_id: string;
  step: string;
  began: Instant;
  allowed: number;
}

export interface RoomTables {
  attendance: AttendanceTable;
  session_room: SessionRoomTable;
  time_asked: TimeAskedTable;
}
