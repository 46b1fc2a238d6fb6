import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { closeCodes } from '$lib/protocol/closeCodes';
import { MAX_UPDATE_BYTES } from '$lib/protocol/limits';
import { frameType, syncType } from '$lib/protocol/messages/frame';
import type { Hello } from '$lib/protocol/messages/hello';
import { readHello } from '$lib/protocol/messages/hello';
import type { Notice } from '$lib/protocol/messages/notice';
import { readNotice } from '$lib/protocol/messages/notice';
import { readSaved } from '$lib/protocol/messages/saved';
import type { Clock } from './clock';
import { Alarm } from './clock';
import type { Cover } from './editLedger';

/** How long edits are gathered into one frame: below what a watcher notices, above a fast typist's rhythm. */
export const BATCH_MS = 30;
/** A batch this large goes out at once, so that merged frames stay far below the server's limit. */
const BATCH_BYTES = 262_144;

/** Opens a connection. The browser's own WebSocket, but in programs that must send a cookie themselves. */
export type OpenSocket = (url: string, protocols: string[]) => WebSocket;

/** What a socket tells, and asks, of the document it serves. */
export interface SocketEvents {
  /** Connected; frames are counted from the start again. */
  opened(socket: SyncSocket): void;
  /** The server said something. */
  heard(): void;
  hello(hello: Hello): void;
  notice(notice: Notice): void;
  /** The first `count` document frames of this connection are on disk. */
  saved(count: number): void;
  /** What a document frame put together now covers. */
  cover(): Cover;
  /** A document frame went out. */
  sent(cover: Cover): void;
  /** An edit is too large for an update frame; a new connection's first answer can carry it. */
  tooLarge(): void;
  /** Whether the page is going or hidden, where timers cannot be relied on: nothing is gathered then. */
  inHurry(): boolean;
}

interface SocketSurroundings {
  events: SocketEvents;
  clock: Clock;
  open: OpenSocket;
}

type Handler<E> = ((event: E) => void) | null;

/**
 * Looks like a WebSocket to the y-websocket provider and stands between it and the real one. Outwards it gathers
 * updates into fewer frames and counts document frames. Inwards it keeps our own messages (110 to 112) to itself.
 */
export class SyncSocket {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  onopen: Handler<unknown> = null;
  onmessage: Handler<{ data: ArrayBuffer }> = null;
  onclose: Handler<{ code: number; reason: string }> = null;
  onerror: Handler<unknown> = null;
  #socket: WebSocket;
  #events: SocketEvents;
  #flushing: Alarm;
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #batchCover: Cover = { edits: 0, clock: 0 };
  /** Whether the server's step 1 was answered. Until then updates wait: the answer carries them. */
  #answered = false;
  #done = false;

  constructor(url: string, protocols: string[], { events, clock, open }: SocketSurroundings) {
    this.#events = events;
    this.#flushing = new Alarm(clock);
    this.#socket = open(url, protocols);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = (event) => this.#opened(event);
    this.#socket.onmessage = (event) => this.#receive(event);
    this.#socket.onclose = (event) => this.#closed(event);
    this.#socket.onerror = (event) => this.onerror?.(event);
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  get binaryType(): BinaryType {
    return 'arraybuffer';
  }

  /** The provider asks for what we always use. */
  set binaryType(_type: BinaryType) {}

  send(frame: Uint8Array<ArrayBuffer>): void {
    if (frame[0] !== frameType.sync || frame[1] === syncType.step1) return this.#put(frame);
    if (frame[1] === syncType.step2) return this.#answer(frame);
    this.#gather(frame);
  }

  /** Sends what was gathered, now. */
  flush(): void {
    this.#flushing.cancel();
    const batch = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    const [first] = batch;
    if (!first || this.#done || this.readyState !== this.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, frameType.sync);
    encoding.writeVarUint(encoder, syncType.update);
    encoding.writeVarUint8Array(encoder, batch.length === 1 ? first : Y.mergeUpdates(batch));
    this.#events.sent(this.#batchCover);
    this.#put(encoding.toUint8Array(encoder));
  }

  close(): void {
    this.flush();
    this.#done = true;
    this.#socket.close();
  }

  #put(frame: Uint8Array<ArrayBuffer>): void {
    if (this.readyState === this.OPEN) this.#socket.send(frame);
  }

  /** Our whole document, less what the server has: everything gathered until now is in it. */
  #answer(frame: Uint8Array<ArrayBuffer>): void {
    this.#flushing.cancel();
    this.#batch = [];
    this.#batchBytes = 0;
    this.#answered = true;
    this.#events.sent(this.#events.cover());
    this.#put(frame);
  }

  #gather(frame: Uint8Array): void {
    if (!this.#answered) return;
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const update = decoding.readVarUint8Array(decoder);
    if (update.length > MAX_UPDATE_BYTES) return this.#events.tooLarge();
    if (this.#batchBytes + update.length > BATCH_BYTES) this.flush();
    this.#batch.push(update);
    this.#batchBytes += update.length;
    this.#batchCover = this.#events.cover();
    if (this.#events.inHurry()) return this.flush();
    if (!this.#flushing.isSet) this.#flushing.set(BATCH_MS, () => this.flush());
  }

  #opened(event: unknown): void {
    if (this.#done) return;
    this.#events.opened(this);
    this.onopen?.(event);
  }

  #receive(event: { data: ArrayBuffer }): void {
    if (this.#done) return;
    const bytes = new Uint8Array(event.data);
    this.#events.heard();
    if ((bytes[0] ?? 0) < frameType.saved) this.onmessage?.(event);
    else this.#readOwn(bytes);
  }

  #readOwn(bytes: Uint8Array): void {
    const tell = understand(bytes);
    if (tell) return tell(this.#events);
    this.#socket.close();
    this.#closed({ code: closeCodes.pageTooOld, reason: 'a message this page cannot read' });
  }

  #closed(event: { code: number; reason: string }): void {
    if (this.#done) return;
    this.#done = true;
    this.#flushing.cancel();
    this.onclose?.(event);
  }
}

/**
 * What one of our own messages says. Kinds this page does not know say nothing; null for a known kind that makes no
 * sense, which is a newer server's.
 */
function understand(bytes: Uint8Array): ((events: SocketEvents) => void) | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === frameType.saved) return tellSaved(readSaved(decoder));
    if (type === frameType.hello) return tellHello(readHello(decoder));
    const notice = type === frameType.notice ? readNotice(decoder) : null;
    return (events) => notice && events.notice(notice);
  } catch {
    return null;
  }
}

function tellSaved(count: number) {
  return (events: SocketEvents) => events.saved(count);
}

function tellHello(hello: Hello) {
  return (events: SocketEvents) => events.hello(hello);
}

/** The class to give to the provider: it makes one socket per connection, all of them serving one document. */
export function socketClass(surroundings: SocketSurroundings): typeof WebSocket {
  class DocumentSocket extends SyncSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, surroundings);
    }
  }
  // The provider uses exactly what SyncSocket has: the handlers, readyState, OPEN, send and close.
  return DocumentSocket as unknown as typeof WebSocket;
}
