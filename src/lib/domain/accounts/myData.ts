import type { Role } from '../access/actor.ts';
import type { AuditEvent } from '../audit/auditEvent.ts';
import type { Instant } from '../shared/surroundings.ts';

/** What stands beside what somebody wrote who closed their account and wished to be forgotten. */
export const FORMER_MEMBER = 'Former member';

/** Everything that is kept of a person, for them to take along (UK GDPR, articles 15 and 20). */
export interface MyData {
  person: { id: string; name: string; email: string; organisation: string };
  partnerships: readonly { name: string; role: Role }[];
  devices: readonly { device: string; startedAt: Instant; lastUsedAt: Instant }[];
  /** From the audit trail. */
  done: readonly {
    at: Instant;
    event: AuditEvent;
    address: string | null;
    details: Readonly<Record<string, string | number | boolean>>;
  }[];
  /** On boards they may see now. */
  written: readonly {
    partnership: string;
    board: string;
    texts: readonly { text: string; made: Instant }[];
  }[];
}
