import type { GuestRight } from '../access/actor.ts';
import type { FieldFault } from '../shared/errors.ts';
import type { Instant, Surroundings } from '../shared/surroundings.ts';
import { addDays } from '../shared/surroundings.ts';
import type { GuestKind } from './guest.ts';
import { GUEST_KINDS } from './guest.ts';
import { MAX_SEATS } from './seat.ts';
import type { JoinCode } from './typedCode.ts';

export const GUEST_RIGHTS = ['look', 'comment', 'edit'] as const satisfies readonly GuestRight[];

/** How long a link holds when nobody says otherwise, and how long it can hold at most. */
export const LINK_DAYS = 30;
export const MAX_LINK_DAYS = 365;
export const LINK_GUESTS = 100;
export const MAX_LINK_GUESTS = 500;
/** Most guests who come in by one link within a minute: a full hall that a code is shown to, and no machine. */
export const JOINS_PER_MINUTE = 100;
/** A password for a hall is said aloud, so it may be short; who guesses is kept waiting. */
export const MIN_LINK_PASSWORD = 4;
export const MAX_LINK_PASSWORD = 64;

/** `young`: made for young people. They are asked for nothing but a name to show. */
export const AUDIENCES = ['anyone', 'young'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Whoever made a link is told this long before it ends, in days. */
export const SOON_DAYS = 3;

/** Whether it was made for longer than it is told of beforehand: a link for a day ends when everybody expects it. */
export function endsSoon({ madeAt, endsAt }: Pick<GuestLink, 'madeAt' | 'endsAt'>): boolean {
  return addDays(madeAt, SOON_DAYS) < endsAt;
}

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
  /** Newcomers wait until somebody lets them in. Always so where it is for young people. */
  lobby: boolean;
  /** Nobody new comes in by it from then on: the meeting it was opened for is over. */
  newcomersUntil: Instant | null;
  /** With whose end nobody new comes any more, and its code ends; null where it is for no session. */
  sessionId: string | null;
  /** How many people take turns on each device that comes by it; 1 where everyone brings their own. */
  sharedBy: number;
}

export type LinkState = LinkDoor | 'ended' | 'full';

/** Whether somebody new can come in by it now, and if not, why. */
export function linkStateOf(
  { door, endsAt, mostGuests, newcomersUntil }: Pick<GuestLink, 'door' | 'endsAt' | 'mostGuests' | 'newcomersUntil'>,
  { now, guests }: { now: Instant; guests: number },
): LinkState {
  if (door === 'closed') return 'closed';
  if (endsAt <= now) return 'ended';
  if (door !== 'open') return door;
  if (newcomersUntil !== null && newcomersUntil <= now) return 'closedToNewcomers';
  return guests >= mostGuests ? 'full' : 'open';
}

export interface LinkAsked {
  right: string;
  audience: string;
  days: number;
  mostGuests: number;
  /** Empty for none. */
  password: string;
  lobby: boolean;
  /** Person ids: the adults who look after a board for young people. */
  moderators: readonly string[];
  /** Id of a session of the board that has not ended; empty for none. */
  session: string;
  /** How many people share each device; 1 for none. */
  sharedBy: number;
}

/** Who and what may be named on a link. */
export interface LinkPossible {
  /** Person ids of those who may look after young people there. */
  adults: readonly string[];
  /** Ids of the board's sessions that have not ended. */
  sessions: readonly string[];
}

type Choices = Pick<GuestLink, 'right' | 'audience' | 'mostGuests' | 'lobby' | 'sessionId' | 'sharedBy'> & {
  days: number;
  moderators: readonly string[];
};

