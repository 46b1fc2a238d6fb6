import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { plainBoard } from '../../src/lib/domain/boards/plainBoard.ts';
import { isClosed } from '../../src/lib/domain/sessions/progress.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Step } from '../../src/lib/domain/sessions/step.ts';
import type { Ballot } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { MAX_BALLOT_CARDS } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { NO_PAPERS } from '../../src/lib/domain/sessions/votes/vote.ts';
import type { Surroundings } from '../../src/lib/domain/shared/surroundings.ts';
import type { Documents } from '../documents/documents.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { documentOf } from './boardLists.ts';

/** A card that can be voted on: what nobody can read is none. */
export interface BallotCard {
  id: string;
  zone: string | null;
  /** Of a card in a group: the zone that group was made in. */
  within: string | null;
  text: string;
}

/** The cards of a board in the order in which they are read. */
export function cardsOn(documents: Documents, boardId: string): Promise<BallotCard[]> {
  return documents.read(documentOf(boardId), (doc) => {
    const board = new BoardDoc(doc);
    const within = new Map(board.zones().map(({ id, look }) => [id, look.within ?? null]));
    return plainBoard(board).flatMap(({ id: zone, cards }) => {
      const place = { zone, within: (zone === null ? null : within.get(zone)) ?? null };
      return cards.flatMap(({ id, text }) => (text.trim() === '' ? [] : [{ id, ...place, text }]));
    });
  });
}

/**
 * Those that a step is about: the ones that were chosen and are there; without any, its zones' and those in groups
 * there, or the whole board's. No more than somebody reads.
 */
export function cardsOfStep(
  { zones, chosen = [] }: Pick<Step, 'zones' | 'chosen'>,
  cards: readonly BallotCard[],
): string[] {
  const picked = cards.filter(({ id }) => chosen.includes(id));
  const inPlay = (zone: string | null) => zone !== null && zones.includes(zone);
  const own = cards.filter(({ zone, within }) => zones.length === 0 || inPlay(zone) || inPlay(within));
  return (picked.length > 0 ? picked : own).slice(0, MAX_BALLOT_CARDS).map(({ id }) => id);
}

/** The step that is on; null while none is, and once one that goes on over days is closed. */
export function stepOf({ agenda, progress }: Pick<Session, 'agenda' | 'progress'>): Step | null {
  if (progress.is !== 'running' || isClosed(progress.current)) return null;
  return agenda.find(({ id }) => id === progress.current.step) ?? null;
}

/** A ballot about these cards, by the rules of the step; null of a step without a vote. */
export function newBallot(
  { id: sessionId, boardId }: Session,
  { step, cards, number }: { step: Step; cards: readonly string[]; number: number },
  { now, newId }: Surroundings,
): Ballot | null {
  const { id, title, rules } = step;
  if (!rules.vote) return null;
  return {
    ...{ id: newId(), sessionId, boardId, number, step: id, title, rules: rules.vote, cards },
    ...{ state: 'open', openedAt: now(), papers: NO_PAPERS, revealed: null },
  };
}

/**
 * What a session that goes on means for its ballots, in the same transaction: what is open in a step that was left is
 * closed, and a step with a vote that begins for the first time opens one.
 */
export async function followStep(
  within: Repos,
  {
    session,
    cards,
    ...by
  }: { session: Session; cards: readonly BallotCard[]; actorId: string | null; partnershipId: string },
  surroundings: Surroundings,
): Promise<void> {
  const step = stepOf(session);
  const ballots = await within.ballots.ofSession(session.id);
  const details = (ballot: Ballot) => ({ board: session.boardId, session: session.id, ballot: ballot.id });
  for (const ballot of ballots) {
    if (ballot.state !== 'open' || ballot.step === step?.id) continue;
    await within.ballots.set({ ...ballot, state: 'closed' });
    await writeAudit(within, surroundings, { ...by, event: 'session.voteClosed', details: details(ballot) });
  }
  if (!step || ballots.some((ballot) => ballot.step === step.id)) return;
  const ballot = newBallot(
    session,
    { step, cards: cardsOfStep(step, cards), number: ballots.length + 1 },
    surroundings,
  );
  if (!ballot) return;
  await within.ballots.add(ballot);
  await writeAudit(within, surroundings, { ...by, event: 'session.voteOpened', details: details(ballot) });
}
