import type { ExpressionBuilder } from 'kysely';
import type { Guest, GuestKind } from '../../../src/lib/domain/guests/guest.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { GuestRight } from '../../../src/lib/domain/access/actor.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

const COLUMNS = [
  'guest.id',
  'guest.identity_id as identityId',
  'guest.link_id as linkId',
  'guest.board_id as boardId',
  'guest.name',
  'guest.kind',
  'guest.muted',
  'guest.joined_at as joinedAt',
  'guest.last_seen_at as lastSeenAt',
  'guest.ends_at as endsAt',
  'guest.removed_at as removedAt',
  'guest.waiting_since as waitingSince',
  'guest.person_id as personId',
  'guest.shared_by as sharedBy',
  'guest.holder_id as holderId',
  'guest.seat as number',
] as const;

/** A guest who may be on the board now, with what the link allows. */
export type PresentGuest = Guest & { right: GuestRight };

export class GuestRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async addIdentity(identity: { id: string; tokenHash: string; at: Instant }): Promise<void> {
    await this.#db
      .insertInto('guest_identity')
      .values({ id: identity.id, token_hash: identity.tokenHash, made_at: identity.at })
      .execute();
  }

  /** The id of the browser with this secret. */
  async identity(tokenHash: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom('guest_identity')
      .select('id')
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    return row?.id ?? null;
  }

  async add(guest: Guest): Promise<void> {
    await this.#db
      .insertInto('guest')
      .values({
        id: guest.id,
        identity_id: guest.identityId,
        link_id: guest.linkId,
        board_id: guest.boardId,
        name: guest.name,
        kind: guest.kind,
        muted: guest.muted ? 1 : 0,
        joined_at: guest.joinedAt,
        last_seen_at: guest.lastSeenAt,
        ends_at: guest.endsAt,
        removed_at: guest.removedAt,
        waiting_since: guest.waitingSince,
        person_id: guest.personId,
        shared_by: guest.sharedBy,
        holder_id: guest.seat?.holderId ?? null,
        seat: guest.seat?.number ?? null,
      })
      .execute();
  }

  /** Somebody who was a guest of the board before comes by another link, or after their time was up. */
  async rejoin(
    id: string,
    to: Pick<Guest, 'linkId' | 'name' | 'kind' | 'joinedAt' | 'endsAt' | 'waitingSince' | 'sharedBy'>,
  ): Promise<void> {
    await this.#db
      .updateTable('guest')
      .set({
        link_id: to.linkId,
        name: to.name,
        kind: to.kind,
        joined_at: to.joinedAt,
        ends_at: to.endsAt,
        waiting_since: to.waitingSince,
        shared_by: to.sharedBy,
      })
      .where('id', '=', id)
      .execute();
  }

  async byId(id: string): Promise<Guest | null> {
    return this.#found().where('guest.id', '=', id).executeTakeFirst().then(toGuest);
  }

  /** Who a browser is on a board, whether they may be there or not: first whom it came back as, with a code. */
  async onBoard(identityId: string, boardId: string): Promise<Guest | null> {
    return this.#found()
      .where(isOfBrowser(identityId))
      .where('guest.board_id', '=', boardId)
      .where('guest.person_id', 'is', null)
      .orderBy(({ eb }) => eb.case().when('guest.identity_id', '=', identityId).then(1).else(0).end())
      .executeTakeFirst()
      .then(toGuest);
  }

  /** Everywhere a browser may be as a guest now, the board it came to last first. */
  async present(identityId: string, now: Instant): Promise<PresentGuest[]> {
    const rows = await this.#db
      .selectFrom('guest')
      .innerJoin('guest_link', 'guest_link.id', 'guest.link_id')
      .select([...COLUMNS, 'guest_link.guest_right as right'])
      .where(isOfBrowser(identityId))
      .where('guest.removed_at', 'is', null)
      .where('guest.waiting_since', 'is', null)
      .where('guest.person_id', 'is', null)
      .where('guest.ends_at', '>', now)
      .where('guest_link.door', '!=', 'closed')
      .orderBy(({ eb }) => eb.case().when('guest.identity_id', '=', identityId).then(1).else(0).end())
      .orderBy('guest.joined_at', 'desc')
      .orderBy('guest.id')
      .execute();
    const boards = new Set<string>();
    return rows.flatMap((row) => {
      if (boards.has(row.boardId)) return [];
      boards.add(row.boardId);
      return [{ ...asGuest(row), right: row.right }];
    });
  }

  /** Everyone a browser ever was, but who was taken off and who has an account by now. */
  async ofBrowser(identityId: string): Promise<Guest[]> {
    const rows = await this.#found()
      .where(isOfBrowser(identityId))
      .where('guest.removed_at', 'is', null)
      .where('guest.person_id', 'is', null)
      .where('guest.waiting_since', 'is', null)
      .orderBy('guest.joined_at', 'desc')
      .orderBy('guest.id')
      .execute();
    return rows.flatMap((row) => toGuest(row) ?? []);
  }

  /** Says who the guest turned out to be. False when that was said before. */
  async claim(id: string, personId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('guest')
      .set({ person_id: personId })
      .where('id', '=', id)
      .where('person_id', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** The guests that somebody said they were. */
  async claimedBy(personId: string): Promise<string[]> {
    const rows = await this.#db.selectFrom('guest').select('id').where('person_id', '=', personId).execute();
    return rows.map(({ id }) => id);
  }

  async letIn(id: string, at: Instant): Promise<void> {
    await this.#db
      .updateTable('guest')
      .set({ waiting_since: null, joined_at: at, last_seen_at: at })
      .where('id', '=', id)
      .execute();
  }

  /** From then on this browser is the guest, too. */
  async addBrowser(guestId: string, identityId: string): Promise<void> {
    await this.#db
      .insertInto('guest_browser')
      .values({ guest_id: guestId, identity_id: identityId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Everyone who ever was a guest of the board, by joining. */
  async ofBoard(boardId: string): Promise<Guest[]> {
    const rows = await this.#found()
      .where('guest.board_id', '=', boardId)
      .orderBy('guest.joined_at')
      .orderBy('guest.id')
      .execute();
    return rows.flatMap((row) => toGuest(row) ?? []);
  }

  /** Those who wait to be let in now, the first to come first. */
  async waitingOn(boardId: string, now: Instant): Promise<Guest[]> {
    const rows = await this.#found()
      .innerJoin('guest_link', 'guest_link.id', 'guest.link_id')
      .where('guest.board_id', '=', boardId)
      .where('guest.waiting_since', 'is not', null)
      .where('guest.removed_at', 'is', null)
      .where('guest.ends_at', '>', now)
      .where('guest_link.door', '!=', 'closed')
      .orderBy('guest.waiting_since')
      .orderBy('guest.id')
      .execute();
    return rows.flatMap((row) => toGuest(row) ?? []);
  }

  async byIds(ids: readonly string[]): Promise<Guest[]> {
    if (ids.length === 0) return [];
    const rows = await this.#found().where('guest.id', 'in', ids).execute();
    return rows.flatMap((row) => toGuest(row) ?? []);
  }

  /** Guests of each of a board's links, by link id. One who was taken off leaves no room for another. */
  async counts(linkIds: readonly string[]): Promise<Map<string, number>> {
    if (linkIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('guest')
      .select(({ fn }) => ['link_id', fn.countAll<number | string>().as('count')])
      .where('link_id', 'in', linkIds)
      .groupBy('link_id')
      .execute();
    return new Map(rows.map(({ link_id, count }) => [link_id, Number(count)]));
  }

  /** How many came in by a link since a moment. */
  async joinedSince(linkId: string, since: Instant): Promise<number> {
    const { count } = await this.#db
      .selectFrom('guest')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('link_id', '=', linkId)
      .where('joined_at', '>', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Those whose time came to its end between two moments. */
  async endedBetween(from: Instant, to: Instant): Promise<{ id: string; boardId: string }[]> {
    return this.#db
      .selectFrom('guest')
      .select(['id', 'board_id as boardId'])
      .where('ends_at', '>', from)
      .where('ends_at', '<=', to)
      .execute();
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#db.updateTable('guest').set({ name }).where('id', '=', id).execute();
  }

  async setMuted(id: string, muted: boolean): Promise<void> {
    await this.#db
      .updateTable('guest')
      .set({ muted: muted ? 1 : 0 })
      .where('id', '=', id)
      .execute();
  }

  async remove(id: string, at: Instant): Promise<void> {
    await this.#db.updateTable('guest').set({ removed_at: at }).where('id', '=', id).execute();
  }

  /** Everyone who had a turn on a shared device, in the order of their numbers. */
  async seatsOf(holderId: string): Promise<Guest[]> {
    const rows = await this.#found().where('guest.holder_id', '=', holderId).orderBy('guest.seat').execute();
    return rows.flatMap((row) => toGuest(row) ?? []);
  }

  async seen(id: string, at: Instant): Promise<void> {
    await this.#db.updateTable('guest').set({ last_seen_at: at }).where('id', '=', id).execute();
  }

  #found() {
    return this.#db.selectFrom('guest').select(COLUMNS);
  }
}

/** Whom a browser came as, and whom it came back as with a code. */
function isOfBrowser(identityId: string) {
  return ({ eb, or, selectFrom }: ExpressionBuilder<Tables, 'guest'>) =>
    or([
      eb('guest.identity_id', '=', identityId),
      eb('guest.id', 'in', selectFrom('guest_browser').select('guest_id').where('identity_id', '=', identityId)),
    ]);
}

type Row = Omit<Guest, 'muted' | 'kind' | 'seat'> & {
  muted: 0 | 1;
  kind: GuestKind;
  holderId: string | null;
  number: number | null;
};

function toGuest(row: Row | undefined): Guest | null {
  return row ? asGuest(row) : null;
}

function asGuest({ muted, holderId, number, ...guest }: Row): Guest {
  const seat = holderId === null || number === null ? null : { holderId, number };
  return { ...guest, muted: muted === 1, seat };
}
