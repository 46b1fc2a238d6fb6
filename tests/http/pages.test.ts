import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { Visitor } from '../support/visitor.ts';

let server: LiveServer;
let sample: SampleLoaded;

beforeAll(async () => {
  server = await LiveServer.open();
  sample = await server.loadSample();
});
afterAll(() => server.close());

const someone = (role: string) => {
  const found = sample.people.find((person) => person.role === role);
  if (!found) throw new Error(`the sample has no ${role}`);
  return found;
};

async function signedIn(role: string): Promise<Visitor> {
  const visitor = new Visitor(server.url);
  expect((await visitor.signIn(someone(role))).status).toBe(303);
  return visitor;
}

/** Every address under (app), with the sample's names in the place of parameters. */
function appRoutes(): string[] {
  const files = readdirSync('src/routes/(app)', { recursive: true, encoding: 'utf8' });
  const pages = files.filter((file) => /\+page(@.*)?\.svelte$|\+server\.ts$/.test(file));
  const paths = pages.map((file) => `/${file.split('/').slice(0, -1).join('/')}`);
  return paths.map((path) =>
    path
      .replaceAll(/\/\([^)]+\)/g, '')
      .replace('[partnership]', sample.partnership)
      .replace('[board]', sample.boards[0]?.id ?? ''),
  );
}

describe('the form to sign in', () => {
  test('works without JavaScript, and its cookie is kept from scripts and other sites', async () => {
    const visitor = new Visitor(server.url);
    const page = await (await visitor.get('/sign-in')).text();
    expect(page).toMatch(/<form[^>]*method="post"/i);
    expect(page).toMatch(/name="email"/);
    expect(page).toMatch(/name="password"/);
    const response = await visitor.signIn(someone('convener'));
    expect(response.status).toBe(303);
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('throughline_sign_in=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Expires=/i);
    expect(cookie).not.toMatch(/Secure/i);
    expect((await visitor.get('/partnerships')).status).toBe(200);
  });

  test('gives a wrong password and an unknown address one answer, and keeps the address only', async () => {
    const { email } = someone('viewer');
    const answers = [];
    for (const address of [email, 'nobody@nowhere.example']) {
      const response = await new Visitor(server.url).signIn({ email: address, password: 'not-the-password' });
      const html = await response.text();
      expect(html).toContain(`value="${address}"`);
      expect(html).not.toContain('not-the-password');
      answers.push([response.status, html.replaceAll(address, '').replaceAll(/nonce="[^"]*"/g, '')]);
    }
    expect(answers[0]?.[0]).toBe(400);
    expect(answers[1]?.[0]).toBe(400);
    const alerts = answers.map(([, html]) => /role="alert"[\s\S]*?<\/div>/.exec(String(html))?.[0]);
    expect(alerts[0]).toBeDefined();
    expect(alerts[1]).toBe(alerts[0]);
  });

  test('ends with the browser on a shared computer', async () => {
    const visitor = new Visitor(server.url);
    const response = await visitor.post('/sign-in', { ...credentials('commenter'), shared: 'on' });
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie().join()).not.toMatch(/Expires=|Max-Age=/i);
  });

  test('lets a browser in that signed in before, while guesses from elsewhere keep strangers waiting', async () => {
    const person = sample.people.findLast(({ role }) => role === 'contributor'); // no other test signs in as them
    if (!person) throw new Error('the sample has no contributor');
    const owner = new Visitor(server.url);
    const first = await owner.signIn(person);
    const cookie = first.headers.getSetCookie().find((line) => line.startsWith('throughline_device=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Expires=/i);
    expect((await owner.post('/sign-out', {})).status).toBe(303);
    for (let count = 0; count < 5; count++) {
      await new Visitor(server.url).signIn({ ...person, password: 'not-the-password' });
    }
    expect((await new Visitor(server.url).signIn(person)).status).toBe(429);
    expect((await owner.signIn(person)).status).toBe(303);
  });

  test('leaves nothing to know a shared computer by', async () => {
    const response = await new Visitor(server.url).post('/sign-in', { ...credentials('commenter'), shared: 'on' });
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie().join()).not.toContain('throughline_device');
  });

  test('sends nobody to another site', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const response = await new Visitor(server.url).post('/sign-in', { ...credentials('commenter'), next });
      const target = new URL(response.headers.get('location') ?? '', server.url);
      expect(target.origin).toBe(new URL(server.url).origin);
    }
  });

  const credentials = (role: string) => ({ email: someone(role).email, password: someone(role).password });
});

test('signing out ends the sign-in, not only the cookie', async () => {
  const visitor = await signedIn('contributor');
  const { cookie } = visitor;
  expect((await visitor.post('/sign-out', {})).status).toBe(303);
  const thief = await new Visitor(server.url).get('/partnerships', { cookie });
  expect(thief.status).toBe(303);
  expect(thief.headers.get('location')).toMatch(/^\/sign-in/);
});

describe('a stranger', () => {
  test('is sent to sign in from every page for members, data included', async () => {
    const routes = appRoutes();
    expect(routes.length).toBeGreaterThan(6);
    const stranger = new Visitor(server.url);
    for (const path of routes) {
      const page = await stranger.get(path);
      expect([path, page.status, page.headers.get('location')?.split('?')[0]]).toEqual([path, 303, '/sign-in']);
      const data = await stranger.get(`${path}/__data.json`);
      const body = data.status === 200 ? await data.text() : '';
      expect([path, body === '' || body.includes('"redirect"')]).toEqual([path, true]);
      for (const { title } of sample.boards) expect(body).not.toContain(title);
    }
  });

  test('changes nothing with any form', async () => {
    const stranger = new Visitor(server.url);
    for (const path of appRoutes()) {
      for (const action of ['', '?/rename', '?/archive', '?/restore', '?/revoke', '?/revokeOthers']) {
        const { status } = await stranger.post(`${path}${action}`, { title: 'Taken over', scope: 'partnership' });
        expect([path, action, [401, 405, 404].includes(status)]).toEqual([path, action, true]);
      }
    }
    const member = await signedIn('convener');
    const boards = await (await member.get(`/partnerships/${sample.partnership}/boards`)).text();
    for (const { title } of sample.boards) expect(boards).toContain(escaped(title));
    expect(boards).not.toContain('Taken over');
  });
});

describe('another site', () => {
  test.each([
    ['another origin', 'https://evil.example'],
    ['another port', 'http://localhost:1'],
    ['no origin', null],
    ['a null origin', 'null'],
  ])('cannot send a form with a visitor’s cookie: %s', async (_, origin) => {
    const visitor = await signedIn('convener');
    const board = `/partnerships/${sample.partnership}/boards/${sample.boards[0]?.id}`;
    expect((await visitor.post(`${board}?/rename`, { title: 'Taken over' }, origin)).status).toBe(403);
    expect(await (await visitor.get(board)).text()).not.toContain('Taken over');
    expect((await visitor.post('/sign-out', {}, origin)).status).toBe(403);
    expect((await visitor.get('/partnerships')).status).toBe(200);
  });

  test('cannot open a room with a visitor’s cookie', async () => {
    const { cookie } = await signedIn('convener');
    const room = `ws://localhost:${server.port}/sync/board/${sample.boards[0]?.id}`;
    const outcome = (origin?: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(room, { headers: { cookie, ...(origin ? { origin } : {}) } });
        socket.on('unexpected-response', (_request, response) => resolve(`refused ${response.statusCode}`));
        socket.on('error', () => undefined);
        socket.on('open', () => {
          socket.close();
          resolve('open');
        });
      });
    expect(await outcome('https://evil.example')).toBe('refused 403');
    expect(await outcome(server.url)).toBe('open');
    expect(await outcome()).toBe('open');
  });
});

