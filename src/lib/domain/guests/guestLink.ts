import type { GuestRight } from '../access/actor.ts';
import type { FieldFault } from '../shared/errors.ts';
import type { Instant, Surroundings } from '../shared/surroundings.ts';
import { addDays } from '../shared/surroundings.ts';
import type { GuestKind } from './guest.ts';
import { GUEST_KINDS } from './guest.ts';

export const GUEST_RIGHTS = ['look', 'comment', 'edit'] as const satisfies readonly GuestRight[];

/** How long a link holds when nobody says otherwise, and how long it can hold at most. */
export const LINK_DAYS = 30;
export const MAX_LINK_DAYS = 365;
export const LINK_GUESTS = 100;
export const MAX_LINK_GUESTS = 500;
/** Most guests who come in by one link within a minute; a machine would be faster than a hall. */
export const JOINS_PER_MINUTE = 20;
/** A password for a hall is said aloud, so it may be short; who guesses is kept waiting. */
export const MIN_LINK_PASSWORD = 4;
export const MAX_LINK_PASSWORD = 64;

/** `young`: made for young people. They are asked for nothing but a name to show. */
export const AUDIENCES = ['anyone', 'young'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What people made of a link: nobody new comes in by one that is `full` for them; `closed` sends everyone away. */
export type LinkDoor = 'open' | 'closedToNewcomers' | 'closed';

export interface GuestLink {
  id: string;
  boardId: string;
  right: GuestRight;
  audience: Audience;
  hasPassword: boolean;
  mostGuests: number;
  madeBy: string;
  madeAt: Instant;
  endsAt: Instant;
  door: LinkDoor;
}

export type LinkState = LinkDoor | 'ended' | 'full';

/** Whether somebody new can come in by it now, and if not, why. */
export function linkStateOf(
  { door, endsAt, mostGuests }: Pick<GuestLink, 'door' | 'endsAt' | 'mostGuests'>,
  { now, guests }: { now: Instant; guests: number },
): LinkState {
  if (door === 'closed') return 'closed';
  if (endsAt <= now) return 'ended';
  if (door !== 'open') return door;
  return guests >= mostGuests ? 'full' : 'open';
}

export interface LinkAsked {
  right: string;
  audience: string;
  days: number;
  mostGuests: number;
  /** Empty for none. */
  password: string;
}

type Choices = Pick<GuestLink, 'right' | 'audience' | 'mostGuests'> & { days: number };

/** What was chosen for a new link, and what is wrong with it by field. */
export function readLink(asked: LinkAsked): { choices: Choices; faults: Record<string, FieldFault | null> } {
  const right = GUEST_RIGHTS.find((known) => known === asked.right);
  const audience = AUDIENCES.find((known) => known === asked.audience);
  const { days, mostGuests, password } = asked;
  return {
    choices: { right: right ?? 'look', audience: audience ?? 'anyone', days, mostGuests },
    faults: {
      right: right ? null : 'unknownChoice',
      audience: audience ? null : 'unknownChoice',
      days: isWithin(days, MAX_LINK_DAYS) ? null : 'outOfRange',
      mostGuests: isWithin(mostGuests, MAX_LINK_GUESTS) ? null : 'outOfRange',
      password: passwordFault(password),
    },
  };
}

function isWithin(count: number, most: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= most;
}

function passwordFault(password: string): FieldFault | null {
  if (password === '') return null;
  if ([...password].length < MIN_LINK_PASSWORD) return 'tooShort';
  return password.length > MAX_LINK_PASSWORD ? 'tooLong' : null;
}

export function newLink(
  { days, ...draft }: Choices & Pick<GuestLink, 'boardId' | 'hasPassword' | 'madeBy'>,
  { now, newId }: Surroundings,
): GuestLink {
  const madeAt = now();
  return { ...draft, id: newId(), madeAt, endsAt: addDays(madeAt, days), door: 'open' };
}

/** What somebody may say they are here as: on a link for young people there is nothing to say. */
export function kindsFor(audience: Audience): readonly GuestKind[] {
  return audience === 'young' ? ['young-person'] : GUEST_KINDS;
}

/** A square of `size` by `size` small squares; the dark ones as the path of an SVG. */
export interface QrCode {
  size: number;
  path: string;
}

/** A link as the people who run the board see it. */
export interface GuestLinkSummary extends GuestLink {
  state: LinkState;
  guests: number;
  /** For whoever is to come, as text and as a code to scan; null once it is over, or when the key that opens it is not here. */
  shown: { address: string; code: QrCode } | null;
}

/** What whoever holds the link sees before they come in. */
export interface GuestLinkPage {
  title: string;
  by: { name: string; organisation: string };
  right: GuestRight;
  audience: Audience;
  hasPassword: boolean;
  endsAt: Instant;
  state: LinkState;
}
