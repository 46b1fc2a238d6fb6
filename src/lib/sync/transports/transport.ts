import { HTTP_LINES } from '$lib/protocol/httpLine';
import type { Clock } from '../clock';
import { wallClock } from '../clock';
import type { OpenSocket } from '../syncSocket';
import { HttpSocket } from './httpSocket';
import type { LineServer } from './httpLine';
import type { Line } from './line';
import type { Ask } from './lineRequests';
import { within } from './lineRequests';
import { OwnLine } from './ownLine';
import { SharedLine } from './sharedLine';
import { staysOpen } from './staysOpen';
import type { Tabs } from './tabMessages';
import { browserTabs } from './tabMessages';
import { TransportChoice } from './transportChoice';
import type { NoteStore } from './transportMemory';
import { browserStorage, TransportMemory } from './transportMemory';
import { Upgrade } from './upgrade';
import { WatchedWebSocket } from './watchedWebSocket';

/** A server that answers, answers a plain request this soon. */
const ANSWER_MS = 3_000;

export interface TransportOptions {
  /** The server's address without a path, such as `https://throughline.example`. */
  origin: string;
  /** What the server calls the network this page is on: what gets through is remembered for each. */
  network: string;
  clock?: Clock;
  ask?: Ask;
  openWebSocket?: OpenSocket;
  /** Null: this tab shares its line with no other. */
  tabs?: Tabs | null;
  store?: NoteStore | null;
}

interface LeavableLine extends Line {
  tryNow(): void;
  leave(): void;
}

/**
 * What connections of this page go over: websockets, or plain HTTP where those do not get through. Whoever opens a
 * socket here need not know which it is. Make it in the browser only, and close it when the page goes.
 */
export class Transport {
  #clock: Clock;
  #server: LineServer;
  #openWebSocket: OpenSocket;
  #choice: TransportChoice;
  #upgrade: Upgrade;
  #line: LeavableLine;
  #stopListening: () => void;

  constructor(options: TransportOptions) {
    const { origin, network, clock = wallClock, tabs = browserTabs(), store = browserStorage() } = options;
    const server = { origin, ask: options.ask ?? ((address, init) => fetch(address, init)) };
    const openWebSocket = options.openWebSocket ?? ((url, protocols) => new WebSocket(url, protocols));
    const memory = new TransportMemory(store, { network, now: () => clock.now() });
    const check = { url: `${origin.replace(/^http/, 'ws')}/sync/check`, clock, open: openWebSocket };
    const ownLine = (idle?: () => void) => new OwnLine({ server, clock, memory, idle });
    this.#clock = clock;
    this.#server = server;
    this.#openWebSocket = openWebSocket;
    this.#choice = new TransportChoice({ clock, memory, serverAnswers: () => this.#serverAnswers() });
    this.#upgrade = new Upgrade({ clock, memory, websocketLives: () => staysOpen(check) });
    this.#line = tabs ? new SharedLine({ clock, tabs, ownLine }) : ownLine();
    this.#stopListening = this.#listen();
  }

  /** Give this to a `LiveDocument`. */
  readonly open: OpenSocket = (url, protocols) => {
    const socket = this.#choice.next === 'websocket' ? this.#watched(url, protocols) : this.#overHttp(url, protocols);
    return socket as unknown as WebSocket; // as much of one as is used
  };

  close(): void {
    this.#stopListening();
    this.#upgrade.stop();
    this.#line.leave();
  }

  #watched(url: string, protocols: string[]): WatchedWebSocket {
    return new WatchedWebSocket(this.#openWebSocket(url, protocols), { clock: this.#clock, choice: this.#choice });
  }

  #overHttp(url: string, protocols: string[]): HttpSocket {
    const socket = new HttpSocket(url, protocols, {
      line: this.#line,
      clock: this.#clock,
      settled: (isOpen) => (isOpen ? this.#choice.httpOpened() : this.#choice.httpMissed()),
      over: (closed) => this.#upgrade.closed(closed),
    });
    this.#upgrade.opened(socket);
    return socket;
  }

  /** Whether plain requests get through, and the server itself answers: it knows no such line. */
  async #serverAnswers(): Promise<boolean> {
    const { origin, ask } = this.#server;
    const address = `${origin}${HTTP_LINES}/none/down?after=0&how=poll`;
    const init = { cache: 'no-store', redirect: 'error' } as const;
    try {
      return await within(
        this.#clock,
        ANSWER_MS,
        async (signal) => (await ask(address, { ...init, signal })).status === 404,
      );
    } catch {
      return false;
    }
  }

  /** The page's going is heard in the bubbling phase: by then its documents have sent what they gathered. */
  #listen(): () => void {
    if (typeof window === 'undefined') return () => undefined;
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('pagehide', () => this.#line.leave(), { signal });
    window.addEventListener('storage', () => this.#upgrade.lookAgain(), { signal });
    const online = () => {
      this.#line.tryNow();
      this.#upgrade.tryNow();
    };
    window.addEventListener('online', online, { signal });
    return () => stop.abort();
  }
}
