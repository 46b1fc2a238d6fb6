import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { CardType, Colour } from '../../../src/lib/domain/boards/schema.ts';
import type { DataProtection, SafeguardingContact } from '../../../src/lib/domain/partnerships/contacts.ts';
import type { PartnershipRole } from '../../../src/lib/domain/partnerships/membership.ts';
import type { OrganisationKind } from '../../../src/lib/domain/organisations/organisation.ts';

/** A whole invented partnership as plain data. Keys are used inside the sample only; ids are made when it is loaded. */
export interface Sample {
  partnership: { name: string; slug: string; purpose: string };
  organisations: readonly SampleOrganisation[];
  people: readonly SamplePerson[];
  /** Its controllers by the keys of organisations. */
  dataProtection: DataProtection;
  safeguarding: SafeguardingContact;
  boards: readonly SampleBoard[];
}

export interface SampleOrganisation {
  key: string;
  name: string;
  kind: OrganisationKind;
  /** Codes of places, of the right shape but in no register. */
  footprint: readonly string[];
}

export interface SamplePerson {
  key: string;
  name: string;
  /** Under `.example`, where no mail can arrive. */
  email: string;
  password: string;
  /** Key of an organisation. */
  organisation: string;
  role: Role;
  jobTitle?: string;
  partnershipRole?: PartnershipRole;
}

export interface SampleBoard {
  title: string;
  /** Id of a template. */
  template: string | null;
  cards: readonly SampleCard[];
}

export interface SampleCard {
  /** Title of the zone it lies in. */
  zone: string;
  type: CardType;
  /** Key of the person who wrote it. */
  by: string;
  text: string;
  /** Absent: the card takes its zone's colour. */
  colour?: Colour;
}

/** Cards of one zone, a line each. */
export function inZone(zone: string, lines: readonly [CardType, string, string, Colour?][]): SampleCard[] {
  return lines.map(([type, by, text, colour]) => ({ zone, type, by, text, ...(colour ? { colour } : {}) }));
}
