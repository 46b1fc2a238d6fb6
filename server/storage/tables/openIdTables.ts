import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** Who somebody is at an OpenID provider. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  person_id: string;
  linked_at: Instant;
}

/** A browser that was sent to a provider. */
export interface OpenIdAttemptTable {
  /** SHA-256 of the secret in the cookie, hex. The secret itself is kept nowhere. */
  id: string;
  provider: string;
  /** Where to go afterwards. */
  next: string;
  shared: 0 | 1;
  expires_at: Instant;
}

/** Somebody who proved who they are and has no account yet, on their way into a partnership. */
export interface NewcomerTable {
  /** SHA-256 of the secret in the cookie, hex. */
  id: string;
  issuer: string;
  subject: string;
  email: string;
  name: string;
  proves_factor: 0 | 1;
  shared: 0 | 1;
  expires_at: Instant;
}

/** Who comes with an address of this domain works for this organisation. */
export interface OrganisationDomainTable {
  domain: string;
  organisation_id: string;
}

/** Sign-ins of others that count here. */
export interface OpenIdTables {
  identity: IdentityTable;
  open_id_attempt: OpenIdAttemptTable;
  newcomer: NewcomerTable;
  organisation_domain: OrganisationDomainTable;
}
