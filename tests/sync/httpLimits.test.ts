import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../server/sync/limits.ts';
import type { Limits } from '../../server/sync/limits.ts';
import { HttpOutbox } from '../../server/sync/transports/httpOutbox.ts';
import { StreamReader } from '../../server/sync/transports/httpReaders.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { HTTP_PART_BYTES, recordsOf } from '../../src/lib/protocol/httpLine.ts';
import { FailingStore } from '../support/failingStore.ts';
import { cardRecord, closesIn, openRecord, presenceIn, savedIn, step1Record, syncIn } from '../support/lineRecords.ts';
import { putCard, RawClient, syncFrame, until } from '../support/syncClients.ts';
import type { SyncWorld, SyncWorldOptions } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';
import { ask, TestLine } from '../support/testLine.ts';
import type { TestStream } from '../support/testLine.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function start(limits: Partial<Limits> = {}, options: SyncWorldOptions = {}): Promise<SyncWorld> {
  const world = await startSyncWorld({ ...options, limits });
  ended.push(() => world.end());
  return world;
}

/** Someone with the document, reading a stream. */
async function joined(world: SyncWorld, who: string): Promise<{ line: TestLine; stream: TestStream }> {
  const line = await TestLine.for(world, who);
  const stream = line.stream();
  await line.post([openRecord(), step1Record()]);
  await until(() => syncIn(stream.records).includes('step2'), 'the document');
  await line.acknowledge();
  return { line, stream };
}

const words = (length: number) => Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * 7) % 26))).join('');
const count = (world: SyncWorld) => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count);

test('[S35] who does not say what arrived gets no presence first, and is sent away to start afresh later', async () => {
  const world = await start({ unsentPresenceBytes: 20_000, unsentBytes: 200_000 });
  const [ben, vic] = await Promise.all([new RawClient(world, 'ben').join(), new RawClient(world, 'vic').join()]);
  const { line, stream } = await joined(world, 'ana');
  ben.edit((doc) => putCard(doc, 'big', { text: words(25_000) }));
  await until(() => syncIn(stream.records).includes('update'), 'the card');
  const seen = presenceIn(stream.records);
  ben.sendPresence({ cursor: [1, 1] });
  await until(() => vic.presence.some(({ state }) => state?.['cursor']), 'the pointer at vic');
  ben.edit((doc) => putCard(doc, 'small'));
  await until(() => syncIn(stream.records).filter((kind) => kind === 'update').length === 2, 'the second card');
  expect(presenceIn(stream.records)).toBe(seen);
  await line.acknowledge();
  ben.sendPresence({ cursor: [2, 2] });
  await until(() => presenceIn(stream.records) > seen, 'the pointer, now that there is room');
  for (let n = 0; n < 10; n++) ben.edit((doc) => putCard(doc, `card-${n}`, { text: words(25_000) }));
  await until(() => closesIn(stream.records).length > 0, 'the close');
  expect(closesIn(stream.records)).toEqual([[1, 4500]]);
  await until(() => ben.saved.at(-1) === 12, 'ben going on');
  expect(vic.closed).toBeNull();
});

