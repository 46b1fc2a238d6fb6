import type { GuestRight } from '../../../src/lib/domain/access/actor.ts';
import type { GuestKind } from '../../../src/lib/domain/guests/guest.ts';
import type { Audience, LinkDoor } from '../../../src/lib/domain/guests/guestLink.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

export interface GuestLinkTable {
  id: string;
  board_id: string;
  /** SHA-256 of the secret in the link, hex. */
  token_hash: string;
  /** The secret, sealed: it is shown again for a poster. */
  sealed: string;
  guest_right: GuestRight;
  audience: Audience;
  password_hash: string | null;
  most_guests: number;
  made_by: string;
  made_at: Instant;
  ends_at: Instant;
  door: LinkDoor;
}

/** A browser that is known by a cookie. It says nothing of anybody by itself. */
export interface GuestIdentityTable {
  id: string;
  /** SHA-256 of the secret in the cookie, hex. */
  token_hash: string;
  made_at: Instant;
}

export interface GuestTable {
  id: string;
  identity_id: string;
  link_id: string;
  board_id: string;
  name: string;
  kind: GuestKind;
  muted: 0 | 1;
  joined_at: Instant;
  last_seen_at: Instant;
  ends_at: Instant;
  removed_at: Instant | null;
  person_id: string | null;
}

/** People who come to one board by a link. */
export interface GuestTables {
  guest_link: GuestLinkTable;
  guest_identity: GuestIdentityTable;
  guest: GuestTable;
}
