import { fork, type ChildProcess } from 'node:child_process';

/** What a process of the bench can be asked, by name: one value in, one out. */
export type Calls<C> = { [K in keyof C]: (value: never) => Promise<unknown> };

interface Question {
  id: number;
  name: string;
  value: unknown;
}
type Reply = { id: number; value: unknown } | { id: number; error: string };

/** Longest that anything may take; the run fails rather than hangs. */
const LONGEST_MS = 300_000;
/** How long a process may take to end by itself. */
const END_MS = 5_000;

/** The near end of another process. */
export class Child<C extends Calls<C>> {
  #process: ChildProcess;
  #asked = 0;
  #open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #ended: Promise<void>;

  constructor(file: URL, execArgv: readonly string[] = []) {
    this.#process = fork(file, { execArgv: ['--expose-gc', ...execArgv], serialization: 'advanced' });
    this.#process.on('message', (reply: Reply) => {
      const asked = this.#open.get(reply.id);
      this.#open.delete(reply.id);
      if ('error' in reply) asked?.reject(new Error(reply.error));
      else asked?.resolve(reply.value as never);
    });
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) => {
        for (const { reject } of this.#open.values()) reject(new Error(`${file.pathname} ended (${code ?? signal})`));
        this.#open.clear();
        resolve();
      });
    });
  }

  async ask<K extends keyof C & string>(name: K, value: Parameters<C[K]>[0]): Promise<Awaited<ReturnType<C[K]>>> {
    const id = ++this.#asked;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.#open.set(id, { resolve, reject });
        timer = setTimeout(() => reject(new Error(`${name} took too long`)), LONGEST_MS);
        this.#process.send({ id, name, value } satisfies Question, (error) => error && reject(error));
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets it end by itself, so that a profile can be written; after a while it is ended. */
  async end(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), END_MS);
    await this.#ended;
    clearTimeout(timer);
  }
}

/** The far end: answers with these calls until the other side goes. */
export function answer<C extends Calls<C>>(calls: C, leave: () => Promise<void> = async () => undefined): void {
  process.on('message', ({ id, name, value }: Question) => {
    // The two ends share one interface, so the value fits the call; the compiler cannot see across processes.
    const call = calls[name as keyof C] as unknown as (given: unknown) => Promise<unknown>;
    const reply = (said: Reply) => process.send?.(said);
    call(value).then(
      (result) => reply({ id, value: result }),
      (error: unknown) => reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => {
    void leave().finally(() => process.exit(0));
  });
}
