import type { SecretVote } from '../../../src/lib/domain/sessions/votes/tally.ts';
import type { Vote } from '../../../src/lib/domain/sessions/votes/vote.ts';
import type { VoterKind } from '../../../src/lib/domain/sessions/votes/voterGroup.ts';
import type { Database } from '../database.ts';

/** What people say in ballots that are not revealed yet. Nobody is told but each of their own. */
export class VoteRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Puts what somebody says now in the place of what they said before. */
  async replace(
    ballotId: string,
    { voter, kind, votes, turn }: { voter: string; kind: VoterKind; votes: readonly Vote[]; turn: string | null },
  ): Promise<void> {
    await this.#db.deleteFrom('vote').where('ballot_id', '=', ballotId).where('actor_id', '=', voter).execute();
    if (votes.length === 0) return;
    const rows = votes.map(({ card, value }) => {
      return { ballot_id: ballotId, actor_id: voter, card_id: card, value, kind, turn };
    });
    await this.#db.insertInto('vote').values(rows).execute();
  }

  /** Everyone's, to be added up. */
  async of(ballotId: string): Promise<SecretVote[]> {
    const query = this.#db.selectFrom('vote').select(['actor_id', 'card_id', 'value', 'kind']);
    const rows = await query.where('ballot_id', '=', ballotId).execute();
    return rows.map(({ actor_id: voter, card_id: card, value, kind }) => ({ voter, card, value, kind }));
  }

  /** What one of them says. */
  async by(ballotId: string, voter: string): Promise<Vote[]> {
    const query = this.#db.selectFrom('vote').select(['card_id', 'value']).where('ballot_id', '=', ballotId);
    const rows = await query.where('actor_id', '=', voter).execute();
    return rows.map(({ card_id: card, value }) => ({ card, value }));
  }

  /** The turn on a shared device in which somebody voted; null of those who did not, or voted on a device of their own. */
  async turnOf(ballotId: string, voter: string): Promise<string | null> {
    const query = this.#db.selectFrom('vote').select('turn').where('ballot_id', '=', ballotId);
    return (await query.where('actor_id', '=', voter).executeTakeFirst())?.turn ?? null;
  }

  /** How many people have voted on devices that they share. */
  async onShared(ballotId: string): Promise<number> {
    const query = this.#db.selectFrom('vote').select(({ fn }) => fn.count<number>('actor_id').distinct().as('voters'));
    const row = await query.where('ballot_id', '=', ballotId).where('turn', 'is not', null).executeTakeFirst();
    return Number(row?.voters ?? 0);
  }

  /** How many people have voted. */
  async voters(ballotId: string): Promise<number> {
    const query = this.#db.selectFrom('vote').select(({ fn }) => fn.count<number>('actor_id').distinct().as('voters'));
    return Number((await query.where('ballot_id', '=', ballotId).executeTakeFirst())?.voters ?? 0);
  }

  /** What somebody said, by all their actor ids, with where: in every ballot that is not revealed. */
  async ofActors(
    actorIds: readonly string[],
  ): Promise<{ partnership: string; board: string; session: string; step: string; card: string; value: number }[]> {
    return this.#db
      .selectFrom('vote')
      .innerJoin('ballot', 'ballot.id', 'vote.ballot_id')
      .innerJoin('session', 'session.id', 'ballot.session_id')
      .innerJoin('board', 'board.id', 'ballot.board_id')
      .innerJoin('partnership', 'partnership.id', 'board.partnership_id')
      .select([
        'partnership.name as partnership',
        'board.title as board',
        'session.title as session',
        'ballot.title as step',
        'vote.card_id as card',
        'vote.value',
      ])
      .where('vote.actor_id', 'in', actorIds)
      .orderBy('ballot.opened_at')
      .orderBy('vote.card_id')
      .execute();
  }

  async removeOf(ballotId: string): Promise<void> {
    await this.#db.deleteFrom('vote').where('ballot_id', '=', ballotId).execute();
  }

  /** What these people said, in one ballot or in all that are not revealed yet. */
  async removeBy(voters: readonly string[], ballotId: string | null = null): Promise<void> {
    if (voters.length === 0) return;
    const votes = this.#db.deleteFrom('vote').where('actor_id', 'in', voters);
    await (ballotId === null ? votes : votes.where('ballot_id', '=', ballotId)).execute();
  }
}
