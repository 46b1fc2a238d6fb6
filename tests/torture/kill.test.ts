import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { putCard, RawClient, until } from '../support/syncClients.ts';

const ROUNDS = 20;
/** Edits that a writer has under way at any time. */
const WINDOW = 16;
const WRITERS = ['ana', 'ben', 'cem', 'ana'];

const folder = mkdtempSync(join(tmpdir(), 'throughline-kill-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startServer(): Promise<{ url: string; kill: () => Promise<void> }> {
  const script = join(import.meta.dirname, '../support/syncChild.ts');
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }; // 21 starts of the same program
  const child = spawn(process.execPath, [script, folder], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([once(lines, 'line'), gone])) as [string];
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
    children.delete(child);
  };
  return { url, kill };
}

/** Keeps a window of edits under way, and remembers which of them were acknowledged. */
class Writer {
  readonly acknowledged: string[] = [];
  #client: RawClient;
  #name: string;
  #sent: string[] = [];

  constructor(client: RawClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async start(): Promise<void> {
    await this.#client.join();
    this.#client.edit((doc) => putCard(doc, this.#name));
    this.#sent.push(this.#name);
    this.#client.socket.on('message', () => this.#goOn());
    this.#goOn();
  }

  #goOn(): void {
    const done = this.#client.saved.at(-1) ?? 0;
    while (this.acknowledged.length < done) this.acknowledged.push(this.#sent[this.acknowledged.length] ?? '');
    while (this.#client.isOpen && this.#sent.length < done + WINDOW) this.#sent.push(this.#edit(this.#sent.length));
  }

  /** Every third edit is a card of its own, the others are words on the writer's card. */
  #edit(number: number): string {
    const mark = `${this.#name}:${number};`;
    this.#client.edit((doc) => {
      if (number % 3 === 0) putCard(doc, mark);
      else ((doc.getMap('items').get(this.#name) as Y.Map<unknown>).get('text') as Y.Text).insert(0, mark);
    });
    return mark;
  }
}

/** Every mark that a document holds: ids of cards, and words on them. */
function marksIn(doc: Y.Doc): Set<string> {
  const marks = new Set<string>();
  for (const [id, card] of doc.getMap<Y.Map<unknown>>('items')) {
    marks.add(id);
    for (const mark of String(card.get('text')).match(/[^;]+;/g) ?? []) marks.add(mark);
  }
  return marks;
}

test(`[S15] kill -9 under load, ${ROUNDS} times: nothing acknowledged and nothing that others saw is lost`, async () => {
  const promised = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServer();
    const reader = await new RawClient(server, 'vic').join();
    expect(missing(promised, marksIn(reader.doc))).toEqual([]);
    const writers = WRITERS.map((who, index) => new Writer(new RawClient(server, who), `r${round}w${index}`));
    await Promise.all(writers.map((writer) => writer.start()));
    const goal = 40 + ((round * 37) % 90); // a different moment each time, always under load
    await until(() => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0) >= goal, 'enough edits');
    await server.kill();
    await until(() => reader.closed !== null, 'the connection cut');
    for (const writer of writers) for (const mark of writer.acknowledged) promised.add(mark);
    for (const mark of marksIn(reader.doc)) promised.add(mark);
  }
  const last = await startServer();
  const reader = await new RawClient(last, 'vic').join();
  expect(missing(promised, marksIn(reader.doc))).toEqual([]);
  expect(promised.size).toBeGreaterThan(ROUNDS * 40);
  await last.kill();
}, 180_000);

function missing(promised: ReadonlySet<string>, found: ReadonlySet<string>): string[] {
  return [...promised].filter((mark) => !found.has(mark));
}
