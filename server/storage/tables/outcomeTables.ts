import type { OutcomeKind, OutcomeState } from '../../../src/lib/domain/sessions/outcomes/outcome.ts';
import type { Day } from '../../../src/lib/domain/shared/day.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** What a session made of a card. */
export interface SessionOutcomeTable {
  id: string;
  session_id: string;
  board_id: string;
  card_id: string;
  /** What type the card was before. */
  card_type: string;
  kind: OutcomeKind;
  words: string;
  /** Null of somebody who is only named, and of no owner. */
  owner_id: string | null;
  /** Of somebody who is only named; a member's is looked up. */
  owner_name: string;
  organisation: string;
  due_day: Day | null;
  reason: string;
  state: OutcomeState;
  state_reason: string;
  /** The session that looked at it last. */
  looked_at_in: string | null;
  made_by: string;
  made_at: Instant;
}

export interface OutcomeTables {
  session_outcome: SessionOutcomeTable;
}
