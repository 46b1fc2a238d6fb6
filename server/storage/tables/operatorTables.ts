import type { VisitRole } from '../../../src/lib/domain/partnerships/operatorVisit.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** An operator is in a partnership for a while. They are none of its members. */
export interface OperatorEntryTable {
  id: string;
  partnership_id: string;
  person_id: string;
  role: VisitRole;
  /** As they gave it, for its conveners to read. */
  reason: string;
  entered_at: Instant;
  ends_at: Instant;
  /** When it was noted that they are out: they left, were made to, or their time was up. */
  left_at: Instant | null;
}

export interface OperatorTables {
  operator_entry: OperatorEntryTable;
}
