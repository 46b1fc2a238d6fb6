import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { seededChance } from '../support/chance.ts';
import { ChildServer } from '../support/childServer.ts';
import { putCard, RawClient, until } from '../support/syncClients.ts';
import { IS_FULL_SIZE, sized } from '../support/tortureSize.ts';
import { hostileMessage } from './hostileMessages.ts';

const MESSAGES = sized({ small: 3_000, full: 100_000 });
const ATTACKERS = 8;
const LONGEST_ATTACK = 8;
/** What the server may hold more after all of it than after its beginning: nothing that grows with the messages. */
const MAX_GROWTH_BYTES = 12_000_000;

const folder = mkdtempSync(join(tmpdir(), 'throughline-hostile-'));
const servers: ChildServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  rmSync(folder, { recursive: true, force: true });
});

async function startServer(): Promise<ChildServer> {
  const server = new ChildServer(join(folder, 'compiled'));
  servers.push(server);
  return server.open(folder);
}

/** Someone who goes on working: one edit at a time, the next one when the last was acknowledged. */
class Worker {
  written = 0;
  #client: RawClient;
  #name: string;

  constructor(client: RawClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  get client(): RawClient {
    return this.#client;
  }

  get isAcknowledged(): boolean {
    return (this.#client.saved.at(-1) ?? 0) === this.written;
  }

  goOn(): void {
    if (!this.isAcknowledged || !this.#client.isOpen) return;
    const number = this.written++;
    const id = `${this.#name}-${number % 40}`;
    this.#client.edit((doc) => putCard(doc, id, { by: this.#name, text: `Card ${number}` }));
    this.#client.sendPresence({ cursor: [number, 0] });
  }
}

/** The cards that nobody attacked. */
function cardsOf(doc: Y.Doc): Record<string, unknown> {
  const all = Object.entries(doc.getMap('items').toJSON());
  return Object.fromEntries(all.filter(([id]) => /^(ana|ben)-\d+$/.test(id)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Everything sent before was read, or the connection is over. */
async function answered({ socket, closed }: RawClient): Promise<void> {
  if (closed !== null) return;
  const heard = new Promise((done) => {
    socket.once('pong', done);
    socket.once('close', done);
  });
  if (socket instanceof WebSocket && socket.readyState === WebSocket.OPEN) socket.ping();
  else socket.close(); // over HTTP what was said before is posted first
  await heard;
}

interface Attack {
  server: ChildServer;
  seed: number;
  messages: number;
  victims: readonly number[];
  /** Called after each connection of the attack. */
  goOn: () => void;
}

/** One attacker: comes, joins or not, sends some messages, and comes again. Returns how often it was turned away. */
async function attack({ server, seed, messages, victims, goOn }: Attack): Promise<number> {
  const any = seededChance(seed);
  let turnedAway = 0;
  for (let sent = 0; sent < messages && server.isRunning;) {
    const over = any.odds(0.1) ? 'http' : 'websocket';
    const client = new RawClient(server, 'eve', { ours: any.odds(0.5), over });
    if (any.odds(0.8)) await client.join();
    else await until(() => client.isOpen || client.closed !== null, 'an open socket');
    const doc = copyOf(client.doc);
    doc.clientID = 6_000 + seed; // few, so that what the server keeps about them stays small
    for (let left = 1 + any.below(LONGEST_ATTACK); left > 0 && client.isOpen; left--, sent++) {
      client.socket.send(hostileMessage({ any, doc, victims }));
    }
    await answered(client);
    turnedAway += Number((client.closed?.code ?? 0) >= 4_000);
    client.socket.terminate();
    goOn();
  }
  return turnedAway;
}

test(`[S7, S8, S9, S20, S25] ${MESSAGES} hostile messages: only their sender is closed, nothing is harmed, nothing is left behind`, async () => {
  const server = await startServer();
  const ana = new Worker(await new RawClient(server, 'ana').join(), 'ana');
  const ben = new Worker(await new RawClient(server, 'ben').join(), 'ben');
  const bystander = await new RawClient(server, 'eve').join();
  ana.client.sendPresence({ cursor: [0, 0] });
  const victims = [ana.client.doc.clientID, ben.client.doc.clientID];
  let rounds = 0;
  const goOn = () => [ana, ben][rounds++ % 8]?.goOn();
  const wave = async (from: number, messages: number) => {
    const attacks = Array.from({ length: ATTACKERS }, (_, n) => ({ server, seed: from + n, messages, victims, goOn }));
    const turnedAway = await Promise.all(attacks.map(attack));
    return turnedAway.reduce((sum, one) => sum + one);
  };
  const first = await wave(0, Math.ceil(MESSAGES / ATTACKERS / 5));
  const before = await server.heap();
  const second = await wave(ATTACKERS, Math.ceil((MESSAGES / ATTACKERS / 5) * 4));
  const after = await server.heap();
  if (IS_FULL_SIZE)
    console.log({ turnedAway: first + second, edits: ana.written + ben.written, rounds, before, after });
  expect([server.isRunning, ana.client.closed, ben.client.closed, bystander.closed]).toEqual([true, null, null, null]);
  expect(first + second).toBeGreaterThan(MESSAGES / 20);
  expect(ana.written + ben.written).toBeGreaterThan(rounds / 16);
  await until(() => ana.isAcknowledged && ben.isAcknowledged, 'the last acknowledgements');
  await until(
    () => JSON.stringify(cardsOf(ben.client.doc)) === JSON.stringify(cardsOf(ana.client.doc)),
    'the same cards',
  );
  const impostors = bystander.presence.filter(
    ({ clientId, state }) =>
      victims.includes(clientId) && state !== null && (state['who'] as { id: string }).id === 'eve',
  );
  expect(impostors).toEqual([]);
  expect(after - before).toBeLessThan(MAX_GROWTH_BYTES);
  await server.kill();
  const again = await new RawClient(await startServer(), 'vic').join();
  expect(cardsOf(again.doc)).toEqual(cardsOf(ana.client.doc));
  expect(Object.keys(cardsOf(again.doc)).length).toBeGreaterThan(10);
}, 1_200_000);
