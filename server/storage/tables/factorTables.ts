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

export interface AuthenticatorTable {
  person_id: string;
  /** The secret it shares with us, sealed. */
  sealed: string;
  begun_at: Instant;
  /** Null while it is being set up: it is asked for nothing then. */
  confirmed_at: Instant | null;
  /** The counter of the last code that counted, so that each counts once. */
  last_step: number;
}

/** A recovery code that was not used yet. */
export interface RecoveryCodeTable {
  /** SHA-256 of the person and the code, hex. */
  id: string;
  person_id: string;
}

/** Somebody who gave the right password, and has to prove more. */
export interface HalfSignInTable {
  /** SHA-256 of the secret in the cookie, hex. */
  id: string;
  person_id: string;
  device: string;
  shared: 0 | 1;
  /** Those that are left. */
  tries: number;
  expires_at: Instant;
}

export interface PasskeyTable {
  /** The credential's own id, base64url. */
  id: string;
  person_id: string;
  /** COSE, base64url. */
  public_key: string;
  counter: number;
  device: string;
  added_at: Instant;
}

/** A challenge that was given out to a browser and not answered yet. */
export interface ChallengeTable {
  /** SHA-256 of it, hex. */
  id: string;
  /** Who adds a passkey; null for whoever signs in. */
  person_id: string | null;
  expires_at: Instant;
}

/** What people prove who they are with, beside their password. */
export interface FactorTables {
  password_reset: PasswordResetTable;
  authenticator: AuthenticatorTable;
  recovery_code: RecoveryCodeTable;
  half_sign_in: HalfSignInTable;
  passkey: PasskeyTable;
  challenge: ChallengeTable;
}
