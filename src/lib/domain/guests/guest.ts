import type { GuestRight } from '../access/actor.ts';
import type { OrganisationKind } from '../organisations/organisation.ts';
import type { FieldFault } from '../shared/errors.ts';
import { oneLine } from '../shared/oneLine.ts';
import type { Instant } from '../shared/surroundings.ts';

/** Longest name a guest shows, in characters: it stands on cards. */
export const MAX_GUEST_NAME = 40;

/** What a guest says they are here as. Nobody checks it. Order is the order of the form. */
export const GUEST_KINDS = ['family', 'young-person', 'school', 'nhs', 'council', 'voluntary', 'other'] as const;
export type GuestKind = (typeof GUEST_KINDS)[number];

const SHOWN_AS: Record<GuestKind, OrganisationKind> = {
  family: 'other',
  'young-person': 'young-people',
  school: 'school',
  nhs: 'nhs-trust',
  council: 'council',
  voluntary: 'voluntary',
  other: 'other',
};

export function isGuestKind(value: string): value is GuestKind {
  return (GUEST_KINDS as readonly string[]).includes(value);
}

/** Whose shape stands beside a guest's name. */
export function organisationKindOf(kind: GuestKind): OrganisationKind {
  return SHOWN_AS[kind];
}

/** Somebody whom a guest link brought to a board. Who comes to two boards is two guests: neither board tells of the other. */
export interface Guest {
  id: string;
  /** The browser they came with. */
  identityId: string;
  linkId: string;
  boardId: string;
  name: string;
  kind: GuestKind;
  /** May only look from then on, whatever the link allows. */
  muted: boolean;
  joinedAt: Instant;
  lastSeenAt: Instant;
  endsAt: Instant;
  removedAt: Instant | null;
  /** Since when they wait to be let in; null of those who are in. */
  waitingSince: Instant | null;
  /** The member they turned out to be, who is shown as the author since. */
  personId: string | null;
  /** How many people take turns on the device; 1 for somebody with a device of their own, and for each of them. */
  sharedBy: number;
  /** Where they take turns: the guest who is the shared device, and their number there. */
  seat: { holderId: string; number: number } | null;
}

/** What a guest may do on their board. A device that is shared does nothing by itself: people do, in their turns. */
export function rightOf(
  { muted, sharedBy }: Pick<Guest, 'muted' | 'sharedBy'>,
  link: { right: GuestRight },
): GuestRight {
  return muted || sharedBy > 1 ? 'look' : link.right;
}

/** What is wrong with a name a guest wants to show, or null. No guest goes by the name of a member. */
export function guestNameFault(name: string, members: readonly string[]): FieldFault | null {
  const line = oneLine(name);
  if (line === '') return 'missing';
  if ([...line].length > MAX_GUEST_NAME) return 'tooLong';
  const plain = plainName(line);
  if (plain === '') return 'missing';
  return members.some((member) => plainName(member) === plain) ? 'memberName' : null;
}

/** A name without what the eye passes over: capitals, accents, spaces, hyphens and stops. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A guest as the people who run the board see them. */
export interface GuestSummary extends Pick<
  Guest,
  'id' | 'name' | 'kind' | 'muted' | 'joinedAt' | 'lastSeenAt' | 'sharedBy' | 'seat'
> {
  linkId: string;
  /** Name of the member they turned out to be. */
  person: string | null;
  /** They could write, but for their device's lock, which they never used. */
  lacksLock: boolean;
}

/** Somebody who waits to be let in. */
export interface WaitingGuest extends Pick<Guest, 'id' | 'name'> {
  /** Whether they came by a link for young people: one of its adults lets them in. */
  young: boolean;
}

/** A guest that somebody who has an account now may have been, in this browser. */
export interface GuestClaim {
  guestId: string;
  name: string;
  title: string;
  slug: string;
  boardId: string;
}

/** A board somebody came to as a guest. */
export interface GuestBoard {
  boardId: string;
  /** Short name of its partnership, for its address. */
  slug: string;
  title: string;
  name: string;
  right: GuestRight;
  endsAt: Instant;
  /** Of sessions that they were there for. */
  summaries: readonly { id: string; title: string }[];
}
