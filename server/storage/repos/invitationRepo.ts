import type { Answer, Invitation } from '../../../src/lib/domain/invitations/invitation.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

const COLUMNS = [
  'invitation.id',
  'invitation.partnership_id as partnershipId',
  'invitation.kind',
  'invitation.address',
  'invitation.organisation_id as organisationId',
  'invitation.role',
  'invitation.message',
  'invitation.made_by as madeBy',
  'invitation.made_at as madeAt',
  'invitation.expires_at as expiresAt',
  'invitation.answer',
  'invitation.uses',
  'invitation.ends_on as endsOn',
  'invitation.independent',
] as const;

export class InvitationRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(made: Invitation, tokenHash: string): Promise<void> {
    await this.#db
      .insertInto('invitation')
      .values({
        id: made.id,
        partnership_id: made.partnershipId,
        token_hash: tokenHash,
        kind: made.kind,
        address: made.address,
        organisation_id: made.organisationId,
        role: made.role,
        message: made.message,
        made_by: made.madeBy,
        made_at: made.madeAt,
        expires_at: made.expiresAt,
        answer: null,
        answered_at: null,
        answered_by: null,
        uses: made.uses,
        ends_on: made.endsOn,
        independent: made.independent ? 1 : 0,
      })
      .execute();
  }

  async byId(id: string): Promise<Invitation | null> {
    return toInvitation(await this.#found().where('id', '=', id).executeTakeFirst());
  }

  /** The one that waits for an answer from an address; null when there is none. */
  async waitingFor(
    { partnershipId, address }: { partnershipId: string; address: string },
    now: Instant,
  ): Promise<Invitation | null> {
    const waiting = this.#found()
      .where('partnership_id', '=', partnershipId)
      .where('address', '=', address)
      .where('answer', 'is', null)
      .where('expires_at', '>', now);
    return toInvitation(await waiting.orderBy('made_at', 'desc').executeTakeFirst());
  }

  async byToken(tokenHash: string): Promise<Invitation | null> {
    return toInvitation(await this.#found().where('token_hash', '=', tokenHash).executeTakeFirst());
  }

  /** A partnership's that wait for an answer or lately got one, the latest first. */
  async list(partnershipId: string, limit: number): Promise<(Invitation & { organisation: string | null })[]> {
    const rows = await this.#db
      .selectFrom('invitation')
      .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
      .select([...COLUMNS, 'organisation.name as organisation'])
      .where('invitation.partnership_id', '=', partnershipId)
      .orderBy('invitation.made_at', 'desc')
      .orderBy('invitation.id')
      .limit(limit)
      .execute();
    return rows.map(({ independent, ...row }) => ({ ...row, independent: independent === 1 }));
  }

  /** How many wait for an answer. */
  async waiting(partnershipId: string, now: Instant): Promise<number> {
    const { count } = await this.#db
      .selectFrom('invitation')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('partnership_id', '=', partnershipId)
      .where('answer', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Gives it another link and more time. The old link opens nothing from then on. False when it was answered. */
  async renew(
    id: string,
    { tokenHash, madeAt, expiresAt }: { tokenHash: string; madeAt: Instant; expiresAt: Instant },
  ) {
    const { numUpdatedRows } = await this.#db
      .updateTable('invitation')
      .set({ token_hash: tokenHash, made_at: madeAt, expires_at: expiresAt })
      .where('id', '=', id)
      .where('answer', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Answers it once; false when it has an answer already, or its time is up. */
  async answer(id: string, { answer, at, by }: { answer: Answer; at: Instant; by: string | null }): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('invitation')
      .set({ answer, answered_at: at, answered_by: by })
      .where('id', '=', id)
      .where('answer', 'is', null)
      .where('expires_at', '>', at)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Takes one away that nobody answered, whether or not its time is up. */
  async withdraw(id: string, at: Instant): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('invitation')
      .set({ answer: 'withdrawn', answered_at: at })
      .where('id', '=', id)
      .where('answer', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Takes away what waits of an address, before it is invited again. */
  async replace(partnershipId: string, address: string, at: Instant): Promise<void> {
    await this.#db
      .updateTable('invitation')
      .set({ answer: 'withdrawn', answered_at: at })
      .where('partnership_id', '=', partnershipId)
      .where('address', '=', address)
      .where('answer', 'is', null)
      .execute();
  }

  /** Takes one away that nobody was sent. */
  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('invitation').where('id', '=', id).execute();
  }

  /** Everything that waits of what members of an organisation made, or that leads into it. */
  async withdrawOf(partnershipId: string, organisationId: string, at: Instant): Promise<void> {
    await this.#db
      .updateTable('invitation')
      .set({ answer: 'withdrawn', answered_at: at })
      .where('partnership_id', '=', partnershipId)
      .where('answer', 'is', null)
      .where(({ eb, or, selectFrom }) =>
        or([
          eb('organisation_id', '=', organisationId),
          eb('made_by', 'in', selectFrom('person').select('id').where('organisation_id', '=', organisationId)),
        ]),
      )
      .execute();
  }

  /** Everything that waits of what somebody made. */
  async withdrawBy(partnershipId: string, personId: string, at: Instant): Promise<void> {
    await this.#db
      .updateTable('invitation')
      .set({ answer: 'withdrawn', answered_at: at })
      .where('partnership_id', '=', partnershipId)
      .where('answer', 'is', null)
      .where('made_by', '=', personId)
      .execute();
  }

  /** Ids of those that wait of what somebody made. */
  async waitingBy(partnershipId: string, personId: string, now: Instant): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('invitation')
      .select('id')
      .where('partnership_id', '=', partnershipId)
      .where('made_by', '=', personId)
      .where('answer', 'is', null)
      .where('expires_at', '>', now)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** They are somebody else's from now on. */
  async setMaker(ids: readonly string[], personId: string): Promise<void> {
    if (ids.length === 0) return;
    await this.#db.updateTable('invitation').set({ made_by: personId }).where('id', 'in', ids).execute();
  }

  /** Uses a link once more; false when it was used as often as it may be. */
  async use(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('invitation')
      .set(({ eb }) => ({ uses: eb('uses', '-', 1) }))
      .where('id', '=', id)
      .where('uses', '>', 0)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #found() {
    return this.#db.selectFrom('invitation').select(COLUMNS);
  }
}

function toInvitation(row: (Omit<Invitation, 'independent'> & { independent: 0 | 1 }) | undefined): Invitation | null {
  return row ? { ...row, independent: row.independent === 1 } : null;
}
