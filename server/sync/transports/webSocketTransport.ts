import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { SUBPROTOCOL } from '../../../src/lib/protocol/version.ts';
import { readCall } from '../admit.ts';
import type { Limits } from '../limits.ts';
import { MESSAGE_OVERHEAD_BYTES } from '../limits.ts';
import type { Caller } from './channel.ts';
import { sayBack } from './checkSocket.ts';
import { SyncSocket } from './syncSocket.ts';
import { WebSocketChannel } from './webSocketChannel.ts';

/** No document: a page tries here whether websockets get through. */
const CHECK_PATH = 'check';
const CLOSING = [
  ['connection', 'close'],
  ['content-length', '0'],
] as const;

export interface WebSocketTransportOptions {
  limits: Limits;
  /** Whether the request comes from our own pages. Asked only when it names an Origin: programs name none. */
  isOwnOrigin: (request: IncomingMessage) => boolean;
  receive: (caller: Caller) => void;
  /** What every answer says, also one that refuses. */
  answerHeaders: readonly (readonly [name: string, value: string])[];
}

/** The door for upgrades: `/sync/<kind>/<id>?generation=n`. */
export class WebSocketTransport {
  #options: WebSocketTransportOptions;
  #sockets: WebSocketServer;

  constructor(options: WebSocketTransportOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: options.limits.joinBytes + MESSAGE_OVERHEAD_BYTES,
      handleProtocols: (offered) => offered.has(SUBPROTOCOL) && SUBPROTOCOL,
      WebSocket: SyncSocket,
    });
    // What makes no sense as the beginning of a websocket.
    this.#sockets.on('wsClientError', (_, socket) => this.#refuse(socket, '400 Bad Request'));
  }

  /** Takes over an upgrade. The caller must not touch the socket any more. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const { isOwnOrigin, limits, receive } = this.#options;
    const call = readCall(request.url);
    const isForeign = request.headers.origin !== undefined && !isOwnOrigin(request);
    if (!call || isForeign) return this.#refuse(socket, call ? '403 Forbidden' : '404 Not Found');
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (call.path === CHECK_PATH) return sayBack(webSocket);
      const channel = new WebSocketChannel(webSocket, { wire: socket, closeMs: limits.closeMs });
      receive({ channel, ...call, cookie: request.headers.cookie });
    });
  }

  #refuse(socket: Duplex, status: string): void {
    const lines = [...this.#options.answerHeaders, ...CLOSING].map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n'));
  }
}
