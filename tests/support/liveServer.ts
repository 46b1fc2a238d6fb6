import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { askServer } from '../../server/cli/askServer.ts';

const NODE = process.execPath;
const MAIN = resolve('server/main.ts');
const CLI = resolve('server/cli/cli.ts');
/** What programs that are started again and again keep of being read and compiled. */
const COMPILED = resolve('node_modules/.cache/compiled');
/** Longest a server may take to start on a busy machine of two cores. */
const START_MS = 30_000;

export interface SampleLoaded {
  partnership: string;
  people: { email: string; password: string; role: string }[];
  boards: { id: string; title: string; url: string }[];
}

/** The real server in a process of its own, on a free port, with a data folder that goes when it is done. */
export class LiveServer {
  readonly dataDir: string;
  readonly port: number;
  #process: ChildProcess | null = null;
  #output = '';

  #settings: Readonly<Record<string, string>>;

  private constructor(place: { dataDir: string; port: number; settings: Readonly<Record<string, string>> }) {
    this.dataDir = place.dataDir;
    this.port = place.port;
    this.#settings = place.settings;
  }

  /** Starts one; settings such as ORIGIN, or a DATA_DIR of the test's own, can be given. */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<LiveServer> {
    const dataDir = settings['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'throughline-')));
    const server = new LiveServer({ dataDir, port: await freePort(), settings });
    await server.start();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** What it has printed so far. */
  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    const child = spawn(NODE, [MAIN], { env: this.#env(), stdio: ['ignore', 'pipe', 'pipe'] });
    const collect = (chunk: Buffer) => (this.#output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    this.#process = child;
    const deadline = performance.now() + START_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${this.#output}`);
      if (performance.now() > deadline) throw new Error(`the server does not answer:\n${this.#output}`);
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  /** Ends it as an operator would. Resolves with its exit code; null when it was killed or did not run. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    return child.exitCode;
  }

  /** The disk is full, or has room again: the kernel refuses this process every write to a file. Linux only. */
  async setDiskFull(full: boolean): Promise<void> {
    const limit = full ? '0:' : 'unlimited:';
    await promisify(execFile)('prlimit', [`--pid=${this.#process?.pid}`, `--fsize=${limit}`]);
  }

  /** What `/healthz` answers. */
  async health(): Promise<number> {
    return (await fetch(`${this.url}/healthz`)).status;
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Runs an operator's command on this server's data and resolves with what it printed. */
  async cli(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(NODE, [CLI, ...args], { env: this.#env() });
    return stdout;
  }

  async loadSample(): Promise<SampleLoaded> {
    return lastJson<SampleLoaded>(await this.#ask('sample', '--json'));
  }

  async newBoard(
    partnership: string,
    { title, template }: { title: string; template?: string },
  ): Promise<{ id: string; url: string }> {
    const choice = template ? ['--template', template] : [];
    return lastJson(
      await this.#ask('board', 'create', '--partnership', partnership, '--title', title, ...choice, '--json'),
    );
  }

  /** The same command, told to the running server as `cli` tells it; a program is started for it only when none runs. */
  async #ask(...args: string[]): Promise<string> {
    const answer = await askServer(this.dataDir, args);
    if (!answer) return this.cli(...args);
    if (!answer.ok) throw new Error(answer.words);
    return answer.words;
  }

  async #answers(): Promise<boolean> {
    const response = await fetch(`${this.url}/healthz`).catch(() => null);
    return response?.ok ?? false;
  }

  #env(): NodeJS.ProcessEnv {
    const { PORT: _, ORIGIN: __, NODE_ENV: ___, ...env } = process.env;
    const own = { HOST: '127.0.0.1', PORT: String(this.port), LOG_LEVEL: 'warn', NODE_COMPILE_CACHE: COMPILED };
    return { ...env, ...own, ...this.#settings, DATA_DIR: this.dataDir };
  }
}

function lastJson<T>(output: string): T {
  return JSON.parse(output.slice(output.indexOf('{'))) as T;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
