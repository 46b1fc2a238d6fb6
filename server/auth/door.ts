import type { Actor, GuestActor } from '../../src/lib/domain/access/actor.ts';
import { NOBODY } from '../../src/lib/domain/access/actor.ts';
import type { BoardSubject } from '../../src/lib/domain/access/rules.ts';
import type { Guest } from '../../src/lib/domain/guests/guest.ts';
import { organisationKindOf, rightOf } from '../../src/lib/domain/guests/guest.ts';
import type { Turn } from '../../src/lib/domain/guests/seat.ts';
import { isTurnOver } from '../../src/lib/domain/guests/seat.ts';
import type { PartnershipSettings } from '../../src/lib/domain/partnerships/partnership.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { BoardTallies } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import type { Who } from '../../src/lib/protocol/messages/presence.ts';
import type { PresentGuest } from '../storage/repos/guestRepo.ts';
import type { Repos } from '../storage/repos.ts';
import type { SecretCookie } from './cookies.ts';
import { GuestLocks } from './guestLocks.ts';
import { hashSecret } from './secrets.ts';
import type { SignIn, SignIns } from './signIns.ts';

/** Who a cookie header says someone is. */
export interface Caller {
  actor: Actor;
  signIn: SignIn | null;
  /** As others see them beside their pointer; empty for nobody. */
  who: Omit<Who, 'colour'>;
  /** Short names of partnerships whose door stays shut until they prove more than their password. */
  withheld: readonly string[];
}

const STRANGER: Caller = {
  actor: NOBODY,
  signIn: null,
  who: { id: '', name: '', organisationKind: 'other', organisation: '', guest: false },
  withheld: [],
};

/** Until a guest's last visit is written down again. */
const SEEN_EVERY_MINUTES = 2;

/** What those who come to a board are told of it. */
interface BoardFacts {
  title: string;
  settings: PartnershipSettings;
  session: LiveSession | null;
  tallies: BoardTallies;
}

interface DoorParts {
  repos: Repos;
  signIns: SignIns;
  cookie: SecretCookie;
  guestCookie: SecretCookie;
  turnCookie: SecretCookie;
  now: () => Instant;
  /** Every partnership here asks for more than a password. */
  requireFactor: boolean;
}

/** A guest's browser, and who it is on the board; null where it has no right there. */
interface GuestHere {
  identityId: string;
  here: PresentGuest | null;
}

type TurnHere = Turn & { seat: Guest };

/** What a partnership that an operator came into asks of them. */
interface Asking {
  partnershipId: string;
  slug: string;
  requires: 0 | 1;
}

/** Tells pages and the sync server who is calling, and what a board's rights are judged on. */
export class RecordsDoor {
  #repos: Repos;
  #signIns: SignIns;
  #cookie: SecretCookie;
  #guestCookie: SecretCookie;
  #turnCookie: SecretCookie;
  #requireFactor: boolean;
  #locks: GuestLocks;
  #now: () => Instant;

  constructor({ repos, signIns, cookie, guestCookie, turnCookie, requireFactor, now }: DoorParts) {
    this.#requireFactor = requireFactor;
    this.#locks = new GuestLocks(repos, requireFactor);
    this.#repos = repos;
    this.#signIns = signIns;
    this.#cookie = cookie;
    this.#guestCookie = guestCookie;
    this.#turnCookie = turnCookie;
    this.#now = now;
  }

  /**
   * Never throws on a malformed cookie: that is nobody. A guest is somebody else on each board, so the board that is
   * asked for decides who calls; a sign-in counts before that. On pages that are for turns on a shared device it is
   * whose turn it is.
   */
  async caller(
    cookieHeader: string | null | undefined,
    boardId: string | null = null,
    { inTurn = false }: { inTurn?: boolean } = {},
  ): Promise<Caller> {
    const person = await this.#person(cookieHeader, boardId);
    if (person) return person;
    const guest = await this.#guestHere(cookieHeader, boardId);
    if (!guest) return STRANGER;
    return this.#guest(guest, inTurn ? await this.#turn(cookieHeader, guest.here) : null);
  }

  async #person(cookieHeader: string | null | undefined, boardId: string | null): Promise<Caller | null> {
    const secret = this.#cookie.read(cookieHeader);
    const signIn = secret ? await this.#signIns.find(secret) : null;
    const person = signIn && (await this.#repos.people.byId(signIn.personId));
    if (!person || person.disabledAt !== null) return null;
    const { id, name, organisation, organisationId, organisationKind, operator } = person;
    const memberships = await this.#repos.memberships.rolesOf(id, dayIn(this.#now()));
    // Who is a member comes as one; who runs the instance no more has nothing to look after.
    const visits = operator ? await this.#repos.operatorEntries.ofPerson(id, this.#now()) : [];
    const visited = visits.filter(({ partnershipId }) => !Object.hasOwn(memberships, partnershipId));
    const withheld = signIn?.provedFactor ? new Map<string, string>() : await this.#withheld(id, visited);
    const roles = Object.fromEntries(
      [...Object.entries(memberships), ...visited.map((visit) => [visit.partnershipId, visit.role] as const)].filter(
        ([there]) => !withheld.has(there),
      ),
    );
    const visiting = visited.map(({ partnershipId }) => partnershipId);
    const board = visiting.length > 0 && boardId !== null ? await this.#repos.boards.byId(boardId) : null;
    const isVisitor = board !== null && visiting.includes(board.partnershipId);
    return {
      actor: { kind: 'person', id, name, organisationId, organisationKind, operator, roles, visiting },
      signIn,
      who: { id, name, organisationKind, organisation, guest: false, ...(isVisitor ? { operator: true } : {}) },
      withheld: [...withheld.values()],
    };
  }

