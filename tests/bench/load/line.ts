import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Shared by all lines: each read is dealt with before the next one begins. */
const READ_BUFFER = Buffer.allocUnsafe(1 << 18);
const OPEN_MS = 30_000;

export interface Address {
  port: number;
  path: string;
  protocol: string | null;
  cookie: string;
}

/** One person's line to a server, whatever it goes over. */
export interface Line {
  /** Bytes and messages received so far, the handshake not counted. */
  readonly bytes: number;
  readonly messages: number;
  readonly isOpen: boolean;
  /** Resolves when messages can be sent. */
  readonly opened: Promise<void>;
  /** Sends something packed. */
  send(packed: Buffer): void;
  /**
   * From now on it reads only what is there when the function returned is called: what nobody looks at may wait in the
   * system's buffers. Null where that cannot be: it reads on as before.
   */
  sip(): (() => void) | null;
  close(): void;
}

/** A message as it travels up: packed beforehand, so that sending it costs next to nothing. */
export type Pack = (message: Uint8Array) => Buffer;

/** Takes a message. Its bytes are overwritten by the next one: copy what is kept. */
export type Hear = (message: Uint8Array) => void;

/** What a message may be preceded by: at most two bytes and a length of eight. */
const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A masked frame, as a browser sends it. */
function frame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const long = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const packed = Buffer.alloc(2 + long + 4 + length);
  packed[0] = 0x80 | opcode;
  packed[1] = 0x80 | (long === 0 ? length : long === 2 ? 126 : 127);
  if (long === 2) packed.writeUInt16BE(length, 2);
  if (long === 8) packed.writeBigUInt64BE(BigInt(length), 2);
  const mask = randomBytes(4);
  packed.set(mask, 2 + long);
  for (const [at, byte] of payload.entries()) packed[6 + long + at] = byte ^ (mask[at & 3] ?? 0);
  return packed;
}

export const packWebSocket: Pack = (message) => frame(opcodes.binary, message);

/**
 * A WebSocket client that does the least a client may do: takes the stream apart into messages and answers pings.
 * A full one would cost the load more than the servers can be made to work.
 */
export class WebSocketLine implements Line {
  bytes = 0;
  messages = 0;
  isOpen = false;
  readonly opened: Promise<void>;
  #socket: Socket;
  #hear: Hear;
  /** What has come of a frame that is not whole, and how long it must be to go on. */
  #parts: Buffer[] = [];
  #partBytes = 0;
  #wanted = 0;
  #sips = false;

  constructor(address: Address, hear: Hear) {
    this.#hear = hear;
    const onread = { buffer: READ_BUFFER, callback: (length: number) => this.#read(READ_BUFFER.subarray(0, length)) };
    this.#socket = connect({ port: address.port, host: '127.0.0.1', onread });
    this.#socket.setNoDelay(true);
    this.opened = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a line could not be opened')), OPEN_MS);
      const fail = (error?: Error) => reject(error ?? new Error('a line was refused'));
      this.#socket.once('connect', () => this.#socket.write(handshake(address)));
      this.#socket.on('error', fail);
      this.#socket.on('close', () => {
        this.isOpen = false;
        clearTimeout(timer);
        fail();
      });
      this.#whenOpen = () => {
        clearTimeout(timer);
        this.isOpen = true;
        resolve();
      };
    });
    this.opened.catch(() => undefined);
  }

  #whenOpen: () => void = () => undefined;

  send(packed: Buffer): void {
    this.#socket.write(packed);
  }

  sip(): () => void {
    this.#sips = true;
    return () => this.#socket.resume();
  }

  close(): void {
    this.isOpen = false;
    this.#socket.destroy();
  }

  /** Whether to read on at once. */
  #read(chunk: Buffer): boolean {
    if (this.isOpen) this.bytes += chunk.length;
    if (this.#parts.length === 0) this.#take(chunk);
    else {
      this.#keep(chunk);
      if (this.#partBytes >= this.#wanted) this.#take(this.#whole());
    }
    return !this.#sips;
  }

  /** Takes apart all that is whole, and keeps the rest for the next read. */
  #take(bytes: Buffer): void {
    let at = this.isOpen ? 0 : this.#shakeHands(bytes);
    while (at < bytes.length && this.isOpen) {
      const { start, end } = extent(bytes, at);
      if (end > bytes.length) {
        this.#wanted = end - at;
        break;
      }
      this.#message((bytes[at] ?? 0) & 0x0f, bytes.subarray(start, end));
      at = end;
    }
    if (at < bytes.length) this.#keep(bytes.subarray(at));
  }

  #message(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.ping) this.#socket.write(frame(opcodes.pong, payload));
    else if (opcode === opcodes.close) this.close();
    else if (opcode <= opcodes.binary) {
      this.messages += 1;
      this.#hear(payload);
    }
  }

  /** How many bytes of the answer there were; 0 as long as it is not whole. */
  #shakeHands(bytes: Buffer): number {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) {
      this.#wanted = bytes.length + 1;
      return 0;
    }
    if (!bytes.subarray(0, end).toString('latin1').startsWith('HTTP/1.1 101')) {
      this.#socket.destroy();
      return bytes.length;
    }
    this.#whenOpen();
    this.bytes += bytes.length - end - 4;
    return end + 4;
  }

  #keep(bytes: Buffer): void {
    this.#parts.push(Buffer.from(bytes));
    this.#partBytes += bytes.length;
  }

  #whole(): Buffer {
    const whole = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#partBytes = 0;
    return whole;
  }
}

/** Where the payload of the frame at this place starts and ends; past the end when that much is not there yet. */
function extent(bytes: Buffer, at: number): { start: number; end: number } {
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  if (at + 2 > bytes.length) return { start: at + 2, end: at + 2 };
  if (short < 126) return { start: at + 2, end: at + 2 + short };
  const long = short === 126 ? 2 : 8;
  const start = at + 2 + long;
  if (start > bytes.length) return { start, end: start };
  return { start, end: start + (long === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))) };
}

function handshake({ port, path, protocol, cookie }: Address): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    `Cookie: ${cookie}`,
    ...(protocol === null ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
