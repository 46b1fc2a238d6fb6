/** What the groups of a session need to know of the board that they are shown on. */
export interface GroupRoom {
  /** Actor id of whoever reads it. */
  me: string;
  /** Whether they are a member, and no guest. */
  member: boolean;
  /** Id of the board that is open. */
  here: string;
  /** The address of a board of the same partnership. */
  addressOf: (board: string) => string;
  /** Reactive: the titles of those zones that are on the board, by id. */
  zones: ReadonlyMap<string, string>;
  /** Goes to zones of the board, at once. */
  show: (zones: readonly string[]) => void;
}
