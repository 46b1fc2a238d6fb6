import { nanoid } from 'nanoid';
import type { PlainAuthor, PlainCard, TakePartPage } from '$lib/domain/boards/plainBoard';
import type { IdentifierRule } from '$lib/domain/sensitive/identifierRule';
import { groupOf } from '$lib/domain/sessions/groups/liveGroups';
import type { Vote } from '$lib/domain/sessions/votes/vote';
import { isShown } from './isShown';
import type { Answer, Deed, Entry, Written } from './outbox.svelte';
import { Outbox } from './outbox.svelte';

/** How one's words are doing; the page has a word and a picture for each. */
export type Mark = 'saved' | 'sending' | 'offline' | 'reading' | 'ended';

/** A card of one's own, with how far it has come. */
export interface OwnCard extends PlainCard {
  unsent: boolean;
  /** Why the server would not have it; empty when it has it, or was not asked yet. */
  refused: string;
  /** Nobody else sees it. */
  secret: boolean;
  /** It was kept from being shown with the others. */
  held: boolean;
}

/** How the page reaches the server. */
export interface Line {
  send(deed: Deed): Promise<Answer>;
  /** Puts on the board what came too late for the reveal of a round. */
  show(round: string): Promise<Answer>;
  /** Loads the page anew in the place of this one: on a shared device nothing of a turn stays once it is over. */
  leave(): void;
  /** Waits for news since a version. Null when there are none. */
  news(since: number, signal: AbortSignal): Promise<TakePartPage | 'over' | 'unreachable' | null>;
}

/** Between questions for news: a busy hall changes a board every second, and a slow line carries no more. */
const PAUSE_MS = 1_500;
const LONGEST_PAUSE_MS = 10_000;

const PLAIN = { unsent: false, refused: '', secret: false, held: false };

/**
 * The board of a participant's page: what the server showed, kept up to date by asking for news, and with what was done
 * here until the server shows it. Nothing is kept on the device, so what is not sent is lost with the page.
 */
export class TakePart {
  board = $state.raw() as TakePartPage;
  ended = $state(false);
  readonly outbox: Outbox;
  #line: Line;
  /** The last question for news did not get through. */
  #deaf = $state(false);
  #stop = new AbortController();
  #hurry: () => void = () => undefined;

