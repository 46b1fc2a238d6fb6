import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHttpServer } from '../../server/httpServer.ts';
import type { World } from '../support/builders.ts';
import { PASSWORD, World as Built } from '../support/builders.ts';
import { servePages } from '../support/pagesHere.ts';
import { pageFaults } from '../support/pageFaults.ts';
import type { Scene } from '../support/rights/scene.ts';
import { buildScene } from '../support/rights/scene.ts';
import { addressOf, TABLE } from '../support/rights/table.ts';
import { Visitor } from '../support/visitor.ts';

let world: World;
let pages: Awaited<ReturnType<typeof servePages>>;
let scene: Scene;
beforeAll(async () => {
  world = await Built.open();
  await world.person({ operator: true }); // somebody set it up
  pages = await servePages(world);
  scene = await buildScene(world, pages.url, 'convener');
});
afterAll(() => pages.close());

const entrances = (method: (name: string) => boolean) =>
  Object.keys(TABLE).filter((entrance) => method(entrance.split(' ')[0] ?? ''));
const writing = entrances((method) => method !== 'GET');
const reading = entrances((method) => method === 'GET');

function send(
  entrance: string,
  { headers = {}, body = 'a=b' }: { headers?: Record<string, string>; body?: string } = {},
) {
  const { method, address } = addressOf(entrance, scene);
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', cookie: scene.asker.cookie };
  return fetch(new URL(address, pages.url), { method, headers: { ...form, ...headers }, body, redirect: 'manual' });
}

describe('whatever changes something', () => {
  test.each(writing)('is refused when another site sends it, or nobody says who: %s', async (entrance) => {
    for (const origin of ['https://evil.example', 'null', pages.url.replace('127.0.0.1', 'localhost'), null]) {
      const { status } = await send(entrance, { headers: origin === null ? {} : { origin } });
      expect([entrance, origin, status]).toEqual([entrance, origin, 403]);
    }
  });

  test.each(writing.filter((entrance) => !entrance.endsWith('/files')))(
    'takes no more than a form can hold: %s',
    async (entrance) => {
      const body = `a=${'x'.repeat(1024 * 1024)}`;
      expect((await send(entrance, { headers: { origin: pages.url }, body })).status).toBe(413);
    },
  );
});

describe('every page', () => {
  const EXPECTED: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };

  test.each(reading)('has its headers and runs nothing that its policy does not name: %s', async (entrance) => {
    const { address } = addressOf(entrance, scene);
    for (const visitor of [scene.asker, new Visitor(pages.url)]) {
      const response = await visitor.get(address, { accept: 'text/html' });
      for (const [name, value] of Object.entries(EXPECTED))
        expect([name, response.headers.get(name)]).toEqual([name, value]);
      const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
      if (isPage) expect(pageFaults(await response.text(), response.headers)).toEqual([]);
    }
  });

  test.each([
    ['nothing here', '/nothing-here', 404],
    ['a path that climbs', '/..%2f..%2fetc%2fpasswd', 404],
    ['a path of dots', '/partnerships/%2e%2e%2f%2e%2e%2fadmin', 404],
    ['a null byte', '/partnerships/%00', 404],
    ['a broken escape', '/partnerships/%zz', 400],
    ['a long one', `/partnerships/${'x'.repeat(6_000)}`, 404],
    ['a board by a guess', '/partnerships/x/boards/V1StGXR8_Z5jdHi6B-myT', 404],
    ['a file that climbs', '/_app/immutable/..%2f..%2f..%2fserver%2findex.js', 404],
    ['a file of ours', '/server/main.ts', 404],
    ['the data', '/data/throughline.db', 404],
    ['a property of objects', '/partnerships/__proto__', 404],
    ['a name of SQL', "/partnerships/x'%20or%201=1%20--", 404],
  ])('that is guessed is not there, and says no more: %s', async (_, path, status) => {
    const response = await rawGet(path);
    expect(response.status).toBe(status);
    expect(response.body).not.toMatch(/root:|SQLITE|node_modules|at \w+ \(/);
    expect(response.head).toMatch(/x-content-type-options: nosniff/i);
  });
});

