import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { World } from '../support/builders.ts';
import { holds } from '../support/canaries.ts';
import { servePages } from '../support/pagesHere.ts';
import type { Scene } from '../support/rights/scene.ts';
import { buildScene } from '../support/rights/scene.ts';
import { addressOf, TABLE } from '../support/rights/table.ts';
import { RawClient, until } from '../support/syncClients.ts';
import type { Visitor } from '../support/visitor.ts';

/** Words of 24 characters that stand nowhere else. */
const [GUESTS, MEMBERS] = ['canary-of-a-guest-7Qx2Vz', 'canary-of-member-4Kd9Rm'];

const logged: string[] = [];
let world: World;
let pages: Awaited<ReturnType<typeof servePages>>;
let scene: Scene;
let slug: string;
let board: string;
let session: string;
const heard: Buffer[] = [];
const clients: RawClient[] = [];

beforeAll(async () => {
  const hear = (facts: object, message: string) => void logged.push(`${JSON.stringify(facts)} ${message}`);
  world = await World.open({}, { debug: hear, info: hear, warn: hear, error: hear });
  await world.person({ operator: true });
  pages = await servePages(world);
  scene = await buildScene(world, pages.url, 'convener');
  [slug, board] = [scene.params['partnership'] ?? '', scene.params['board'] ?? ''];
  session = await startPrivateStep();
  for (const visitor of [scene.asker, scene.third]) clients.push(await listen(visitor.cookie, 'board'));
  await writeAsGuest();
  await writeAsMember();
});
afterAll(async () => {
  for (const client of clients) client.socket.close();
  await pages.close();
});

async function startPrivateStep(): Promise<string> {
  const { sessions, sessionRuns } = world.services;
  const plan = { title: 'In private', day: '', from: '', until: '', place: '', meeting: '', like: '' };
  const { id } = await sessions.make(scene.actor, slug, { ...plan, board });
  const think = { ...newStep('think'), title: 'Alone', instructions: '' };
  const rules = { ...think.rules, authors: 'hidden' } as const;
  const at = { board, session: id };
  await sessions.saveStep(scene.actor, slug, { ...at, step: null, draft: { ...think, rules } });
  await sessionRuns.command(scene.actor, slug, { ...at, command: { is: 'start' } as SessionCommand });
  return id;
}

async function roundOn(): Promise<string> {
  return (await world.services.sessionRuns.live(scene.actor, slug, board))?.secret?.round ?? '';
}

async function listen(cookie: string, kind: 'board' | 'mine'): Promise<RawClient> {
  const client = new RawClient({ url: `${pages.url.replace('http', 'ws')}/sync` }, null, {
    path: `${kind}/${board}`,
    cookie,
  });
  if (kind === 'board') client.socket.on('message', (data: Buffer) => heard.push(Buffer.from(data)));
  return client.join();
}

async function writeAsGuest(): Promise<void> {
  const { code } = await world.guestLink(scene.actor, slug, { board });
  const guest = await world.guest((await world.join(code, { name: 'Danuta' })).secret, board);
  const card = { board, card: nanoid(), words: GUESTS, cleared: [], zone: null, round: await roundOn() };
  await world.services.takingPart.addCard(guest, slug, card);
}

async function writeAsMember(): Promise<void> {
  const ana = await world.person({ in: slug });
  const sheet = await listen(world.cookie(await world.signIn(ana)), 'mine');
  const card = { id: nanoid(), by: ana.id, made: '2026-11-30T09:00:00.000Z', at: [0, 0], z: 'a0' } as const;
  sheet.edit((doc) =>
    new BoardDoc(doc).addCards([{ ...card, type: 'idea', text: MEMBERS, zone: null }], { by: ana.id }),
  );
  await sheet.settled();
  clients.push(sheet);
}

const found = (bytes: Buffer) => [GUESTS, MEMBERS].filter((words) => holds(bytes, words));

/** Everything that can be asked for, and the data of each page as a page that is open asks for it. */
async function everyAnswer(visitor: Visitor): Promise<[string, Buffer][]> {
  const addresses = Object.keys(TABLE)
    .filter((entrance) => entrance.startsWith('GET '))
    .map((entrance) => addressOf(entrance, { ...scene, params: { ...scene.params, session } }).address)
    // One that waits until there is news.
    .filter((address) => !address.endsWith('/take-part/news'));
  const searches = [GUESTS, MEMBERS].map((words) => `/search?q=${words.slice(0, 12)}`);
  const answers: [string, Buffer][] = [];
  for (const address of [...addresses, ...searches]) {
    for (const asked of [address, `${address.replace(/\/?(\?.*)?$/, '')}/__data.json`]) {
      const response = await visitor.get(asked);
      answers.push([asked, Buffer.from(await response.arrayBuffer())]);
    }
  }
  return answers;
}

/** Every row of the records. Documents are the exception that the privacy page names. */
function everyRecord(): Buffer {
  const db = new Sqlite(join(world.folder, 'throughline.db'), { readonly: true });
  const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  const rows = tables.flatMap((name) => db.prepare(`select * from "${name}"`).raw().all());
  db.close();
  return Buffer.from(JSON.stringify(rows));
}

test('[F11] before the reveal private words are in no frame, answer, record or log line of anyone else', async () => {
  for (const visitor of [scene.asker, scene.third]) {
    for (const [address, body] of await everyAnswer(visitor)) expect([address, found(body)]).toEqual([address, []]);
  }
  expect(found(Buffer.concat(heard))).toEqual([]);
  expect(found(everyRecord())).toEqual([]);
  expect(found(Buffer.from(logged.join('\n')))).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
}, 120_000);

test('[F11] after it they are where everyone looks, so that looking for them finds them', async () => {
  await world.services.privateRounds.reveal(scene.actor, slug, { board, round: await roundOn() });
  await until(() => found(Buffer.concat(heard)).length === 2, 'both cards in frames');
  const outline = await scene.third.get(`/partnerships/${slug}/boards/${board}/take-part`);
  expect(found(Buffer.from(await outline.arrayBuffer()))).toEqual([GUESTS, MEMBERS]);
});
