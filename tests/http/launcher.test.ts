import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-launcher-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function launch(args: readonly string[], node: readonly string[] = []): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...node, 'server/start.mjs', ...args], (error, _stdout, stderr) => {
      resolve({ code: error?.code ?? 0, said: stderr.trim() });
    });
  });
}

test('a Node that is too old is told in one sentence', async () => {
  const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})`;
  expect(await launch(['start'], ['--import', older])).toEqual({
    code: 1,
    said: 'Throughline needs Node 20.19 or newer, and this is 18.20.4. Install it from nodejs.org.',
  });
});

test('a task nobody knows is told in one sentence', async () => {
  expect(await launch(['fly'])).toEqual({ code: 1, said: 'Say what to do: start, dev, test, cli, bench.' });
});

test('development serves pages, rooms and reloading on one port, and goes when its launcher is killed', async () => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
  const launcher = spawn(process.execPath, ['server/start.mjs', 'dev'], { env, stdio: 'ignore' });
  const answers = () =>
    fetch(`${url}/healthz`).then(
      ({ status }) => status,
      () => 0,
    );
  try {
    await expect.poll(answers, { timeout: 60_000, interval: 200 }).toBe(200);
    const page = await fetch(`${url}/sign-in`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('name="password"');
    const form = new URLSearchParams({ email: 'nobody@school.example', password: 'not the password' });
    const from = (origin: string) =>
      fetch(`${url}/sign-in`, { method: 'POST', body: form, headers: { origin, accept: 'text/html' } });
    expect((await from(url)).status).toBe(400);
    expect((await from('https://evil.example')).status).toBe(403);
    const room = new WebSocket(`ws://localhost:${port}/sync/board/none`);
    const [code] = (await once(room, 'close')) as [number];
    expect(code).toBe(4401);
  } finally {
    const gone = once(launcher, 'exit');
    launcher.kill('SIGKILL');
    await gone;
  }
  await expect.poll(answers, { timeout: 20_000, interval: 100 }).toBe(0);
}, 120_000);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
