import type { Role } from '../access/actor.ts';
import type { OrganisationKind } from '../organisations/organisation.ts';
import type { Instant } from '../shared/surroundings.ts';

/** An organisation as those see it who run the instance. */
export interface OrganisationEntry {
  id: string;
  name: string;
  kind: OrganisationKind;
  /** How many people have an account. */
  people: number;
  /** How many partnerships it is in. */
  partnerships: number;
}

/** An account as those see it who run the instance. */
export interface PersonEntry {
  id: string;
  name: string;
  email: string;
  organisation: string;
  operator: boolean;
  lastSignInAt: Instant | null;
  /** Since when they cannot sign in; null of those who can. */
  disabledAt: Instant | null;
}

/** One account, with where it is signed in and what it is a member of. */
export interface PersonDetails extends PersonEntry {
  signIns: number;
  partnerships: readonly { slug: string; name: string; role: Role }[];
}

/** A partnership as those see it who run the instance: never what its boards are called or say. */
export interface PartnershipEntry {
  id: string;
  slug: string;
  name: string;
  organisations: readonly string[];
  people: number;
  /** By name. */
  conveners: readonly string[];
  boards: number;
}

/** In bytes. */
export interface StorageUsed {
  records: number;
  documents: number;
  files: number;
}

export interface Versions {
  throughline: string;
  node: string;
  sqlite: string;
}

/** How much there is, and of what it is made. */
export interface Overview {
  counts: { organisations: number; people: number; partnerships: number; boards: number };
  storage: StorageUsed;
  versions: Versions;
  /** Whether mails go out; without a mail server they are copied by hand. */
  hasMailServer: boolean;
  /** Mails of the whole instance that were given up. */
  failedMails: number;
}

/** Most entries a list shows at once: a longer one is searched. */
export const MOST_LISTED = 200;

/** A list, and whether it was cut. */
export interface Listed<T> {
  entries: readonly T[];
  hasMore: boolean;
}
