import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';

const SCRIPT = join(import.meta.dirname, 'syncChild.ts');

/** A sync server in a process of its own. It loads when it is made and serves once it is opened. */
export class ChildServer {
  /** `ws://127.0.0.1:port/sync`, once it is open. */
  url = '';
  /** Whether it is still running. */
  isRunning = true;
  #process: ChildProcess;
  #lines: Interface;
  #gone: Promise<unknown>;

  /** `cache`: a folder where programs that start often keep what they compiled. */
  constructor(cache: string) {
    const env = { ...process.env, NODE_COMPILE_CACHE: cache };
    this.#process = spawn(process.execPath, ['--expose-gc', SCRIPT], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#gone = once(this.#process, 'exit').then(() => (this.isRunning = false));
    this.#lines = createInterface({ input: this.#process.stdout ?? process.stdin });
  }

  get port(): number {
    return Number(new URL(this.url.replace('ws:', 'http:')).port);
  }

  async open(folder: string): Promise<this> {
    this.url = await this.#ask(`open ${folder}`);
    return this;
  }

  /** Bytes in use after collecting garbage. */
  async heap(): Promise<number> {
    return Number(await this.#ask('heap'));
  }

  /** Ends it at once, as a power cut does. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  async #ask(order: string): Promise<string> {
    const answer = once(this.#lines, 'line') as Promise<[string]>;
    this.#process.stdin?.write(`${order}\n`);
    const [line] = await Promise.race([answer, this.#gone.then(() => [''] as [string])]);
    if (!line) throw new Error('the server in its own process ended');
    return line;
  }
}
