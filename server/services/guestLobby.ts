import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import type { WaitingGuest } from '../../src/lib/domain/guests/guest.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';

interface Answer {
  board: string;
  guest: string;
}

/** Newcomers who wait, and those who let them in or turn them away. */
export class GuestLobbyService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Who waits, the first to come first. */
  async list(actor: Actor, slug: string, board: string): Promise<WaitingGuest[]> {
    await boardFor(this.#context.repos, actor, { slug, id: board, action: 'board.guests' });
    return waitingOn(this.#context.repos, board, this.#context.surroundings.now());
  }

  /** Lets somebody in. Throws `notAllowed` where the link is for young people and the actor is none of its adults. */
  letIn(actor: Actor, slug: string, asked: Answer): Promise<void> {
    return this.#answer(actor, slug, { ...asked, event: 'guest.letIn' });
  }

  /** Turns somebody away: with this browser they do not come back. */
  turnAway(actor: Actor, slug: string, asked: Answer): Promise<void> {
    return this.#answer(actor, slug, { ...asked, event: 'guest.turnedAway' });
  }

  async #answer(
    actor: Actor,
    slug: string,
    asked: Answer & { event: Extract<AuditEvent, 'guest.letIn' | 'guest.turnedAway'> },
  ): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'board.guests' });
    const at = surroundings.now();
    await inTransaction(db, async (within) => {
      const guest = await within.guests.byId(asked.guest);
      if (guest?.boardId !== board.id || guest.waitingSince === null || guest.removedAt !== null)
        throw new DomainError('notFound');
      const moderators = (await within.guestLinks.moderators([guest.linkId])).get(guest.linkId) ?? [];
      const isIn = asked.event === 'guest.letIn';
      if (isIn && !can(actor, 'guest.letIn', { ...subjectOf(board), moderators })) throw new DomainError('notAllowed');
      await settle(within, { id: guest.id, isIn, at });
      const details = { board: board.id, guest: guest.id };
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId, details };
      await writeAudit(within, surroundings, { event: asked.event, ...entry });
    });
    events.emit('guests.waiting', { boardId: board.id, guests: await waitingOn(repos, board.id, at) });
  }
}

function settle({ guests }: Repos, { id, isIn, at }: { id: string; isIn: boolean; at: Instant }): Promise<void> {
  return isIn ? guests.letIn(id, at) : guests.remove(id, at);
}

/** Who waits to be let in to a board, the first to come first. */
export async function waitingOn(repos: Repos, boardId: string, now: Instant): Promise<WaitingGuest[]> {
  const guests = await repos.guests.waitingOn(boardId, now);
  return guests.map(({ id, name, kind }) => ({ id, name, young: kind === 'young-person' }));
}
