import type { Insertable, Selectable } from 'kysely';
import type { Agenda } from '../../../src/lib/domain/sessions/agenda.ts';
import type { Progress } from '../../../src/lib/domain/sessions/progress.ts';
import type { LiveSession, Session } from '../../../src/lib/domain/sessions/session.ts';
import { besideOf, liveOf } from '../../../src/lib/domain/sessions/session.ts';
import type { Database } from '../database.ts';
import { GroupRepo } from './groupRepo.ts';
import { PrivateRoundRepo } from './privateRoundRepo.ts';
import { OutcomeRepo } from './outcomeRepo.ts';
import type { SessionTable } from '../tables/sessionTables.ts';
import { BallotRepo } from './ballotRepo.ts';

/** Sessions of boards. Every question but that of one running names the board: what may be read is judged on it. */
export class SessionRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(session: Session): Promise<void> {
    await this.#db.insertInto('session').values(toRow(session)).execute();
  }

  async set(session: Session): Promise<void> {
    const { id, board_id: _, ...row } = toRow(session);
    await this.#db.updateTable('session').set(row).where('id', '=', id).execute();
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('session').where('id', '=', id).execute();
  }

  async byId(boardId: string, id: string): Promise<Session | null> {
    const row = await this.#of(boardId).where('id', '=', id).executeTakeFirst();
    return row ? toSession(row) : null;
  }

  /** The latest first: by when they are, or were made where nobody said. */
  async ofBoard(boardId: string): Promise<Session[]> {
    const rows = await this.#of(boardId).execute();
    const when = ({ startsAt, madeAt }: Session) => startsAt ?? madeAt;
    return rows
      .map(toSession)
      .sort((a, b) => (when(a) === when(b) ? (a.id < b.id ? -1 : 1) : when(a) < when(b) ? 1 : -1));
  }

  /** Those of a partnership's boards that somebody leads and that have not ended. */
  ledBy(personId: string, partnershipId: string): Promise<{ id: string; boardId: string }[]> {
    return this.#db
      .selectFrom('session')
      .innerJoin('board', 'board.id', 'session.board_id')
      .select(['session.id', 'session.board_id as boardId'])
      .where('board.partnership_id', '=', partnershipId)
      .where('session.lead_id', '=', personId)
      .where('session.state', '!=', 'ended')
      .execute();
  }

  async setLead(ids: readonly string[], personId: string): Promise<void> {
    await this.#db.updateTable('session').set({ lead_id: personId }).where('id', 'in', ids).execute();
  }

  /** The session that goes on there now. */
  async running(boardId: string): Promise<Session | null> {
    const row = await this.#of(boardId).where('state', '=', 'running').executeTakeFirst();
    return row ? toSession(row) : null;
  }

  /** Ids of the boards on which one goes on now. */
  async boardsWithOne(): Promise<string[]> {
    const rows = await this.#db.selectFrom('session').select('board_id').where('state', '=', 'running').execute();
    return rows.map((row) => row.board_id);
  }

  /** Those that go on over days and have not ended, on all boards: for the clock that has them go on. */
  async overDays(): Promise<Session[]> {
    const query = this.#db.selectFrom('session').selectAll().where('over_days', '=', 1).where('state', '!=', 'ended');
    return (await query.execute()).map(toSession);
  }

  /** Those that ended while the server died: nothing is kept yet of how. */
  async withoutSummary(): Promise<Session[]> {
    const kept = this.#db.selectFrom('session_summary').select('session_id').where('snapshot', 'is not', null);
    const query = this.#db.selectFrom('session').selectAll().where('state', '=', 'ended').where('id', 'not in', kept);
    return (await query.execute()).map(toSession);
  }

  /** That session as everyone on the board sees it; on a group's own board, the one that the group is of. */
  async live(boardId: string): Promise<LiveSession | null> {
    const session = await this.running(boardId);
    if (session) return this.#live(session);
    const home = await new GroupRepo(this.#db).homeOf(boardId);
    const beside = home === null ? null : await this.running(home);
    const live = beside && (await this.#live(beside));
    return live && beside ? besideOf(live, beside.boardId) : null;
  }

  async #live(session: Session): Promise<LiveSession | null> {
    const lead = await this.#db.selectFrom('person').select('name').where('id', '=', session.leadId).executeTakeFirst();
    const [round] = await new PrivateRoundRepo(this.#db).ofSession(session.id);
    const ballot = await new BallotRepo(this.#db).live(session);
    const outcomes = await new OutcomeRepo(this.#db).ofSession(session.id);
    const hasGroups = session.agenda.some(({ rules }) => rules.groups);
    const groups = hasGroups ? await new GroupRepo(this.#db).named(session.id) : null;
    return liveOf(session, { lead: lead?.name ?? '', round: round ?? null, ballot, outcomes, groups });
  }

  #of(boardId: string) {
    return this.#db.selectFrom('session').selectAll().where('board_id', '=', boardId);
  }
}

function toRow({ id, title, place, meeting, ...session }: Session): Insertable<SessionTable> {
  return {
    ...{ id, title, place, meeting },
    board_id: session.boardId,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    agenda: JSON.stringify(session.agenda),
    state: session.progress.is,
    progress: JSON.stringify(session.progress),
    lead_id: session.leadId,
    made_by: session.madeBy,
    made_at: session.madeAt,
    revision: session.revision,
    over_days: session.overDays ? 1 : 0,
  };
}

function toSession({ id, title, place, meeting, ...row }: Selectable<SessionTable>): Session {
  return {
    ...{ id, title, place, meeting },
    boardId: row.board_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    agenda: JSON.parse(row.agenda) as Agenda,
    progress: JSON.parse(row.progress) as Progress,
    leadId: row.lead_id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    revision: row.revision,
    overDays: row.over_days === 1,
  };
}
