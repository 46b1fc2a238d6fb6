import type { IncomingMessage } from 'node:http';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { frameType, syncType } from '../../src/lib/protocol/messages/frame.ts';
import type { Hello } from '../../src/lib/protocol/messages/hello.ts';
import { readHello } from '../../src/lib/protocol/messages/hello.ts';
import type { Notice } from '../../src/lib/protocol/messages/notice.ts';
import { readNotice } from '../../src/lib/protocol/messages/notice.ts';
import { SUBPROTOCOL } from '../../src/lib/protocol/version.ts';
import { HttpSocket } from './httpSocket.ts';
import type { SyncWorld } from './syncWorld.ts';
import { DOCUMENT } from './syncWorld.ts';

const WAIT_MS = 8_000;

/** Resolves as soon as the condition holds; asks after every event that may have changed it, and now and then. */
export async function until(holds: () => boolean, what = 'the condition'): Promise<void> {
  const began = Date.now();
  while (!holds()) {
    if (Date.now() - began > WAIT_MS) throw new Error(`${what} did not come about within ${WAIT_MS} ms`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** A stock y-websocket client, as another program would use it. */
export function stockClient(world: Pick<SyncWorld, 'url'>, who: string | null, doc = new Y.Doc()) {
  const cookie = who === null ? {} : { cookie: `theme=dark; who=${who}` };
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols ?? [], { headers: cookie });
    }
  }
  const provider = new WebsocketProvider(world.url, DOCUMENT, doc, {
    WebSocketPolyfill: WithCookie as never,
    disableBc: true,
    maxBackoffTime: 100,
  });
  const closes: number[] = [];
  provider.on('connection-close', (event) => closes.push(event?.code ?? 0));
  return { doc, provider, closes, items: doc.getMap<Y.Map<unknown>>('items') };
}

export interface RawOptions {
  path?: string;
  ours?: boolean;
  origin?: string;
  doc?: Y.Doc;
  over?: 'websocket' | 'http';
  /** The whole Cookie header, where a door does not know people by their name. */
  cookie?: string;
}

export interface PresenceSeen {
  clientId: number;
  clock: number;
  state: Record<string, unknown> | null;
}

/** What a test does with a socket, whatever carries it. */
interface RawSocket {
  readonly readyState: number;
  readonly protocol: string;
  on(event: string, listener: (...given: never[]) => void): unknown;
  once(event: string, listener: (...given: never[]) => void): unknown;
  send(message: Uint8Array | string): void;
  close(): void;
  terminate(): void;
  pause(): void;
  resume(): void;
}

/** What carries the raw clients of a test file, unless a client says otherwise. */
export const rawClients: { over: 'websocket' | 'http' } = { over: 'websocket' };

/** A client that shows every frame it gets and sends whatever a test wants. */
export class RawClient {
  readonly socket: RawSocket;
  readonly doc: Y.Doc;
  hello: Hello | null = null;
  saved: number[] = [];
  notices: (Notice | null)[] = [];
  presence: PresenceSeen[] = [];
  /** Frames in order: `step1`, `step2`, `update`, `presence`, `hello`, `saved`, `notice`. */
  frames: string[] = [];
  updates: Uint8Array[] = [];
  closed: { code: number; reason: string } | null = null;
  refusedWith: number | null = null;
  #documentFrames = 0;

