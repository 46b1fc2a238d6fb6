import * as Y from 'yjs';
import type { IdentifierRule } from '../../src/lib/domain/sensitive/identifierRule.ts';
import { DEFAULT_IDENTIFIER_RULE } from '../../src/lib/domain/sensitive/identifierRule.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import { encodeHello } from '../../src/lib/protocol/messages/hello.ts';
import type { Notice } from '../../src/lib/protocol/messages/notice.ts';
import type { Who } from '../../src/lib/protocol/messages/presence.ts';
import type { Edit, PresentActor } from '../documents/documents.ts';
import type { SyncCounts } from '../metrics/metrics.ts';
import type { Connection } from './connection.ts';
import type { Frame } from './decode.ts';
import { decodeFrame } from './decode.ts';
import { encodeSync } from './encode.ts';
import type { Applied } from './intake.ts';
import { Intake } from './intake.ts';
import type { Limits } from './limits.ts';
import type { OpenDocument } from './openDocument.ts';
import { pauseAfter } from './pace.ts';
import type { Batch } from './persistence/documentStore.ts';
import { PresenceTable } from './presence.ts';

/** What a room asks of the server around it. */
export interface RoomHost {
  limits: Limits;
  clock: () => number;
  counts: SyncCounts;
  /** Something waits for the next turn. */
  wake(room: Room): void;
  /** Whether the disk takes writes, as far as is known. */
  isWritable(): boolean;
  /** Too much received and not yet on disk. */
  isOverloaded(): boolean;
  /** The room can go on no more; whoever comes back gets a new one. `cause`: what went wrong, if anything did. */
  lost(room: Room, cause: unknown): void;
  /** A turn is on disk and was sent out. */
  changed(room: Room, actorIds: readonly string[]): void;
}

/** A change made by the server itself. */
interface ServerEdit {
  by: string | null;
  run: () => void;
  /** On disk. */
  done: () => void;
  failed: (error: unknown) => void;
}
interface Ask {
  from: Connection;
  stateVector: Uint8Array;
  stopWaiting: () => void;
}
/** What one turn did, until it is on disk. */
interface Turn extends Applied {
  batch: Batch | null;
  /** Whether others changed what authors sent, so that authors must get it too. */
  corrected: boolean;
  edits: ServerEdit[];
}

/** Presence goes out at least this long after the first news: sooner than an eye notices, later than most bursts. */
const PRESENCE_DELAY_MS = 20;

/**
 * An open document and the people in it. Frames queue up; each turn applies all of them (`gather`), the caller
 * writes the batch, and only then does anyone hear of it (`publish`).
 */
export class Room {
  readonly document: OpenDocument;
  #host: RoomHost;
  #connections = new Set<Connection>();
  #presence: PresenceTable<Connection>;
  #presenceTimer: NodeJS.Timeout | null = null;
  #presencePause = PRESENCE_DELAY_MS;
  #intake: Intake;
  #edits: ServerEdit[] = [];
  #asks: Ask[] = [];
  #turn: Turn | null = null;
  #isOver = false;
  /** What everyone here was let in under; a change of the setting comes with `follow`. */
  #identifiers: IdentifierRule = DEFAULT_IDENTIFIER_RULE;

