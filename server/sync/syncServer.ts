import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { SharedDocument } from '../../src/lib/domain/boards/sharedDocument.ts';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import { closeCodes } from '../../src/lib/protocol/closeCodes.ts';
import { SUBPROTOCOL } from '../../src/lib/protocol/version.ts';
import type { DocumentName, Documents, DoorCall, PresentActor } from '../documents/documents.ts';
import type { EventBus } from '../events/events.ts';
import type { Log } from '../log/log.ts';
import type { Call, Door } from './admit.ts';
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
import { SyncSocket } from './syncSocket.ts';
import { Ticker } from './tick.ts';

export interface SyncServerOptions {
  store: DocumentStore;
  door: Door;
  events: EventBus;
  log: Log;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Whether the request comes from our own pages. Asked only when it names an Origin: programs name none. */
  isOwnOrigin: (request: IncomingMessage) => boolean;
  limits?: Partial<Limits>;
}

/** Frames may be this much longer than the largest update in them. */
const FRAME_OVERHEAD_BYTES = 65_536;

/** Serves documents to pages over WebSockets, and to services through the `Documents` port. */
export class SyncServer implements Documents {
  #store: DocumentStore;
  #options: SyncServerOptions;
  #limits: Limits;
  #sockets: WebSocketServer;
  #connections = new Set<Connection>();
  #rooms: Rooms;
  #ticker: Ticker;
  #backlog: Backlog;
  #announcer: ChangeAnnouncer;
  #reception: Reception;
  #desk: DocumentDesk;
  #keepAlive: NodeJS.Timeout;
  #stopListening: () => void;
  #closing: Promise<void> | null = null;

  constructor(options: SyncServerOptions) {
    const { store, events, log, clock, door } = options;
    this.#options = options;
    this.#store = store;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    const limits = this.#limits;
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: limits.joinBytes + FRAME_OVERHEAD_BYTES,
      handleProtocols: (offered) => offered.has(SUBPROTOCOL) && SUBPROTOCOL,
      WebSocket: SyncSocket,
    });
    this.#backlog = new Backlog(limits.queuedBytesInAll);
    this.#announcer = new ChangeAnnouncer((news) => events.emit('document.changed', news));
    this.#ticker = new Ticker({ store, limits, clock, onWritable: (writable) => this.#tellWritable(writable) });
    this.#rooms = new Rooms({
      store,
      log,
      limits,
      host: {
        limits,
        clock,
        wake: (room) => this.#ticker.wake(room),
        isWritable: () => this.#ticker.isWritable,
        isOverloaded: () => this.#backlog.isFull,
        changed: (room, actorIds) => {
          this.#announcer.changed(room.document.name, actorIds);
          if (room.document.wantsFold) this.#desk.foldQuietly(room);
        },
      },
    });
    this.#reception = new Reception({ door, rooms: this.#rooms, limits, log });
    this.#desk = new DocumentDesk({ store, rooms: this.#rooms, ticker: this.#ticker, limits, log, clock });
    this.#stopListening = listenForAccess(events, { rooms: this.#rooms, sendToDoor: (whom) => this.sendToDoor(whom) });
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
    socket.on('error', () => socket.destroy());
    const call = readCall(request.url);
    const isForeign = request.headers.origin !== undefined && !this.#options.isOwnOrigin(request);
    if (!call || isForeign) {
      socket.end(
        `HTTP/1.1 ${call ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => undefined); // the close that follows says what to do
      webSocket.pause(); // what arrives while we judge waits in the network
      void this.#seat(webSocket, { call, cookie: request.headers.cookie });
    });
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

  read<T>(name: DocumentName, look: (doc: SharedDocument) => T): Promise<T> {
    return this.#desk.read(name, look);
  }

  change<T>(name: DocumentName, by: { actorId: string | null }, edit: (doc: SharedDocument) => T): Promise<T> {
    return this.#desk.change(name, by, edit);
  }

  compact(name: DocumentName): Promise<void> {
    return this.#desk.compact(name);
  }

  rebuild(name: DocumentName): Promise<number> {
    return this.#desk.rebuild(name);
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

  async #seat(socket: WebSocket, caller: { call: Call; cookie: string | undefined }): Promise<void> {
    const seat = await this.#reception.receive(caller);
    const why = this.#closing ? 'restarting' : seat.is === 'out' ? seat.why : null;
    if (why !== null || seat.is === 'out') {
      if (seat.is === 'in') seat.hold.release();
      return this.#turnAway(socket, why ?? 'restarting');
    }
    const { hold, visitor } = seat;
    const { clock } = this.#options;
    const connection = new Connection({ socket, visitor, limits: this.#limits, backlog: this.#backlog, clock });
    this.#connections.add(connection);
    socket.on('message', (data: Buffer, isBinary) => {
      // What comes after the shutdown began is not taken in, so that the shutdown ends; the page sends it again.
      if (!this.#closing) hold.room.hear(connection, isBinary ? data : new Uint8Array());
    });
    const gone = () => {
      hold.room.leave(connection);
      this.#connections.delete(connection);
      hold.release();
    };
    socket.on('close', gone);
    if (socket.readyState === socket.CLOSED) return gone();
    if (socket.readyState === socket.OPEN) hold.room.join(connection);
    socket.resume();
  }

  #turnAway(socket: WebSocket, why: CloseReason): void {
    socket.resume();
    socket.close(closeCodes[why], why);
    setTimeout(() => socket.terminate(), this.#limits.closeMs).unref();
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
    await this.#ticker.stop();
    for (const room of this.#rooms.all()) {
      if (room.isSettled) room.close('restarting');
      else room.reset('restarting'); // the disk refused to the end
    }
    for (const socket of this.#sockets.clients)
      if (socket.readyState === socket.OPEN) this.#turnAway(socket, 'restarting');
    await allClosed(this.#sockets.clients, this.#limits.closeMs);
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
  if (whom.document !== undefined && whom.document !== name) return false;
  return whom.partnershipId === undefined || whom.partnershipId === visitor.board.partnershipId;
}

/** Resolves when the sockets are closed, cutting off those that take too long. */
async function allClosed(sockets: ReadonlySet<WebSocket>, milliseconds: number): Promise<void> {
  const open = [...sockets];
  const timer = setTimeout(() => open.forEach((socket) => socket.terminate()), milliseconds);
  const closed = open.map((socket) =>
    socket.readyState === socket.CLOSED ? null : new Promise((done) => socket.once('close', done)),
  );
  await Promise.all(closed);
  clearTimeout(timer);
}
