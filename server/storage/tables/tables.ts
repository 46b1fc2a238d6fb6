import type { Generated } from 'kysely';
import type { FactorTables } from './factorTables.ts';
import type { GroupTables } from './groupTables.ts';
import type { GuestTables } from './guestTables.ts';
import type { BallotTables } from './ballotTables.ts';
import type { ContactTables } from './contactTables.ts';
import type { JoiningTables } from './joiningTables.ts';
import type { OpenIdTables } from './openIdTables.ts';
import type { OperatorTables } from './operatorTables.ts';
import type { PrivateTables } from './privateTables.ts';
import type { SummaryTables } from './summaryTables.ts';
import type { OutcomeTables } from './outcomeTables.ts';
import type { OverDaysTables } from './overDaysTables.ts';
import type { SessionTables } from './sessionTables.ts';
import type { RoomTables } from './roomTables.ts';
import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { AuditEvent } from '../../../src/lib/domain/audit/auditEvent.ts';
import type { ItemKind } from '../../../src/lib/domain/boards/schema.ts';
import type { OrganisationKind } from '../../../src/lib/domain/organisations/organisation.ts';
import type { PartnershipRole } from '../../../src/lib/domain/partnerships/membership.ts';
import type { IdentifierRule } from '../../../src/lib/domain/sensitive/identifierRule.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { PictureType } from '../../../src/lib/domain/uploads/picture.ts';

/** 0 or 1: a truth value that every database keeps alike. */
export type Flag = 0 | 1;

export interface OrganisationTable {
  id: string;
  name: string;
  kind: OrganisationKind;
  /** JSON array of ONS codes. */
  footprint: string;
  created_at: Instant;
}

export interface PersonTable {
  id: string;
  name: string;
  /** Lower case; unique. */
  email: string;
  organisation_id: string;
  /** Empty for somebody who signs in elsewhere only. */
  password_hash: string;
  operator: Flag;
  created_at: Instant;
  closed_at: Instant | null;
  /** Since when they cannot sign in. */
  disabled_at: Instant | null;
  job_title: Generated<string>;
}

export interface SignInTable {
  /** SHA-256 of the secret in the cookie, hex. The secret itself is kept nowhere. */
  id: string;
  /** Public name of the row, for "your devices". */
  handle: string;
  person_id: string;
  device: string;
  shared: Flag;
  started_at: Instant;
  last_used_at: Instant;
  expires_at: Instant;
  /** The sign-in ends here however much it is used. */
  ends_at: Instant;
  /** Whose sign-in it is, elsewhere, asked for more than a password. */
  proved_factor: Generated<Flag>;
}

/** A browser that a person signed in with before. */
export interface KnownDeviceTable {
  /** SHA-256 of the secret in the cookie, hex. The secret itself is kept nowhere. */
  id: string;
  person_id: string;
  last_used_at: Instant;
}

/** How many wrong passwords came lately, for an address (known or not) or from one known browser. Keyed by a hash. */
export interface ThrottleTable {
  key: string;
  failures: number;
  last_failure_at: Instant;
}

export interface PartnershipTable {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  /** What it does about identifiers; a new one holds them back. */
  identifiers: Generated<IdentifierRule>;
  /** Of its own sites and services, one on each line. */
  known_postcodes: Generated<string>;
  created_at: Instant;
  /** JSON array of ONS codes of the places it works for. */
  place: Generated<string>;
  /** JSON array of the strands it works in. */
  strands: Generated<string>;
  /** The day its organisations look again at whether to go on, as `2027-06-30`. */
  review_on: string | null;
  /** Whether members prove more than their password. */
  require_factor: Generated<0 | 1>;
}

export interface PartnershipOrganisationTable {
  partnership_id: string;
  organisation_id: string;
  joined_at: Instant;
}

export interface MembershipTable {
  partnership_id: string;
  person_id: string;
  role: Role;
  joined_at: Instant;
  partnership_role: PartnershipRole | null;
  /** The last day of access, in London, as `2027-06-30`. */
  ends_on: string | null;
  independent: Generated<Flag>;
  /** The last day that they and their conveners were told of. */
  warned_of: string | null;
}

