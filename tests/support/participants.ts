import { WebSocket as ProgramSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { LiveDocument } from '../../src/lib/sync/liveDocument.svelte.ts';
import type { BadLine } from './badLine.ts';
import { captureUpdate, RawClient } from './syncClients.ts';
import { BOARD, DOCUMENT } from './syncWorld.ts';

/** Somebody on a board over a bad line. What they write carries labels, and they know which of it was promised. */
export interface Participant {
  readonly name: string;
  readonly line: BadLine;
  readonly doc: Y.Doc;
  /** Labels of edits that were acknowledged to this participant as being on disk. */
  promised(): readonly string[];
  /** One edit under a label. */
  write(label: string, change: (doc: Y.Doc) => void): void;
  point(at: readonly [number, number]): void;
  /** Whose presence they see, themselves left out. Null for those that do not show it. */
  seen(): readonly string[] | null;
  /** Connects anew at once, as a page does when the network is back. */
  comeBack(): void;
  /** The page is closed and opened again with the copy it had, unsent edits and all. */
  reopen(): void;
  readonly isConnected: boolean;
  /** Knows of nothing that is not on disk. */
  readonly isSettled: boolean;
  /** Why it gave up for good, which it never should. */
  readonly ended: string | null;
  /** How it stands with them, for whoever looks into a failure. */
  readonly state: string;
  leave(): void;
}

const OWN = 'own';
/** Pages wait for people; here nobody looks, so their time runs this much faster. */
const HASTE = 10;
const hastyClock = {
  now: () => performance.now() * HASTE,
  after(milliseconds: number, run: () => void) {
    const timer = setTimeout(run, milliseconds / HASTE);
    return () => clearTimeout(timer);
  },
};

interface Place {
  name: string;
  line: BadLine;
}

const cookieOf = (name: string) => ({ headers: { cookie: `who=${name}` } });

/** The browser's own end of sync. */
export class PageParticipant implements Participant {
  readonly name: string;
  readonly line: BadLine;
  #live: LiveDocument;
  #written: string[][] = [];
  #writing: string[] = [];
  /** What earlier pages of the same participant were promised. */
  #kept: string[] = [];

  constructor({ name, line }: Place) {
    this.name = name;
    this.line = line;
    this.#live = this.#open();
  }

  get doc(): Y.Doc {
    return this.#live.doc;
  }

  get isConnected(): boolean {
    return !['offline', 'ended', 'opening'].includes(this.#live.status.is) && !this.line.isFrozen;
  }

  get isSettled(): boolean {
    return this.#live.status.is === 'saved';
  }

  get ended(): string | null {
    const { status } = this.#live;
    return status.is === 'ended' ? status.why : null;
  }

  get state(): string {
    return JSON.stringify(this.#live.status);
  }

  promised(): readonly string[] {
    const { status } = this.#live;
    const unsent = 'count' in status ? status.count : status.is === 'saved' ? 0 : this.#written.length;
    return [...this.#kept, ...this.#written.slice(0, Math.max(0, this.#written.length - unsent)).flat()];
  }

  write(label: string, change: (doc: Y.Doc) => void): void {
    this.#writing = [label];
    this.doc.transact(() => change(this.doc), OWN);
  }

  point(at: readonly [number, number]): void {
    this.#live.present({ cursor: [...at] });
  }

  seen(): readonly string[] {
    return this.#live.others.map(({ who }) => who.id).sort();
  }

  comeBack(): void {
    this.#live.tryNow();
  }

  reopen(): void {
    this.#kept = [...this.promised()];
    this.#writing = this.#written.flat();
    this.#written = [];
    const copy = Y.encodeStateAsUpdate(this.doc);
    this.#live.close();
    this.#live = this.#open();
    Y.applyUpdate(this.doc, copy, OWN);
  }

  leave(): void {
    this.#live.close();
  }

  #open(): LiveDocument {
    const live = new LiveDocument({
      room: { kind: 'board', id: BOARD },
      me: this.name,
      keepCopy: false,
      socketUrl: this.line.url,
      clock: hastyClock,
      openSocket: (url, protocols) => new ProgramSocket(url, protocols, cookieOf(this.name)) as unknown as WebSocket,
    });
    live.doc.on('update', (_: Uint8Array, origin: unknown) => origin === OWN && this.#written.push(this.#writing));
    return live;
  }
}

/** Another program, with the unchanged y-websocket client. Nobody promises it anything. */
export class StockParticipant implements Participant {
  readonly name: string;
  readonly line: BadLine;
  readonly doc = new Y.Doc();
  #provider: WebsocketProvider;
  #ended: number | null = null;

  constructor({ name, line }: Place) {
    this.name = name;
    this.line = line;
    this.#provider = this.#open();
  }

  get isConnected(): boolean {
    return this.#provider.wsconnected && !this.line.isFrozen;
  }

  get isSettled(): boolean {
    return this.#provider.synced;
  }

  get ended(): string | null {
    return this.#ended === null ? null : String(this.#ended);
  }

  get state(): string {
    const { wsconnected, synced } = this.#provider;
    return JSON.stringify({ wsconnected, synced });
  }

  promised(): readonly string[] {
    return [];
  }

  write(_label: string, change: (doc: Y.Doc) => void): void {
    this.doc.transact(() => change(this.doc), OWN);
  }

  point(at: readonly [number, number]): void {
    this.#provider.awareness.setLocalState({ cursor: at });
  }

  seen(): readonly string[] {
    const others = [...this.#provider.awareness.getStates()].filter(([client]) => client !== this.doc.clientID);
    return others.map(([, state]) => String((state['who'] as { id: string } | undefined)?.id)).sort();
  }

  comeBack(): void {
    this.#provider.disconnect();
    this.#provider.connect();
  }

  reopen(): void {
    this.#provider.destroy();
    this.#provider = this.#open();
  }

  leave(): void {
    this.#provider.destroy();
    this.doc.destroy();
  }

  #open(): WebsocketProvider {
    const { name } = this;
    class WithCookie extends ProgramSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols ?? [], cookieOf(name));
      }
    }
    const provider = new WebsocketProvider(this.line.url, DOCUMENT, this.doc, {
      WebSocketPolyfill: WithCookie as never,
      disableBc: true,
      maxBackoffTime: 50,
    });
    provider.on('closed', ({ code }) => (this.#ended = code));
    return provider;
  }
}

/** A program that counts acknowledgements itself: frame by frame, as the wire has it. */
export class RawParticipant implements Participant {
  readonly name: string;
  readonly line: BadLine;
  readonly doc = new Y.Doc();
  #client: RawClient;
  /** Labels under way, in the order of writing. */
  #open: string[] = [];
  #done: string[] = [];
  /** What each frame of this connection covers: so many labels of `#open`, counted when it was sent. */
  #frames: string[][] = [];
  #settledFrames = 0;
  #answered = false;
  #at: readonly [number, number] | null = null;
  #hasLeft = false;
  #ended: string | null = null;
  #over: 'websocket' | 'http';

  constructor({ name, line }: Place, over: 'websocket' | 'http' = 'websocket') {
    this.name = name;
    this.line = line;
    this.#over = over;
    this.#client = this.#connect();
  }

  get isConnected(): boolean {
    return this.#answered && this.#client.isOpen && !this.line.isFrozen;
  }

  get isSettled(): boolean {
    this.#settle();
    return this.isConnected && this.#open.length === 0 && this.#settledFrames === this.#frames.length;
  }

  get ended(): string | null {
    return this.#ended;
  }

  get state(): string {
    const { frames, saved, closed } = this.#client;
    return JSON.stringify({ sent: this.#frames.length, saved: saved.at(-1), closed, frames: frames.slice(-5) });
  }

  promised(): readonly string[] {
    this.#settle();
    return this.#done;
  }

  write(label: string, change: (doc: Y.Doc) => void): void {
    this.#open.push(label);
    const update = captureUpdate(this.doc, change);
    if (this.#answered && this.#client.isOpen) this.#send('update', update, [label]);
  }

  point(at: readonly [number, number]): void {
    this.#at = at;
    if (this.#answered && this.#client.isOpen) this.#client.sendPresence({ cursor: at });
  }

  seen(): readonly string[] | null {
    return null;
  }

  comeBack(): void {
    this.#client.socket.terminate();
    this.#client = this.#connect();
  }

  reopen(): void {
    this.comeBack();
  }

  leave(): void {
    this.#hasLeft = true;
    this.#client.socket.terminate();
  }

  #connect(): RawClient {
    this.#settle();
    this.#answered = false;
    this.#frames = [];
    this.#settledFrames = 0;
    const client = new RawClient(this.line, this.name, { doc: this.doc, over: this.#over });
    client.socket.on('open', () => client.sendSync('step1', Y.encodeStateVector(this.doc)));
    client.socket.on('message', () => client === this.#client && this.#hear());
    client.socket.on('close', (code) => this.#closed(client, code));
    return client;
  }

  #hear(): void {
    if (!this.#answered && this.#client.frames.includes('step1')) {
      this.#answered = true;
      this.#send('step2', Y.encodeStateAsUpdate(this.doc), [...this.#open]);
      if (this.#at) this.point(this.#at);
    }
    this.#settle();
  }

  #send(kind: 'step2' | 'update', update: Uint8Array, labels: string[]): void {
    this.#frames.push(labels);
    this.#client.sendSync(kind, update);
  }

  #settle(): void {
    const saved = this.#client?.saved.at(-1) ?? 0;
    const news = this.#frames.slice(this.#settledFrames, saved).flat();
    this.#settledFrames = Math.max(this.#settledFrames, Math.min(saved, this.#frames.length));
    this.#done.push(...news);
    const done = new Set(news);
    this.#open = this.#open.filter((label) => !done.has(label));
  }

  #closed(client: RawClient, code: number): void {
    if (client !== this.#client || this.#hasLeft) return;
    if (code >= 4400 && code < 4500) this.#ended = String(code);
    else setTimeout(() => client === this.#client && !this.#hasLeft && this.comeBack(), 20);
  }
}
