import type { Insertable, Selectable } from 'kysely';
import type { VoteRules } from '../../../src/lib/domain/sessions/rules.ts';
import type { Session } from '../../../src/lib/domain/sessions/session.ts';
import type { Ballot, BoardTallies, LiveBallot, Revealed } from '../../../src/lib/domain/sessions/votes/ballot.ts';
import { liveBallotOf, talliesOf } from '../../../src/lib/domain/sessions/votes/ballot.ts';
import type { Papers } from '../../../src/lib/domain/sessions/votes/vote.ts';
import type { Database } from '../database.ts';
import type { BallotTable } from '../tables/ballotTables.ts';
import { VoteRepo } from './voteRepo.ts';

/** Rounds of voting. Whoever asks for one names its board: what may be done is judged on it. */
export class BallotRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(ballot: Ballot): Promise<void> {
    await this.#db.insertInto('ballot').values(toRow(ballot)).execute();
  }

  async set(ballot: Ballot): Promise<void> {
    const { id, ...row } = toRow(ballot);
    await this.#db.updateTable('ballot').set(row).where('id', '=', id).execute();
  }

  async byId(boardId: string, id: string): Promise<Ballot | null> {
    const query = this.#db.selectFrom('ballot').selectAll().where('board_id', '=', boardId).where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row ? toBallot(row) : null;
  }

  /** Those of a session, the first to be opened first. */
  async ofSession(sessionId: string): Promise<Ballot[]> {
    const query = this.#db.selectFrom('ballot').selectAll().where('session_id', '=', sessionId);
    return (await query.orderBy('number').execute()).map(toBallot);
  }

  /** That of the step that is on, or else the last; as everyone on the board sees it. */
  async live({ id, progress }: Session): Promise<LiveBallot | null> {
    const ballots = await this.ofSession(id);
    const step = progress.is === 'running' ? progress.current.step : null;
    const ballot = ballots.findLast((one) => one.step === step) ?? ballots.at(-1);
    return ballot ? liveBallotOf(ballot, await new VoteRepo(this.#db).voters(ballot.id)) : null;
  }

  /** What stays on the cards of a board. */
  async tallies(boardId: string): Promise<BoardTallies> {
    const ballots = await this.#revealed(boardId);
    return talliesOf(ballots.sort((a, b) => ((a.revealed?.at ?? '') < (b.revealed?.at ?? '') ? -1 : 1)));
  }

  /** Keeps no words of these cards any longer. Returns whether there were any. */
  async forgetWords(boardId: string, cards: readonly string[]): Promise<boolean> {
    const gone = new Set(cards);
    const kept = (await this.#revealed(boardId)).filter(({ revealed }) =>
      revealed?.cards.some(({ card, text }) => gone.has(card) && text !== ''),
    );
    for (const ballot of kept) {
      if (!ballot.revealed) continue;
      const left = ballot.revealed.cards.map((one) => (gone.has(one.card) ? { ...one, text: '' } : one));
      await this.set({ ...ballot, revealed: { ...ballot.revealed, cards: left } });
    }
    return kept.length > 0;
  }

  async #revealed(boardId: string): Promise<Ballot[]> {
    const query = this.#db.selectFrom('ballot').selectAll().where('board_id', '=', boardId);
    return (await query.where('state', '=', 'revealed').execute()).map(toBallot);
  }
}

function toRow({ id, number, step, title, state, ...ballot }: Ballot): Insertable<BallotTable> {
  return {
    ...{ id, number, step, title, state },
    session_id: ballot.sessionId,
    board_id: ballot.boardId,
    rules: JSON.stringify(ballot.rules),
    cards: JSON.stringify(ballot.cards),
    opened_at: ballot.openedAt,
    papers: JSON.stringify(ballot.papers),
    revealed: ballot.revealed && JSON.stringify(ballot.revealed),
  };
}

function toBallot({ id, number, step, title, state, ...row }: Selectable<BallotTable>): Ballot {
  return {
    ...{ id, number, step, title, state },
    sessionId: row.session_id,
    boardId: row.board_id,
    rules: JSON.parse(row.rules) as VoteRules,
    cards: JSON.parse(row.cards) as string[],
    openedAt: row.opened_at,
    papers: JSON.parse(row.papers) as Papers,
    revealed: row.revealed === null ? null : (JSON.parse(row.revealed) as Revealed),
  };
}
