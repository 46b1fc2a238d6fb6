import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Channel, ChannelEvents } from './channel.ts';
import { frameOf } from './webSocketFrame.ts';

const STATES = ['open', 'open', 'closing', 'closed'] as const;

/** A channel over one WebSocket. */
export class WebSocketChannel implements Channel {
  readonly protocol: string;
  readonly closed: Promise<void>;
  #socket: WebSocket;
  #wire: Duplex;
  #closeMs: number;

  /**
   * `wire`: what carries the socket. Messages are written to it as whole frames, past the socket's own sender, which
   * would frame and write each one again for each reader. `closeMs`: how long the other side may take to agree to a close.
   */
  constructor(socket: WebSocket, { wire, closeMs }: { wire: Duplex; closeMs: number }) {
    this.#socket = socket;
    this.#wire = wire;
    this.#closeMs = closeMs;
    this.protocol = socket.protocol;
    socket.on('error', () => undefined); // the close that follows says what to do
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.pause();
  }

  get state(): 'open' | 'closing' | 'closed' {
    return STATES[this.#socket.readyState] ?? 'closed';
  }

  get unsentBytes(): number {
    return this.#wire.writableLength;
  }

  get isPaused(): boolean {
    return this.#socket.isPaused;
  }

  listen({ message, alive }: ChannelEvents): void {
    this.#socket.on('message', (data: Buffer, isBinary) => message(isBinary ? data : new Uint8Array()));
    this.#socket.on('pong', alive);
  }

  send(...messages: readonly Uint8Array[]): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const [first, ...more] = messages.map(frameOf);
    if (first) this.#wire.write(more.length > 0 ? Buffer.concat([first, ...more]) : first);
  }

  close(code: number, reason: string): void {
    const socket = this.#socket;
    socket.resume(); // a paused socket would not see the other side's answer
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), this.#closeMs).unref();
  }

  terminate(): void {
    this.#socket.terminate();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  ping(): void {
    this.#socket.ping();
  }
}
