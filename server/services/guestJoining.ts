import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { waitAfterFailures } from '../../src/lib/domain/accounts/throttle.ts';
import type { Guest, GuestBoard } from '../../src/lib/domain/guests/guest.ts';
import { guestNameFault, isGuestKind, rightOf } from '../../src/lib/domain/guests/guest.ts';
import type { GuestLink, GuestLinkPage, LinkState } from '../../src/lib/domain/guests/guestLink.ts';
import { JOINS_PER_MINUTE, kindsFor, linkStateOf } from '../../src/lib/domain/guests/guestLink.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { Passwords } from '../auth/passwords.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { Turns } from '../auth/turns.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';

/** What somebody gives who comes in. */
export interface GuestGiven {
  name: string;
  kind: string;
  /** Empty where the link asks for none. */
  password: string;
}

export interface GuestIn {
  slug: string;
  boardId: string;
  /** What the browser is known by; the one it had, if it had one. */
  secret: string;
  /** The browser need not be known for longer. */
  expiresAt: Instant;
}

/** Where a board is. */
export interface BoardAddress {
  slug: string;
  boardId: string;
}

/** Passwords that wait to be compared, of one link: a hall may come in together. */
const LONGEST_LINE = 60;

/** Coming to a board by a guest link, and coming back. */
export class GuestJoiningService {
  #context: ServiceContext;
  #passwords = new Passwords();
  #turns = new Turns(LONGEST_LINE);

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** What whoever holds the link sees. `guestLink.unknown` when it is none. */
  async page(secret: string): Promise<GuestLinkPage> {
    const { repos, surroundings } = this.#context;
    const { link, board } = await this.#find(secret);
    const by = await repos.people.byId(link.madeBy);
    const { right, audience, hasPassword, endsAt } = link;
    return {
      ...{ right, audience, hasPassword, endsAt, title: board.title },
      by: { name: by?.name ?? '', organisation: by?.organisation ?? '' },
      state: await stateOf(repos, link, surroundings.now()),
    };
  }

  /** Where the board of a link is, for whoever may open it already: a guest who comes back, or a member. */
  async wayIn(actor: Actor, secret: string, identity: string | null): Promise<BoardAddress | null> {
    const { repos, surroundings } = this.#context;
    const { board } = await this.#find(secret);
    const identityId = identity && (await repos.guests.identity(hashSecret(identity)));
    const present = identityId ? await repos.guests.present(identityId, surroundings.now()) : [];
    const mayGo =
      actor.kind === 'person'
        ? can(actor, 'board.read', subjectOf(board))
        : present.some(({ boardId }) => boardId === board.id);
    if (!mayGo) return null;
    const partnership = await repos.partnerships.byId(board.partnershipId);
    return partnership && { slug: partnership.slug, boardId: board.id };
  }

  /**
   * Somebody comes in. `identity` is what their browser is known by, null for one that comes for the first time. Throws
   * `input.invalid` with the fields at fault, `guestLink.…` when nobody comes in by it now, and `guest.removed` for a
   * browser that was taken off the board.
   */
  async join(secret: string, given: GuestGiven, identity: string | null): Promise<GuestIn> {
    const { db, repos, surroundings } = this.#context;
    const { link, board } = await this.#find(secret);
    const kind = link.audience === 'young' ? 'young-person' : given.kind;
    const members = await repos.memberships.members(board.partnershipId);
    const names = members.map(({ name }) => name);
    const isKnown = isGuestKind(kind) && kindsFor(link.audience).includes(kind);
    refuseFaults({ guestName: guestNameFault(given.name, names), kind: isKnown ? null : 'unknownChoice' });
    if (!isGuestKind(kind)) throw new DomainError('input.invalid', { kind: 'unknownChoice' });
    await this.#refuseOver(link, surroundings.now());
    await this.#checkPassword(link, given.password);
    const guest = { name: oneLine(given.name), kind };
    const joined = await inTransaction(db, (transaction) => this.#join(transaction, { link, board, guest, identity }));
    const partnership = await repos.partnerships.byId(board.partnershipId);
    if (!partnership) throw new DomainError('guestLink.unknown');
    return { slug: partnership.slug, boardId: board.id, ...joined };
  }

  /** The boards a browser may open as a guest, the one it came to last first. */
  async mine(identity: string | null): Promise<GuestBoard[]> {
    const { repos, surroundings } = this.#context;
    const identityId = identity && (await repos.guests.identity(hashSecret(identity)));
    const present = identityId ? await repos.guests.present(identityId, surroundings.now()) : [];
    const found = await Promise.all(
      present.map(async (guest) => {
        const board = await repos.boards.byId(guest.boardId);
        const partnership = board && (await repos.partnerships.byId(board.partnershipId));
        if (!board || !partnership) return [];
        const { boardId, name, endsAt } = guest;
        return [{ boardId, slug: partnership.slug, title: board.title, name, right: rightOf(guest, guest), endsAt }];
      }),
    );
    return found.flat();
  }

  async #find(secret: string): Promise<{ link: GuestLink; board: BoardRecord }> {
    const { repos } = this.#context;
    const link = await repos.guestLinks.byToken(hashSecret(secret));
    const board = link && (await repos.boards.byId(link.boardId));
    if (!link || !board) throw new DomainError('guestLink.unknown');
    return { link, board };
  }

