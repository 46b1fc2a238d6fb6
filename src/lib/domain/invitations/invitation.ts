import type { Role } from '../access/actor.ts';
import { emailFault, normaliseEmail } from '../accounts/rules.ts';
import type { Day } from '../shared/day.ts';
import { endOfDay } from '../shared/day.ts';
import type { Instant, Surroundings } from '../shared/surroundings.ts';
import { addDays } from '../shared/surroundings.ts';

/** Long enough to come back from leave, short enough that a forgotten mail opens nothing. */
export const INVITED_FOR_DAYS = 14;
/** Most addresses in one go: a list is read before it is sent. */
export const MAX_ADDRESSES = 50;
/** Most invitations of a partnership that wait for an answer, so that nobody sends mail to the whole county with it. */
export const MAX_WAITING = 300;
/** Longest message to those invited, in characters. */
export const MAX_MESSAGE = 600;

/** Until somebody who asks again with a link is sent another mail: so that nobody's mailbox is filled with it. */
export const ASKED_AGAIN_MINUTES = 10;

/** Most people who may use one link; a larger hall is for guests. */
export const MAX_LINK_USES = 100;

/**
 * `person` joins an organisation that is in the partnership; `organisation` brings one in, as its convener. `link` is
 * for whoever has it: it gives an address typed there an invitation of its own, so that nobody joins with one they
 * cannot read.
 */
export type InvitationKind = 'person' | 'organisation' | 'link';
export type Answer = 'accepted' | 'declined' | 'withdrawn';

export interface Invitation {
  id: string;
  partnershipId: string;
  kind: InvitationKind;
  /** Lower case. It is for whoever has this address, and for nobody else; null of a link. */
  address: string | null;
  /** Where a new person will work; null with `organisation`: they say so themselves. */
  organisationId: string | null;
  role: Role;
  message: string;
  madeBy: string;
  madeAt: Instant;
  expiresAt: Instant;
  answer: Answer | null;
  /** How many more may use a link; null of others. */
  uses: number | null;
  /** The last day of access of whoever accepts; null without one. */
  endsOn: Day | null;
  /** Whether they work for no member organisation; the one that they join answers for them. */
  independent: boolean;
}

export type InvitationState = 'waiting' | 'expired' | Answer;

export function stateOf(
  { answer, expiresAt }: Pick<Invitation, 'answer' | 'expiresAt'>,
  now: Instant,
): InvitationState {
  return answer ?? (expiresAt <= now ? 'expired' : 'waiting');
}

export type Draft = Pick<
  Invitation,
  | 'partnershipId'
  | 'kind'
  | 'address'
  | 'organisationId'
  | 'role'
  | 'message'
  | 'madeBy'
  | 'uses'
  | 'endsOn'
  | 'independent'
>;

export function newInvitation(draft: Draft, { now, newId }: Surroundings): Invitation {
  const madeAt = now();
  const twoWeeks = addDays(madeAt, INVITED_FOR_DAYS);
  // After the last day of access there is nothing to accept.
  const end = draft.endsOn === null ? twoWeeks : endOfDay(draft.endsOn);
  return { ...draft, id: newId(), madeAt, expiresAt: end < twoWeeks ? end : twoWeeks, answer: null };
}

/** Between addresses: commas, semicolons, line breaks and spaces, as lists come from mail programs and spreadsheets. */
const BETWEEN = /[\s,;]+/u;
/** `Tom Hallworth <tom@vale.example>`: the name goes, whatever signs are in it. */
const NAMED = /(?:"[^"]*"\s*|[^,;\n<>"]*)<([^<>]*)>/gu;

/** The addresses of a pasted list, once each, and what in it is none. */
export function readAddresses(list: string): { addresses: string[]; wrong: string[] } {
  const words = list
    .replace(NAMED, ' $1 ')
    .split(BETWEEN)
    .filter((word) => word !== '');
  const right = words.filter((word) => emailFault(word) === null).map(normaliseEmail);
  return { addresses: [...new Set(right)], wrong: [...new Set(words.filter((word) => emailFault(word) !== null))] };
}

/** One that waits for an answer, or has had one, as conveners see it. */
export interface InvitationSummary {
  id: string;
  kind: InvitationKind;
  address: string | null;
  role: Role;
  /** Name of the organisation they will join; null when they bring their own. */
  organisation: string | null;
  madeAt: Instant;
  expiresAt: Instant;
  state: InvitationState;
  uses: number | null;
}

/** What whoever holds the link sees. */
export interface InvitationPage {
  kind: InvitationKind;
  partnership: string;
  purpose: string;
  organisations: readonly string[];
  by: { name: string; organisation: string };
  message: string;
  address: string | null;
  role: Role;
  organisation: string | null;
  /** The last day of access; null without one. */
  endsOn: Day | null;
  expiresAt: Instant;
  state: InvitationState;
  /** Whether somebody with this address can sign in already. */
  known: boolean;
}
