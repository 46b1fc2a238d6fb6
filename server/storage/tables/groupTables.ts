import type { Grouping } from '../../../src/lib/domain/sessions/groups/group.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** How the groups of a session were made. */
export interface SessionGroupingTable {
  session_id: string;
  how: Grouping;
  /** Another one each time that they are made anew. */
  made: string;
  /** When the step began in which everyone was called back last. */
  back: Instant | null;
}

export interface SessionGroupTable {
  id: string;
  session_id: string;
  number: number;
  name: string;
  /** JSON: the zones it writes in. */
  zones: string;
  board_id: string | null;
}

/** Who is in which group while the session goes on; it goes with the session's end. */
export interface SessionGroupMemberTable {
  session_id: string;
  actor_id: string;
  /** Null of somebody who was taken out of every group. */
  group_id: string | null;
}

export interface GroupTables {
  session_grouping: SessionGroupingTable;
  session_group: SessionGroupTable;
  session_group_member: SessionGroupMemberTable;
}
