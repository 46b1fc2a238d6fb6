import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { waitAfterFailures } from '../../src/lib/domain/accounts/throttle.ts';
import type { Guest, GuestBoard } from '../../src/lib/domain/guests/guest.ts';
import { guestNameFault, isGuestKind, rightOf } from '../../src/lib/domain/guests/guest.ts';
import type { GuestLink, GuestLinkPage, LinkState } from '../../src/lib/domain/guests/guestLink.ts';
import { JOINS_PER_MINUTE, kindsFor, linkStateOf } from '../../src/lib/domain/guests/guestLink.ts';
import { emailFault, normaliseEmail } from '../../src/lib/domain/accounts/rules.ts';
import type { Consent } from '../../src/lib/domain/sessions/consent.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { Passwords } from '../auth/passwords.ts';
import { hashSecret } from '../auth/secrets.ts';
import { Turns } from '../auth/turns.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { GuestLinkNews } from './guestLinkNews.ts';
import { refuseFaults } from './faults.ts';
import { knownBrowser } from './guestBrowsers.ts';
import { waitingOn } from './guestLobby.ts';
import { keepersOf } from './reviewers.ts';
import { summariesFor } from './sessionSummaries.ts';

/** What somebody gives who comes in. */
export interface GuestGiven {
  name: string;
  kind: string;
  /** Empty where the link asks for none. */
  password: string;
  /** Whether they want to be named in the session's summary, and to get it at this address. Nothing, unless they say so. */
  consent?: Consent & { address: string };
}

export interface GuestIn {
  slug: string;
  boardId: string;
  /** What the browser is known by; the one it had, if it had one. */
  secret: string;
  /** The browser need not be known for longer. */
  expiresAt: Instant;
  /** They have to be let in first. */
  waiting: boolean;
  /** People take turns on the device. */
  shared: boolean;
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
  #news: GuestLinkNews;
  #passwords = new Passwords();
  #turns = new Turns(LONGEST_LINE);

  constructor(context: ServiceContext, news: GuestLinkNews) {
    this.#context = context;
    this.#news = news;
  }

  /** What whoever holds the link sees. `guestLink.unknown` when it is none. */
  async page(secret: string): Promise<GuestLinkPage> {
    const { repos, surroundings } = this.#context;
    const { link, board } = await this.#find(secret);
    const by = await repos.people.byId(link.madeBy);
    const partnership = await repos.partnerships.byId(board.partnershipId);
    const named = (await repos.guestLinks.moderators([link.id])).get(link.id) ?? [];
    const keepers = keepersOf(board, await repos.memberships.members(board.partnershipId));
    const { right, audience, hasPassword, endsAt, lobby, sessionId, sharedBy } = link;
    return {
      ...{
        right,
        audience,
        hasPassword,
        endsAt,
        lobby,
        sharedBy,
        title: board.title,
        partnership: partnership?.slug ?? '',
      },
      by: { name: by?.name ?? '', organisation: by?.organisation ?? '' },
      moderators: keepers
        .filter(({ id }) => named.includes(id))
        .map(({ name, organisation }) => ({ name, organisation })),
      state: await stateOf(repos, link, surroundings.now()),
      // Young people are asked for nothing but a name to show.
      asksConsent: sessionId !== null && audience !== 'young' && sharedBy === 1,
    };
  }

