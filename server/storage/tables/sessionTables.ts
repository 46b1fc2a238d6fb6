import type { Generated } from 'kysely';
import type { Progress } from '../../../src/lib/domain/sessions/progress.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** A facilitated meeting on a board. */
export interface SessionTable {
  id: string;
  board_id: string;
  title: string;
  starts_at: Instant | null;
  ends_at: Instant | null;
  place: string;
  meeting: string;
  /** JSON array of steps. */
  agenda: string;
  /** The same as in `progress`, to be found by. */
  state: Progress['is'];
  /** JSON. */
  progress: string;
  lead_id: string;
  made_by: string;
  made_at: Instant;
  /** Rises with each change of what stands in a calendar. */
  revision: Generated<number>;
  /** 1 of one that goes on over days, 0 of a meeting. */
  over_days: Generated<number>;
}

/** Somebody who was invited to a session, and what they were told last. */
export interface SessionInvitationTable {
  session_id: string;
  person_id: string;
  invited_at: Instant;
  told_revision: number;
  /** Null where the last they heard was that it has no day. */
  told_starts_at: Instant | null;
}

export interface SessionTables {
  session: SessionTable;
  session_invitation: SessionInvitationTable;
}