/** As it stands, without what a URL class makes of it. */
async function rawGet(path: string): Promise<{ status: number; head: string; body: string }> {
  const { port, hostname } = new URL(pages.url);
  const socket = connect(Number(port), hostname);
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${hostname}:${port}`, `Cookie: ${scene.asker.cookie}`];
  socket.write([...lines, 'Accept: text/html', 'Connection: close', '', ''].join('\r\n'));
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  await once(socket, 'close');
  const at = answer.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  return { status, head: answer.slice(0, at), body: answer.slice(at) };
}

describe('signing in', () => {
  test('leads nowhere but here', async () => {
    const { email } = await world.person();
    const targets = [
      ...['https://evil.example', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example'],
      ...['/\t/evil.example', '/%09/evil.example', ' //evil.example', 'javascript:alert(1)', 'data:text/html,x'],
      ...[
        '/\n/evil.example',
        'http:evil.example',
        '/../\\evil.example',
        '/./\\/evil.example',
        '@evil.example',
        '.evil.example',
      ],
      ...['/sign-in?next=//evil.example', '/x\r\nset-cookie: a=b'],
    ];
    for (const next of targets) {
      const visitor = new Visitor(pages.url);
      const response = await visitor.post('/sign-in', { email, password: PASSWORD, next });
      const to = new URL(response.headers.get('location') ?? '', pages.url);
      expect([next, response.status, to.origin]).toEqual([next, 303, pages.url]);
      expect(response.headers.get('set-cookie') ?? '').not.toContain('a=b');
      const again = await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`);
      if (again.headers.has('location'))
        expect([next, new URL(again.headers.get('location') ?? '', pages.url).origin]).toEqual([next, pages.url]);
    }
  });

  test('gives a secret of our own: one that was there before opens nothing', async () => {
    const { email } = await world.person();
    const name = world.app.signInCookie('x', { expiresAt: null }).name;
    const planted = 'A'.repeat(43);
    const form = new URLSearchParams({ email, password: PASSWORD });
    const headers = { origin: pages.url, cookie: `${name}=${planted}`, accept: 'text/html' };
    const response = await fetch(`${pages.url}/sign-in`, { method: 'POST', body: form, headers, redirect: 'manual' });
    const given = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`)) ?? '';
    expect([response.status, given.includes(planted), given.length > 40]).toEqual([303, false, true]);
    const thief = await fetch(`${pages.url}/account`, {
      headers: { cookie: `${name}=${planted}` },
      redirect: 'manual',
    });
    expect(thief.status).toBe(303);
  });

  test('every cookie is for this server alone; those that open something are kept from scripts', async () => {
    const { email } = await world.person();
    const visitor = new Visitor(pages.url);
    const set = [
      ...(await visitor.signIn({ email, password: PASSWORD })).headers.getSetCookie(),
      ...(
        await visitor.post('/account/look', { theme: 'dark', contrast: 'more', motion: 'less' })
      ).headers.getSetCookie(),
      ...(
        await new Visitor(pages.url).post(`/g/${scene.guest.code}`, { guestName: 'Ola', kind: 'family' })
      ).headers.getSetCookie(),
      ...(await visitor.post('/sign-out', {})).headers.getSetCookie(),
    ];
    expect(set.length).toBeGreaterThan(4);
    for (const line of set) {
      expect(line).toMatch(/; path=\//i);
      expect(line).toMatch(/; samesite=(lax|strict)/i);
      expect(line).not.toMatch(/; domain=/i);
      if (!/^throughline_look=|^look=/.test(line)) expect(line).toMatch(/; httponly/i);
    }
  });
});

describe('a request that dribbles in', () => {
  test.each([
    ['its head', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: '],
    ['its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n'],
  ])('is cut off, and others go on: %s', async (_, beginning) => {
    const server = openHttpServer({ head: 300, whole: 600, look: 50 });
    server.on('request', (request, response) => {
      request.resume();
      request.on('end', () => response.end('ok'));
      request.on('error', () => undefined);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const slow = connect(port, '127.0.0.1');
    slow.on('error', () => undefined);
    let answer = '';
    slow.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    slow.write(beginning);
    const dribble = setInterval(() => slow.write('a'), 40);
    // Being cut off may come as an error, too.
    const closed = new Promise((done) => slow.once('close', done));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok');
    await closed;
    clearInterval(dribble);
    expect(answer).toMatch(/^HTTP\/1\.1 408 |^$/);
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
});
