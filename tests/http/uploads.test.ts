import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../src/lib/domain/uploads/picture.ts';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import {
  chunk,
  exifSegment,
  joined,
  sampleGif,
  sampleJpeg,
  samplePng,
  sampleWebp,
  segment,
  text,
} from '../support/pictures.ts';
import { Visitor } from '../support/visitor.ts';

const CANARY = 'canary-51.4545N-2.5879W';

let server: LiveServer;
let sample: SampleLoaded;
let board: string;
let files: string;

beforeAll(async () => {
  server = await LiveServer.open({ LOG_LEVEL: 'info' });
  sample = await server.loadSample();
  const made = await server.newBoard(sample.partnership, { title: 'A board with pictures' });
  board = made.id;
  files = `/partnerships/${sample.partnership}/boards/${board}/files`;
});
afterAll(() => server.close());

async function signedIn(role: string): Promise<Visitor> {
  const person = sample.people.find((one) => one.role === role);
  if (!person) throw new Error(`the sample has no ${role}`);
  const visitor = new Visitor(server.url);
  expect(await statusOf(visitor.signIn(person))).toBe(303);
  return visitor;
}

interface Sent {
  to?: string;
  headers?: Record<string, string>;
  origin?: string | null;
}

/** Sends a file as a program would; the answer's status, and what it says. */
async function send(
  { cookie }: Visitor,
  file: Uint8Array,
  { to = files, headers = {}, origin = server.url }: Sent = {},
) {
  const from: Record<string, string> = origin === null ? {} : { origin };
  const response = await fetch(new URL(to, server.url), {
    ...{ method: 'POST', redirect: 'manual', body: Buffer.from(file) },
    headers: { 'content-type': 'application/octet-stream', cookie, ...from, ...headers },
  });
  const said = await response.text();
  const answer = said.startsWith('{') ? (JSON.parse(said) as Record<string, unknown>) : {};
  return { status: response.status, code: answer['code'], message: answer['message'], file: String(answer['file']) };
}

async function kept(visitor: Visitor, file: Uint8Array): Promise<string> {
  const answer = await send(visitor, file);
  expect(answer.status).toBe(201);
  return `${files}/${answer.file}`;
}

