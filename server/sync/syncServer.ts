import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { nanoid } from 'nanoid';
import type { SharedDocument } from '../../src/lib/domain/boards/sharedDocument.ts';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import { closeCodes } from '../../src/lib/protocol/closeCodes.ts';
import type { DocumentName, Documents, DoorCall, Edit, PresentActor } from '../documents/documents.ts';
import type { EventBus } from '../events/events.ts';
import type { Log } from '../log/log.ts';
import type { SyncCounts } from '../metrics/metrics.ts';
import { UNCOUNTED } from '../metrics/metrics.ts';
import type { Door, Visitor } from './admit.ts';
import { readCall } from './admit.ts';
import { Backlog } from './backlog.ts';
import { ChangeAnnouncer } from './changeAnnouncer.ts';
import { Connection } from './connection.ts';
import { DocumentDesk } from './documentDesk.ts';
import { KEEP_ALIVE_FRAME } from './encode.ts';
import type { Limits } from './limits.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { listenForAccess } from './listenForAccess.ts';
import type { DocumentStore } from './persistence/documentStore.ts';
import { Reception } from './reception.ts';
import { Rooms } from './rooms.ts';
import { Ticker } from './tick.ts';
import type { Caller, Channel } from './transports/channel.ts';
import { HttpTransport } from './transports/httpTransport.ts';
import { WebSocketTransport } from './transports/webSocketTransport.ts';

export interface SyncServerOptions {
  store: DocumentStore;
  door: Door;
  events: EventBus;
  log: Log;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Whether the request comes from our own pages. Asked only when it names an Origin: programs name none. */
  isOwnOrigin: (request: IncomingMessage) => boolean;
  /** What every answer says, also one that refuses an upgrade. */
  answerHeaders?: readonly (readonly [name: string, value: string])[];
  limits?: Partial<Limits>;
  counts?: SyncCounts;
}

/** Serves documents to pages over WebSockets or plain HTTP, and to services through the `Documents` port. */
export class SyncServer implements Documents {
  #store: DocumentStore;
  #options: SyncServerOptions;
  #limits: Limits;
  #webSockets: WebSocketTransport;
  #http: HttpTransport;
  #channels = new Set<Channel>();
  #connections = new Set<Connection>();
  #rooms: Rooms;
  #ticker: Ticker;
  #backlog: Backlog;
  #announcer: ChangeAnnouncer;
  #reception: Reception;
  #desk: DocumentDesk;
  #keepAlive: NodeJS.Timeout;
  #stopListening: () => void;
  #counts: SyncCounts;
  #stopCounting: () => void;
  #closing: Promise<void> | null = null;

