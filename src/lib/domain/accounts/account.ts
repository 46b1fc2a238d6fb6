import type { Organisation } from '../organisations/organisation.ts';
import type { Instant } from '../shared/surroundings.ts';

/** A device someone is signed in on, as they see it. The handle is public; it cannot be used to sign in. */
export interface Device {
  handle: string;
  /** In words, such as "Firefox on Windows". */
  device: string;
  startedAt: Instant;
  lastUsedAt: Instant;
  current: boolean;
  /** Signed in as "a shared computer": nothing is kept on it. */
  shared: boolean;
}

/** One's own account. */
export interface Me {
  id: string;
  name: string;
  email: string;
  /** Empty where they said none. */
  jobTitle: string;
  organisation: Organisation;
  /** Runs the instance. */
  operator: boolean;
}
