import { WebsocketProvider } from 'y-websocket';
import type { Awareness } from 'y-protocols/awareness';
import type { SharedDocument } from '$lib/domain/boards/sharedDocument';
import { closeCodes } from '$lib/protocol/closeCodes';
import type { RoomAddress } from '$lib/protocol/rooms';
import { roomName } from '$lib/protocol/rooms';
import { SUBPROTOCOL } from '$lib/protocol/version';
import type { Clock } from './clock';
import { hasNetwork, isPageHidden, listenToPage } from './pageEvents';
import { Reachability } from './reachability';
import type { OpenSocket, SocketEvents, SyncSocket } from './syncSocket';
import { socketClass } from './syncSocket';
import type { EndReason } from './syncStatus';

/** Longest wait between two attempts to connect. */
const MAX_WAIT_MS = 5_000;
const FIRST_WAIT_MS = 200;

/** Codes that end a document for this page, and what each means. */
const endings: Readonly<Record<number, EndReason>> = {
  [closeCodes.badMessage]: 'badMessage',
  [closeCodes.signIn]: 'signIn',
  [closeCodes.noAccess]: 'noAccess',
  [closeCodes.noSuchDocument]: 'noSuchDocument',
  [closeCodes.otherGeneration]: 'otherGeneration',
  [closeCodes.tooLarge]: 'tooLarge',
  [closeCodes.pageTooOld]: 'pageTooOld',
};

/** What a connection tells and asks of the document it serves. */
export interface ConnectionEvents extends Pick<SocketEvents, 'hello' | 'notice' | 'saved' | 'cover' | 'sent'> {
  /** A new connection is open. */
  opened(): void;
  /** The open connection is gone. */
  lost(): void;
  /** The server's whole document has arrived. */
  synced(): void;
  offline(offline: boolean): void;
  /** The page is hidden or going. */
  leaving(): void;
  ended(why: EndReason): void;
}

interface ConnectionOptions {
  doc: SharedDocument;
  awareness: Awareness;
  room: RoomAddress;
  socketUrl: string;
  openSocket: OpenSocket;
  clock: Clock;
  events: ConnectionEvents;
}

/** One document's line to the server: the provider, its sockets, coming back after a break, and knowing when one is offline. */
export class Connection {
  #provider: WebsocketProvider;
  #socket: SyncSocket | null = null;
  #events: ConnectionEvents;
  #reach: Reachability;
  #clock: Clock;
  #stopListening: () => void;

  constructor({ doc, awareness, room, socketUrl, openSocket, clock, events }: ConnectionOptions) {
    this.#events = events;
    this.#clock = clock;
    this.#reach = new Reachability(clock, (offline) => events.offline(offline));
    this.#provider = new WebsocketProvider(socketUrl, roomName(room), doc, {
      awareness,
      connect: false,
      protocols: [SUBPROTOCOL],
      disableBc: true, // tabs of one browser would go past the server, and past its acknowledgement
      WebSocketPolyfill: socketClass({ clock, open: openSocket, events: this.#socketEvents() }),
    });
    this.#provider.on('sync', (synced) => synced && events.synced());
    this.#provider.on('connection-close', () => this.#lost());
    this.#provider.on('closed', ({ code }) => this.#ended(endings[code] ?? 'badMessage'));
    this.#stopListening = listenToPage({
      leaving: () => this.#leave(),
      online: () => this.tryNow(),
      offline: () => this.#reach.unplugged(),
    });
  }

  /** Whether the provider has been told to connect, so that it sends what changes. */
  get started(): boolean {
    return this.#provider.shouldConnect;
  }

  /** Whether a document update came from the server. */
  made(origin: unknown): boolean {
    return origin === this.#provider;
  }

  /** Goes online, saying which generation this page holds if it holds one. */
  start(generation: number | null): void {
    this.keepGeneration(generation);
    this.#reach.opening();
    if (!hasNetwork()) this.#reach.unplugged();
    this.#provider.connect();
  }

  /** The generation every later connection names. */
  keepGeneration(generation: number | null): void {
    this.#provider.params = generation === null ? {} : { generation: String(generation) };
  }

  /** Connects at once, in place of a connection that may be dead. Does nothing before the start or after the end. */
  tryNow(): void {
    if (!this.started) return;
    this.#provider.disconnect();
    this.#provider.wsUnsuccessfulReconnects = 0;
    this.#provider.connect();
  }

  close(): void {
    this.#stopListening();
    this.#reach.stop();
    this.#provider.destroy();
  }

  #socketEvents(): SocketEvents {
    const { hello, notice, saved, cover, sent } = this.#events;
    return {
      hello,
      notice,
      saved,
      cover,
      sent,
      opened: (socket) => this.#opened(socket),
      heard: () => this.#reach.heard(),
      tooLarge: () => void this.#clock.after(0, () => this.tryNow()),
      inHurry: isPageHidden,
    };
  }

  #opened(socket: SyncSocket): void {
    this.#socket = socket;
    this.#events.opened();
  }

  #lost(): void {
    this.#socket = null;
    this.#provider.maxBackoffTime = waitBeforeAttempt(this.#provider.wsUnsuccessfulReconnects);
    this.#reach.lost();
    this.#events.lost();
  }

  #ended(why: EndReason): void {
    this.#reach.stop();
    this.#events.ended(why);
  }

  /** A page that goes may come back from the browser's cache, so it only stops waiting. */
  #leave(): void {
    this.#socket?.flush();
    this.#events.leaving();
  }
}

/** Doubles with each failure, and differs between pages, so that a hall does not knock on a new server all at once. */
function waitBeforeAttempt(failures: number): number {
  const longest = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return longest * (0.5 + Math.random() / 2);
}
