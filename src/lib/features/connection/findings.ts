/** What was measured of the network between a page and the server. Times are milliseconds. */
export interface Findings {
  /** Of ordinary requests; null when none was answered. */
  server: { answerMs: number; canSave: boolean } | null;
  webSocket: WebSocketFinding;
  stream: StreamFinding;
  post: { is: 'works'; answerMs: number } | { is: 'fails'; status: number };
  cookie: 'kept' | 'lost' | 'unknown';
  storage: 'works' | 'fails';
  /** How far this device's clock is ahead of the server's; null when it could not be compared. */
  clockAheadMs: number | null;
}

/** `closed`: it opened, and something ended it. `silent`: it stayed open, but nothing came back. */
export type WebSocketFinding =
  | { is: 'works'; answerMs: number }
  | { is: 'neverOpened'; afterMs: number; code: number }
  | { is: 'closed'; afterMs: number; code: number }
  | { is: 'silent' };

/** `heldBack`: all of it arrived at once, at the end. */
export type StreamFinding = { is: 'works' } | { is: 'heldBack'; ms: number } | { is: 'fails' };

/** What all of it means for the person: from everything works to nothing can be reached. */
export type Verdict = 'live' | 'stream' | 'poll' | 'readOnly' | 'cannotSave' | 'unreachable';

/** A clock further off than this makes times on boards look wrong. */
const CLOCK_OFF_MS = 120_000;

export function verdictOf({ server, webSocket, stream, post }: Findings): Verdict {
  if (!server) return 'unreachable';
  if (!server.canSave) return 'cannotSave';
  if (webSocket.is === 'works') return 'live';
  if (post.is === 'fails') return 'readOnly';
  return stream.is === 'works' ? 'stream' : 'poll';
}

/** Minutes by which this device's clock is off, ahead when positive; null when it is right, or nobody knows. */
export function clockFault({ clockAheadMs }: Findings): number | null {
  if (clockAheadMs === null || Math.abs(clockAheadMs) < CLOCK_OFF_MS) return null;
  return Math.round(clockAheadMs / 60_000);
}