  constructor(options: SyncServerOptions) {
    const { store, events, log, clock, door } = options;
    this.#options = options;
    this.#store = store;
    this.#counts = options.counts ?? UNCOUNTED;
    const counts = this.#counts;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    const limits = this.#limits;
    this.#backlog = new Backlog(limits.queuedBytesInAll);
    this.#announcer = new ChangeAnnouncer((news) => events.emit('document.changed', news));
    this.#ticker = new Ticker({ store, limits, counts, onWritable: (writable) => this.#tellWritable(writable) });
    this.#rooms = new Rooms({
      store,
      log,
      limits,
      host: {
        limits,
        clock,
        counts,
        wake: (room) => this.#ticker.wake(room),
        isWritable: () => this.#ticker.isWritable,
        isOverloaded: () => this.#backlog.isFull,
        changed: (room, actorIds) => {
          this.#announcer.changed(room.document.name, actorIds);
          if (room.document.wantsFold) this.#desk.foldQuietly(room);
        },
      },
    });
    const { isOwnOrigin, answerHeaders = [] } = options;
    const receive = (caller: Caller) => void this.#seat(caller);
    this.#webSockets = new WebSocketTransport({ limits, isOwnOrigin, receive, answerHeaders });
    const worked = (milliseconds: number) => this.#ticker.worked(milliseconds);
    this.#http = new HttpTransport({ limits, isOwnOrigin, receive, door, log, clock, worked });
    this.#desk = new DocumentDesk({ store, rooms: this.#rooms, ticker: this.#ticker, limits, log, clock });
    this.#reception = new Reception({
      ...{ door, rooms: this.#rooms, limits, log },
      begin: (sheet) => this.#desk.begin(sheet),
    });
    this.#stopListening = listenForAccess(events, {
      rooms: this.#rooms,
      lastWordsMs: limits.lastWordsMs,
      sendToDoor: (whom) => this.sendToDoor(whom),
      judgeAgain: () => this.#reception.judgeAgain(),
    });
    this.#stopCounting = counts.watch(() => ({ rooms: this.#rooms.all().length, people: this.#connections.size }));
    this.#keepAlive = setInterval(() => {
      for (const connection of this.#connections) connection.probe(KEEP_ALIVE_FRAME);
    }, limits.keepAliveMs).unref();
  }

  /** Whether the address of an upgrade is ours. */
  serves(request: IncomingMessage): boolean {
    return readCall(request.url) !== null;
  }

  /** Takes over an upgrade. The caller must not touch the socket any more. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#webSockets.handleUpgrade(request, socket, head);
  }

  /** Answers a request for the same messages over plain HTTP. False when the request is not for us. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    return this.#http.handle(request, response);
  }

  /** Whether the disk takes writes, as far as is known. */
  writable(): boolean {
    return this.#ticker.isWritable;
  }

  /** Tries whether the disk takes writes, by writing. */
  async canWrite(): Promise<boolean> {
    if (!this.#ticker.isWritable) return false;
    return this.#store.tryWrite().then(
      () => true,
      () => false,
    );
  }

  create(name: DocumentName, seed: (doc: SharedDocument) => void): Promise<void> {
    return this.#desk.create(name, seed);
  }

  exists(name: DocumentName): Promise<boolean> {
    return this.#store.exists(name);
  }

  begin(sheet: DocumentName): Promise<void> {
    return this.#desk.begin(sheet);
  }

  named(beginning: string): Promise<DocumentName[]> {
    return this.#store.names(beginning);
  }

  forget(names: readonly DocumentName[], hasMore: (doc: SharedDocument) => boolean): Promise<void> {
    return this.#desk.forget(names, hasMore);
  }

  read<T>(name: DocumentName, look: (doc: SharedDocument) => T): Promise<T> {
    return this.#desk.read(name, look);
  }

  change<T>(name: DocumentName, by: { actorId: string | null }, edit: Edit<T>): Promise<T> {
    return this.#desk.change(name, by, edit);
  }

  compact(name: DocumentName): Promise<void> {
    return this.#desk.compact(name);
  }

  rebuild(name: DocumentName): Promise<number> {
    return this.#desk.rebuild(name);
  }

  lighten(): Promise<number> {
    return this.#desk.lighten();
  }

  peopleIn(names: readonly DocumentName[]): Map<DocumentName, PresentActor[]> {
    const found = names.map((name) => [name, this.#rooms.get(name)?.people() ?? []] as const);
    return new Map(found.filter(([, people]) => people.length > 0));
  }

  sendToDoor(whom: DoorCall): void {
    if (!Object.values(whom).some((part) => part !== undefined))
      throw new Error('a call to the door must name someone');
    this.#reception.judgeAgain();
    for (const room of this.#rooms.all()) {
      room.dismiss((connection) => isMeant(connection, { whom, name: room.document.name }), 'accessChanged');
    }
  }

  /** Writes what waits, sends everyone away so that they come back later, and closes the store. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #seat(caller: Caller): Promise<void> {
    const { channel } = caller;
    this.#channels.add(channel);
    void channel.closed.then(() => this.#channels.delete(channel));
    const seat = await this.#reception.receive(caller);
    const why = this.#closing ? 'restarting' : seat.is === 'out' ? seat.why : null;
    if (why !== null || seat.is === 'out') {
      if (seat.is === 'in') seat.hold.release();
      return this.#turnAway(channel, why ?? 'restarting');
    }
    const { visitor, hold } = seat;
    const connection = this.#connectionFor(channel, visitor);
    const document = hold.room.document.name;
    this.#options.log.debug({ connection: connection.id, document, role: visitor.role }, 'a connection was let in');
    channel.listen({
      // What comes after the shutdown began is not taken in, so that the shutdown ends; the page sends it again.
      message: (bytes) => !this.#closing && hold.room.hear(connection, bytes),
      alive: () => connection.heard(),
    });
    void channel.closed.then(() => {
      hold.room.leave(connection);
      this.#connections.delete(connection);
      hold.release();
      if (!this.#closing) this.#options.events.emit('people.changed', { name: document, joined: null });
      this.#options.log.debug({ connection: connection.id }, 'a connection is over');
    });
    if (channel.state === 'open') {
      hold.room.join(connection);
      this.#options.events.emit('people.changed', { name: document, joined: connection.actorId });
    }
    channel.resume();
  }

  #connectionFor(channel: Channel, visitor: Visitor): Connection {
    const { clock, log } = this.#options;
    const common = { limits: this.#limits, backlog: this.#backlog, counts: this.#counts, clock, log };
    const connection = new Connection({ ...common, id: nanoid(10), channel, visitor });
    this.#connections.add(connection);
    return connection;
  }

  #turnAway(channel: Channel, why: CloseReason): void {
    this.#counts.refused(closeCodes[why]);
    this.#options.log.debug({ why }, 'a caller was turned away');
    channel.close(closeCodes[why], why);
  }

  #tellWritable(writable: boolean): void {
    const { log, events } = this.#options;
    if (writable) log.info({}, 'the document log can be written again');
    else log.error({}, 'the document log cannot be written; nothing is acknowledged until it can');
    events.emit('store.writable', { writable });
    for (const connection of this.#connections) {
      if (connection.state !== 'new') connection.notify({ topic: 'store', writable });
    }
  }

  async #close(): Promise<void> {
    this.#stopListening();
    clearInterval(this.#keepAlive);
    this.#stopCounting();
    await this.#ticker.stop();
    for (const room of this.#rooms.all()) {
      if (room.isSettled) room.close('restarting');
      else room.reset('restarting'); // the disk refused to the end
    }
    for (const channel of this.#channels)
      if (channel.state === 'open') channel.close(closeCodes.restarting, 'restarting');
    await Promise.all([...this.#channels].map(({ closed }) => closed));
    await this.#http.close();
    this.#announcer.close();
    await this.#desk.foldBeforeClosing();
    this.#rooms.close();
    await this.#store.close();
  }
}

function isMeant(connection: Connection, { whom, name }: { whom: DoorCall; name: DocumentName }): boolean {
  const { visitor, actorId } = connection;
  if (whom.personId !== undefined && whom.personId !== actorId) return false;
  if (whom.signInId !== undefined && whom.signInId !== visitor.signInId) return false;
  const isOnBoard = whom.document === `board/${visitor.board.id}`; // private cards are part of their board
  if (whom.document !== undefined && whom.document !== name && !isOnBoard) return false;
  return whom.partnershipId === undefined || whom.partnershipId === visitor.board.partnershipId;
}
