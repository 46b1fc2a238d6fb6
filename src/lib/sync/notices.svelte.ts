import type { PartnershipSettings } from '$lib/domain/partnerships/partnership';
import type { LiveSession } from '$lib/domain/sessions/session';
import type { BoardTallies } from '$lib/domain/sessions/votes/ballot';
import type { Hello } from '$lib/protocol/messages/hello';
import type { Notice } from '$lib/protocol/messages/notice';

/** What came out of the last vote about a card: as a figure, and in words. */
export interface SaidTally {
  figure: string;
  words: string;
}

type Welcome = Pick<Hello, 'settings' | 'session' | 'tallies' | 'closed' | 'now'>;

/** What the server says beside the document: each notice carries the new state, so the last of its kind counts. */
export class Notices {
  /** The board's newest title and whether it is archived, once the server said so. */
  board = $state.raw<Extract<Notice, { topic: 'board' }> | null>(null);
  /** Items that were taken off and stay off. */
  takenOff = $state.raw<readonly string[]>([]);
  /** What the server last took out of words sent from here. */
  takenOut = $state.raw<Extract<Notice, { topic: 'identifier' }> | null>(null);
  /** What the partnership does about identifiers, once the server said so: with hello, and when it changes. */
  settings = $state.raw<PartnershipSettings | null>(null);
  /** What everyone was last asked to look at. */
  gathered = $state.raw<Extract<Notice, { topic: 'gather' }> | null>(null);
  /** Newcomers who wait to be let in, once the server said so. */
  waiting = $state.raw<Extract<Notice, { topic: 'waiting' }> | null>(null);
  /** The session on the board, null when there is none; undefined until the server said so: with hello, and when it changes. */
  session = $state.raw<LiveSession | null | undefined>(undefined);
  /** What stays on cards from votes, by card. */
  tallies = $state.raw<BoardTallies>({});
  /** The same as it is shown, once the page has the words for it. */
  said = $state.raw<Readonly<Record<string, SaidTally>>>({});
  /** Whether the step that is on keeps its reader from writing for now. */
  closed = $state(false);
  /** Who is in the room of that session, as counts; null until the server said so. */
  room = $state.raw<Extract<Notice, { topic: 'room' }> | null>(null);
  /** By how much the server's clock is ahead of this one, in milliseconds. */
  ahead = 0;
  #onWritable: (writable: boolean) => void;

  constructor(onWritable: (writable: boolean) => void) {
    this.#onWritable = onWritable;
  }

  /** What is said with hello: how things stand now. */
  welcome({ settings, session, tallies, closed, now }: Welcome): void {
    if (settings) this.settings = settings;
    this.#hearOfSession(session ?? null, closed);
    this.tallies = tallies ?? {};
    this.ahead = Date.parse(now) - Date.now();
  }

  hear(notice: Notice): void {
    if (notice.topic === 'board') this.board = notice;
    else if (notice.topic === 'takenOff') this.takenOff = notice.items;
    else if (notice.topic === 'identifier') this.takenOut = notice;
    else if (notice.topic === 'settings') this.settings = notice;
    else if (notice.topic === 'gather') this.gathered = notice;
    else if (notice.topic === 'waiting') this.waiting = notice;
    else if (notice.topic === 'session') this.#hearOfSession(notice.session, notice.closed);
    else if (notice.topic === 'private') this.#count(notice);
    else if (notice.topic === 'room') this.room = notice;
    else if (notice.topic === 'tallies') this.tallies = notice.tallies;
    else if (notice.topic === 'voted') this.#hearOfVoters(notice);
    else this.#onWritable(notice.writable);
  }

  #count({ round, cards, writers }: Extract<Notice, { topic: 'private' }>): void {
    const secret = this.session?.secret;
    if (this.session && secret?.round === round)
      this.session = { ...this.session, secret: { ...secret, counted: { cards, writers } } };
  }

  #hearOfVoters({ ballot: id, voted }: Extract<Notice, { topic: 'voted' }>): void {
    const { session } = this;
    if (session?.ballot?.id === id && session.ballot.state === 'open')
      this.session = { ...session, ballot: { ...session.ballot, voted } };
  }

  #hearOfSession(session: LiveSession | null, closed: boolean | undefined): void {
    this.session = session;
    this.closed = closed ?? false;
  }
}