describe('a page that is not there', () => {
  const RAIL = /<nav[ >]/;
  const SAMPLE = 'SAMPLE';
  test.each([
    ['keeps the frame round it where a partnership would be', '/partnerships/no-such', true],
    ['is a plain sheet where a board would be', `/partnerships/${SAMPLE}/boards/no-such-board-at-all1`, false],
    ['is a plain sheet at an address of nothing', '/nothing-here', false],
  ])('%s', async (_, path, hasFrame) => {
    const viewer = await signedIn('viewer');
    const response = await viewer.get(path.replace(SAMPLE, sample.partnership));
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain('This page is not here');
    expect([RAIL.test(page), page.includes('>Help<'), page.includes('>Sign in<')]).toEqual([hasFrame, true, false]);
  });
});

describe('a board', () => {
  test('that is not there and one that is not theirs are one page', async () => {
    const facilitator = await signedIn('facilitator');
    const { id } = await server.newBoard(sample.partnership, { title: 'Not for everyone' });
    const convener = await signedIn('convener');
    const sharing = `/partnerships/${sample.partnership}/boards/${id}/sharing`;
    const form = await (await convener.get(sharing)).text();
    const own = [...form.matchAll(/name="people" value="([^"]+)"|value="([^"]+)"[^>]*name="people"/g)];
    const visible = await facilitator.get(`/partnerships/${sample.partnership}/boards/${id}`);
    expect(visible.status).toBe(200);
    expect(own.length).toBeGreaterThan(0);
    await closeTo(
      convener,
      sharing,
      own.map((match) => match[1] ?? match[2] ?? ''),
    );
    const pages = [];
    for (const board of [id, 'no-such-board-at-all1']) {
      const response = await facilitator.get(`/partnerships/${sample.partnership}/boards/${board}`);
      expect(response.status).toBe(404);
      pages.push(anonymous(await response.text(), board));
    }
    expect(pages[1]).toBe(pages[0]);
    const list = await (await facilitator.get(`/partnerships/${sample.partnership}/boards`)).text();
    expect(list).not.toContain('Not for everyone');
    expect(list).not.toContain(id);
  });

  test('with a name full of markup shows it as text', async () => {
    const title = '<img src=x onerror=alert(1)> & "more"';
    const { id } = await server.newBoard(sample.partnership, { title });
    const visitor = await signedIn('viewer');
    for (const path of [
      `/partnerships/${sample.partnership}/boards`,
      `/partnerships/${sample.partnership}/boards/${id}`,
    ]) {
      expect(await (await visitor.get(path)).text()).not.toContain('<img src=x');
    }
  });

  test('is not renamed, archived or shared by a viewer', async () => {
    const viewer = await signedIn('viewer');
    const board = `/partnerships/${sample.partnership}/boards/${sample.boards[0]?.id}`;
    for (const [path, form] of [
      [`${board}?/rename`, { title: 'Taken over' }],
      [`${board}?/archive`, {}],
      [`${board}/sharing`, { open: 'partnership', scope: 'partnership' }],
      [`/partnerships/${sample.partnership}/boards/new`, { title: 'Taken over', template: '' }],
    ] as const) {
      expect([path, (await viewer.post(path, form)).status]).toEqual([path, 403]);
    }
  });

  test('keeps what was typed when its name cannot be used', async () => {
    const visitor = await signedIn('contributor');
    const title = 'x'.repeat(400);
    const response = await visitor.post(`/partnerships/${sample.partnership}/boards/new`, { title, template: '' });
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain(title);
    expect(html).toContain('aria-invalid="true"');
  });
});