  constructor(world: Pick<SyncWorld, 'url'>, who: string | null, options: RawOptions = {}) {
    const { path = DOCUMENT, ours = true, origin, doc = new Y.Doc(), over = rawClients.over } = options;
    const cookie = options.cookie ?? (who === null ? null : `who=${who}`);
    this.doc = doc;
    const headers = { ...(cookie === null ? {} : { cookie }), ...(origin ? { origin } : {}) };
    const Socket = over === 'http' ? HttpSocket : WebSocket;
    this.socket = new Socket(`${world.url}/${path}`, ours ? [SUBPROTOCOL] : [], { headers });
    this.socket.on('message', (data: Buffer) => this.#hear(new Uint8Array(data)));
    this.socket.on('close', (code: number, reason: Buffer) => (this.closed = { code, reason: reason.toString() }));
    this.socket.on('unexpected-response', (_: unknown, { statusCode }: IncomingMessage) => {
      this.refusedWith = statusCode ?? 0;
    });
    this.socket.on('error', () => undefined);
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Joins as a provider does: step 1, then waits for the server's step 2. */
  async join(): Promise<this> {
    await until(() => this.isOpen || this.closed !== null, 'an open socket');
    this.sendSync('step1', Y.encodeStateVector(this.doc));
    await until(() => this.frames.includes('step2') || this.closed !== null, 'the document');
    return this;
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame);
  }

  sendSync(kind: keyof typeof syncType, payload: Uint8Array): void {
    if (kind !== 'step1') this.#documentFrames++;
    this.send(syncFrame(kind, payload));
  }

  /** Everything sent is on disk. */
  async settled(): Promise<void> {
    await until(() => (this.saved.at(-1) ?? 0) === this.#documentFrames, 'the last acknowledgement');
  }

  /** Changes the own document and sends what changed as one update. */
  edit(change: (doc: Y.Doc) => void): Uint8Array {
    const update = captureUpdate(this.doc, change);
    this.sendSync('update', update);
    return update;
  }

  sendPresence(state: unknown, { clientId = this.doc.clientID, clock = Date.now() } = {}): void {
    this.send(presenceFrame([{ clientId, clock, state }]));
  }

  async close(): Promise<void> {
    this.socket.close();
    await until(() => this.closed !== null, 'a closed socket');
  }

  #hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    switch (decoding.readVarUint(decoder)) {
      case frameType.sync:
        return this.#hearSync(decoder);
      case frameType.presence:
        this.frames.push('presence');
        this.presence.push(...readPresence(decoding.readVarUint8Array(decoder)));
        return;
      case frameType.hello:
        this.frames.push('hello');
        this.hello = readHello(decoder);
        return;
      case frameType.saved:
        this.frames.push('saved');
        this.saved.push(decoding.readVarUint(decoder));
        return;
      case frameType.notice:
        this.frames.push('notice');
        this.notices.push(readNotice(decoder));
        return;
      default:
        this.frames.push('unknown');
    }
  }

  #hearSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (kind === syncType.step1) {
      this.frames.push('step1');
      return;
    }
    this.frames.push(kind === syncType.step2 ? 'step2' : 'update');
    this.updates.push(payload);
    Y.applyUpdate(this.doc, payload, 'server');
  }
}

export function captureUpdate(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array) => updates.push(update);
  doc.on('update', listen);
  doc.transact(() => change(doc), 'test');
  doc.off('update', listen);
  return updates[0] ?? Y.encodeStateAsUpdate(doc, before);
}

export function syncFrame(kind: keyof typeof syncType, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.sync);
  encoding.writeVarUint(encoder, syncType[kind]);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

export function presenceFrame(entries: readonly { clientId: number; clock: number; state: unknown }[]): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(inner, clientId);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, JSON.stringify(state));
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.presence);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}

function readPresence(bytes: Uint8Array): PresenceSeen[] {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  return Array.from({ length: count }, () => ({
    clientId: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null,
  }));
}

/** A card as any client would write it. */
export function putCard(doc: Y.Doc, id: string, { by = 'whoever', text = '' } = {}): void {
  const card = new Y.Map<unknown>();
  card.set('is', { kind: 'card', by, made: '2026-01-01T00:00:00.000Z' });
  card.set('at', [0, 0]);
  card.set('size', [164, 112]);
  card.set('z', 'a0');
  card.set('look', { colour: 'teal', type: 'idea' });
  card.set('text', new Y.Text(text));
  doc.getMap('items').set(id, card);
}

/** The value at a path of `items`, as JSON. */
export function look(doc: Y.Doc, id: string, key: string): unknown {
  const map = doc.getMap('items').get(id);
  const value: unknown = map instanceof Y.Map ? map.get(key) : undefined;
  return value instanceof Y.Text ? value.toString() : value;
}
