import type { Actor, GuestActor } from '../../src/lib/domain/access/actor.ts';
import { NOBODY } from '../../src/lib/domain/access/actor.ts';
import type { BoardSubject } from '../../src/lib/domain/access/rules.ts';
import { organisationKindOf, rightOf } from '../../src/lib/domain/guests/guest.ts';
import type { PartnershipSettings } from '../../src/lib/domain/partnerships/partnership.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import type { Who } from '../../src/lib/protocol/messages/presence.ts';
import type { Repos } from '../storage/repos.ts';
import type { SecretCookie } from './cookies.ts';
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

interface DoorParts {
  repos: Repos;
  signIns: SignIns;
  cookie: SecretCookie;
  guestCookie: SecretCookie;
  now: () => Instant;
  /** Every partnership here asks for more than a password. */
  requireFactor: boolean;
}

/** Tells pages and the sync server who is calling, and what a board's rights are judged on. */
export class RecordsDoor {
  #repos: Repos;
  #signIns: SignIns;
  #cookie: SecretCookie;
  #guestCookie: SecretCookie;
  #requireFactor: boolean;
  #now: () => Instant;

  constructor({ repos, signIns, cookie, guestCookie, requireFactor, now }: DoorParts) {
    this.#requireFactor = requireFactor;
    this.#repos = repos;
    this.#signIns = signIns;
    this.#cookie = cookie;
    this.#guestCookie = guestCookie;
    this.#now = now;
  }

  /**
   * Never throws on a malformed cookie: that is nobody. A guest is somebody else on each board, so the board that is
   * asked for decides who calls; a sign-in counts before that.
   */
  async caller(cookieHeader: string | null | undefined, boardId: string | null = null): Promise<Caller> {
    return (await this.#person(cookieHeader)) ?? (await this.#guest(cookieHeader, boardId)) ?? STRANGER;
  }

  async #person(cookieHeader: string | null | undefined): Promise<Caller | null> {
    const secret = this.#cookie.read(cookieHeader);
    const signIn = secret ? await this.#signIns.find(secret) : null;
    const person = signIn && (await this.#repos.people.byId(signIn.personId));
    if (!person || person.disabledAt !== null) return null;
    const { id, name, organisation, organisationId, organisationKind, operator } = person;
    const withheld = await this.#withheld(id);
    const roles = Object.fromEntries(
      Object.entries(await this.#repos.memberships.rolesOf(id)).filter(([there]) => !withheld.has(there)),
    );
    return {
      actor: { kind: 'person', id, name, organisationId, organisationKind, operator, roles },
      signIn,
      who: { id, name, organisationKind, organisation, guest: false },
      withheld: [...withheld.values()],
    };
  }

  /** Partnerships (id → short name) that ask for more than a password of somebody who has nothing more. */
  async #withheld(personId: string): Promise<ReadonlyMap<string, string>> {
    const asked = (await this.#repos.memberships.factorsAsked(personId)).filter(
      ({ requires }) => requires === 1 || this.#requireFactor,
    );
    if (asked.length === 0 || (await this.#repos.factors.hasAny(personId))) return new Map();
    return new Map(asked.map(({ id, slug }) => [id, slug]));
  }

  /** A guest with no right on the board is one all the same: they are told so, and not to sign in. */
  async #guest(cookieHeader: string | null | undefined, boardId: string | null): Promise<Caller | null> {
    const secret = this.#guestCookie.read(cookieHeader);
    const identityId = secret && (await this.#repos.guests.identity(hashSecret(secret)));
    if (!identityId) return null;
    const now = this.#now();
    const here = (await this.#repos.guests.present(identityId, now)).find((guest) => guest.boardId === boardId);
    if (!here) return guestCaller({ id: identityId, name: '', organisationKind: 'other', boards: {} });
    if (addMinutes(here.lastSeenAt, SEEN_EVERY_MINUTES) <= now) await this.#repos.guests.seen(here.id, now);
    const { id, name, kind } = here;
    return guestCaller({
      ...{ id, name, organisationKind: organisationKindOf(kind) },
      boards: { [here.boardId]: rightOf(here, here) },
    });
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

  /** What a board's rights are judged on, its title, and its partnership's settings; null when there is no such board. */
  async board(boardId: string): Promise<(BoardSubject & { title: string; settings: PartnershipSettings }) | null> {
    const board = await this.#repos.boards.byId(boardId);
    if (!board) return null;
    const { id, partnershipId, scope, title, archivedAt } = board;
    const settings = await this.#repos.partnerships.settings(partnershipId);
    return { id, partnershipId, scope, title, archived: archivedAt !== null, settings };
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
