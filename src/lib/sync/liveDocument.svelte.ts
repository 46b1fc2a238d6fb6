import * as Y from 'yjs';
import type { SharedDocument } from '$lib/domain/boards/sharedDocument';
import { clockOf } from '$lib/domain/boards/writtenSince';
import type { Hello } from '$lib/protocol/messages/hello';
import type { OwnPresence } from '$lib/protocol/messages/presence';
import type { RoomAddress } from '$lib/protocol/rooms';
import { roomName } from '$lib/protocol/rooms';
import type { Clock } from './clock';
import { wallClock } from './clock';
import { Connection } from './connection';
import { CopyShelf, isExpired } from './copyShelf';
import { LocalCopy } from './localCopy';
import { Notices } from './notices.svelte';
import { OwnPresenceSender } from './ownPresence';
import { PageAwareness } from './pageAwareness';
import type { Participant } from './participants.svelte';
import { Participants } from './participants.svelte';
import { SaveState } from './saveState.svelte';
import type { OpenSocket } from './syncSocket';
import type { DocumentRole, EndReason, SyncStatus } from './syncStatus';
import { isAlone } from './syncStatus';
import { gatherUnsentWords } from './unsentWords';

export type { Participant } from './participants.svelte';
export type { DocumentRole, EndReason, SyncStatus } from './syncStatus';
export type { UnsentWords } from './unsentWords';

/** Longest a page waits for its own copy before it asks the server. */
const COPY_PATIENCE_MS = 2_000;
const NOBODY: readonly Participant[] = [];
/** With these ends the browser's copy must not stay: access is over, or it would merge back what was erased. */
const ENDS_THE_COPY: ReadonlySet<EndReason> = new Set([
  'signIn',
  'noAccess',
  'noSuchDocument',
  'otherGeneration',
  'roleChanged',
]);

export interface LiveDocumentOptions {
  room: RoomAddress;
  /** Actor id: copies are kept apart by it. */
  me: string;
  /** False on a shared computer: nothing is stored. */
  keepCopy: boolean;
  /** `ws(s)://host/sync`. */
  socketUrl: string;
  clock?: Clock;
  openSocket?: OpenSocket;
}

/**
 * One document as a page has it: its content, who else is there, and an honest word on whether it is saved.
 * Make it in the browser only, and close it when the page goes.
 */
export class LiveDocument {
  readonly doc: SharedDocument = new Y.Doc();
  #state: SaveState;
  #ready = $state(false);
  #synced = $state(false);
  /** Reactive: nothing the server has is missing here, as far as the line that is open has told. */
  current = $state(false);
  #keepsCopy = $state(false);
  readonly notices = new Notices((writable) => this.#state.learn({ writable }));
  #options: LiveDocumentOptions;
  #clock: Clock;
  #awareness = new PageAwareness(this.doc);
  #own: OwnPresenceSender;
  #participants: Participants;
  #connection: Connection;
  #shelf: CopyShelf | null = null;
  #copy: LocalCopy | null = null;
  #closed = false;

  constructor(options: LiveDocumentOptions) {
    this.#options = options;
    this.#clock = options.clock ?? wallClock;
    this.#state = new SaveState(this.#clock, (own) => this.#copy?.note(own));
    // Before the provider listens: an edit is counted first, then sent.
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => this.#updated(origin));
    this.#own = new OwnPresenceSender(this.#awareness, this.#clock);
    this.#participants = new Participants(this.#awareness, this.#clock);
    this.#connection = this.#connect();
    void this.#open();
  }

  /** Reactive. */
  get status(): SyncStatus {
    return this.#state.status;
  }

  /** Reactive: what the writer may do here; null until it is known. */
  get role(): DocumentRole | null {
    return this.#state.role;
  }

  /** Reactive: there is content, from this browser's copy or from the server. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Reactive: the server's whole document has arrived at least once. */
  get synced(): boolean {
    return this.#synced;
  }

  /** Reactive: whether this browser keeps a copy that outlives the page. */
  get keepsCopy(): boolean {
    return this.#keepsCopy;
  }

  /** Reactive: everyone else, one for each of their connections; nobody while there is no line to them. */
  get others(): readonly Participant[] {
    return isAlone(this.status) ? NOBODY : this.#participants.list;
  }

  /** Reactive: items that were taken off and stay off. Known before the update that removes them arrives. */
  get takenOff(): readonly string[] {
    return this.notices.takenOff;
  }

  /** Shows others where this writer is. Fields are merged; null takes one away. */
  present(patch: OwnPresence): void {
    this.#own.present(patch);
  }

  /** Connects again at once. */
  tryNow(): void {
    this.#connection.tryNow();
  }

  /** After an end: deletes this browser's copy, so that a new LiveDocument starts from what the server has. */
  async discardCopy(): Promise<void> {
    await this.#copy?.remove();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#state.stop();
    this.#own.stop();
    this.#participants.stop();
    this.#connection.close();
    this.#copy?.close();
    this.#shelf?.close();
    this.#awareness.destroy();
    this.doc.destroy();
  }

  #connect(): Connection {
    const { room, socketUrl, openSocket = (url, protocols) => new WebSocket(url, protocols) } = this.#options;
    const common = { doc: this.doc, awareness: this.#awareness, clock: this.#clock };
    return new Connection({
      ...common,
      ...{ room, socketUrl, openSocket },
      events: {
        opened: () => this.#state.connected(),
        lost: () => this.#lost(),
        synced: () => (this.#ready = this.#synced = this.current = true),
        offline: (offline) => this.#state.learn({ offline }),
        leaving: () => this.#copy?.writeDown(),
        ended: (why) => this.#end(why),
        hello: (hello) => this.#welcome(hello),
        notice: (notice) => this.notices.hear(notice),
        saved: (count) => this.#saved(count),
        cover: () => this.#state.cover(clockOf(this.doc, this.doc.clientID)),
        sent: (cover) => this.#state.sent(cover),
      },
    });
  }

  async #open(): Promise<void> {
    if (this.#options.keepCopy) await this.#withinPatience(this.#findCopy());
    if (!this.#closed) this.#connection.start(this.#copy?.key.generation ?? null);
  }

  #withinPatience(work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#clock.after(COPY_PATIENCE_MS, resolve);
      const done = () => (stop(), resolve());
      work.then(done, done); // a browser that cannot keep copies is told by `keepsCopy`
    });
  }