  constructor(document: OpenDocument, host: RoomHost) {
    this.document = document;
    this.#host = host;
    const { limits } = host;
    this.#intake = new Intake({
      document,
      limits,
      refuse: (connection, why) => this.#refuse(connection, why),
      identifiers: () => this.#identifiers,
    });
    this.#presence = new PresenceTable({
      clock: host.clock,
      maxBytes: limits.presenceBytes,
      ownerOf: (clientId) => document.ownerOf(clientId),
      speaks: (clientId, actorId) => document.speakFor(clientId, actorId),
    });
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Given up: whoever holds it must open a new one. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many messages wait for a turn. */
  get waiting(): number {
    return this.#intake.waiting + this.#edits.length;
  }

  /** Whether the document is what the disk holds. What waits for a turn is not in it yet. */
  get isOnDisk(): boolean {
    return this.#turn === null && this.document.changes === 0;
  }

  /** Nothing waits, and the disk has everything. */
  get isSettled(): boolean {
    return this.waiting === 0 && this.isOnDisk && !this.document.isDirty;
  }

  /** Everyone here, once each. */
  people(): PresentActor[] {
    const people = new Map<string, PresentActor>();
    for (const { visitor, actorId } of this.#connections) {
      people.set(actorId, { actorId, name: visitor.who.name, organisationKind: visitor.who.organisationKind });
    }
    return [...people.values()];
  }

  join(connection: Connection): void {
    const { limits, clock } = this.#host;
    this.#connections.add(connection);
    const { role, board } = connection.visitor;
    this.#identifiers = board.settings.identifiers;
    this.document.colourOf(connection.actorId);
    if (this.document.isDirty) this.#host.wake(this);
    connection.after(limits.firstStepMs, () => {
      if (connection.state === 'new') this.#refuse(connection, 'badMessage');
    });
    if (!connection.isOurs) return;
    const { updateBytes: update, joinBytes: join, presenceBytes: presence, documentBytes, items } = limits;
    connection.send(
      encodeHello({
        role,
        generation: this.document.generation,
        limits: { update, join, presence, document: documentBytes, items },
        now: instant(clock()),
        me: connection.actorId,
        settings: board.settings,
        session: board.session,
        ...(Object.keys(board.tallies ?? {}).length > 0 ? { tallies: board.tallies } : {}),
        closed: connection.closed,
      }),
    );
  }

  /** The connection closed. What it sent before counts, unless it was turned away. */
  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    connection.leave();
    this.#asks = this.#asks.filter((ask) => ask.from !== connection);
    this.#presence.leave(connection);
    this.#flushPresenceSoon();
  }

  /** Lets somebody write who was kept from it, and asks for what they wrote meanwhile. */
  reopen(connection: Connection): void {
    connection.closed = false;
    if (connection.state === 'live' && connection.mayWrite)
      connection.send(encodeSync('step1', Y.encodeStateVector(this.document.doc)));
  }

  /** What is to be done about identifiers from the next turn on. */
  follow(identifiers: IdentifierRule): void {
    this.#identifiers = identifiers;
  }

  /** Turns everyone away. */
  close(why: CloseReason): void {
    for (const connection of [...this.#connections]) this.#refuse(connection, why);
  }

  /** Turns away those the call is for. */
  dismiss(whom: (connection: Connection) => boolean, why: CloseReason): void {
    for (const connection of [...this.#connections]) if (whom(connection)) this.#refuse(connection, why);
  }

  /** A message came in. */
  hear(from: Connection, bytes: Uint8Array): void {
    if (from.state === 'gone') return;
    if (!from.countMessage()) return this.#refuse(from, 'tooMany');
    const frame = attempt(() => decodeFrame(bytes));
    if (!frame) return this.#refuse(from, 'badMessage');
    this.#handle(from, frame);
  }

  /** One change of the server's own. Resolves when it is on disk. */
  change<T>(by: string | null, edit: Edit<T>): Promise<T> {
    if (this.#isOver) return Promise.reject(new DomainError('storage.unavailable'));
    return new Promise((resolve, reject) => {
      const made: { result?: T } = {};
      this.#edits.push({
        by,
        run: () => (made.result = this.document.change(edit)),
        done: () => resolve(made.result as T),
        failed: reject,
      });
      this.#host.wake(this);
    });
  }

  /** Applies everything that waits, and returns what must be written before `publish`. */
  gather(): Batch | null {
    if (this.#isOver) return null;
    const turn: Turn = { batch: null, corrected: false, settled: [], authors: new Set(), takenOut: [], edits: [] };
    this.#turn = turn;
    try {
      Object.assign(turn, this.#intake.apply());
      this.#runEdits(turn);
      const taken = this.document.takeBatch();
      turn.batch = taken?.batch ?? null;
      turn.corrected = (taken?.corrected ?? false) || turn.takenOut.length > 0;
      return turn.batch;
    } catch (error) {
      this.reset('restarting', error); // the document may be half changed: start again from the disk
      return null;
    }
  }

  /** The turn is on disk: acknowledge it, send it on, let newcomers in. */
  publish(): void {
    const turn = this.#turn;
    this.#turn = null;
    if (!turn || this.#isOver) return;
    if (turn.batch) this.document.committed(turn.batch);
    for (const { from, number } of turn.settled) from.settle(number);
    this.#tell(turn);
    for (const edit of turn.edits) edit.done();
    for (const ask of this.#asks.splice(0)) this.#answer(ask);
    if (turn.batch?.update) this.#host.changed(this, authorsOf(turn));
  }

  /** Gives the room up: nothing that is not on disk counts, everyone starts again from the disk. */
  reset(why: CloseReason, cause?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const edits = [...this.#edits.splice(0), ...(this.#turn?.edits ?? [])];
    this.#turn = null;
    this.#intake.clear();
    this.close(why);
    for (const edit of edits) edit.failed(new DomainError('storage.unavailable'));
    this.#host.lost(this, cause);
    this.destroy();
  }

  /** Frees everything. The room must be empty. */
  destroy(): void {
    this.#isOver = true;
    if (this.#presenceTimer) clearTimeout(this.#presenceTimer);
    this.document.doc.destroy();
  }

  #handle(from: Connection, frame: Frame): void {
    switch (frame.is) {
      case 'step1':
        return this.#ask(from, frame);
      case 'document':
        return this.#take(from, frame);
      case 'presence':
        if (frame.bytes > this.#host.limits.updateBytes) return this.#refuse(from, 'tooLarge');
        this.#presence.hear(from, this.#who(from), frame.entries);
        return this.#flushPresenceSoon();
      case 'askPresence':
        return this.#sendEveryone(from);
      case 'other':
    }
  }

  #ask(from: Connection, { clients, stateVector }: { clients: readonly number[]; stateVector: Uint8Array }): void {
    if (this.document.isOfEarlierGeneration(clients)) return this.#refuse(from, 'otherGeneration');
    if (!from.countAsk()) return this.#refuse(from, 'tooMany');
    if (from.state === 'new') from.state = 'waiting';
    const stopWaiting = from.after(this.#host.limits.joinWaitMs, () => this.#refuse(from, 'restarting'));
    const ask: Ask = { from, stateVector, stopWaiting };
    if (this.isOnDisk) return this.#answer(ask);
    this.#asks.push(ask);
    if (!this.#host.isWritable()) from.notify({ topic: 'store', writable: false });
  }

  #answer({ from, stateVector, stopWaiting }: Ask): void {
    stopWaiting();
    if (from.state === 'gone') return;
    const isFirst = from.state === 'waiting';
    from.state = 'live';
    if (isFirst && this.document.keptOff.length > 0) from.notify(this.#offNotice());
    from.send(encodeSync('step2', Y.encodeStateAsUpdate(this.document.doc, stateVector)));
    if (!isFirst) return;
    if (from.mayWrite) from.send(encodeSync('step1', Y.encodeStateVector(this.document.doc)));
    if (!this.#host.isWritable()) from.notify({ topic: 'store', writable: false });
    this.#sendEveryone(from);
  }

  #take(from: Connection, frame: { how: 'step2' | 'update'; update: Uint8Array }): void {
    if (this.#host.isOverloaded()) return this.#refuse(from, 'restarting');
    this.#intake.take(from, frame);
    this.#host.wake(this);
  }

  #runEdits(turn: Turn): void {
    for (const edit of this.#edits.splice(0)) {
      const before = this.document.changes;
      try {
        edit.run();
        turn.edits.push(edit);
      } catch (error) {
        edit.failed(error);
        if (this.document.changes > before) throw error; // half done, and only the disk knows how it was before
      }
    }
  }

  /** What is new goes to everyone who does not know it, and its senders hear that it is on disk. */
  #tell(turn: Turn): void {
    const update = turn.batch?.update ? [encodeSync('update', turn.batch.update)] : [];
    const [sole, ...others] = turn.authors;
    const knows = others.length === 0 && turn.edits.length === 0 && !turn.corrected ? sole : undefined;
    const senders = new Set(turn.settled.map(({ from }) => from));
    const offChanged = turn.batch !== null && turn.batch.keptOff.length + turn.batch.letBack.length > 0;
    for (const { from, item, field, kinds } of turn.takenOut) {
      for (const sender of from) sender.notify({ topic: 'identifier', item, field, kinds: [...kinds] });
    }
    let told = 0;
    for (const connection of this.#connections) {
      // Before the update: a page must know that what goes was taken off, and not offer to put it back.
      if (offChanged && connection.state === 'live') connection.notify(this.#offNotice());
      const news = connection.state === 'live' && connection !== knows ? update : [];
      connection.send(...news, ...(senders.has(connection) ? connection.acknowledgement() : []));
      told += news.length;
    }
    this.#host.counts.updatesOut(told);
  }

  #offNotice(): Notice {
    return { topic: 'takenOff', items: [...this.document.keptOff] };
  }

  #who(connection: Connection): Who {
    return { ...connection.visitor.who, colour: this.document.colourOf(connection.actorId) };
  }

  #sendEveryone(to: Connection): void {
    const everyone = to.state === 'live' ? this.#presence.everyone(to) : null;
    if (everyone) to.sendPresence(everyone);
  }

  #flushPresenceSoon(): void {
    if (this.#presenceTimer || this.#isOver || !this.#presence.hasNews) return;
    this.#presenceTimer = setTimeout(() => this.#flushPresence(), this.#presencePause);
  }

  #flushPresence(): void {
    this.#presenceTimer = null;
    const began = performance.now();
    const frameFor = this.#presence.flush();
    for (const connection of this.#connections) {
      if (connection.state !== 'live') continue;
      const frame = connection.missedPresence ? this.#presence.everyone(connection) : frameFor(connection);
      if (frame) connection.sendPresence(frame);
    }
    this.#presencePause = Math.max(PRESENCE_DELAY_MS, pauseAfter(performance.now() - began));
  }

  #refuse(connection: Connection, why: CloseReason): void {
    this.leave(connection);
    connection.refuse(why);
  }
}

function authorsOf({ authors, edits }: Turn): string[] {
  const actors = [...[...authors].map((author) => author.actorId), ...edits.flatMap((edit) => edit.by ?? [])];
  return [...new Set(actors)];
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
