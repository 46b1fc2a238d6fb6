import type { Clock } from '../clock';
import { Alarm } from '../clock';
import { BROKEN } from './line';
import { PlainSocket, socketState } from './plainSocket';
import type { TransportChoice } from './transportChoice';

/** A websocket that takes longer to open is blocked by something that does not say so. */
const OPENING_MS = 5_000;
/** The server says something at least twice in this time, so a websocket that is closed after it was dead. */
const DEAD_MS = 25_000;

interface WatchedOptions {
  clock: Clock;
  choice: Pick<TransportChoice, 'websocketWorks' | 'websocketMissed' | 'websocketDied'>;
}

/** A websocket of which it is noted how it fared. */
export class WatchedWebSocket extends PlainSocket {
  #socket: WebSocket;
  #options: WatchedOptions;
  #opening: Alarm;
  #heardAt: number;
  #hasHeard = false;
  #isOver = false;

  constructor(socket: WebSocket, options: WatchedOptions) {
    super();
    this.#socket = socket;
    this.#options = options;
    this.#heardAt = options.clock.now();
    this.#opening = new Alarm(options.clock);
    this.#opening.set(OPENING_MS, () => void this.#broke(BROKEN, ''));
    socket.binaryType = 'arraybuffer';
    socket.onopen = (event) => {
      this.#opening.cancel();
      this.onopen?.(event);
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.#receive(event);
    socket.onclose = ({ code, reason }) => void this.#broke(code, reason);
    socket.onerror = (event) => this.onerror?.(event);
  }

  override get readyState(): number {
    return this.#isOver ? socketState.closed : this.#socket.readyState;
  }

  override get protocol(): string {
    return this.#socket.protocol;
  }

  override send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#socket.send(bytes);
  }

  override close(): void {
    if (this.#isOver) return;
    const isDead = this.#options.clock.now() - this.#heardAt >= DEAD_MS;
    const wasOpen = this.#socket.readyState === socketState.open;
    this.#end();
    if (isDead && wasOpen) void this.#tell();
    queueMicrotask(() => this.onclose?.({ code: 1005, reason: '' })); // later, as with a websocket
  }

  #receive(event: { data: ArrayBuffer }): void {
    this.#heardAt = this.#options.clock.now();
    if (!this.#hasHeard) this.#options.choice.websocketWorks();
    this.#hasHeard = true;
    this.onmessage?.(event);
  }

  /** What never worked is judged before anyone tries again. */
  async #broke(code: number, reason: string): Promise<void> {
    if (this.#isOver) return;
    this.#end();
    if (code === BROKEN) {
      const told = this.#tell();
      if (!this.#hasHeard) await told;
    }
    this.onclose?.({ code, reason });
  }

  #tell(): Promise<void> {
    const { choice } = this.#options;
    return this.#hasHeard ? choice.websocketDied() : choice.websocketMissed();
  }

  #end(): void {
    this.#isOver = true;
    this.#opening.cancel();
    const socket = this.#socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => undefined; // in programs, an error that nobody listens to ends them
    socket.close();
  }
}
