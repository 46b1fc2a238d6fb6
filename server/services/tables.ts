import type { Actor, GuestActor } from '../../src/lib/domain/access/actor.ts';
import type { Guest } from '../../src/lib/domain/guests/guest.ts';
import { guestNameFault, isGuestKind } from '../../src/lib/domain/guests/guest.ts';
import type { TableNow } from '../../src/lib/domain/guests/seat.ts';
import { kindsFor, linkStateOf } from '../../src/lib/domain/guests/guestLink.ts';
import { asksName } from '../../src/lib/domain/sessions/atTable.ts';
import type { LiveSession, Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, known } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';

/** Who comes next on a shared device. */
export interface TurnAsked {
  board: string;
  /** The number they had before; null of somebody who is new. */
  number: number | null;
  /** Of somebody who is new. Without a name they are called by table and number. */
  name: string;
  kind: string;
}

/** A device on which several people take turns: each is somebody of their own, and leaves nothing for the next. */
export class TableService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** What the device shows between turns; null for whoever has one of their own, or a turn. */
  async now(actor: Actor, session: LiveSession | null): Promise<TableNow | null> {
    if (actor.kind !== 'guest' || actor.turn) return null;
    const { guests } = this.#context.repos;
    const device = await guests.byId(actor.id);
    if (!device || device.sharedBy <= 1) return null;
    const seats = await guests.seatsOf(device.id);
    return { most: device.sharedBy, taken: seats.length, asksName: asksName(session) };
  }

  /** Who is there when a page is open: on a shared device everyone who had a turn on it in this session, and nobody before. */
  async peopleAt(actor: Actor, session: Session | null): Promise<readonly string[]> {
    const { id, kind } = known(actor);
    const device = kind === 'guest' ? await guestOf(this.#context.repos, { id }) : null;
    if (!device || device.sharedBy <= 1) return [id];
    const from = session && session.progress.is !== 'planned' ? session.progress.startedAt : null;
    const seats = await this.#context.repos.guests.seatsOf(device.id);
    return seats
      .filter(({ removedAt, lastSeenAt }) => removedAt === null && from !== null && lastSeenAt >= from)
      .map((seat) => seat.id);
  }

  /**
   * Begins somebody's turn, and ends the one before. Returns its secret: the device has it until the turn ends, and it
   * opens nothing afterwards. Throws `input.invalid` with the fields at fault, and `guestLink.full` when nobody new comes.
   */
  async begin(actor: Actor, slug: string, asked: TurnAsked): Promise<string> {
    const { db, repos, events, surroundings } = this.#context;
    const { board, device } = await this.#device(actor, slug, asked.board);
    const secret = newSecret();
    const before = await repos.guests.seatsOf(device.id);
    await inTransaction(db, async (within) => {
      const seat = asked.number === null ? await this.#sit(within, { board, device, asked }) : null;
      const seats = await within.guests.seatsOf(device.id);
      const seatId = seat ?? seats.find(({ seat: at }) => at?.number === asked.number)?.id;
      if (!seatId) throw new DomainError('input.invalid', { number: 'unknownChoice' });
      await within.seatTurns.endOn(device.id);
      const turn = { id: surroundings.newId(), seatId, began: surroundings.now() };
      await within.seatTurns.add(turn, hashSecret(secret));
      await within.guests.seen(seatId, turn.began);
    });
    // Another page of the device may still show the turn before.
    events.emit('guests.changed', { boardId: board.id, guestIds: [device.id, ...before.map(({ id }) => id)] });
    return secret;
  }

  /** Ends the turn that is on. That none is on is no mistake. */
  async end(actor: Actor, slug: string, board: string): Promise<void> {
    const { repos, events } = this.#context;
    const { device } = await this.#device(actor, slug, board);
    await repos.seatTurns.endOn(device.id);
    const seats = await repos.guests.seatsOf(device.id);
    events.emit('guests.changed', { boardId: board, guestIds: [device.id, ...seats.map(({ id }) => id)] });
  }

  /** The shared device that calls, or on which somebody has their turn. */
  async #device(actor: Actor, slug: string, id: string): Promise<{ board: BoardRecord; device: Guest }> {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const here = actor.kind === 'guest' ? await guestOf(repos, actor) : null;
    if (!here || here.sharedBy <= 1) throw new DomainError('notAllowed');
    return { board, device: here };
  }

  /** Somebody new, with the next number. In a transaction: of two who press at once, both get a number of their own. */
  async #sit(
    within: Repos,
    { board, device, asked }: { board: BoardRecord; device: Guest; asked: TurnAsked },
  ): Promise<string> {
    const { surroundings } = this.#context;
    const now = surroundings.now();
    const link = await within.guestLinks.byId(device.linkId);
    const counts = await within.guests.counts([device.linkId]);
    const taken = await within.guests.seatsOf(device.id);
    const state = link && linkStateOf(link, { now, guests: counts.get(device.linkId) ?? 0 });
    if (!link || taken.length >= device.sharedBy || state === 'full') throw new DomainError('guestLink.full');
    if (state !== 'open') throw new DomainError('guestLink.over');
    const number = taken.length + 1;
    const name = oneLine(asked.name) || `${device.name} · ${number}`;
    const members = await within.memberships.members(board.partnershipId);
    const isKnown = isGuestKind(asked.kind) && kindsFor(link.audience).includes(asked.kind);
    refuseFaults({
      guestName:
        oneLine(asked.name) === ''
          ? null
          : guestNameFault(
              name,
              members.map((member) => member.name),
            ),
      kind: isKnown ? null : 'unknownChoice',
    });
    if (!isGuestKind(asked.kind)) throw new DomainError('input.invalid', { kind: 'unknownChoice' });
    const [id, identityId] = [surroundings.newId(), surroundings.newId()];
    // No browser comes with it: a seat is reached by its turns alone.
    await within.guests.addIdentity({ id: identityId, tokenHash: hashSecret(newSecret()), at: now });
    await within.guests.add({
      ...{ id, identityId, linkId: link.id, boardId: board.id, name, kind: asked.kind, endsAt: device.endsAt },
      ...{ muted: device.muted, waitingSince: null, joinedAt: now, lastSeenAt: now, removedAt: null, personId: null },
      ...{ sharedBy: 1, seat: { holderId: device.id, number } },
    });
    const details = { board: board.id, guestLink: link.id, device: device.id };
    await writeAudit(within, surroundings, {
      ...{ event: 'guest.joined', actorId: id, partnershipId: board.partnershipId, details },
    });
    return id;
  }
}

/** The guest who calls; of somebody who has their turn, the device. */
async function guestOf(repos: Repos, { id }: Pick<GuestActor, 'id'>): Promise<Guest | null> {
  const guest = await repos.guests.byId(id);
  return guest?.seat ? repos.guests.byId(guest.seat.holderId) : guest;
}
