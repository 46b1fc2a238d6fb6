import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** A link by mail to choose a new password. */
export interface PasswordResetTable {
  /** SHA-256 of the secret in the link, hex. */
  id: string;
  /** SHA-256 of the address that was asked for, whether or not anybody has it. */
  address_hash: string;
  /** Whose password it sets; null when nobody has the address, or when it was used. It opens nothing then. */
  person_id: string | null;
  made_at: Instant;
  expires_at: Instant;
}

/** What people prove who they are with, beside their password. */
export interface FactorTables {
  password_reset: PasswordResetTable;
}
