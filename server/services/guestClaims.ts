import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Guest, GuestClaim } from '../../src/lib/domain/guests/guest.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { hashSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { signedIn, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';

/** Whoever was a guest before they had an account takes what they wrote along. */
export class GuestClaimService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Whom the person may have been: guests of this browser, on boards they may read as a member. */
  async offers(actor: Actor, identity: string | null): Promise<GuestClaim[]> {
    const { repos } = this.#context;
    const found = await claimable(repos, signedIn(actor), identity);
    return Promise.all(
      found.map(async ({ guest: { id: guestId, name }, board: { id: boardId, title, partnershipId } }) => {
        const slug = (await repos.partnerships.byId(partnershipId))?.slug ?? '';
        return { guestId, name, title, slug, boardId };
      }),
    );
  }

  /**
   * From now on the person is shown as the author of what the guest wrote, and nobody acts as that guest any more. Only
   * once, and only with the guest's own browser; else `notFound`.
   */
  async claim(actor: Actor, identity: string | null, guestId: string): Promise<void> {
    const { db, events, surroundings } = this.#context;
    const person = signedIn(actor);
    const board = await inTransaction(db, async (repos) => {
      const found = (await claimable(repos, person, identity)).find(({ guest }) => guest.id === guestId);
      if (!found || !(await repos.guests.claim(guestId, person.id))) throw new DomainError('notFound');
      const details = { board: found.board.id, guest: guestId };
      const entry = { actorId: person.id, partnershipId: found.board.partnershipId, details };
      await writeAudit(repos, surroundings, { event: 'guest.claimed', ...entry });
      return found.board;
    });
    events.emit('guests.changed', { boardId: board.id, guestIds: [guestId] });
  }
}

async function claimable(
  repos: Repos,
  person: PersonActor,
  identity: string | null,
): Promise<{ guest: Guest; board: BoardRecord }[]> {
  const identityId = identity && (await repos.guests.identity(hashSecret(identity)));
  const guests = identityId ? await repos.guests.ofBrowser(identityId) : [];
  const found = await Promise.all(
    guests.map(async (guest) => ({ guest, board: await repos.boards.byId(guest.boardId) })),
  );
  return found.flatMap(({ guest, board }) =>
    board && can(person, 'board.read', subjectOf(board)) ? [{ guest, board }] : [],
  );
}
