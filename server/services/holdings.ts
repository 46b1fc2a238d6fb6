import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { BoardAction } from '../../src/lib/domain/access/rules.ts';
import type { Holding, StaysWhy } from '../../src/lib/domain/partnerships/handOver.ts';
import {
  AFTER_CONVENING,
  convenershipStays,
  HOLDINGS,
  holds,
  partnershipRoleStays,
} from '../../src/lib/domain/partnerships/handOver.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { subjectOf } from './authorise.ts';
import { refuseLastConvener } from './convenership.ts';

/** One person hands over to another. */
export interface Hand {
  partnershipId: string;
  from: MemberRecord;
  to: MemberRecord;
  /** Who does it: the first of the two, or a convener who sees to them. */
  actor: Actor;
  /** Whether the actor may give roles to the people of the taker's organisation. */
  mayRaise: boolean;
  now: Instant;
}

/** What is held of one kind: what goes to the other person, by id, and what stays. */
export interface Held {
  moves: readonly string[];
  stays: readonly { id: string; why: StaysWhy }[];
}

interface HoldingDesk {
  look(repos: Repos, hand: Hand): Promise<Held>;
  move(repos: Repos, hand: Hand, ids: readonly string[]): Promise<void>;
}

/** Where each kind of responsibility is kept, and how it changes hands. Who wrote something never changes. */
const DESKS: Record<Holding, HoldingDesk> = {
  convenership: {
    look: async (_, { from, to, mayRaise }) =>
      only(holds('convenership', from) ? { why: convenershipStays(to, { mayRaise }) } : null),
    move: async (repos, { partnershipId, from, to, now }) => {
      await repos.memberships.set({ partnershipId, personId: to.id, role: 'convener' }, now);
      await refuseLastConvener(repos, { partnershipId, personId: from.id, role: AFTER_CONVENING });
      await repos.memberships.set({ partnershipId, personId: from.id, role: AFTER_CONVENING }, now);
    },
  },
  sponsorship: {
    look: async (_, { from, to }) => only(holds('sponsorship', from) ? { why: partnershipRoleStays(from, to) } : null),
    move: async (repos, { partnershipId, from, to }) => {
      await repos.memberships.setPartnershipRole(partnershipId, from.id, null);
      await repos.memberships.setPartnershipRole(partnershipId, to.id, 'sponsor');
    },
  },
  deputyship: {
    look: async (_, { from, to }) => only(holds('deputyship', from) ? { why: partnershipRoleStays(from, to) } : null),
    move: async (repos, { partnershipId, from, to }) => {
      await repos.memberships.setPartnershipRole(partnershipId, from.id, null);
      // A sponsor who takes over from their deputy stays sponsor.
      if (!holds('sponsorship', to)) await repos.memberships.setPartnershipRole(partnershipId, to.id, 'deputy');
    },
  },
  guestLinks: {
    look: async (repos, hand) => {
      const links = await repos.guestLinks.madeBy(hand.from.id, hand);
      return onBoards(repos, links, (boardId) => mayOnBoard(repos, hand, { boardId, action: 'board.guests' }));
    },
    move: (repos, { to }, ids) => repos.guestLinks.setMaker(ids, to.id),
  },
  sessions: {
    look: async (repos, hand) => {
      const sessions = await repos.sessions.ledBy(hand.from.id, hand.partnershipId);
      return onBoards(repos, sessions, (boardId) => mayOnBoard(repos, hand, { boardId, action: 'session.run' }));
    },
    move: (repos, { to }, ids) => repos.sessions.setLead(ids, to.id),
  },
  actions: {
    look: async (repos, hand) => {
      const actions = await repos.outcomes.openOf(hand.from.id, hand.partnershipId);
      return onBoards(repos, actions, (boardId) => mayOnBoard(repos, hand, { boardId, action: 'board.read' }));
    },
    move: (repos, { to }, ids) => repos.outcomes.setOwner(ids, { personId: to.id, organisation: to.organisation }),
  },
  invitations: {
    look: async (repos, { partnershipId, from, to, now }) => {
      const ids = await repos.invitations.waitingBy(partnershipId, from.id, now);
      if (to.role === 'convener') return { moves: ids, stays: [] };
      return { moves: [], stays: ids.map((id) => ({ id, why: 'right' as const })) };
    },
    move: (repos, { to }, ids) => repos.invitations.setMaker(ids, to.id),
  },
  reviews: {
    look: async (repos, hand) => {
      const waiting = await repos.takenOff.waiting(hand.partnershipId);
      const own = waiting.filter(({ reviewerId }) => reviewerId === hand.from.id);
      return onBoards(repos, own, (boardId) => reviewStays(repos, hand, boardId));
    },
    move: async (repos, { to }, ids) => {
      for (const id of ids) await repos.takenOff.setReviewer(id, to.id);
    },
  },
};

