import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { joinWithStockClient } from '../support/stockClient.ts';
import { newCard } from '../support/boards.ts';
import { Visitor } from '../support/visitor.ts';

let server: LiveServer;
let away: string;

beforeAll(() => {
  away = mkdtempSync(join(tmpdir(), 'throughline-backups-'));
});
afterAll(() => rmSync(away, { recursive: true, force: true }));
beforeEach(async () => {
  server = await LiveServer.open();
});
afterEach(() => server.close());

/** Runs a command that must fail and resolves with what it said. */
async function refused(...args: string[]): Promise<string> {
  return server.cli(...args).then(
    (words) => `went through: ${words}`,
    (error: { code: number; stderr: string }) => `${error.code}: ${error.stderr.trim()}`,
  );
}

async function convener(sample: SampleLoaded): Promise<Visitor> {
  const person = sample.people.find(({ role }) => role === 'convener');
  const visitor = new Visitor(server.url);
  expect((await visitor.signIn({ email: person?.email ?? '', password: person?.password ?? '' })).status).toBe(303);
  return visitor;
}

/** The texts of a board's cards, read by a program. */
async function cardsOn(board: string, { cookie }: Visitor): Promise<string[]> {
  const program = joinWithStockClient(server.url, board, cookie);
  await program.synced;
  const texts = [...program.board.items()].flatMap((item) => (item.kind === 'card' ? [item.text] : []));
  program.leave();
  return texts.sort();
}

test('a command answers the same beside a server and without one, and npm adds nothing to its answer', async () => {
  await server.stop();
  const without = await server.loadSample();
  await server.start();
  const env = { ...process.env, DATA_DIR: server.dataDir, PORT: String(server.port) };
  const npm = await promisify(execFile)('npm', ['run', '--silent', 'cli', '--', 'sample', '--json'], { env });
  expect(JSON.parse(npm.stdout)).toEqual(without);
  const visitor = await convener(without);
  expect((await cardsOn(without.boards[0]?.id ?? '', visitor)).length).toBeGreaterThanOrEqual(40);
  for (const { url } of without.boards) expect((await visitor.get(new URL(url).pathname)).status).toBe(200);
  expect(await refused('frobnicate')).toMatch(/^1: There is no command "frobnicate"/);
  expect(await server.cli('help')).toContain('restore FILE');
}, 60_000);

test('a back-up made while people write is restored whole, and nothing later comes back by itself', async () => {
  const sample = await server.loadSample();
  const visitor = await convener(sample);
  const id = sample.boards[0]?.id ?? '';
  const before = await cardsOn(id, visitor);
  const page = joinWithStockClient(server.url, id, visitor.cookie);
  await page.synced;
  writeFileSync(join(server.dataDir, 'files', 'a-file'), 'kept');
  const file = join(away, 'backup.tar.gz');
  expect(await server.cli('backup', file)).toContain(file);
  const kept = readdirSync(server.dataDir).map((name) => join(server.dataDir, name));
  const readable = [file, ...kept].filter(
    (path) => !statSync(path).isDirectory() && (statSync(path).mode & 0o077) !== 0,
  );
  expect(readable, 'files that other users of the machine can read').toEqual([]);
  page.board.addCards([newCard({ id: 'written-later', text: 'written later' })], { by: null });
  await expect.poll(() => cardsOn(id, visitor), { timeout: 10_000 }).toContain('written later');
  const late = await server.newBoard(sample.partnership, { title: 'Made later' });
  expect(await refused('restore', file)).toMatch(/^1: Another Throughline is using this data folder/);
  page.provider.disconnect(); // as a page does that went offline with what it saw
  await server.stop();
  rmSync(join(server.dataDir, 'files', 'a-file'));
  const said = await server.cli('restore', file);
  const aside = /before is in (\S+)\. Remove/.exec(said)?.[1] ?? '';
  expect(existsSync(join(aside, 'documents.db'))).toBe(true);
  rmSync(aside, { recursive: true });
  expect(readFileSync(join(server.dataDir, 'files', 'a-file'), 'utf8')).toBe('kept');
  await server.start();

  expect((await visitor.get('/partnerships')).status).toBe(303); // every sign-in ended
  const again = await convener(sample);
  const returning = joinWithStockClient(server.url, id, again.cookie, page.doc);
  expect(await returning.closed).toBe(4409);
  returning.leave();
  page.leave();
  expect(await cardsOn(id, again)).toEqual(before);
  expect((await again.get(new URL(late.url).pathname)).status).toBe(404);
}, 90_000);

test('what is no back-up changes nothing, and a good one goes into a folder that is not there yet', async () => {
  await server.cli('partnership', 'create', '--name', 'Vale');
  const [none, good] = [join(away, 'none.tar.gz'), join(away, 'good.tar.gz')];
  await server.cli('backup', good);
  writeFileSync(none, 'no archive at all');
  await server.stop();
  for (const file of [none, join(away, 'missing.tar.gz'), away]) {
    expect(await refused('restore', file)).toMatch(/^1: .*is not a back-up of Throughline.*Nothing was changed/);
  }
  expect(await server.cli('board', 'create', '--partnership', 'vale', '--title', 'Still here')).toContain('/vale/');
  rmSync(server.dataDir, { recursive: true });
  expect(await server.cli('restore', good)).not.toContain('What was there before');
  expect(await refused('partnership', 'create')).toMatch(/^1: .*--name/);
  expect(await server.cli('board', 'create', '--partnership', 'vale', '--title', 'Again')).toContain('/vale/');
}, 90_000);
