import { WebSocket as ProgramSocket } from 'ws';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Clock } from '../../src/lib/sync/clock.ts';
import { LiveDocument } from '../../src/lib/sync/liveDocument.svelte.ts';
import type { Ask } from '../../src/lib/sync/transports/lineRequests.ts';
import type { Tabs } from '../../src/lib/sync/transports/tabMessages.ts';
import { Transport } from '../../src/lib/sync/transports/transport.ts';
import type { NetworkNote, NoteStore } from '../../src/lib/sync/transports/transportMemory.ts';
import { NOTES_KEY } from '../../src/lib/sync/transports/transportMemory.ts';
import { BOARD } from './syncWorld.ts';

export const NETWORK = 'school';

/** A browser's storage in memory. */
export class Notes implements NoteStore {
  #kept = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }

  /** What is known of the network the tests are on. */
  get note(): NetworkNote | undefined {
    return (JSON.parse(this.getItem(NOTES_KEY) ?? '{}') as Record<string, NetworkNote>)[NETWORK];
  }

  /** A browser that knows that websockets do not get through here. */
  static ofBlocked(triedAt: number): Notes {
    const notes = new Notes();
    notes.setItem(NOTES_KEY, JSON.stringify({ [NETWORK]: { triedAt, heldBackAt: null } }));
    return notes;
  }
}

export interface TransportPageOptions {
  who: string;
  /** `http://host:port` of the server, or of what is between. */
  origin: string;
  clock: Clock;
  store: NoteStore;
  tabs?: Tabs | null;
  /** Stands between the page and its requests. */
  around?: (ask: Ask) => Ask;
}

/** A page with a board open, whose connections go over whatever gets through. */
export class TransportPage {
  readonly live: LiveDocument;
  readonly board: BoardDoc;
  /** Method and address of every request so far. */
  readonly asked: string[] = [];
  /** Every websocket so far, with those that only try whether one lives. */
  readonly webSockets: ProgramSocket[] = [];
  readonly transport: Transport;
  #who: string;

  constructor({ who, origin, clock, store, tabs = null, around = (ask) => ask }: TransportPageOptions) {
    this.#who = who;
    const cookie = `who=${who}`;
    const ask = around((address, init) => fetch(address, { ...init, headers: { cookie } }));
    this.transport = new Transport({
      origin,
      network: NETWORK,
      clock,
      store,
      tabs,
      ask: (address, init) => {
        this.asked.push(`${init.method ?? 'GET'} ${address.slice(origin.length)}`);
        return ask(address, init);
      },
      openWebSocket: (url, protocols) => {
        const socket = new ProgramSocket(url, protocols, { headers: { cookie } });
        this.webSockets.push(socket);
        return socket as unknown as WebSocket;
      },
    });
    this.live = new LiveDocument({
      room: { kind: 'board', id: BOARD },
      me: who,
      keepCopy: false,
      clock,
      socketUrl: `${origin.replace('http:', 'ws:')}/sync`,
      openSocket: this.transport.open,
    });
    this.board = new BoardDoc(this.live.doc);
  }

  get isSaved(): boolean {
    return this.live.status.is === 'saved';
  }

  /** What the one card says. */
  get text(): string {
    return this.board.textAt({ item: 'hub', field: 'text' });
  }

  /** How often a line was opened. */
  get lines(): number {
    return this.asked.filter((asked) => asked === 'POST /sync-http/lines').length;
  }

  /** How a line was read, in order. */
  get reads(): string[] {
    return this.asked.flatMap((asked) => /how=(\w+)/.exec(asked)?.[1] ?? []);
  }

  write(text: string): void {
    const at = this.text.length;
    this.board.editText({ item: 'hub', field: 'text' }, { at, remove: 0, insert: text }, { by: this.#who });
  }

  close(): void {
    this.live.close();
    this.transport.close();
  }
}
