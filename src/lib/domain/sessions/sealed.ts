/** Private cards of a step that were not revealed while it was on, as whoever runs the session sees them: how many. */
export interface SealedRound {
  round: string;
  /** Title of its step. */
  step: string;
  cards: number;
  /** Whether a facilitator may still put them on the board: of late ones without authors only where enough wait. */
  mayReveal: boolean;
}

/** One's own cards of such a step. */
export interface OwnSealed {
  round: string;
  session: string;
  step: string;
  /** A facilitator left them with their writers: nobody puts them on the board any more. */
  left: boolean;
  cards: readonly { id: string; text: string }[];
}