  async #refuseOver(link: GuestLink, now: Instant): Promise<void> {
    const { repos } = this.#context;
    const state = await stateOf(repos, link, now);
    if (state === 'full') throw new DomainError('guestLink.full');
    if (state !== 'open') throw new DomainError('guestLink.over');
    const lately = await repos.guests.joinedSince(link.id, addMinutes(now, -1));
    if (lately >= JOINS_PER_MINUTE) throw new DomainError('guestLink.busy');
  }

  /** Wrong ones count for the link, whoever typed them: in a hall everyone has the same address. */
  async #checkPassword(link: GuestLink, password: string): Promise<void> {
    if (!link.hasPassword) return;
    refuseFaults({ password: password === '' ? 'missing' : null });
    const checked = this.#turns.take(link.id, () => this.#compare(link, password));
    if (!checked) throw new DomainError('guestLink.busy');
    await checked;
  }

  async #compare({ id }: GuestLink, password: string): Promise<void> {
    const { repos, surroundings } = this.#context;
    const bucket = `guestLink/${id}`;
    const throttle = await repos.throttles.read(bucket);
    if (throttle && surroundings.now() < waitAfterFailures(throttle)) throw new DomainError('guestLink.busy');
    if (await this.#passwords.fits(await repos.guestLinks.passwordHash(id), password)) return;
    const failures = (throttle?.failures ?? 0) + 1;
    await repos.throttles.write(bucket, { failures, lastFailureAt: surroundings.now() });
    throw new DomainError('input.invalid', { password: 'passwordWrong' });
  }

  /** Judged again here: of two who come for the last place, one gets it. */
  async #join(
    repos: Repos,
    { link, board, guest, identity }: Arrival,
  ): Promise<{ secret: string; expiresAt: Instant }> {
    const { surroundings } = this.#context;
    const now = surroundings.now();
    const { secret, identityId } = await this.#identity(repos, identity, now);
    const before = await repos.guests.onBoard(identityId, board.id);
    if (before?.removedAt) throw new DomainError('guest.removed');
    const isIn = before?.linkId === link.id && before.endsAt > now && before.personId === null;
    if (!isIn) {
      if ((await stateOf(repos, link, now)) !== 'open') throw new DomainError('guestLink.full');
      const id = await this.#enter(repos, { before, arrival: { ...guest, identityId, link }, now });
      const details = { board: board.id, guestLink: link.id };
      const entry = { actorId: id, partnershipId: board.partnershipId, details };
      await writeAudit(repos, surroundings, { event: 'guest.joined', ...entry });
    }
    const present = await repos.guests.present(identityId, now);
    const ends = [link.endsAt, ...present.map(({ endsAt }) => endsAt)].sort();
    return { secret, expiresAt: ends.at(-1) ?? link.endsAt };
  }

  async #identity(repos: Repos, secret: string | null, at: Instant): Promise<{ secret: string; identityId: string }> {
    const known = secret && (await repos.guests.identity(hashSecret(secret)));
    if (secret && known) return { secret, identityId: known };
    const fresh = newSecret();
    const id = this.#context.surroundings.newId();
    await repos.guests.addIdentity({ id, tokenHash: hashSecret(fresh), at });
    return { secret: fresh, identityId: id };
  }

  /** Whoever was here before is the same guest again, by whatever link they come. */
  async #enter(
    repos: Repos,
    { before, arrival, now }: { before: Guest | null; arrival: Newcomer; now: Instant },
  ): Promise<string> {
    const { name, kind, identityId, link } = arrival;
    const { id: linkId, boardId, endsAt } = link;
    if (before) {
      await repos.guests.rejoin(before.id, { linkId, name, kind, joinedAt: now, endsAt });
      return before.id;
    }
    const id = this.#context.surroundings.newId();
    const about = { id, identityId, linkId, boardId, name, kind, endsAt };
    const fresh = { muted: false, joinedAt: now, lastSeenAt: now, removedAt: null, personId: null };
    await repos.guests.add({ ...about, ...fresh });
    return id;
  }
}

type Newcomer = Pick<Guest, 'name' | 'kind' | 'identityId'> & { link: GuestLink };

interface Arrival {
  link: GuestLink;
  board: BoardRecord;
  guest: Pick<Guest, 'name' | 'kind'>;
  identity: string | null;
}

async function stateOf(repos: Repos, link: GuestLink, now: Instant): Promise<LinkState> {
  const counts = await repos.guests.counts([link.id]);
  return linkStateOf(link, { now, guests: counts.get(link.id) ?? 0 });
}
