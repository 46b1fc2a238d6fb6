import type { Generated } from 'kysely';
import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { MailChoice } from '../../../src/lib/domain/accounts/mailChoices.ts';
import type { Answer, InvitationKind } from '../../../src/lib/domain/invitations/invitation.ts';
import type { MailKind, MailProblem, MailState } from '../../../src/lib/domain/mail/outbox.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** A mail on its way out, or one that went out. */
export interface MailTable {
  id: string;
  kind: MailKind;
  /** Whose conveners see it; null of those that concern one account alone. */
  partnership_id: string | null;
  address: string;
  subject: string;
  /** What it says, sealed, since it may hold a link that opens something. Empty once it is sent. */
  sealed: string;
  state: MailState;
  problem: MailProblem | null;
  tries: number;
  /** Not before this. */
  due_at: Instant;
  made_at: Instant;
  sent_at: Instant | null;
  /** Of which choice it is, and whose; null of those that always come. */
  choice: MailChoice | null;
  person_id: string | null;
  /** What goes into the reader's calendar, sealed; null without any, and once it is sent. */
  calendar: string | null;
}

/** Mails that somebody does not want. */
export interface MailRefusalTable {
  person_id: string;
  choice: MailChoice;
}

export interface InvitationTable {
  id: string;
  partnership_id: string;
  /** SHA-256 of the secret in the link, hex. The secret itself is kept nowhere. */
  token_hash: string;
  kind: InvitationKind;
  address: string | null;
  organisation_id: string | null;
  role: Role;
  message: string;
  made_by: string;
  made_at: Instant;
  expires_at: Instant;
  answer: Answer | null;
  answered_at: Instant | null;
  /** Person id of who accepted it. */
  answered_by: string | null;
  uses: number | null;
  /** The last day of access of whoever accepts, as `2027-06-30`. */
  ends_on: string | null;
  independent: Generated<0 | 1>;
}

/** One organisation asks that another be taken out of the partnership; a third has to agree. */
export interface RemovalTable {
  partnership_id: string;
  organisation_id: string;
  asked_by: string;
  /** Where who asked works. */
  asking_organisation_id: string;
  asked_at: Instant;
}

/** How people and organisations come into a partnership and leave it. */
export interface JoiningTables {
  mail: MailTable;
  mail_refusal: MailRefusalTable;
  invitation: InvitationTable;
  removal: RemovalTable;
}
