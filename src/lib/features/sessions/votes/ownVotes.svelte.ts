import type { VoteRules } from '$lib/domain/sessions/rules';
import type { LiveBallot } from '$lib/domain/sessions/votes/ballot';
import type { Vote } from '$lib/domain/sessions/votes/vote';
import { dotsIn, keptVotes } from '$lib/domain/sessions/votes/vote';

/** How one's votes are doing. `refused` comes with words, `late` was sent when nobody votes any more. */
export type Sent = 'loading' | 'nothing' | 'in' | 'sending' | 'offline' | 'late' | 'refused';

/** What the server says of it; null when it could not be reached. */
export interface VoteLine {
  read(): Promise<readonly Vote[] | null>;
  send(votes: readonly Vote[]): Promise<{ is: 'in' | 'late' } | { is: 'refused'; why: string } | null>;
}

/** A moment in which somebody may press once more. */
const SEND_AFTER_MS = 400;
const TRY_AGAIN_MS = 3_000;

/**
 * One's own votes in a ballot. All of them are sent each time, in the place of those before, so that sending twice
 * changes nothing; what could not be sent is kept here until it could.
 */
export class OwnVotes {
  sent = $state<Sent>('loading');
  why = $state('');
  #values = $state.raw<ReadonlyMap<string, number>>(new Map());
  #ballot: () => LiveBallot;
  #line: VoteLine;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #changed = false;
  #stopped = false;

  constructor(ballot: () => LiveBallot, line: VoteLine) {
    this.#ballot = ballot;
    this.#line = line;
  }

  readonly votes: readonly Vote[] = $derived.by(() => {
    const { cards } = this.#ballot();
    return cards.flatMap((card) => {
      const value = this.#values.get(card);
      return value === undefined ? [] : [{ card, value }];
    });
  });

  readonly dotsLeft: number = $derived.by(() => this.#ballot().rules.dots - dotsIn(this.votes));

  get rules(): VoteRules {
    return this.#ballot().rules;
  }

  of(card: string): number | null {
    return this.#values.get(card) ?? null;
  }

  /** Asks what is there. Until then nothing can be changed: it would take the place of what is not known. */
  async open(): Promise<void> {
    const votes = await this.#line.read();
    if (this.#stopped) return;
    if (votes === null) {
      this.#timer = setTimeout(() => void this.open(), TRY_AGAIN_MS);
      return;
    }
    this.#values = new Map(votes.map(({ card, value }) => [card, value]));
    this.sent = votes.length > 0 ? 'in' : 'nothing';
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  say(card: string, value: number): void {
    if (this.sent === 'loading' || this.of(card) === value) return;
    this.#values = new Map([...this.#values, [card, value]]);
    this.#changed = true;
    this.sent = this.sent === 'offline' ? 'offline' : 'sending';
    this.#later(SEND_AFTER_MS);
  }

  /** There may be a line again. */
  tryNow(): void {
    if (this.sent === 'loading') {
      clearTimeout(this.#timer);
      void this.open();
    } else if (this.#changed) void this.#send();
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), ms);
  }

  async #send(): Promise<void> {
    if (this.#isBusy || this.#stopped) return;
    clearTimeout(this.#timer);
    this.#isBusy = true;
    this.#changed = false;
    const answer = await this.#line.send(keptVotes(this.votes, this.rules));
    this.#isBusy = false;
    if (this.#stopped) return;
    if (answer === null) {
      this.#changed = true;
      this.sent = 'offline';
      return this.#later(TRY_AGAIN_MS);
    }
    if (this.#changed) return this.#later(SEND_AFTER_MS);
    this.sent = answer.is;
    this.why = answer.is === 'refused' ? answer.why : '';
  }
}
