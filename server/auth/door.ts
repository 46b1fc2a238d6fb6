import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { NOBODY } from '../../src/lib/domain/access/actor.ts';
import type { BoardSubject } from '../../src/lib/domain/access/rules.ts';
import type { PartnershipSettings } from '../../src/lib/domain/partnerships/partnership.ts';
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
}

const STRANGER: Caller = {
  actor: NOBODY,
  signIn: null,
  who: { id: '', name: '', organisationKind: 'other', organisation: '', guest: false },
};

/** Tells pages and the sync server who is calling, and what a board's rights are judged on. */
export class RecordsDoor {
  #repos: Repos;
  #signIns: SignIns;
  #cookie: SecretCookie;

  constructor({ repos, signIns, cookie }: { repos: Repos; signIns: SignIns; cookie: SecretCookie }) {
    this.#repos = repos;
    this.#signIns = signIns;
    this.#cookie = cookie;
  }

  /** Never throws on a malformed cookie: that is nobody. */
  async caller(cookieHeader: string | null | undefined): Promise<Caller> {
    const secret = this.#cookie.read(cookieHeader);
    const signIn = secret ? await this.#signIns.find(secret) : null;
    const person = signIn && (await this.#repos.people.byId(signIn.personId));
    if (!person) return STRANGER;
    const { id, name, organisation, organisationId, organisationKind, operator } = person;
    const roles = await this.#repos.memberships.rolesOf(id);
    return {
      actor: { kind: 'person', id, name, organisationId, organisationKind, operator, roles },
      signIn,
      who: { id, name, organisationKind, organisation, guest: false },
    };
  }

  /** The sync server's question: who is at the door. */
  async identify(cookieHeader: string | undefined) {
    const { actor, who, signIn } = await this.caller(cookieHeader);
    return { actor, who, signInId: signIn?.id ?? null };
  }

  /** The id of the sign-in that a cookie header names, without asking whether it holds; null when it names none. */
  namedSignIn(cookieHeader: string | undefined): string | null {
    const secret = this.#cookie.read(cookieHeader);
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
