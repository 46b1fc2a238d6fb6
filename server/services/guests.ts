import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import type { Guest, GuestSummary } from '../../src/lib/domain/guests/guest.ts';
import { guestNameFault } from '../../src/lib/domain/guests/guest.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { GuestLocks } from '../auth/guestLocks.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { withoutKey } from './guestKeys.ts';

interface GuestAsked {
  board: string;
  guest: string;
}

/** The guests of a board, for those who run it. Each change has the guest judged anew at once. */
export class GuestService {
  #context: ServiceContext;
  #locks: GuestLocks;
  #endedUntil: Instant;

  constructor(context: ServiceContext, locks: GuestLocks) {
    this.#context = context;
    this.#locks = locks;
    this.#endedUntil = context.surroundings.now();
  }

  /** Those who may be on the board, or may come back, by joining. */
  async list(actor: Actor, slug: string, board: string): Promise<GuestSummary[]> {
    const { repos } = this.#context;
    await boardFor(repos, actor, { slug, id: board, action: 'board.guests' });
    const guests = (await repos.guests.ofBoard(board)).filter(
      ({ removedAt, waitingSince }) => removedAt === null && waitingSince === null,
    );
    const people = await repos.people.byIds(guests.flatMap(({ personId }) => personId ?? []));
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const lockless = await withoutKey(repos, this.#locks, board);
    return guests.map(({ id, name, kind, muted, joinedAt, lastSeenAt, linkId, personId, sharedBy, seat }) => ({
      ...{ id, name, kind, muted, joinedAt, lastSeenAt, linkId, sharedBy, seat },
      person: personId === null ? null : (names.get(personId) ?? null),
      lacksLock: lockless.has(id) && !muted && personId === null,
    }));
  }

  /** Throws `input.invalid` for a name that no guest may have. */
  async rename(actor: Actor, slug: string, asked: GuestAsked & { name: string }): Promise<void> {
    const { repos } = this.#context;
    const found = await this.#find(actor, slug, asked);
    const members = await repos.memberships.members(found.board.partnershipId);
    refuseFaults({
      guestName: guestNameFault(
        asked.name,
        members.map(({ name }) => name),
      ),
    });
    const name = oneLine(asked.name);
    await this.#change(actor, { ...found, event: 'guest.renamed' }, ({ guests }) => guests.rename(asked.guest, name));
  }

  /** Lets a guest only look from now on, or take part again as their link allows. */
  async setMuted(actor: Actor, slug: string, asked: GuestAsked & { muted: boolean }): Promise<void> {
    const event = asked.muted ? 'guest.muted' : 'guest.unmuted';
    const found = await this.#find(actor, slug, asked);
    await this.#change(actor, { ...found, event }, async ({ guests }) => {
      await guests.setMuted(asked.guest, asked.muted);
      // Whoever has a turn on a shared device may do what it may.
      for (const { id } of await guests.seatsOf(asked.guest)) await guests.setMuted(id, asked.muted);
    });
  }

  /** Takes a guest off the board; with this browser they do not come back. What they wrote stays. */
  async remove(actor: Actor, slug: string, asked: GuestAsked): Promise<void> {
    const found = await this.#find(actor, slug, asked);
    const at = this.#context.surroundings.now();
    await this.#change(actor, { ...found, event: 'guest.removed' }, async ({ guests, consents, seatTurns, votes }) => {
      await guests.remove(asked.guest, at);
      await consents.removeOfGuest(asked.guest);
      // With a shared device everyone goes who had a turn on it, and what they said in votes: it may be one person's.
      const seats = await guests.seatsOf(asked.guest);
      for (const { id } of seats) await guests.remove(id, at);
      await votes.removeBy(seats.map(({ id }) => id));
      await seatTurns.endOn(asked.guest);
    });
  }

  /** Sends those away whose time is up, also where a page is still open. Called now and then. */
  async endExpired(): Promise<void> {
    const { repos, events, surroundings } = this.#context;
    const now = surroundings.now();
    for (const { id, boardId } of await repos.guests.endedBetween(this.#endedUntil, now)) {
      events.emit('guests.changed', { boardId, guestIds: [id] });
    }
    this.#endedUntil = now;
  }

  async #find(actor: Actor, slug: string, asked: GuestAsked): Promise<{ board: BoardRecord; guest: Guest }> {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'board.guests' });
    const guest = await repos.guests.byId(asked.guest);
    if (!guest || guest.boardId !== board.id || guest.removedAt !== null || guest.personId !== null)
      throw new DomainError('notFound');
    return { board, guest };
  }

  async #change(
    actor: Actor,
    { board, guest, event }: { board: BoardRecord; guest: Guest; event: Extract<AuditEvent, `guest.${string}`> },
    change: (repos: Repos) => Promise<void>,
  ): Promise<void> {
    const { db, events, surroundings } = this.#context;
    await inTransaction(db, async (repos) => {
      await change(repos);
      const details = { board: board.id, guest: guest.id };
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId, details };
      await writeAudit(repos, surroundings, { event, ...entry });
    });
    const seats = (await this.#context.repos.guests.seatsOf(guest.id)).map(({ id }) => id);
    events.emit('guests.changed', { boardId: board.id, guestIds: [guest.id, ...seats] });
  }
}
