import type { Generated } from 'kysely';
import type { BallotState } from '../../../src/lib/domain/sessions/votes/ballot.ts';
import type { VoterKind } from '../../../src/lib/domain/sessions/votes/voterGroup.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';

/** A round of voting in a session. */
export interface BallotTable {
  id: string;
  session_id: string;
  board_id: string;
  number: number;
  step: string;
  title: string;
  /** JSON. */
  rules: string;
  /** JSON array of card ids. */
  cards: string;
  state: BallotState;
  opened_at: Instant;
  /** JSON: what was added on paper. */
  papers: string;
  /** JSON; null until it was revealed. */
  revealed: string | null;
}

/** What somebody says of a card, until the ballot is revealed; then it goes. */
export interface VoteTable {
  ballot_id: string;
  /** Id of a person or a guest. */
  actor_id: string;
  card_id: string;
  value: number;
  kind: VoterKind;
  /** On a shared device: the turn in which it was cast. */
  turn: Generated<string | null>;
}

export interface BallotTables {
  ballot: BallotTable;
  vote: VoteTable;
}