/** Everything that is held, kind by kind. What is only for some roles is judged by the role the taker has afterwards. */
export async function lookAtHoldings(repos: Repos, hand: Hand): Promise<ReadonlyMap<Holding, Held>> {
  const found = new Map<Holding, Held>();
  let now = hand;
  for (const holding of HOLDINGS) {
    const held = await DESKS[holding].look(repos, now);
    found.set(holding, held);
    if (holding === 'convenership' && held.moves.length > 0) now = { ...hand, to: { ...hand.to, role: 'convener' } };
  }
  return found;
}

/** Moves what can be moved. Returns how much of each kind. In a transaction. */
export async function moveHoldings(repos: Repos, hand: Hand): Promise<Partial<Record<Holding, number>>> {
  const moved: Partial<Record<Holding, number>> = {};
  for (const [holding, { moves }] of await lookAtHoldings(repos, hand)) {
    if (moves.length === 0) continue;
    await DESKS[holding].move(repos, hand, moves);
    moved[holding] = moves.length;
  }
  return moved;
}

/** A role is held once or not at all. */
function only(held: { why: StaysWhy | null } | null): Held {
  if (held === null) return { moves: [], stays: [] };
  return held.why === null ? { moves: ['role'], stays: [] } : { moves: [], stays: [{ id: 'role', why: held.why }] };
}

async function onBoards(
  repos: Repos,
  held: readonly { id: string; boardId: string }[],
  whyOf: (boardId: string) => Promise<StaysWhy | null>,
): Promise<Held> {
  const judged = await Promise.all(held.map(async ({ id, boardId }) => ({ id, why: await whyOf(boardId) })));
  return {
    moves: judged.flatMap(({ id, why }) => (why === null ? [id] : [])),
    stays: judged.flatMap(({ id, why }) => (why === null ? [] : [{ id, why }])),
  };
}

/** A board for named people binds every role: whoever is not named there takes nothing over on it. */
async function mayOnBoard(
  repos: Repos,
  { partnershipId, to }: Hand,
  { boardId, action }: { boardId: string; action: BoardAction },
): Promise<StaysWhy | null> {
  const board = await repos.boards.byId(boardId);
  const taker: PersonActor = { kind: 'person', ...to, operator: false, roles: { [partnershipId]: to.role } };
  return board && can(taker, action, subjectOf(board)) ? null : 'right';
}

/** What was taken off is read by its reviewer: a convener gives it to nobody on a board they may not see themselves. */
async function reviewStays(repos: Repos, hand: Hand, boardId: string): Promise<StaysWhy | null> {
  const board = await repos.boards.byId(boardId);
  const isOwn = hand.actor.kind === 'person' && hand.actor.id === hand.from.id;
  const subject = board && { ...subjectOf(board), reviewerId: hand.from.id, orphaned: true };
  if (!isOwn && !(subject && can(hand.actor, 'takenOff.passOn', subject))) return 'ownRight';
  return mayOnBoard(repos, hand, { boardId, action: 'board.takeOff' });
}