/** What was chosen for a new link, and what is wrong with it by field. */
export function readLink(
  asked: LinkAsked,
  { adults, sessions }: LinkPossible,
): { choices: Choices; faults: Record<string, FieldFault | null> } {
  const right = GUEST_RIGHTS.find((known) => known === asked.right);
  const audience = AUDIENCES.find((known) => known === asked.audience);
  const { days, mostGuests, password, sharedBy } = asked;
  const isYoung = audience === 'young';
  const moderators = isYoung ? [...new Set(asked.moderators)] : [];
  return {
    choices: {
      right: right ?? 'look',
      audience: audience ?? 'anyone',
      days,
      mostGuests,
      sharedBy,
      lobby: asked.lobby || isYoung,
      moderators,
      sessionId: asked.session === '' ? null : asked.session,
    },
    faults: {
      right: right ? null : 'unknownChoice',
      audience: audience ? null : 'unknownChoice',
      days: isWithin(days, MAX_LINK_DAYS) ? null : 'outOfRange',
      mostGuests: isWithin(mostGuests, MAX_LINK_GUESTS) ? null : 'outOfRange',
      password: passwordFault(password),
      sharedBy: sharedByFault(sharedBy, { right, isYoung }),
      moderators: isYoung ? moderatorsFault(moderators, adults) : null,
      session: asked.session === '' || sessions.includes(asked.session) ? null : 'unknownChoice',
    },
  };
}

/** A link for young people names at least one adult, who may see to the board's guests. */
function moderatorsFault(moderators: readonly string[], adults: readonly string[]): FieldFault | null {
  if (moderators.length === 0) return 'missing';
  return moderators.every((id) => adults.includes(id)) ? null : 'unknownChoice';
}

/** Young people are let in one by one, and whoever only looks needs no turn. */
function sharedByFault(
  sharedBy: number,
  { right, isYoung }: { right: GuestRight | undefined; isYoung: boolean },
): FieldFault | null {
  if (!isWithin(sharedBy, MAX_SEATS)) return 'outOfRange';
  return sharedBy > 1 && (isYoung || right !== 'edit') ? 'notShared' : null;
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
  { days, moderators: _, ...draft }: Choices & Pick<GuestLink, 'boardId' | 'hasPassword' | 'madeBy'>,
  { now, newId }: Surroundings,
): GuestLink {
  const madeAt = now();
  return { ...draft, id: newId(), madeAt, endsAt: addDays(madeAt, days), door: 'open', newcomersUntil: null };
}

/** What somebody may say they are here as: on a link for young people there is nothing to say, and they have no other. */
export function kindsFor(audience: Audience): readonly GuestKind[] {
  return audience === 'young' ? ['young-person'] : KINDS_FOR_ANYONE;
}

const KINDS_FOR_ANYONE = GUEST_KINDS.filter((kind) => kind !== 'young-person');

/** A square of `size` by `size` small squares; the dark ones as the path of an SVG. */
export interface QrCode {
  size: number;
  path: string;
}

/** A link as the people who run the board see it. */
export interface GuestLinkSummary extends GuestLink {
  state: LinkState;
  guests: number;
  /** The adults of one for young people who may let somebody in now; empty of others. */
  moderators: readonly Adult[];
  /** What is typed instead of it, as long as that holds; null where nobody made one. */
  joinCode: (JoinCode & { holds: boolean }) | null;
  /** Title of the session it is for; null of others. */
  session: string | null;
  /** For whoever is to come, as text and as a code to scan; null once it is over, or when the key that opens it is not here. */
  shown: { address: string; code: QrCode } | null;
}

/** Somebody who looks after a board for young people. */
export interface Adult {
  id: string;
  name: string;
  organisation: string;
}

/** What whoever holds the link sees before they come in. */
export interface GuestLinkPage {
  /** Short name of the partnership the board is of. */
  partnership: string;
  title: string;
  by: { name: string; organisation: string };
  right: GuestRight;
  audience: Audience;
  hasPassword: boolean;
  endsAt: Instant;
  state: LinkState;
  lobby: boolean;
  /** The adults who look after the board; empty where it is not for young people. */
  moderators: readonly Omit<Adult, 'id'>[];
  /** Whether it is for a session, whose summary newcomers are asked about. */
  asksConsent: boolean;
  /** How many people take turns on a device that comes by it. */
  sharedBy: number;
}