  /** What became of a browser that asked to be let in by the link; null of one that did not, or is in. */
  async waiting(secret: string, identity: string | null): Promise<{ name: string; turnedAway: boolean } | null> {
    const { repos, surroundings } = this.#context;
    const { board } = await this.#find(secret);
    const identityId = identity && (await repos.guests.identity(hashSecret(identity)));
    const guest = identityId ? await repos.guests.onBoard(identityId, board.id) : null;
    if (!guest || guest.endsAt <= surroundings.now()) return null;
    if (guest.removedAt === null && guest.waitingSince === null) return null;
    return { name: guest.name, turnedAway: guest.removedAt !== null };
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
    const { db, repos, events, surroundings } = this.#context;
    const { link, board } = await this.#find(secret);
    const kind = link.audience === 'young' ? 'young-person' : link.sharedBy > 1 ? 'other' : given.kind;
    const members = await repos.memberships.members(board.partnershipId);
    const names = members.map(({ name }) => name);
    const isKnown = isGuestKind(kind) && kindsFor(link.audience).includes(kind);
    const consent = kind === 'young-person' || link.sharedBy > 1 ? null : (given.consent ?? null);
    refuseFaults({
      guestName: guestNameFault(given.name, names),
      kind: isKnown ? null : 'unknownChoice',
      summaryAddress: consent?.mail ? emailFault(consent.address) : null,
    });
    if (!isGuestKind(kind)) throw new DomainError('input.invalid', { kind: 'unknownChoice' });
    await this.#refuseOver(link, surroundings.now());
    await this.#checkPassword(link, given.password);
    const guest = { name: oneLine(given.name), kind };
    const joined = await inTransaction(db, (transaction) =>
      this.#join(transaction, { link, board, guest, identity, consent }),
    );
    this.#news.wake();
    if (joined.waiting) {
      const guests = await waitingOn(repos, board.id, surroundings.now());
      events.emit('guests.waiting', { boardId: board.id, guests });
    }
    const partnership = await repos.partnerships.byId(board.partnershipId);
    if (!partnership) throw new DomainError('guestLink.unknown');
    return { slug: partnership.slug, boardId: board.id, shared: link.sharedBy > 1, ...joined };
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
        const summaries = await summariesFor(repos, guest);
        const at = { boardId, slug: partnership.slug, title: board.title, summaries };
        return [{ ...at, name, right: rightOf(guest, guest), endsAt }];
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
    { link, board, guest, identity, consent }: Arrival,
  ): Promise<Pick<GuestIn, 'secret' | 'expiresAt' | 'waiting'>> {
    const { surroundings } = this.#context;
    const now = surroundings.now();
    const { secret, identityId } = await knownBrowser(repos, surroundings, identity);
    const before = await repos.guests.onBoard(identityId, board.id);
    if (before?.removedAt) throw new DomainError('guest.removed');
    const isIn = before?.linkId === link.id && before.endsAt > now;
    if (!isIn) {
      if ((await stateOf(repos, link, now)) !== 'open') throw new DomainError('guestLink.full');
      const id = await this.#enter(repos, { before, arrival: { ...guest, identityId, link }, now });
      const details = { board: board.id, guestLink: link.id };
      const entry = { actorId: id, partnershipId: board.partnershipId, details };
      await writeAudit(repos, surroundings, { event: link.lobby ? 'guest.waiting' : 'guest.joined', ...entry });
      await keepConsent(repos, { link, id, consent });
      if ((await stateOf(repos, link, now)) === 'full') await this.#news.tellFull(repos, link);
    }
    const present = await repos.guests.present(identityId, now);
    const ends = [link.endsAt, ...present.map(({ endsAt }) => endsAt)].sort();
    const waiting = isIn ? before.waitingSince !== null : link.lobby;
    return { secret, expiresAt: ends.at(-1) ?? link.endsAt, waiting };
  }

  /** Whoever was here before is the same guest again, by whatever link they come. */
  async #enter(
    repos: Repos,
    { before, arrival, now }: { before: Guest | null; arrival: Newcomer; now: Instant },
  ): Promise<string> {
    const { name, kind, identityId, link } = arrival;
    const { id: linkId, boardId, endsAt, lobby, sharedBy } = link;
    const waitingSince = lobby ? now : null;
    if (before) {
      await repos.guests.rejoin(before.id, { linkId, name, kind, joinedAt: now, endsAt, waitingSince, sharedBy });
      return before.id;
    }
    const id = this.#context.surroundings.newId();
    const about = { id, identityId, linkId, boardId, name, kind, endsAt };
    const fresh = { muted: false, waitingSince, joinedAt: now, lastSeenAt: now, removedAt: null, personId: null };
    await repos.guests.add({ ...about, ...fresh, sharedBy, seat: null });
    return id;
  }
}

type Newcomer = Pick<Guest, 'name' | 'kind' | 'identityId'> & { link: GuestLink };

interface Arrival {
  link: GuestLink;
  board: BoardRecord;
  guest: Pick<Guest, 'name' | 'kind'>;
  identity: string | null;
  consent: GuestGiven['consent'] | null;
}

/** Of a link for a session that is not over. What somebody says last holds. */
async function keepConsent(
  repos: Repos,
  { link, id, consent }: { link: GuestLink; id: string; consent: Arrival['consent'] },
): Promise<void> {
  if (!consent || link.sessionId === null) return;
  const { name, mail, address } = consent;
  await repos.consents.keep(link.sessionId, {
    actorId: id,
    isGuest: true,
    name,
    mail,
    address: normaliseEmail(address),
  });
}

async function stateOf(repos: Repos, link: GuestLink, now: Instant): Promise<LinkState> {
  const counts = await repos.guests.counts([link.id]);
  return linkStateOf(link, { now, guests: counts.get(link.id) ?? 0 });
}
