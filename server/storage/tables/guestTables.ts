import type { Generated } from 'kysely';
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
  /** Whether whoever made it was told that nobody more can come, and that it ends soon. */
  told_full: Generated<0 | 1>;
  told_ending: Generated<0 | 1>;
  lobby: 0 | 1;
  newcomers_until: Instant | null;
  session_id: string | null;
  /** How many people take turns on each device that comes by it. */
  shared_by: Generated<number>;
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
  waiting_since: Instant | null;
  person_id: string | null;
  shared_by: Generated<number>;
  /** Of somebody who takes turns on a shared device: that device, and their number there. */
  holder_id: Generated<string | null>;
  seat: Generated<number | null>;
}

/** The adults who look after a board for young people. */
export interface GuestLinkModeratorTable {
  link_id: string;
  person_id: string;
}

/** Six digits that are typed in place of a link. In the clear: whoever has the file tries all of them, hashed or not. */
export interface JoinCodeTable {
  link_id: string;
  code: string;
  ends_at: Instant;
  wrong: number;
}

export interface ReturnCodeTable {
  guest_id: string;
  /** SHA-256 of the code, hex. */
  code_hash: string;
  ends_at: Instant;
}

/** Another browser of a guest, beside the one they came with. */
export interface GuestBrowserTable {
  identity_id: string;
  guest_id: string;
}

/** A passkey of a browser that guests come with. One of each: a second would let in whoever has the cookie. */
export interface GuestKeyTable {
  identity_id: string;
  /** The credential's own id, base64url. */
  id: string;
  /** COSE, base64url. */
  public_key: string;
  counter: number;
  /** When it was last used; making it is the first use. */
  used_at: Instant;
}

/** The last challenge that was given out to a guest's browser and not answered yet. */
export interface GuestChallengeTable {
  identity_id: string;
  /** SHA-256 of it, hex. */
  challenge_hash: string;
  expires_at: Instant;
}

/** What became of a guest's card, without a word of it. */
export interface GuestCardTable {
  guest_id: string;
  item_id: string;
  /** SHA-256 of its words when the board last changed, hex. */
  words_hash: string;
  by_others: 0 | 1;
  gone_at: Instant | null;
}

/** Whose turn it is on a shared device. */
export interface SeatTurnTable {
  seat_id: string;
  id: string;
  /** SHA-256 of the secret in the cookie, hex. */
  token_hash: string;
  began: Instant;
}

/** People who come to one board by a link. */
export interface GuestTables {
  guest_link: GuestLinkTable;
  guest_identity: GuestIdentityTable;
  guest: GuestTable;
  guest_link_moderator: GuestLinkModeratorTable;
  join_code: JoinCodeTable;
  return_code: ReturnCodeTable;
  guest_browser: GuestBrowserTable;
  guest_card: GuestCardTable;
  guest_key: GuestKeyTable;
  guest_challenge: GuestChallengeTable;
  seat_turn: SeatTurnTable;
}
