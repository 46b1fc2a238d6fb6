import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { PlainZone } from '../../src/lib/domain/boards/plainBoard.ts';
import { plainBoard } from '../../src/lib/domain/boards/plainBoard.ts';
import type { SeatNow } from '../../src/lib/domain/guests/seat.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { Repos } from '../storage/repos.ts';

/** Since when it is somebody's turn on a shared device; null for everyone else. */
export function sinceOf(actor: Actor): string | null {
  return actor.kind === 'guest' ? (actor.turn?.began ?? null) : null;
}

/** What somebody is told of the turn they have; null for everyone else. */
export async function seatNow(repos: Repos, actor: Actor, session: LiveSession | null): Promise<SeatNow | null> {
  if (actor.kind !== 'guest' || !actor.turn) return null;
  const guest = await repos.guests.byId(actor.id);
  const voted = session?.ballot ? await repos.votes.turnOf(session.ballot.id, actor.id) : null;
  const hasVoted = voted !== null && voted !== actor.turn.id;
  return { turn: actor.turn.id, number: guest?.seat?.number ?? 0, hasVoted };
}

/**
 * A board as a list. On a shared device nobody is shown as their own what somebody of their number wrote in an earlier
 * turn: whoever says that they are number 3 sees such a card as everyone does, and without a name.
 */
export function withoutEarlier(board: BoardDoc, { by, since }: { by: string; since: string | null }): PlainZone[] {
  const zones = plainBoard(board);
  if (since === null) return zones;
  const earlier = new Set([...board.items()].flatMap(({ id, made }) => (made < since ? [id] : [])));
  const asOthers = (id: string, writer: string | null) => (writer === by && earlier.has(id) ? null : writer);
  return zones.map((zone) => ({
    ...zone,
    cards: zone.cards.map((card) => ({ ...card, by: asOthers(card.id, card.by) })),
  }));
}
