import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What a proxy does to what passes through it. Without any of these it passes everything on at once. */
export interface ProxyFaults {
  /** Takes no notice of `Upgrade`, as stock proxies do: no websocket opens. */
  stripsUpgrade?: boolean;
  /** Keeps each answer back until it has all of it: nothing that streams arrives. */
  holdsBack?: boolean;
  /** Holds every piece up for so long, either way. */
  delayMs?: number;
}

/** Headers between two neighbours, which a proxy does not pass on. */
const HOP_BY_HOP = ['connection', 'upgrade', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding'];

/** A proxy between a browser and a server, on a port of its own on this machine. The Host header passes unchanged. */
export class FaultyProxy {
  readonly port: number;
  #server: Server;
  #target: URL;
  #faults: ProxyFaults;
  #sockets = new Set<Duplex>();
  #isDown = false;
  #upgraded = 0;
  #underWay = new Set<IncomingMessage>();

  private constructor(server: Server, target: URL, faults: ProxyFaults) {
    this.#server = server;
    this.#target = target;
    this.#faults = faults;
    this.port = (server.address() as AddressInfo).port;
  }

  /** `target`: the server's own address, such as `http://127.0.0.1:3000`. */
  static async open(target: string, faults: ProxyFaults = {}): Promise<FaultyProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultyProxy(server, new URL(target), faults);
    server.on('connection', (socket) => proxy.#keep(socket));
    server.on('request', (asked, answer) => void proxy.#pass(asked, answer));
    if (!faults.stripsUpgrade) proxy.letUpgradesThrough();
    return proxy;
  }

  /** How many upgrades went through so far. */
  get upgraded(): number {
    return this.#upgraded;
  }

  /** Addresses, with the method, of the requests that are not answered to the end. */
  get underWay(): string[] {
    return [...this.#underWay].map(({ method, url }) => `${method} ${url}`);
  }

  /** Strips them no more. Without this listener an upgrade is passed on as an ordinary request. */
  letUpgradesThrough(): void {
    this.#server.on('upgrade', (asked, socket) => void this.#join(asked, socket));
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Cuts every connection; the next ones go through. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The network is gone: cuts every connection, and every new one at once, until it is set up again. */
  setDown(down: boolean): void {
    this.#isDown = down;
    if (down) this.cut();
  }

  async close(): Promise<void> {
    this.setDown(true);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #keep(socket: Duplex): void {
    if (this.#isDown) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { hostname, port } = this.#target;
    const { method, url: path } = asked;
    const onward = request({ hostname, port, method, path, headers: passedOn(asked.headers), agent: false });
    onward.once('socket', (socket) => this.#keep(socket));
    onward.on('error', () => answer.destroy());
    this.#underWay.add(asked);
    answer.once('close', () => {
      this.#underWay.delete(asked);
      onward.destroy();
    });
    onward.once('response', (answered) => {
      void (this.#faults.holdsBack ? holdBack(answered, answer) : this.#passBack(answered, answer));
    });
    await pipeline(asked, this.#delay(), onward).catch(() => undefined);
  }

  async #passBack(answered: IncomingMessage, answer: ServerResponse): Promise<void> {
    answer.writeHead(answered.statusCode ?? 502, passedOn(answered.headers));
    answer.flushHeaders();
    await pipeline(answered, this.#delay(), answer).catch(() => answer.destroy());
  }

  async #join(asked: IncomingMessage, socket: Duplex): Promise<void> {
    const onward: Socket = connect(Number(this.#target.port), this.#target.hostname);
    this.#keep(onward);
    this.#upgraded++;
    const head = [`${asked.method} ${asked.url} HTTP/1.1`, ...pairs(asked.rawHeaders), '', ''].join('\r\n');
    onward.write(head);
    const both = [pipeline(socket, this.#delay(), onward), pipeline(onward, this.#delay(), socket)];
    await Promise.allSettled(both);
  }

  #delay(): Transform {
    const { delayMs = 0 } = this.#faults;
    if (delayMs === 0) return new PassThrough();
    return new Transform({
      transform(piece: Buffer, _, next) {
        setTimeout(() => this.push(piece), delayMs);
        next();
      },
      flush(end) {
        setTimeout(end, delayMs);
      },
    });
  }
}

async function holdBack(answered: IncomingMessage, answer: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  answered.on('data', (piece: Buffer) => pieces.push(piece));
  answered.on('error', () => answer.destroy());
  await once(answered, 'close').catch(() => undefined);
  if (!answered.complete) return void answer.destroy();
  const body = Buffer.concat(pieces);
  answer.writeHead(answered.statusCode ?? 502, { ...passedOn(answered.headers), 'content-length': body.length });
  answer.end(body);
}

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function pairs(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
}
