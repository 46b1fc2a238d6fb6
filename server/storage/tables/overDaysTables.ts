import type { Reminder } from '../../../src/lib/domain/sessions/days.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** Somebody was on the board of a session over days while a step of it was open. */
export interface StepVisitTable {
  session_id: string;
  step_id: string;
  actor_id: string;
}

/** Somebody was reminded of a step. */
export interface SessionReminderTable {
  session_id: string;
  step_id: string;
  person_id: string;
  about: Reminder;
  at: Instant;
}

/** What came out of a readiness check. */
export interface ReadinessCheckTable {
  session_id: string;
  board_id: string;
  held_at: Instant;
  /** JSON. */
  ratings: string;
}

export interface OverDaysTables {
  step_visit: StepVisitTable;
  session_reminder: SessionReminderTable;
  readiness_check: ReadinessCheckTable;
}