  /** Partnerships (id → short name) that ask for more than a password of somebody who has nothing more. */
  async #withheld(personId: string, visited: readonly Asking[]): Promise<ReadonlyMap<string, string>> {
    const visits = visited.map(({ partnershipId: id, slug, requires }) => ({ id, slug, requires }));
    const asked = [...(await this.#repos.memberships.factorsAsked(personId)), ...visits].filter(
      ({ requires }) => requires === 1 || this.#requireFactor,
    );
    if (asked.length === 0 || (await this.#repos.factors.hasAny(personId))) return new Map();
    return new Map(asked.map(({ id, slug }) => [id, slug]));
  }

  async #guestHere(cookieHeader: string | null | undefined, boardId: string | null): Promise<GuestHere | null> {
    const secret = this.#guestCookie.read(cookieHeader);
    const identityId = secret && (await this.#repos.guests.identity(hashSecret(secret)));
    if (!identityId) return null;
    const present = await this.#repos.guests.present(identityId, this.#now());
    return { identityId, here: present.find((guest) => guest.boardId === boardId) ?? null };
  }

  /** A guest with no right on the board is one all the same: they are told so, and not to sign in. */
  async #guest({ identityId, here }: GuestHere, turn: TurnHere | null): Promise<Caller> {
    const now = this.#now();
    if (!here) return guestCaller({ id: identityId, name: '', organisationKind: 'other', boards: {} });
    if (addMinutes(here.lastSeenAt, SEEN_EVERY_MINUTES) <= now) await this.#repos.guests.seen(here.id, now);
    const { id, name, kind } = turn?.seat ?? here;
    const right = here.muted ? 'look' : rightOf(turn?.seat ?? here, here);
    const lock = await this.#locks.needed({ identityId, boardId: here.boardId, right }, now);
    return guestCaller({
      ...{ id, name, organisationKind: organisationKindOf(kind) },
      boards: { [here.boardId]: lock ? 'look' : right },
      ...(lock ? { lock } : {}),
      ...(turn ? { turn: { id: turn.id, began: turn.began } } : {}),
    });
  }

  /** Whose turn it is on a device that is shared: its secret counts there alone, and as long as the turn is on. */
  async #turn(cookieHeader: string | null | undefined, holder: PresentGuest | null): Promise<TurnHere | null> {
    const secret = holder && holder.sharedBy > 1 ? this.#turnCookie.read(cookieHeader) : null;
    const turn = secret && (await this.#repos.seatTurns.byToken(hashSecret(secret)));
    if (!turn || isTurnOver(turn, this.#now())) return null;
    const seat = await this.#repos.guests.byId(turn.seatId);
    return seat && seat.seat?.holderId === holder?.id && seat.removedAt === null ? { ...turn, seat } : null;
  }

  /** The sync server's question: who is at the door of a board. */
  async identify(cookieHeader: string | undefined, boardId: string | null) {
    const { actor, who, signIn } = await this.caller(cookieHeader, boardId);
    return { actor, who, signInId: signIn?.id ?? null };
  }

  /** The id of the sign-in, or of the guest's browser, that a cookie header names, without asking whether it holds; null when it names none. */
  namedSignIn(cookieHeader: string | undefined): string | null {
    const secret = this.#cookie.read(cookieHeader) ?? this.#guestCookie.read(cookieHeader);
    return secret && hashSecret(secret);
  }

  /** What a board's rights are judged on, and what those who come are told of it; null when there is no such board. */
  async board(boardId: string): Promise<(BoardSubject & BoardFacts) | null> {
    const board = await this.#repos.boards.byId(boardId);
    if (!board) return null;
    const { id, partnershipId, scope, title, archivedAt } = board;
    const settings = await this.#repos.partnerships.settings(partnershipId);
    const session = await this.#repos.sessions.live(boardId);
    const tallies = await this.#repos.ballots.tallies(boardId);
    return { id, partnershipId, scope, title, archived: archivedAt !== null, settings, session, tallies };
  }
}

function guestCaller(guest: Omit<GuestActor, 'kind'>): Caller {
  const { id, name, organisationKind } = guest;
  return {
    actor: { kind: 'guest', ...guest },
    signIn: null,
    who: { id, name, organisationKind, organisation: '', guest: true },
    withheld: [],
  };
}