async function fetched(visitor: Visitor, address: string): Promise<Uint8Array> {
  const response = await visitor.get(address);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

/** The status of an answer that is read to its end, so that its connection can be used again. */
async function statusOf(answer: Promise<Response>): Promise<number> {
  const response = await answer;
  await response.arrayBuffer();
  return response.status;
}

const onDisk = () => {
  const entries = readdirSync(server.dataDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => path.includes('/files/') || path.includes('/incoming/'));
};

describe('a picture is taken', () => {
  test.each([
    ['PNG', samplePng(), 'image/png', 'png'],
    ['JPEG', sampleJpeg(), 'image/jpeg', 'jpg'],
    ['WebP', sampleWebp(), 'image/webp', 'webp'],
    ['GIF', sampleGif(), 'image/gif', 'gif'],
  ])('%s, by its content, and given out as just that', async (_, file, type, ending) => {
    const visitor = await signedIn('contributor');
    const answer = await send(visitor, file, { headers: { 'content-type': 'text/html' } });
    expect(answer).toMatchObject({ status: 201 });
    const response = await visitor.get(`${files}/${answer.file}`);
    expect(response.status).toBe(200);
    const said = Object.fromEntries(response.headers);
    expect(said).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': `inline; filename="${answer.file}.${ending}"`,
      'cache-control': 'private, no-cache',
      'accept-ranges': 'none',
    });
    expect(new Uint8Array(await response.arrayBuffer()).subarray(0, 3)).toEqual(file.subarray(0, 3));
  });

  test('whole, however a part of it is asked for; and not again while it is the same', async () => {
    const visitor = await signedIn('contributor');
    const address = await kept(visitor, samplePng());
    const whole = await fetched(visitor, address);
    const part = await visitor.get(address, { range: 'bytes=0-3' });
    expect(part.status).toBe(200);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole);
    const tag = part.headers.get('etag') ?? '';
    const again = await visitor.get(address, { 'if-none-match': tag });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    const head = await fetch(new URL(address, server.url), { method: 'HEAD', headers: { cookie: visitor.cookie } });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.length)]);
  });

  test('without where and when it was taken, and without what was hidden behind it', async () => {
    const visitor = await signedIn('contributor');
    const photo = sampleJpeg([
      exifSegment({ orientation: 6, words: CANARY }),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${CANARY}`),
    ]);
    const drawing = joined(samplePng([chunk('eXIf', CANARY), chunk('tEXt', CANARY)]), text(`PK\x03\x04${CANARY}`));
    for (const file of [photo, drawing, sampleGif({ comment: CANARY })]) {
      expect(Buffer.from(file).includes(CANARY)).toBe(true);
      const given = await fetched(visitor, await kept(visitor, file));
      expect(Buffer.from(given).includes(CANARY)).toBe(false);
    }
    expect(onDisk().length).toBeGreaterThan(0);
    expect(onDisk().filter((path) => readFileSync(path).includes(CANARY))).toEqual([]);
  });

  test('and nothing on a shared computer keeps it', async () => {
    const person = sample.people.find(({ role }) => role === 'contributor');
    const address = await kept(await signedIn('contributor'), samplePng());
    const visitor = new Visitor(server.url);
    const form = { email: person?.email ?? '', password: person?.password ?? '', shared: 'on' };
    expect(await statusOf(visitor.post('/sign-in', form))).toBe(303);
    const response = await visitor.get(address);
    await response.arrayBuffer();
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });
});

describe('what is no picture is refused with words, and nothing of it stays', () => {
  test.each([
    ['a page named like a picture', text('<!doctype html><script>alert(1)</script>'), [415, 'upload.notPicture']],
    [
      'an SVG drawing with a script',
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      [415, 'upload.svg'],
    ],
    ['a script that begins like a GIF file', text('GIF89a=1;alert(document.cookie)//'), [422, 'upload.broken']],
    ['a picture cut short', samplePng().subarray(0, 60), [422, 'upload.broken']],
    [
      'a picture of a million million pixels',
      samplePng([], { width: 1e6, height: 1e6 }),
      [413, 'upload.tooManyPixels'],
    ],
    ['nothing at all', new Uint8Array(), [415, 'upload.notPicture']],
  ] as const)('%s', async (_, file, [status, code]) => {
    const visitor = await signedIn('contributor');
    const before = onDisk();
    const answer = await send(visitor, file, { headers: { 'content-type': 'image/png' } });
    expect(answer).toMatchObject({ status, code, message: expect.stringMatching(/^[A-Z].{20,}\.$/) as unknown });
    expect(onDisk()).toEqual(before);
  });

  test('more than 20 MiB, whether or not it says so beforehand', async () => {
    const visitor = await signedIn('contributor');
    const before = onDisk();
    const file = joined(samplePng(), new Uint8Array(MAX_UPLOAD_BYTES));
    expect(await send(visitor, file)).toMatchObject({ status: 413, code: 'upload.tooLarge' });
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < file.length; at += 1 << 20) controller.enqueue(file.slice(at, at + (1 << 20)));
        controller.close();
      },
    });
    const response = await fetch(new URL(files, server.url), {
      ...{ method: 'POST', body: pieces, duplex: 'half' as const },
      headers: { 'content-type': 'image/png', cookie: visitor.cookie, origin: server.url },
    });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'upload.tooLarge' }]);
    expect(onDisk()).toEqual(before);
  });

  test('as much as 20 MiB is taken', async () => {
    const visitor = await signedIn('contributor');
    const file = joined(samplePng(), new Uint8Array(MAX_UPLOAD_BYTES - samplePng().length));
    expect((await send(visitor, file)).status).toBe(201);
  });

  test('a body that ends before its length, or goes on after it', async () => {
    const visitor = await signedIn('contributor');
    const before = onDisk();
    const head = (length: number) =>
      [`POST ${files} HTTP/1.1`, `host: localhost:${server.port}`, `origin: ${server.url}`, `cookie: ${visitor.cookie}`]
        .concat(['content-type: image/png', `content-length: ${length}`, '', ''])
        .join('\r\n');
    const short = connect(server.port, '127.0.0.1');
    await once(short, 'connect');
    short.write(joined(text(head(5_000)), samplePng()));
    await expect.poll(() => onDisk().length).toBe(before.length + 1); // it is coming in
    short.destroy();
    await expect.poll(onDisk).toEqual(before);

    const long = connect(server.port, '127.0.0.1');
    await once(long, 'connect');
    let said = '';
    long.on('data', (piece: Buffer) => (said += piece.toString()));
    long.end(joined(text(head(40)), samplePng()));
    await once(long, 'close');
    expect(said).toContain('HTTP/1.1 400 Bad Request'); // what comes after is no request
    expect(said).not.toContain('HTTP/1.1 201');
    await expect.poll(onDisk).toEqual(before);
  });
});

describe('rights', () => {
  test('whoever may only look sees pictures and adds none', async () => {
    const address = await kept(await signedIn('contributor'), samplePng());
    for (const role of ['viewer', 'commenter']) {
      const visitor = await signedIn(role);
      expect(await statusOf(visitor.get(address))).toBe(200);
      expect(await send(visitor, samplePng())).toMatchObject({ status: 403, code: 'notAllowed' });
    }
  });

  test('whoever may not see the board finds neither it nor its pictures, nor whether they are there', async () => {
    const address = await kept(await signedIn('contributor'), samplePng());
    await server.cli('partnership', 'create', '--name', 'Elsewhere');
    const about = ['--name', 'Sam Stranger', '--email', 'sam@elsewhere.example', '--organisation', 'Elsewhere School'];
    await server.cli('organisation', 'add', '--name', 'Elsewhere School', '--kind', 'school');
    const password = 'lantern-orchard-lane';
    const as = ['--partnership', 'elsewhere', '--role', 'convener', '--password', password];
    await server.cli('person', 'add', ...about, ...as);
    const stranger = new Visitor(server.url);
    expect(await statusOf(stranger.signIn({ email: 'sam@elsewhere.example', password }))).toBe(303);
    const none = await stranger.get(`${files}/no-such-file`);
    const words = await none.text();
    for (const path of [address, address.replace(sample.partnership, 'elsewhere')]) {
      const response = await stranger.get(path);
      expect([response.status, await response.text()]).toEqual([404, words]);
    }
    expect(none.status).toBe(404);
    expect(await send(stranger, samplePng())).toMatchObject({ status: 404 });
    // Nor through a board of one's own: a file belongs to its board.
    const own = await server.newBoard('elsewhere', { title: 'My own' });
    const file = address.split('/').at(-1) ?? '';
    expect(await statusOf(stranger.get(`/partnerships/elsewhere/boards/${own.id}/files/${file}`))).toBe(404);
    expect(await statusOf(stranger.get(`${files}/..%2f..%2fthroughline.db`))).toBe(404);
  });

  test('nobody who is not signed in sees or adds one', async () => {
    const address = await kept(await signedIn('contributor'), samplePng());
    const nobody = new Visitor(server.url);
    const response = await nobody.get(address);
    await response.arrayBuffer();
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toContain('/sign-in');
    expect((await send(nobody, samplePng())).status).toBe(401);
  });

  test('another website, or none, cannot add one in a person’s name', async () => {
    const visitor = await signedIn('contributor');
    for (const origin of ['https://evil.example', null]) {
      expect((await send(visitor, samplePng(), { origin })).status).toBe(403);
    }
  });

  test('an archived board shows its pictures and takes no more', async () => {
    const convener = await signedIn('convener');
    const old = await server.newBoard(sample.partnership, { title: 'An old board' });
    const page = `/partnerships/${sample.partnership}/boards/${old.id}`;
    const { file } = await send(convener, samplePng(), { to: `${page}/files` });
    expect(await statusOf(convener.post(`${page}?/archive`, {}))).toBe(303);
    expect(await statusOf(convener.get(`${page}/files/${file}`))).toBe(200);
    const answer = await send(convener, samplePng(), { to: `${page}/files` });
    expect(answer).toMatchObject({ status: 409, code: 'board.archived' });
  });
});

test('forms stay small though files may be large', async () => {
  const visitor = await signedIn('contributor');
  const page = `/partnerships/${sample.partnership}/boards/${board}`;
  expect(await statusOf(visitor.post(`${page}?/rename`, { title: 'x'.repeat(1024 * 1024) }))).toBe(413);
  const endless = fetch(new URL(`${page}?/rename`, server.url), {
    ...{ method: 'POST', body: new Blob(['title=x']).stream(), duplex: 'half' as const, redirect: 'manual' as const },
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: visitor.cookie, origin: server.url },
  });
  expect(await statusOf(endless)).toBe(413);
});

test('what is refused unread does not keep the next request on its connection waiting', async () => {
  const visitor = await signedIn('viewer');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, body = new Uint8Array()) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { origin: server.url, cookie: visitor.cookie, 'content-type': 'image/png' };
      const sending = request(new URL(path, server.url), { agent, method, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      });
      sending.setTimeout(4_000, () => sending.destroy(new Error('no answer')));
      sending.on('error', reject).end(body);
    });
  expect(await ask('POST', files, new Uint8Array(600_000))).toBe(403);
  expect(await ask('GET', '/healthz')).toBe(200);
  agent.destroy();
});

test('the log says nothing of pictures, boards’ names or people', () => {
  expect(server.output).not.toContain(CANARY);
  expect(server.output).not.toContain('A board with pictures');
  expect(server.output).not.toContain('a page failed');
});

test('pictures are in a back-up, and come back with it', async () => {
  const away = await mkdtemp(join(tmpdir(), 'throughline-backup-'));
  try {
    const visitor = await signedIn('contributor');
    const address = await kept(visitor, samplePng());
    const before = await fetched(visitor, address);
    const file = join(away, 'backup.tar.gz');
    await server.cli('backup', file);
    await server.stop();
    rmSync(server.dataDir, { recursive: true });
    await server.cli('restore', file);
    await server.start();
    expect(await fetched(await signedIn('contributor'), address)).toEqual(before);
  } finally {
    rmSync(away, { recursive: true, force: true });
  }
}, 60_000);
