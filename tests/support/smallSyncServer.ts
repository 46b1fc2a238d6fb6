import type { AddressInfo } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { frameType, syncType } from '../../src/lib/protocol/messages/frame.ts';
import type { Hello } from '../../src/lib/protocol/messages/hello.ts';
import { encodeHello } from '../../src/lib/protocol/messages/hello.ts';
import type { Notice } from '../../src/lib/protocol/messages/notice.ts';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { encodeSaved } from '../../src/lib/protocol/messages/saved.ts';
import { SUBPROTOCOL } from '../../src/lib/protocol/version.ts';

const LIMITS = { update: 1_048_576, join: 8_388_608, presence: 4_096, document: 16_777_216, items: 12_000 };

/**
 * A real WebSocket server with one document and no rules, for testing the page's end against answers that a healthy
 * server would not give: silence, odd bytes, any close code. `acknowledges` says whether frames are acknowledged.
 */
export class SmallSyncServer {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  /** Addresses of every connection made so far, path and query. */
  readonly addresses: string[] = [];
  acknowledges = true;
  role: Hello['role'] = 'edit';
  generation = 0;
  /** Document frames of the newest connection. */
  frames: { kind: 'step2' | 'update'; bytes: Uint8Array }[] = [];
  #refuses = false;
  #server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: () => SUBPROTOCOL,
    verifyClient: () => !this.#refuses,
  });
  #socket: WebSocket | null = null;

  static async start(): Promise<SmallSyncServer> {
    const server = new SmallSyncServer();
    await new Promise((resolve) => server.#server.once('listening', resolve));
    return server;
  }

  constructor() {
    this.#server.on('connection', (socket, request) => {
      this.addresses.push(request.url ?? '');
      this.frames = [];
      this.#socket = socket;
      socket.on('message', (data: Buffer) => this.#read(socket, new Uint8Array(data)));
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'client') this.send(syncFrame(syncType.update, update));
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sync`;
  }

  get connections(): number {
    return this.#server.clients.size;
  }

  /** Acknowledges everything received on the newest connection. */
  acknowledge(): void {
    this.send(encodeSaved(this.frames.length));
  }

  notify(notice: Notice): void {
    this.send(encodeNotice(notice));
  }

  send(bytes: Uint8Array): void {
    this.#socket?.send(bytes);
  }

  /** Closes the newest connection with a code. */
  close(code: number): void {
    this.#socket?.close(code);
  }

  /** Breaks every connection and refuses new ones, as a network that is down does. */
  goDown(): void {
    this.#refuses = true;
    for (const client of this.#server.clients) client.terminate();
  }

  comeBack(): void {
    this.#refuses = false;
  }

  /** Shows a participant to the page. */
  show(clientId: number, clock: number, state: unknown): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
    this.send(presenceFrame(encoding.toUint8Array(encoder)));
  }

  async stop(): Promise<void> {
    this.awareness.destroy();
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #read(socket: WebSocket, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === frameType.presence) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), socket);
    if (type !== frameType.sync) return;
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (kind === syncType.step1) this.#welcome(body);
    else this.#take(kind === syncType.step2 ? 'step2' : 'update', body);
  }

  #welcome(stateVector: Uint8Array): void {
    const { role, generation } = this;
    this.send(encodeHello({ role, generation, limits: LIMITS, now: '2026-11-24T12:00:00.000Z', me: 'ana' }));
    this.send(syncFrame(syncType.step2, Y.encodeStateAsUpdate(this.doc, stateVector)));
    if (role === 'edit') this.send(syncFrame(syncType.step1, Y.encodeStateVector(this.doc)));
    this.send(presenceFrame(encodeAwarenessUpdate(this.awareness, [...this.awareness.getStates().keys()])));
  }

  #take(kind: 'step2' | 'update', bytes: Uint8Array): void {
    this.frames.push({ kind, bytes });
    Y.applyUpdate(this.doc, bytes, 'client');
    if (this.acknowledges) this.acknowledge();
  }
}

function syncFrame(kind: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

function presenceFrame(body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.presence);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}
