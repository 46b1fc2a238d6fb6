/** What a WebSocket tells whoever uses it, as handlers to be set. */
type Handler<E> = ((event: E) => void) | null;

/** The states of a WebSocket. */
export const socketState = { connecting: 0, open: 1, closing: 2, closed: 3 } as const;

/** The shape of a WebSocket, as far as the provider and our own socket use it. */
export abstract class PlainSocket {
  readonly CONNECTING = socketState.connecting;
  readonly OPEN = socketState.open;
  readonly CLOSING = socketState.closing;
  readonly CLOSED = socketState.closed;
  onopen: Handler<unknown> = null;
  onmessage: Handler<{ data: ArrayBuffer }> = null;
  onclose: Handler<{ code: number; reason: string }> = null;
  onerror: Handler<unknown> = null;
  abstract readonly readyState: number;
  abstract readonly protocol: string;

  get binaryType(): BinaryType {
    return 'arraybuffer';
  }

  /** Messages always arrive as buffers. */
  set binaryType(_type: BinaryType) {}

  abstract send(bytes: Uint8Array<ArrayBuffer>): void;
  abstract close(): void;
}
