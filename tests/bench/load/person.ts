import * as Y from 'yjs';
import type { Dialect } from './dialects.ts';
import type { Hear, Line } from './line.ts';

const WAIT_MS = 60_000;
/** Asked this often whether something that is waited for has come about. */
const LOOK_MS = 5;

const NOTHING = Y.encodeStateVector(new Y.Doc());

export interface PersonOptions {
  dialect: Dialect;
  port: number;
  room: string;
  /** Who the cookie says this is. */
  name: string;
}

/** Someone on a board. Reads everything; what it does with a message is up to `hear`. */
export class Person {
  readonly line: Line;
  /** Takes the messages over once the person has joined. Until then they are read for the document. */
  hear: Hear | null = null;
  /** Size of the first answer with the document, and when it was here. */
  welcome: { bytes: number; at: number; document: Uint8Array | null } | null = null;
  #options: PersonOptions;
  #keepsWelcome: boolean;
  #answers = 0;

  constructor(options: PersonOptions, keepsWelcome = false) {
    const { dialect, port, room, name } = options;
    this.#options = options;
    this.#keepsWelcome = keepsWelcome;
    const address = { port, path: dialect.path(room), protocol: dialect.protocol, cookie: `who=${name}` };
    this.line = dialect.connect(address, (message) => this.#heard(message));
  }

  /** Opens the line and waits for the document, or what is new in it, where the server keeps one. */
  async join(known: Uint8Array = NOTHING): Promise<this> {
    const { dialect, room } = this.#options;
    await this.line.opened;
    if (!dialect.keeps) return this;
    for (const message of dialect.greeting(room)) this.line.send(dialect.pack(message));
    this.#ask(known);
    await until(() => this.welcome !== null, 'the document');
    return this;
  }

  send(update: Uint8Array): void {
    const { dialect, room } = this.#options;
    this.line.send(dialect.pack(dialect.update(room, update)));
  }

  /** Resolves when the server has taken in all that was sent: it answers in order. */
  async settled(stateVector: Uint8Array): Promise<void> {
    if (!this.#options.dialect.keeps) return;
    const before = this.#answers;
    this.#ask(stateVector);
    await until(() => this.#answers > before, 'an answer');
  }

  #ask(stateVector: Uint8Array): void {
    const { dialect, room } = this.#options;
    this.line.send(dialect.pack(dialect.askFor(room, stateVector)));
  }

  #heard(message: Uint8Array): void {
    if (this.hear) return this.hear(message);
    const said = this.#options.dialect.read(message);
    if (said?.is !== 'document' || said.how !== 'step2') return;
    this.#answers += 1;
    this.welcome ??= {
      bytes: message.length,
      at: performance.now(),
      document: this.#keepsWelcome ? said.update.slice() : null,
    };
  }
}

/** Resolves when the condition holds. Throws when that takes too long. */
export async function until(holds: () => boolean, what: string, longestMs = WAIT_MS): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > longestMs) throw new Error(`${what} did not come within ${longestMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
