import { HTTP_BEAT_MS, HTTP_LINE_IDLE_MS, HTTP_POLL_MS, HTTP_UNREAD_MS } from '../../src/lib/protocol/httpLine.ts';
import {
  KEEP_ALIVE_MS,
  MAX_DOCUMENT_BYTES,
  MAX_ITEMS,
  MAX_JOIN_BYTES,
  MAX_MESSAGES_PER_TEN_SECONDS,
  MAX_PEOPLE_IN_ROOM,
  MAX_PRESENCE_BYTES,
  MAX_UPDATE_BYTES,
} from '../../src/lib/protocol/limits.ts';

/** Every bound of the sync server, by name and unit. The first group is told to the page in `hello`. */
export interface Limits {
  updateBytes: number;
  joinBytes: number;
  presenceBytes: number;
  documentBytes: number;
  items: number;
  peopleInRoom: number;
  messagesPerTenSeconds: number;
  /** How often one connection may ask for the document in ten seconds: each answer may be the whole of it. */
  asksPerTenSeconds: number;
  keepAliveMs: number;
  /** Updates of one connection that wait for what they build on. */
  heldBytes: number;
  /** How long they may wait. What they build on is on the same ordered connection, so longer never helps. */
  heldMs: number;
  /** How long the door may take, and how long a newcomer waits for a disk that cannot be written. */
  joinWaitMs: number;
  /** A connection that has not asked for the document by then is not a sync client. */
  firstStepMs: number;
  /** An empty room stays open this long, so that a reload finds it warm. */
  lingerMs: number;
  /** Received from one connection and not yet on disk: past it we stop reading from that socket. */
  queuedBytes: number;
  /** The same over all connections: past it newcomers and writers are asked to come back later. */
  queuedBytesInAll: number;
  /** Sent to one connection and not yet taken by its network: past it presence is left out. */
  unsentPresenceBytes: number;
  /** Past it the connection is closed to start afresh. Larger than the largest document. */
  unsentBytes: number;
  /** A log longer than this is folded into a snapshot. */
  foldRows: number;
  foldBytes: number;
  /** An empty room folds a log longer than this before it is unloaded. */
  foldRowsOnUnload: number;
  /** A document whose history outweighs its content is rebuilt after this long without an edit. Copies that are
   * offline with unsent edits are then no longer merged, so that not before the next day. */
  heavyIdleMs: number;
  /** First and longest pause between two attempts to write to a disk that refused. */
  retryMs: number;
  longestRetryMs: number;
  /** How long a shutdown waits for the disk and for sockets to close. */
  closeMs: number;
  /** As long as words just typed are on their way at most, when a step closes writing. */
  lastWordsMs: number;
  /** Over HTTP: how often a stream says something, and how long a poll waits for something to say. */
  httpBeatMs: number;
  httpPollMs: number;
  /** How long a poll gathers once there is something: about a turn, so that one answer carries what belongs together. */
  httpGatherMs: number;
  /** A line is over when nothing was heard from it for this long. */
  httpLineIdleMs: number;
  /** And when for this long nobody read it, or it had no channel. */
  httpUnreadMs: number;
  /** Lines of one sign-in, which is one browser: one is enough, the others are tabs that know nothing of each other. */
  httpLinesPerSignIn: number;
  /** Channels of one line, each a document open in a tab: more than anyone opens. */
  httpChannelsPerLine: number;
  /** Channels that one line may open in ten seconds, since each has the door look things up. */
  httpOpensPerTenSeconds: number;
}

/** A message may be this much longer than the largest update in it. */
export const MESSAGE_OVERHEAD_BYTES = 65_536;

export const DEFAULT_LIMITS: Limits = {
  updateBytes: MAX_UPDATE_BYTES,
  joinBytes: MAX_JOIN_BYTES,
  presenceBytes: MAX_PRESENCE_BYTES,
  documentBytes: MAX_DOCUMENT_BYTES,
  items: MAX_ITEMS,
  peopleInRoom: MAX_PEOPLE_IN_ROOM,
  messagesPerTenSeconds: MAX_MESSAGES_PER_TEN_SECONDS,
  keepAliveMs: KEEP_ALIVE_MS,
  asksPerTenSeconds: 40,
  heldBytes: 1_048_576,
  heldMs: 5_000,
  joinWaitMs: 10_000,
  firstStepMs: 30_000,
  lingerMs: 5_000,
  queuedBytes: 2_097_152,
  queuedBytesInAll: 134_217_728,
  unsentPresenceBytes: 262_144,
  unsentBytes: 33_554_432,
  foldRows: 2_000,
  foldBytes: 1_048_576,
  foldRowsOnUnload: 50,
  heavyIdleMs: 43_200_000,
  retryMs: 100,
  longestRetryMs: 2_000,
  closeMs: 3_000,
  lastWordsMs: 2_000,
  httpBeatMs: HTTP_BEAT_MS,
  httpPollMs: HTTP_POLL_MS,
  httpGatherMs: 20,
  httpLineIdleMs: HTTP_LINE_IDLE_MS,
  httpUnreadMs: HTTP_UNREAD_MS,
  httpLinesPerSignIn: 8,
  httpChannelsPerLine: 64,
  httpOpensPerTenSeconds: 200,
};