  async #findCopy(): Promise<void> {
    const { room, me } = this.#options;
    const shelf = await CopyShelf.open();
    if (this.#closed) return shelf?.close();
    this.#shelf = shelf;
    const now = this.#clock.now();
    const row = (await shelf?.find(roomName(room), me)) ?? null;
    const sweeping = shelf?.sweep(now).catch(() => undefined); // next time, then
    if (row && isExpired(row, now)) return sweeping;
    if (!row || this.#closed || this.#connection.started) return;
    await this.#loadCopy(row.generation, row.role);
    if (this.#closed || this.#connection.started) return;
    this.#ready = this.doc.store.clients.size > 0;
    this.#state.learn({ role: row.role });
    this.#state.carry(this.#copy?.carried ?? 0);
  }

  async #loadCopy(generation: number, role: DocumentRole): Promise<void> {
    if (!this.#shelf) return;
    const { room, me: actor } = this.#options;
    const keeps = (keepsCopy: boolean) => void (this.#keepsCopy = keepsCopy);
    const common = { doc: this.doc, shelf: this.#shelf, clock: this.#clock };
    this.#copy = new LocalCopy({ ...common, key: { room: roomName(room), generation, actor }, keeps });
    await this.#copy.load(role);
  }

  #updated(origin: unknown): void {
    if (this.#connection.made(origin)) return;
    const fromCopy = this.#copy?.made(origin) ?? false;
    if (fromCopy && !(this.#connection.started && this.role === 'edit')) return;
    this.#state.edited();
  }

  #lost(): void {
    this.current = false;
    this.#state.lost();
    this.#own.repeat();
  }

  #welcome({ role, generation, ...said }: Hello): void {
    this.#connection.keepGeneration(generation);
    if (this.#copy && this.#copy.key.generation !== generation) return this.#end('otherGeneration');
    if (role !== 'edit' && this.#state.unsent > 0) return this.#end('roleChanged');
    this.#state.learn({ role });
    this.notices.welcome(said);
    this.#own.repeat();
    if (!this.#copy) void this.#loadCopy(generation, role);
    else this.#copy.touch(role).catch(() => this.#copy?.giveUp());
  }

  #saved(count: number): void {
    this.#state.saved(count);
    if (this.#state.carriedIsSaved) this.#copy?.carriedIsSaved();
  }

  #end(why: EndReason): void {
    this.#connection.close();
    this.#state.stop();
    const marks = [...(this.#copy?.marks ?? []), [this.doc.clientID, this.#state.acknowledgedClock] as const];
    const unsent = this.#state.unsent > 0 ? gatherUnsentWords(this.doc, marks, this.takenOff) : [];
    this.#state.learn({ ended: { why, unsent } });
    if (ENDS_THE_COPY.has(why)) void this.#copy?.remove();
  }
}