  constructor(board: TakePartPage, line: Line) {
    this.board = board;
    this.#line = line;
    const after = (ms: number, call: () => void) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    };
    this.outbox = new Outbox({ send: (deed) => line.send(deed), after, over: () => this.#end() });
  }

  readonly mine: readonly OwnCard[] = $derived.by(() => {
    const { me, zones, sheet } = this.board;
    const there = zones.flatMap(({ cards }) => cards.filter(({ by }) => by === me.id));
    const shown = there.map((card) => ({ ...card, ...PLAIN }));
    const secret = (sheet?.cards ?? []).map((card) => ({ ...card, ...PLAIN, secret: true, held: card.held }));
    const cards = new Map<string, OwnCard>([...shown, ...secret].map((card) => [card.id, card]));
    for (const entry of this.outbox.entries) {
      if (entry.is === 'vote') continue;
      const isRefused = entry.state === 'refused';
      const fresh = { id: entry.card, text: '', by: me.id, tone: 'slate' as const, ...PLAIN };
      const card = cards.get(entry.card) ?? { ...fresh, secret: entry.round !== null && !isRefused };
      cards.delete(entry.card);
      if (entry.is !== 'remove') {
        cards.set(entry.card, { ...card, text: entry.words, unsent: entry.state === 'waiting', refused: entry.why });
      } else if (isRefused && card.text !== '') cards.set(entry.card, { ...card, refused: entry.why });
    }
    return [...cards.values()].reverse();
  });

  /** The round under which the page tells now that nobody else sees what is written; null where it does not. */
  get promised(): string | null {
    return this.board.sheet?.takes ? this.board.sheet.round : null;
  }

  /** One's own cards that everyone else's reveal left behind, and that may follow. */
  get late(): readonly OwnCard[] {
    if (this.board.session?.secret?.state !== 'revealed') return [];
    return this.mine.filter(({ secret, held }) => secret && !held);
  }

  /** The zone that one's group writes in, as long as groups are at work; null where there is none. */
  get groupZone(): string | null {
    const { me, session, zones } = this.board;
    const own = session?.groups?.out ? groupOf(session.groups, me.id) : null;
    return zones.find(({ id }) => id !== null && own?.zones.includes(id))?.id ?? null;
  }

  /** Whether one may change or remove a card now. */
  mayChange({ secret }: OwnCard): boolean {
    if (this.ended) return false;
    return secret ? this.board.sheet !== null : this.board.mayWrite && this.promised === null;
  }

  get mark(): Mark {
    if (this.ended) return 'ended';
    if (this.outbox.unreachable || this.#deaf) return 'offline';
    if (this.outbox.waits) return 'sending';
    return this.board.mayWrite || this.board.mayVote ? 'saved' : 'reading';
  }

  /** Id of the turn that somebody has on a shared device; empty on one's own. */
  get turn(): string {
    return this.board.seat?.turn ?? '';
  }

  get hasUnsent(): boolean {
    return this.outbox.waits;
  }

  /** Words that were not sent when the page could go no further. */
  get lost(): readonly string[] {
    return this.outbox.entries.flatMap((entry) => (entry.state !== 'done' && 'words' in entry ? [entry.words] : []));
  }

  get rules(): { rule: IdentifierRule; knownPostcodes: readonly string[] } {
    return { rule: this.board.identifiers, knownPostcodes: this.board.knownPostcodes };
  }

  /** What a card's author is called; null for nobody that is known here. */
  authorOf(by: string | null): PlainAuthor | null {
    return (by !== null && this.board.authors[by]) || null;
  }

  /** Keeps up to date from now on. Browser only. */
  open(): void {
    const { signal } = this.#stop;
    const again = () => this.tryNow();
    window.addEventListener('online', again, { signal });
    window.addEventListener('offline', () => (this.#deaf = true), { signal });
    document.addEventListener('visibilitychange', again, { signal });
    void this.#listen();
  }

  close(): void {
    this.#stop.abort();
    this.#hurry();
    this.outbox.stop();
  }

  add(written: Written, zone: string | null): void {
    this.outbox.put({ is: 'add', card: nanoid(), zone, round: this.promised, ...written });
  }

  change(card: OwnCard, written: Written): void {
    this.outbox.put({ is: 'change', card: card.id, round: this.promiseOf(card), ...written });
  }

  remove(card: OwnCard): void {
    this.outbox.put({ is: 'remove', card: card.id, round: this.promiseOf(card) });
  }

  /** What its page tells of a card: one that was refused is written anew. */
  promiseOf({ secret, refused }: OwnCard): string | null {
    if (refused) return this.promised;
    return secret ? (this.board.sheet?.round ?? null) : null;
  }

  /** Puts what is late on the board, once all that was done to it has arrived. */
  async show(): Promise<Answer> {
    await this.outbox.send();
    const round = this.board.sheet?.round;
    if (this.outbox.waits || round === undefined) return { is: 'unreachable' };
    const answer = await this.#line.show(round);
    if (answer.is === 'over') this.#end();
    this.#hurry();
    return answer;
  }

  /** What was said here last in a ballot, with how far it has come; null when the server shows all there is. */
  votedIn(ballot: string): Extract<Entry, { is: 'vote' }> | null {
    const said = this.outbox.entries.filter((entry) => entry.is === 'vote').filter(({ card }) => card === ballot);
    return said.at(-1) ?? null;
  }

  vote(ballot: string, votes: readonly Vote[]): void {
    this.outbox.put({ is: 'vote', card: ballot, votes });
  }

  tryNow(): void {
    this.#hurry();
    void this.outbox.send();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stop;
    let pause = PAUSE_MS;
    while (!signal.aborted && !this.ended) {
      const news = await this.#line.news(this.board.version, signal);
      if (signal.aborted) return;
      if (news === 'over') return this.#end();
      this.#deaf = news === 'unreachable';
      pause = this.#deaf ? Math.min(pause * 2, LONGEST_PAUSE_MS) : PAUSE_MS;
      if (news && news !== 'unreachable') this.#take(news);
      // A line that is back carries what waited, too.
      if (!this.#deaf && this.outbox.unreachable) void this.outbox.send();
      await this.#pause(pause);
    }
  }

  #take(board: TakePartPage): void {
    if (board.table || (board.seat?.turn ?? '') !== this.turn) return this.#line.leave();
    this.board = board;
    const cards = [...board.zones, ...(board.sheet ? [board.sheet] : [])].flatMap((zone) => zone.cards);
    const shown = { cards: new Set(cards.map(({ id }) => id)), votes: board.votes };
    const { round, state } = board.session?.secret ?? { round: null, state: null };
    // One that was private bears another id once it is shown without its author.
    const isRevealed = (entry: Entry) =>
      entry.is !== 'vote' && entry.round !== null && (entry.round !== round || state !== 'writing');
    this.outbox.settle((entry) => isShown(entry, shown) || isRevealed(entry));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #end(): void {
    if (this.turn) this.#line.leave();
    this.ended = true;
    this.#stop.abort();
  }
}