describe('every answer', () => {
  test('forbids what nobody needs', async () => {
    const visitor = await signedIn('viewer');
    for (const path of ['/help', `/partnerships/${sample.partnership}`]) {
      const { headers } = await visitor.get(path);
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp).toMatch(/script-src 'self' 'nonce-[^']+'/);
      expect(csp).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
    expect((await visitor.get('/partnerships')).headers.get('cache-control')).toBe('no-store');
  });

  test('asks no other host for anything', async () => {
    const visitor = await signedIn('viewer');
    for (const path of ['/sign-in', '/partnerships', `/partnerships/${sample.partnership}/boards`]) {
      const html = await (await visitor.get(path)).text();
      const sources = [...html.matchAll(/(?:src|href)="((?:https?:)?\/\/[^"]+)"/g)].map((match) => match[1]);
      expect(sources).toEqual([]);
    }
  });
});

test('healthz says that records and log can be written', async () => {
  for (const path of ['/healthz', '/healthz?probe=1']) {
    const response = await new Visitor(server.url).get(path);
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  }
});

test('an upgrade to an address that is none is cut off', async () => {
  const answer = await new Promise<string>((resolve) => {
    let heard = '';
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write('GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    });
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
  expect(answer).not.toMatch(/^HTTP\/1\.1 101/);
  expect((await new Visitor(server.url).get('/healthz')).status).toBe(200);
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A page without what differs between two requests for the same thing. */
function anonymous(html: string, board: string): string {
  return html
    .replaceAll(board, 'BOARD')
    .replaceAll(/nonce="[^"]*"/g, '')
    .replaceAll(/__sveltekit_\w+/g, '');
}

/** Closes a board to the first of the people that may be named together with the one who sets it. */
async function closeTo(by: Visitor, sharing: string, people: readonly string[]): Promise<void> {
  for (const person of people) {
    const { status } = await by.post(sharing, { open: 'named', people: person });
    if (status === 303 || status === 200) return;
  }
  throw new Error('the board could not be closed to anyone');
}

describe('requests that are no requests of ours', () => {
  test.each([
    ['text/plain', 'email=a'],
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', 'cut short'],
  ])('a form sent as %s is the sender’s mistake, said plainly and not as trouble of ours', async (type, body) => {
    const said = server.output.length;
    const response = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': type, origin: server.url, accept: 'text/html' },
      body,
    });
    expect([400, 415]).toContain(response.status);
    expect(server.output.slice(said)).not.toContain('"level":50');
  });

  test('one that offers to go on in another protocol is answered as it is', async () => {
    const socket = connect(server.port, 'localhost');
    const heads = ['GET /sign-in HTTP/1.1', `Host: localhost:${server.port}`, 'Connection: Upgrade, HTTP2-Settings'];
    socket.write([...heads, 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__', '', ''].join('\r\n'));
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });
});
