import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** What is kept of a session for its summary. */
export interface SessionSummaryTable {
  session_id: string;
  /** JSON; null until the session has ended. */
  snapshot: string | null;
  note: string;
  /** Another number whenever what is sent would be otherwise. */
  version: number;
  sent_at: Instant | null;
}

/** What somebody agreed to. Either a person or a guest. */
export interface SessionConsentTable {
  session_id: string;
  person_id: string | null;
  guest_id: string | null;
  /** Whichever of the two it is. */
  actor_id: string;
  name_in_summary: 0 | 1;
  mail: 0 | 1;
  /** A guest's, until it was used; a person's is their account's. */
  address: string;
  /** The version that was sent to them last; 0 for none. */
  sent_version: number;
}

export interface SummaryTables {
  session_summary: SessionSummaryTable;
  session_consent: SessionConsentTable;
}
