import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/storage/database.ts';
import { LiveServer } from '../support/liveServer.ts';
import { Visitor } from '../support/visitor.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a server that must not come up. */
function start(env: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const { PORT: _, ORIGIN: __, DATA_DIR: ___, ...rest } = process.env;
    const options = { env: { ...rest, PORT: '0', LOG_LEVEL: 'warn', ...env }, timeout: 20_000 };
    execFile(process.execPath, ['server/main.ts'], options, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        said: `${stdout}${stderr}`.trim(),
      });
    });
  });
}

const oneSentence = (words: RegExp) => ({
  code: 1,
  said: expect.stringMatching(new RegExp(`^[^\\n]*${words.source}[^\\n]*$`)),
});

test('a port that is taken is said in one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const result = await start({ PORT: String(port), DATA_DIR: join(folder, 'port') });
  taken.close();
  expect(result).toEqual(oneSentence(new RegExp(`Port ${port} is taken`)));
});

test('a data folder that cannot be written is said in one sentence', async () => {
  writeFileSync(join(folder, 'a-file'), '');
  expect(await start({ DATA_DIR: join(folder, 'a-file', 'data') })).toEqual(oneSentence(/cannot be written/));
});

test('a database of a newer version is said in one sentence', async () => {
  const { dataDir } = await emptyData('newer');
  const db = await openDatabase(join(dataDir, 'throughline.db'));
  await db
    .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
    .insertInto('kysely_migration')
    .values({ name: '9999-later', timestamp: '2030-01-01T00:00:00.000Z' })
    .execute();
  await db.destroy();
  expect(await start({ DATA_DIR: dataDir })).toEqual(oneSentence(/newer version/));
});

test('a damaged database is said in one sentence', async () => {
  const { dataDir } = await emptyData('damaged');
  writeFileSync(join(dataDir, 'throughline.db'), 'this is no database, it is a text of some length. '.repeat(100));
  expect(await start({ DATA_DIR: dataDir })).toEqual(oneSentence(/damaged/));
});

test.each([
  ['PORT', 'eighty'],
  ['ORIGIN', 'plan.example.org'],
  ['LOG_LEVEL', 'loud'],
  ['HOST', '203.0.113.7'],
])('a setting that makes no sense is said in one sentence: %s=%s', async (name, value) => {
  const result = await start({ DATA_DIR: join(folder, 'settings'), [name]: value });
  expect(result).toEqual(oneSentence(new RegExp(`${name}\\b.*${value}`)));
});

test('one server to a data folder; after kill -9 the next starts at once; the folder is for its user alone', async () => {
  const server = await LiveServer.open();
  try {
    const second = await start({ DATA_DIR: server.dataDir });
    expect(second).toEqual(oneSentence(/Another Throughline is using this data folder/));
    expect(statSync(join(server.dataDir, 'control.sock')).mode & 0o777).toBe(0o600);
    await server.stop('SIGKILL');
    expect(statSync(join(server.dataDir, 'control.sock')).isSocket()).toBe(true);
    await server.start();
    expect(await server.cli('setup-link')).toContain('/setup?token=');
  } finally {
    await server.close();
  }
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the server cleanly', async (signal) => {
  const server = await LiveServer.open();
  expect(await server.stop(signal)).toBe(0);
  await server.close();
});

test('the first run prints a link that sets everything up without JavaScript, once', async () => {
  const server = await LiveServer.open();
  try {
    const path = /\/setup\?token=\S+/.exec(server.output)?.[0] ?? '';
    expect(server.output).toContain('npm run cli -- sample');
    const visitor = new Visitor(server.url);
    expect(await (await visitor.get('/setup?token=guessed')).text()).not.toContain('name="password"');
    const form = {
      organisationName: 'Northbrook Schools Trust',
      organisationKind: 'school-trust',
      personName: 'Ruth Calder',
      email: 'ruth@northbrook.example',
      password: 'short',
      partnershipName: 'Northbrook Healthy Futures',
    };
    const refused = await visitor.post(path, form);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('value="Ruth Calder"');
    expect(html).not.toContain('value="short"');
    const done = await visitor.post(path, { ...form, password: 'lantern-orchard-lane' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/partnerships/northbrook-healthy-futures']);
    expect((await visitor.get('/partnerships/northbrook-healthy-futures')).status).toBe(200);
    const again = await new Visitor(server.url).post(path, { ...form, password: 'lantern-orchard-lane' });
    expect(again.status).toBe(409);
    expect(await (await new Visitor(server.url).get(path)).text()).not.toContain('name="password"');
  } finally {
    await server.close();
  }
});

test('with a public address on https the cookie is secure, and only that origin may send forms', async () => {
  const origin = 'https://plan.example.org';
  const server = await LiveServer.open({ ORIGIN: `${origin}/` });
  try {
    const sample = await server.loadSample();
    expect(sample.boards[0]?.url).toMatch(/^https:\/\/plan\.example\.org\/partnerships\//);
    const [person] = sample.people;
    const form = { email: person?.email ?? '', password: person?.password ?? '' };
    const visitor = new Visitor(server.url);
    expect((await visitor.post('/sign-in', form)).status).toBe(403);
    const response = await visitor.post('/sign-in', form, origin);
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie().join()).toMatch(/^__Host-throughline_sign_in=[^;]+;.*Secure/i);
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
    expect((await visitor.get('/partnerships')).status).toBe(200);
  } finally {
    await server.close();
  }
});

/** A data folder as a server that ended leaves it. */
async function emptyData(name: string): Promise<{ dataDir: string }> {
  const dataDir = join(folder, name);
  const server = await LiveServer.open({ DATA_DIR: dataDir });
  await server.stop();
  return { dataDir };
}