export interface InitiativeTable {
  id: string;
  partnership_id: string;
  title: string;
  strand: string;
  lead_organisation_id: string;
  scope: 'partnership' | 'named';
  created_at: Instant;
}

export interface BoardTable {
  id: string;
  partnership_id: string;
  initiative_id: string | null;
  title: string;
  template: string | null;
  scope: 'partnership' | 'named';
  archived_at: Instant | null;
  created_by: string | null;
  created_at: Instant;
  edited_by: string | null;
  edited_at: Instant;
}

/** Who is named by a board, initiative or plan with the scope `named`: a person or an organisation, never both. */
export interface ScopeGrantTable {
  subject_kind: 'board' | 'initiative' | 'plan';
  subject_id: string;
  person_id: string | null;
  organisation_id: string | null;
}

/** Projection of a board's document for thumbnails. JSON of a `BoardPicture`. */
export interface BoardPictureTable {
  board_id: string;
  picture: string;
}

/** Work that spans both databases, written down before it begins and removed when it is finished. */
export interface OperationTable {
  id: string;
  kind: 'board.create' | 'takenOff.erase';
  payload: string;
  started_at: Instant;
}

/** Something that was taken off a board. `sealed` holds it, whole, and why; nothing else here says what it says. */
export interface TakenOffTable {
  id: string;
  partnership_id: string;
  board_id: string;
  item_id: string;
  kind: ItemKind;
  /** It is on its way off the board, off it, or on its way back. */
  state: 'taking' | 'off' | 'restoring';
  sealed: string;
  taken_by: string;
  taken_at: Instant;
  reviewer_id: string;
}

/** A template that a partnership made of one of its boards, which may be gone since. */
export interface OwnTemplateTable {
  id: string;
  partnership_id: string;
  board_id: string;
  name: string;
  purpose: string;
  /** JSON of a `TemplateContent`. */
  content: string;
  /** JSON of a `BoardPicture`, made from the content. */
  picture: string;
  /** JSON array of steps; empty without an agenda. */
  agenda: string;
  made_by: string;
  /** Where who made it worked then. */
  organisation_id: string;
  made_at: Instant;
  archived_at: Instant | null;
}

/** A file that was put on a board. What it holds lies in the data folder. */
export interface UploadTable {
  id: string;
  board_id: string;
  /** Actor id of who sent it. */
  added_by: string;
  media_type: PictureType;
  /** In pixels. */
  width: number;
  height: number;
  bytes: number;
  /** SHA-256 of the file as it is kept, hex. */
  sha: string;
  created_at: Instant;
  /** The record of what was taken off the board with which it went; it is shown to nobody then. */
  off_with: string | null;
}

/** The one-time link of the first run. Only the hash of its token is kept. */
export interface SetupTokenTable {
  token_hash: string;
  made_at: Instant;
}

/** One row, rewritten to find out whether the disk still takes writes. */
export interface ProbeTable {
  id: 'probe';
  written_at: Instant;
}

export interface AuditTable {
  id: string;
  at: Instant;
  event: AuditEvent;
  actor_id: string | null;
  /** Where who did it worked then. */
  organisation_id: string | null;
  /** The address it was done from; it goes after a year. */
  address: string | null;
  partnership_id: string | null;
  /** JSON: ids and closed words only. */
  details: string;
}

export interface Tables
  extends
    BallotTables,
    ContactTables,
    JoiningTables,
    GuestTables,
    FactorTables,
    OpenIdTables,
    OperatorTables,
    SessionTables,
    PrivateTables,
    RoomTables,
    OutcomeTables,
    OverDaysTables,
    GroupTables,
    SummaryTables {
  organisation: OrganisationTable;
  person: PersonTable;
  sign_in: SignInTable;
  known_device: KnownDeviceTable;
  throttle: ThrottleTable;
  partnership: PartnershipTable;
  partnership_organisation: PartnershipOrganisationTable;
  membership: MembershipTable;
  initiative: InitiativeTable;
  board: BoardTable;
  scope_grant: ScopeGrantTable;
  board_picture: BoardPictureTable;
  operation: OperationTable;
  probe: ProbeTable;
  taken_off: TakenOffTable;
  own_template: OwnTemplateTable;
  upload: UploadTable;
  setup_token: SetupTokenTable;
  audit: AuditTable;
}
