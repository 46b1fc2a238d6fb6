import type { Insertable } from 'kysely';
import type { Outcome } from '../../../src/lib/domain/sessions/outcomes/outcome.ts';
import type { Database } from '../database.ts';
import type { SessionOutcomeTable } from '../tables/outcomeTables.ts';

/** Somebody who owns an action from then on. */
interface NewOwner {
  personId: string;
  organisation: string;
}

/** What sessions made of cards. A member who owns something is read with the name they have now. */
export class OutcomeRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Of a card that already became something in its session, it is that from now on, under the same id. */
  async keep(outcome: Outcome): Promise<void> {
    const row = toRow(outcome);
    const { kind, words, owner_id, owner_name, organisation, due_day, reason } = row;
    await this.#db
      .insertInto('session_outcome')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['session_id', 'card_id'])
          .doUpdateSet({ kind, words, owner_id, owner_name, organisation, due_day, reason }),
      )
      .execute();
  }

  /** False when it was gone. */
  async remove(sessionId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('session_outcome')
      .where('session_id', '=', sessionId)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async settle(
    id: string,
    { state, stateReason, lookedAtIn }: Pick<Outcome, 'state' | 'stateReason' | 'lookedAtIn'>,
  ): Promise<void> {
    await this.#db
      .updateTable('session_outcome')
      .set({ state, state_reason: stateReason, looked_at_in: lookedAtIn })
      .where('id', '=', id)
      .execute();
  }

  async ofSession(sessionId: string): Promise<Outcome[]> {
    return (await this.#found().where('session_id', '=', sessionId).execute()).map(toOutcome);
  }

  async ofBoard(boardId: string): Promise<Outcome[]> {
    return (await this.#found().where('session_outcome.board_id', '=', boardId).execute()).map(toOutcome);
  }

  /** Actions that somebody owns and that are not settled, on a partnership's boards. */
  async openOf(personId: string, partnershipId: string): Promise<{ id: string; boardId: string }[]> {
    return this.#db
      .selectFrom('session_outcome')
      .innerJoin('board', 'board.id', 'session_outcome.board_id')
      .select(['session_outcome.id', 'session_outcome.board_id as boardId'])
      .where('board.partnership_id', '=', partnershipId)
      .where('session_outcome.owner_id', '=', personId)
      .where('session_outcome.state', '=', 'open')
      .execute();
  }

  async ownedBy(personId: string): Promise<Outcome[]> {
    return (await this.#found().where('owner_id', '=', personId).execute()).map(toOutcome);
  }

  async setOwner(ids: readonly string[], { personId, organisation }: NewOwner): Promise<void> {
    await this.#db
      .updateTable('session_outcome')
      .set({ owner_id: personId, owner_name: '', organisation })
      .where('id', 'in', ids)
      .execute();
  }

  /** The words of cards that were taken off a board go with them. How many there were. */
  async forgetWords(boardId: string, cards: readonly string[]): Promise<number> {
    const { numUpdatedRows } = await this.#db
      .updateTable('session_outcome')
      .set({ words: '' })
      .where('board_id', '=', boardId)
      .where('card_id', 'in', cards)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  #found() {
    return this.#db
      .selectFrom('session_outcome')
      .leftJoin('person', 'person.id', 'session_outcome.owner_id')
      .selectAll('session_outcome')
      .select('person.name as person_name')
      .orderBy('session_outcome.made_at')
      .orderBy('session_outcome.id');
  }
}

function toRow({ owner, ...outcome }: Outcome): Insertable<SessionOutcomeTable> {
  return {
    id: outcome.id,
    session_id: outcome.sessionId,
    board_id: outcome.boardId,
    card_id: outcome.cardId,
    card_type: outcome.cardType,
    kind: outcome.kind,
    words: outcome.words,
    owner_id: owner.personId,
    owner_name: owner.personId === null ? owner.name : '',
    organisation: owner.organisation,
    due_day: outcome.due,
    reason: outcome.reason,
    state: outcome.state,
    state_reason: outcome.stateReason,
    looked_at_in: outcome.lookedAtIn,
    made_by: outcome.madeBy,
    made_at: outcome.madeAt,
  };
}

function toOutcome(row: SessionOutcomeTable & { person_name: string | null }): Outcome {
  return {
    id: row.id,
    sessionId: row.session_id,
    boardId: row.board_id,
    cardId: row.card_id,
    cardType: row.card_type,
    kind: row.kind,
    words: row.words,
    owner: { personId: row.owner_id, name: row.person_name ?? row.owner_name, organisation: row.organisation },
    due: row.due_day,
    reason: row.reason,
    state: row.state,
    stateReason: row.state_reason,
    lookedAtIn: row.looked_at_in,
    madeBy: row.made_by,
    madeAt: row.made_at,
  };
}
