import type { Role } from '../access/actor.ts';
import type { AuditEvent } from '../audit/auditEvent.ts';
import type { Day } from '../shared/day.ts';
import type { Instant } from '../shared/surroundings.ts';

/** What stands beside what somebody wrote who closed their account and wished to be forgotten. */
export const FORMER_MEMBER = 'Former member';

/** Everything that is kept of a person, for them to take along (UK GDPR, articles 15 and 20). */
export interface MyData {
  person: { id: string; name: string; email: string; organisation: string; jobTitle: string };
  partnerships: readonly { name: string; role: Role }[];
  /** What opens the account beside a password, by issuer. */
  signsInWith: readonly { issuer: string; since: Instant }[];
  devices: readonly { device: string; startedAt: Instant; lastUsedAt: Instant }[];
  /** Sessions that they came to, also as a guest who said since that it was them. */
  attended: readonly { partnership: string; board: string; session: string; firstSeen: Instant }[];
  /** Sessions, and when each was to begin by what they were told last. */
  invitedTo: readonly { partnership: string; startsAt: Instant | null; invitedAt: Instant }[];
  /** From the audit trail. */
  done: readonly {
    at: Instant;
    event: AuditEvent;
    address: string | null;
    details: Readonly<Record<string, string | number | boolean>>;
  }[];
  /** Actions that sessions gave them, on boards they may see now. */
  actions: readonly {
    partnership: string;
    board: string;
    words: string;
    due: Day | null;
    state: 'open' | 'done' | 'dropped';
  }[];
  /** What they said in votes that are not revealed yet: after that nobody's vote is kept. `card` is its id on the board. */
  votes: readonly { partnership: string; board: string; session: string; step: string; card: string; value: number }[];
  /** What they agreed to in sessions: to be named in the summary, to get it by mail. */
  agreedTo: readonly { session: string; name: boolean; mail: boolean }[];
  /** On boards they may see now, also what they wrote as a guest before they said that it was theirs. */
  written: readonly {
    partnership: string;
    board: string;
    texts: readonly { text: string; made: Instant }[];
  }[];
}
