import type { Generated } from 'kysely';
import type { Authors } from '../../../src/lib/domain/sessions/rules.ts';
import type { RoundState } from '../../../src/lib/domain/sessions/privateRound.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** A round of private writing. */
export interface PrivateRoundTable {
  id: string;
  session_id: string;
  board_id: string;
  step_id: string;
  authors: Authors;
  checked: number;
  writers_shown: number;
  state: RoundState;
  began: Instant;
  /** JSON array of ids on the board. */
  cards: string;
  /** JSON: how many cards are not revealed, and who is writing. */
  counted: string;
  /** What a reveal that was taken back had put on the board, sealed. */
  aside: string | null;
  /** When a facilitator left with their writers what was not revealed. */
  left_at: Generated<Instant | null>;
}

/** A private card that a facilitator held back, under a name that says nothing of its writer. */
export interface PrivateHeldTable {
  round_id: string;
  card: string;
}

export interface PrivateTables {
  private_round: PrivateRoundTable;
  private_held: PrivateHeldTable;
}