test('[S35] a stream that is not taken from the network waits, and holds no more memory than a little', async () => {
  const outbox = new HttpOutbox();
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => {
    responses.push(response);
    new StreamReader({
      response,
      outbox,
      after: 0,
      limits: DEFAULT_LIMITS,
      told: () => undefined,
      worked: () => undefined,
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ended.push(() => (server.closeAllConnections(), server.close()));
  for (let n = 0; n < 500; n++) outbox.push({ is: 'frame', channel: 1, bytes: new Uint8Array(100_000) });
  const reader = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  const [answer] = (await once(reader, 'response')) as [IncomingMessage];
  answer.pause();
  await until(() => responses[0]?.writableNeedDrain === true, 'a full network');
  const held = () => responses[0]?.writableLength ?? Infinity;
  expect(held()).toBeLessThan(500_000);
  outbox.push({ is: 'close', channel: 1, code: 4500, reason: '' });
  let taken = 0;
  let most = 0;
  answer.on('data', (piece: Buffer) => {
    taken += piece.length;
    most = Math.max(most, held());
  });
  answer.resume();
  await until(() => taken > 500 * 100_000, 'everything, now that it is taken');
  expect(most).toBeLessThan(500_000);
});

test('[S36] a post is answered when there is room for more; meanwhile the page can say what arrived', async () => {
  let store: FailingStore | undefined;
  const world = await start({ queuedBytes: 1_000 }, { around: (inner) => (store = new FailingStore(inner)) });
  ended.push(() => store?.letThrough());
  const { line, stream } = await joined(world, 'ana');
  if (store) store.mode = 'waits';
  const answered: number[] = [];
  const post = async (number: number, text: string) => {
    const { status } = await line.post([cardRecord(`card-${number}`, { text })], { number });
    answered.push(status);
  };
  const first = post(2, words(5_000));
  await until(() => store?.waiting === 1, 'a commit that waits');
  const again = post(2, words(5_000));
  expect((await line.acknowledge()).status).toBe(204);
  expect([answered, savedIn(stream.records)]).toEqual([[], 0]);
  store?.letThrough();
  await Promise.all([first, again]);
  await until(() => savedIn(stream.records) === 1, 'the acknowledgement');
  expect([answered, await count(world)]).toEqual([[204, 204], 1]);
});

test('[S37] a line that nobody reads is over, and its people are gone', async () => {
  const world = await start({ httpUnreadMs: 200 });
  const { line, stream } = await joined(world, 'ana');
  stream.cut();
  await until(() => !world.server.peopleIn([DOCUMENT]).has(DOCUMENT), 'nobody there');
  expect((await line.poll()).status).toBe(404);
});

test('[S37] a line that is read, and from which nothing is heard, is over too', async () => {
  const world = await start({ httpLineIdleMs: 200 });
  const { stream } = await joined(world, 'ana');
  await until(() => stream.isOver, 'the end of the stream');
  expect(world.server.peopleIn([DOCUMENT]).size).toBe(0);
});

test('[S37] a line without a channel is over after a while, one that is used stays', async () => {
  const world = await start({ httpUnreadMs: 300, httpBeatMs: 30, keepAliveMs: 50 });
  const { line, stream } = await joined(world, 'ana');
  const idle = await TestLine.for(world, 'ana');
  const nothing = idle.stream();
  while (!nothing.isOver || stream.beats < 40) {
    await Promise.all([line.acknowledge(), idle.acknowledge()]);
    const { beats } = stream;
    await until(() => stream.beats > beats, 'the next beat');
  }
  expect([stream.isOver, closesIn(stream.records)]).toEqual([false, []]);
  expect((await line.post([cardRecord('card-1')])).status).toBe(204);
});

test('[S37] who leaves is gone at once', async () => {
  const world = await start();
  const { line, stream } = await joined(world, 'ana');
  expect((await line.leave()).status).toBe(204);
  await until(() => stream.isOver, 'the end of the stream');
  expect(world.server.peopleIn([DOCUMENT]).size).toBe(0);
});

test('[S37] the timeouts of the HTTP server do not cut a stream', async () => {
  const world = await start({ httpBeatMs: 50 });
  const options = { requestTimeout: 200, headersTimeout: 100, keepAliveTimeout: 50, connectionsCheckingInterval: 20 };
  const impatient = createServer(options, (request, response) => void world.server.handleRequest(request, response));
  await once(impatient.listen(0, '127.0.0.1'), 'listening');
  ended.push(() => (impatient.closeAllConnections(), impatient.close()));
  const base = `http://127.0.0.1:${(impatient.address() as AddressInfo).port}`;
  const line = await TestLine.begin({ base, headers: { cookie: 'who=ana' } });
  const stream = line.stream();
  await until(() => stream.beats > 20, 'a second of beats');
  expect(stream.isOver).toBe(false);
});

test('[S38] a sign-in has so many lines; one that nobody reads makes room, and others are not touched', async () => {
  const world = await start({ httpLinesPerSignIn: 2 });
  const [first, second] = [await joined(world, 'ana'), await joined(world, 'ana')];
  expect((await TestLine.for(world, 'ana')).opening.status).toBe(429);
  expect((await TestLine.for(world, 'ben')).opening.status).toBe(201);
  first.stream.cut();
  await expect.poll(async () => (await TestLine.for(world, 'ana')).opening.status).toBe(201);
  expect((await first.line.poll()).status).toBe(404);
  expect((await second.line.post([cardRecord('card-1')])).status).toBe(204);
});

test('[S38] a line has so many channels at a time, and may open so many in a while', async () => {
  const world = await start({ httpChannelsPerLine: 2, httpOpensPerTenSeconds: 5 }, { clock: () => 1_000_000 });
  const { line, stream } = await joined(world, 'ana');
  await line.post([openRecord(2), openRecord(3)]);
  await until(() => closesIn(stream.records).length > 0, 'a refusal');
  expect(closesIn(stream.records)).toEqual([[3, 4529]]);
  await line.post([{ is: 'close', channel: 2, code: 1000, reason: '' }, openRecord(4), openRecord(5), openRecord(6)]);
  await until(() => stream.isOver, 'the end of the line');
  const closes = closesIn(stream.records).map(([channel, code]) => `${channel}:${code}`);
  expect(closes).toEqual(['3:4529', '5:4529', '1:4529', '4:4529', '0:4529']);
});

test('[S38] a post that is too large is 413 and ends its line with 4413, however it is sent', async () => {
  const world = await start({ joinBytes: 1_000 });
  for (const headers of [{ 'content-length': 100_000 }, {}]) {
    const { line, stream } = await joined(world, 'ana');
    const post = line.beginPost(2, headers);
    post.on('error', () => undefined);
    const answered = once(post, 'response');
    post.write(new Uint8Array(100_000));
    const [{ statusCode }] = (await answered) as [{ statusCode: number }];
    post.destroy();
    await until(() => stream.isOver, 'the end of the line');
    expect([statusCode, closesIn(stream.records)]).toEqual([
      413,
      [
        [1, 4413],
        [0, 4413],
      ],
    ]);
  }
});

test('[S38] a long message may come in parts, over many posts; one that gets too long closes its channel only', async () => {
  const world = await start({ joinBytes: 1_000_000 });
  const { line, stream } = await joined(world, 'ana');
  const whole = cardRecord('card-1', { text: words(600_000) });
  const parts = whole.is === 'frame' ? recordsOf(1, whole.bytes) : [];
  expect(parts.map(({ is }) => is)).toEqual(['part', 'part', 'frame']);
  for (const part of parts) expect((await line.post([part])).status).toBe(204);
  await until(() => savedIn(stream.records) === 1, 'the acknowledgement');
  const more = recordsOf(1, syncFrame('step2', new Uint8Array(5 * HTTP_PART_BYTES)));
  await line.post([openRecord(2), step1Record(2)]);
  for (const part of more) expect((await line.post([part])).status).toBe(204);
  await until(() => closesIn(stream.records).length > 0, 'the close');
  expect(closesIn(stream.records)).toEqual([[1, 4413]]);
  expect((await line.post([cardRecord('card-2', { channel: 2 })])).status).toBe(204);
  await until(() => savedIn(stream.records, 2) === 1 || closesIn(stream.records).length > 1, 'an answer');
  expect(closesIn(stream.records)).toEqual([[1, 4413]]);
});

test('[S38] sixty people behind one address join and write, and nobody is put off', async () => {
  const names = Array.from({ length: 60 }, (_, n) => `p${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`);
  const people = Object.fromEntries(names.map((name) => [name, 'contributor' as const]));
  const world = await start({}, { people });
  const began = performance.now();
  const all = await Promise.all(names.map(async (name) => ({ name, ...(await joined(world, name)) })));
  await Promise.all(all.map(({ line, name }) => line.post([cardRecord(`card-of-${name}`)])));
  await until(() => all.every(({ stream }) => savedIn(stream.records) === 1), 'everyone acknowledged');
  expect(await count(world)).toBe(60);
  expect(all.flatMap(({ stream }) => closesIn(stream.records))).toEqual([]);
  expect(performance.now() - began).toBeLessThan(30_000);
}, 40_000);

test('[S39] a shutdown acknowledges what arrived and tells everyone before the answer ends', async () => {
  const world = await start({ httpPollMs: 5_000 });
  const { line, stream } = await joined(world, 'ana');
  const poller = await TestLine.for(world, 'ben');
  await poller.post([openRecord()]);
  await poller.poll();
  const poll = poller.poll();
  await line.post([cardRecord('card-1')]);
  const closing = world.server.close();
  await until(() => stream.isOver, 'the end of the stream');
  expect(savedIn(stream.records)).toBe(1);
  expect(closesIn(stream.records)).toEqual([
    [1, 4503],
    [0, 4503],
  ]);
  expect(closesIn((await poll).records)).toEqual([[1, 4503]]);
  await closing;
  expect((await TestLine.for(world, 'ana')).opening.status).toBe(503);
});

test('[S39] a shutdown does not wait for ever for a line that nobody reads', async () => {
  const world = await start({ closeMs: 200 });
  const { stream } = await joined(world, 'ana');
  stream.cut();
  await until(() => stream.isOver, 'the cut');
  await world.server.close();
  expect((await ask(`${world.url.replace('ws:', 'http:')}-http/lines`, { method: 'POST', headers: {} })).status).toBe(
    401,
  );
});
