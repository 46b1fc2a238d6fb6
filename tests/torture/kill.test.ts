import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BadLine } from '../support/badLine.ts';
import { seededChance } from '../support/chance.ts';
import { ChildServer } from '../support/childServer.ts';
import type { Participant } from '../support/participants.ts';
import { RawParticipant, StockParticipant } from '../support/participants.ts';
import { putCard, RawClient, until } from '../support/syncClients.ts';
import { sized } from '../support/tortureSize.ts';

const ROUNDS = sized({ small: 20, full: 50 });
/** Edits that a writer has under way at any time, and how many it makes while the server is away. */
const WINDOW = 16;
const MADE_OFFLINE = 2;

const folder = mkdtempSync(join(tmpdir(), 'throughline-kill-'));
const compiled = join(folder, 'compiled');
const servers = new Set<ChildServer>();
afterAll(async () => {
  await Promise.all([...servers].map((server) => server.kill()));
  rmSync(folder, { recursive: true, force: true });
});

function loadServer(): ChildServer {
  const server = new ChildServer(compiled);
  servers.add(server);
  return server;
}

/** Someone who writes without pause and keeps their copy over all crashes of the server. */
class Writer {
  readonly written: string[] = [];
  #who: Participant;
  #name: string;
  #card = '';
  #here = 0;

  constructor(who: Participant, name: string) {
    this.#who = who;
    this.#name = name;
  }

  get participant(): Participant {
    return this.#who;
  }

  /** Goes on in a new round, on a card of its own. */
  begin(round: number): void {
    this.#card = `${this.#name}r${round}`;
    this.#here = 0;
    this.#write(this.#card, (doc) => putCard(doc, this.#card));
  }

  /** Keeps a window of edits under way; `seen` is how many of this round somebody else has. */
  goOn(seen: number): void {
    while (this.#here < seen + WINDOW) this.write();
  }

  /** Every third edit is a card of its own, the others are words on the round's card. */
  write(): void {
    const mark = `${this.#card}:${this.written.length};`;
    if (this.#here % 3 === 0) return this.#write(mark, (doc) => putCard(doc, mark));
    this.#write(mark, (doc) => {
      const text = itemsOf(doc).get(this.#card)?.get('text');
      if (text instanceof Y.Text) text.insert(0, mark);
    });
  }

  #write(mark: string, change: (doc: Y.Doc) => void): void {
    this.written.push(mark);
    this.#here += 1;
    this.#who.write(mark, change);
  }

  /** How many edits of this round a copy holds. */
  countIn(doc: Y.Doc): number {
    const items = itemsOf(doc);
    const words = String(items.get(this.#card)?.get('text') ?? '').split(';').length - 1;
    return words + Math.ceil(this.#here / 3) * Number(items.has(this.#card));
  }
}

function itemsOf(doc: Y.Doc): Y.Map<Y.Map<unknown>> {
  return doc.getMap<Y.Map<unknown>>('items');
}

/** Every mark that a document holds, as often as it holds it: ids of cards, and words on them. */
function marksIn(doc: Y.Doc): string[] {
  return [...itemsOf(doc)].flatMap(([id, card]) => [id, ...(String(card.get('text')).match(/[^;]+;/g) ?? [])]);
}

function missing(promised: Iterable<string>, doc: Y.Doc): string[] {
  const found = new Set(marksIn(doc));
  return [...promised].filter((mark) => !found.has(mark));
}

/** Waits longer than a test should have to: the board grows from round to round, and each crash sends it all again. */
async function patiently(holds: () => boolean, what: string): Promise<void> {
  for (let attempts = 8; attempts > 1; attempts--) {
    try {
      return await until(holds, what);
    } catch {
      continue;
    }
  }
  await until(holds, what);
}

async function meetWriters(port: () => number): Promise<Writer[]> {
  const kinds = [RawParticipant, RawParticipant, RawParticipant, StockParticipant, StockParticipant];
  const names = ['ana', 'ben', 'cem', 'dee', 'ana']; // somebody works in two windows
  return Promise.all(
    kinds.map(async (Kind, index) => {
      const line = await BadLine.open(port, seededChance(index));
      return new Writer(new Kind({ name: names[index] ?? '', line }), `w${index}`);
    }),
  );
}

test(`[S10, S15] kill -9 under load, ${ROUNDS} times: nothing promised is lost, nothing doubled, all copies end the same`, async () => {
  const promised = new Set<string>();
  let server = await loadServer().open(folder);
  const writers = await meetWriters(() => server.port);
  for (let round = 0; round < ROUNDS; round++) {
    const next = loadServer(); // in the time of this round
    const reader = await new RawClient(server, 'vic').join();
    expect(missing(promised, reader.doc)).toEqual([]);
    for (const writer of writers) writer.begin(round);
    const goal = 40 + ((round * 37) % 90); // a different moment each time, always under load
    await patiently(() => {
      const seen = writers.map((writer) => writer.countIn(reader.doc));
      writers.forEach((writer, index) => writer.goOn(seen[index] ?? 0));
      return seen.reduce((sum, one) => sum + one) >= goal;
    }, 'enough edits');
    await server.kill();
    await until(() => reader.closed !== null, 'the connection cut');
    for (const { participant } of writers) for (const mark of participant.promised()) promised.add(mark);
    for (const mark of marksIn(reader.doc)) promised.add(mark);
    for (const writer of writers) for (let more = 0; more < MADE_OFFLINE; more++) writer.write();
    server = await next.open(folder);
  }
  const people = writers.map(({ participant }) => participant);
  await patiently(() => people.every((person) => person.isSettled), 'everyone settled');
  const reader = await new RawClient(server, 'vic').join();
  const written = writers.flatMap((writer) => writer.written).sort();
  const copies = [reader.doc, ...people.map(({ doc }) => doc)];
  await patiently(() => copies.every((doc) => itemsOf(doc).size === itemsOf(reader.doc).size), 'all cards at everyone');
  await patiently(() => copies.every((doc) => String(marksIn(doc).sort()) === String(written)), 'the same at everyone');
  expect(promised.size).toBeGreaterThan(ROUNDS * 40);
  for (const person of people) person.leave();
  for (const { line } of people) await line.close();
}, 1_800_000);
