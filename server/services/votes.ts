import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Papers, Vote } from '../../src/lib/domain/sessions/votes/vote.ts';
import { keptVotes, votesFault } from '../../src/lib/domain/sessions/votes/vote.ts';
import { voterKindOf } from '../../src/lib/domain/sessions/votes/voterGroup.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { boardFor, known, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { VotedNews } from './votedNews.ts';

/** What somebody is told of a ballot that nobody else is. */
export interface OwnVotes {
  votes: readonly Vote[];
  /** What was put in on paper; null for those who put nothing in. */
  papers: Papers | null;
  /** How many voted on devices that they share; null for those who put nothing in. */
  shared: number | null;
}

/** Voting. Everyone learns their own votes and no one else's. */
export class VoteService {
  #context: ServiceContext;
  #news: VotedNews;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#news = new VotedNews(context.events);
  }

  /**
   * Takes what somebody says now, all of it, in the place of what they said before: the same again changes nothing.
   * Throws `ballot.closed`, and `input.invalid` with `votes` at fault.
   */
  async cast(
    actor: Actor,
    slug: string,
    { board: id, ballot: ballotId, votes }: { board: string; ballot: string; votes: readonly Vote[] },
  ): Promise<void> {
    const { db, repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.vote' });
    const me = known(actor);
    const guest = me.kind === 'guest' ? await repos.guests.byId(me.id) : null;
    const kind = voterKindOf(me.organisationKind, guest?.kind ?? null);
    const voted = await inTransaction(db, async (within) => {
      const ballot = await within.ballots.byId(board.id, ballotId);
      if (!ballot) throw new DomainError('notFound');
      if (ballot.state !== 'open') throw new DomainError('ballot.closed');
      refuseFaults({ votes: votesFault(votes, ballot) });
      const turn = me.kind === 'guest' ? (me.turn?.id ?? null) : null;
      await refuseOtherTurn(within, { turn, voter: me.id, ballot: ballot.id });
      // Who has come as a guest before is one person all the same.
      const claimed = me.kind === 'person' ? await within.guests.claimedBy(me.id) : [];
      await within.votes.removeBy(claimed, ballot.id);
      await within.votes.replace(ballot.id, { voter: me.id, kind, votes: keptVotes(votes, ballot.rules), turn });
      return within.votes.voters(ballot.id);
    });
    this.#news.tell({ boardId: board.id, ballot: ballotId, voted });
  }

  /** What somebody said in a ballot, for themselves; nothing once it was revealed, for then nothing is kept. */
  async own(actor: Actor, slug: string, { board: id, ballot }: { board: string; ballot: string }): Promise<OwnVotes> {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const found = await repos.ballots.byId(board.id, ballot);
    if (!found) throw new DomainError('notFound');
    const votes = await repos.votes.by(ballot, known(actor).id);
    const isRunner = can(actor, 'session.run', subjectOf(board));
    const shared = isRunner ? await repos.votes.onShared(ballot) : null;
    return { votes, papers: isRunner ? found.papers : null, shared };
  }
}

/** On a shared device anybody can say that they are number 3: what was said in an earlier turn is not changed by a later. */
async function refuseOtherTurn(
  within: Repos,
  { turn, voter, ballot }: { turn: string | null; voter: string; ballot: string },
): Promise<void> {
  if (turn === null) return;
  const before = await within.votes.turnOf(ballot, voter);
  if (!(await within.seatTurns.isOn(turn)) || (before !== null && before !== turn)) throw new DomainError('notAllowed');
}
