import type { Role } from '../access/actor.ts';
import type { Allowed } from '../access/can.ts';
import type { OrganisationAction, PartnershipAction } from '../access/rules.ts';
import type { BoardSummary } from '../boards/boardRecord.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { IdentifierRule } from '../sensitive/identifierRule.ts';
import type { Flag } from './flags.ts';
import type { PartnershipRole, Term } from './membership.ts';
import type { Strand } from './about.ts';

/** A partnership in the list of mine. */
export interface PartnershipSummary {
  slug: string;
  name: string;
  organisations: number;
  people: number;
  /** Boards I may see, archived ones left out. */
  boards: number;
  role: Role;
  /** I am in it as operator, for a while, and none of its members. */
  visiting: boolean;
}

export interface PartnershipHome {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  strands: readonly Strand[];
  /** The day its organisations look again at whether to go on, as `2027-06-30`. */
  reviewOn: string | null;
  counts: { organisations: number; people: number; boards: number };
  /** With the name of who speaks for each. */
  organisations: readonly (Organisation & { sponsor: string | null })[];
  /** What whoever asks should see to. */
  flags: readonly Flag[];
  recentBoards: readonly BoardSummary[];
  allowed: Allowed<PartnershipAction>;
}

/** What conveners decide for a whole partnership. */
export interface PartnershipSettings {
  identifiers: IdentifierRule;
  /** Of its own sites and services: they are not pointed out on its boards. */
  knownPostcodes: readonly string[];
}

export interface Member extends Term {
  id: string;
  name: string;
  /** Shown to those who manage people; null for everyone else. */
  email: string | null;
  /** Empty where they said none. */
  jobTitle: string;
  role: Role;
  partnershipRole: PartnershipRole | null;
}

/** An organisation with its people, and what one may do about it. */
export interface MemberOrganisation extends Organisation {
  people: readonly Member[];
  allowed: Allowed<OrganisationAction>;
  /** Name of the organisation that asked for it to be taken out; conveners alone see it. */
  removalAskedBy: string | null;
}

export interface PartnershipPeople {
  organisations: readonly MemberOrganisation[];
  allowed: Allowed<PartnershipAction>;
}
