import type { IdentifierKind } from '$lib/domain/sensitive/finding';
import type { Vote } from '$lib/domain/sessions/votes/vote';

/** Words for a card, once they may go out. */
export interface Written {
  words: string;
  /** Kinds of identifier its writer says are none. */
  cleared: readonly IdentifierKind[];
}

/** The round of private writing under which something is done; null where everyone may see it. */
interface Promised {
  round: string | null;
}

/** Something to do to one card. Each may be done twice and comes to the same: what is not answered is sent again. */
export type Deed =
  | ({ is: 'add'; card: string; zone: string | null } & Written & Promised)
  | ({ is: 'change'; card: string } & Written & Promised)
  | ({ is: 'remove'; card: string } & Promised)
  /** All that is said in a ballot, in the place of what was said before. `card` is the ballot. */
  | { is: 'vote'; card: string; votes: readonly Vote[] };

export type Answer = { is: 'done' } | { is: 'refused'; why: string } | { is: 'over' } | { is: 'unreachable' };

/** A deed and how far it has come. `why`: the words of a refusal. */
export type Entry = Deed & { state: 'waiting' | 'done' | 'refused'; why: string };

interface Options {
  send: (deed: Deed) => Promise<Answer>;
  /** Calls back after so many milliseconds. Returns how not to. */
  after: (ms: number, call: () => void) => () => void;
  /** Nothing more can be sent from this page. */
  over: () => void;
}

/** Between tries; a line that comes back is mostly noticed earlier, by the browser. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/** What was done on this page and is not on the board as far as it knows: sent one after the other, again until answered. */
export class Outbox {
  entries = $state.raw<readonly Entry[]>([]);
  /** The last try did not get through. */
  unreachable = $state(false);
  #options: Options;
  #sending = false;
  #tries = 0;
  #stopWaiting: () => void = () => undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly waits: boolean = $derived(this.entries.some(({ state }) => state === 'waiting'));

  readonly isRefused: boolean = $derived(this.entries.some(({ state }) => state === 'refused'));

  put(deed: Deed): void {
    const others = this.entries.filter((entry) => !(entry.card === deed.card && replaces(deed, entry, this.#sending)));
    const added = this.entries.flatMap((entry) => (entry.card === deed.card && entry.is === 'add' ? [entry] : []));
    // What was never on the board is added as it is now, or not at all.
    const before = added.find((entry) => entry.state !== 'done' && !others.includes(entry));
    const now: Deed = deed.is === 'change' && before ? addedAs(deed, before) : deed;
    this.entries = deed.is === 'remove' && before ? others : [...others, { ...now, state: 'waiting', why: '' }];
    void this.send();
  }

  /** What the server shows by now. */
  settle(isShown: (entry: Entry) => boolean): void {
    this.entries = this.entries.filter((entry) => entry.state !== 'done' || !isShown(entry));
  }

  /** Sends what waits. Call it when there may be a line again. */
  async send(): Promise<void> {
    this.#stopWaiting();
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) if (!(await this.#try(next))) break;
    } finally {
      this.#sending = false;
    }
  }

  stop(): void {
    this.#stopWaiting();
  }

  #next(): Entry | undefined {
    return this.entries.find(({ state }) => state === 'waiting');
  }

  async #try(entry: Entry): Promise<boolean> {
    const answer = await this.#options.send(entry);
    this.unreachable = answer.is === 'unreachable';
    if (answer.is === 'over') this.#options.over();
    if (answer.is === 'over' || answer.is === 'unreachable') return this.#tryLater(answer);
    this.#tries = 0;
    const why = answer.is === 'refused' ? answer.why : '';
    this.entries = this.entries.map((one) => (one === entry ? { ...one, state: answer.is, why } : one));
    return true;
  }

  #tryLater(answer: Answer): false {
    const pause = PAUSES_MS[Math.min(this.#tries++, PAUSES_MS.length - 1)] ?? 0;
    if (answer.is === 'unreachable') this.#stopWaiting = this.#options.after(pause, () => void this.send());
    return false;
  }
}

/** Under what its writer was told first, unless they were told otherwise since. */
function addedAs(deed: Deed & { is: 'change' }, before: Entry & { is: 'add' }): Deed {
  const round = before.state === 'refused' ? deed.round : before.round;
  return { ...deed, is: 'add', zone: before.zone, round };
}

/** Later words take the place of earlier ones that did not go; one that may be on its way stays, and they follow it. */
function replaces(deed: Deed, entry: Entry, isSending: boolean): boolean {
  if (entry.state === 'refused') return true;
  return deed.is !== 'add' && entry.state === 'waiting' && !isSending;
}
