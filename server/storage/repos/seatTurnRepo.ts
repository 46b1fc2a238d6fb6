import type { Turn } from '../../../src/lib/domain/guests/seat.ts';
import type { Database } from '../database.ts';

/** Whose turn it is on shared devices. */
export class SeatTurnRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ id, seatId, began }: Turn, tokenHash: string): Promise<void> {
    await this.#db.insertInto('seat_turn').values({ id, seat_id: seatId, token_hash: tokenHash, began }).execute();
  }

  /** The turn that this secret was given out for; null once it is over. */
  async byToken(tokenHash: string): Promise<Turn | null> {
    const query = this.#db.selectFrom('seat_turn').select(['id', 'seat_id as seatId', 'began']);
    return (await query.where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null;
  }

  /** Whether it is still on. */
  async isOn(id: string): Promise<boolean> {
    const row = await this.#db.selectFrom('seat_turn').select('id').where('id', '=', id).executeTakeFirst();
    return row !== undefined;
  }

  /** Ends whatever turn is on on a device. Its secret opens nothing from then on. */
  async endOn(holderId: string): Promise<void> {
    await this.#db
      .deleteFrom('seat_turn')
      .where('seat_id', 'in', (eb) => eb.selectFrom('guest').select('id').where('holder_id', '=', holderId))
      .execute();
  }
}
