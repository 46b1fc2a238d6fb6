import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LineRecord } from '../../src/lib/protocol/httpLine.ts';
import { encodePost, encodeRecords } from '../../src/lib/protocol/httpLine.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import {
  cardRecord,
  closesIn,
  frameRecord,
  openRecord,
  presenceIn,
  savedIn,
  step1Record,
  syncIn,
} from '../support/lineRecords.ts';
import { putCard, presenceFrame, RawClient, syncFrame, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { BOARD, DOCUMENT, PARTNERSHIP, startSyncWorld } from '../support/syncWorld.ts';
import { ask, httpBase, TestLine } from '../support/testLine.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld({ limits: { httpBeatMs: 40, httpPollMs: 400 } });
});
afterEach(() => world.end());

const count = () => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count);
const cards = () => world.server.read(DOCUMENT, (doc) => [...new BoardDoc(doc).items()].map((item) => item.id).sort());

/** Polls until what arrived is enough, and returns all of it. */
async function pollUntil(line: TestLine, isEnough: (records: LineRecord[]) => boolean): Promise<LineRecord[]> {
  const records: LineRecord[] = [];
  await expect
    .poll(
      async () => {
        records.push(...(await line.poll()).records);
        return isEnough(records);
      },
      { interval: 0, timeout: 8_000 },
    )
    .toBe(true);
  return records;
}

test('[S30] over a stream: the document, edits both ways, the saved mark, and who is there', async () => {
  const ben = await new RawClient(world, 'ben').join();
  const line = await TestLine.for(world, 'ana');
  const stream = line.stream();
  expect((await line.post([openRecord(), step1Record(), cardRecord('from-ana')])).status).toBe(204);
  await until(() => savedIn(stream.records) === 1, 'the acknowledgement');
  expect(stream.records[0]).toMatchObject({ is: 'opened', channel: 1, protocol: 'throughline.v1' });
  expect(syncIn(stream.records).slice(0, 2)).toEqual(['step2', 'step1']);
  await until(() => ben.doc.getMap('items').has('from-ana'), 'the card at ben');
  ben.edit((doc) => putCard(doc, 'from-ben'));
  await until(() => syncIn(stream.records).includes('update'), 'the edit of ben');
  ben.sendPresence({ cursor: [1, 2] });
  await until(() => presenceIn(stream.records) > 0, 'the pointer of ben');
  await line.post([frameRecord(presenceFrame([{ clientId: 7, clock: 1, state: { cursor: [3, 4] } }]))]);
  await until(() => ben.presence.some(({ state }) => String(state?.['cursor']) === '3,4'), 'the pointer of ana');
  expect(ben.presence.at(-1)?.state?.['who']).toMatchObject({ id: 'ana' });
});

test('[S30] over polls: the document, edits both ways, the saved mark, and who is there', async () => {
  const ben = await new RawClient(world, 'ben').join();
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord(), step1Record(), cardRecord('from-ana')]);
  const first = await pollUntil(line, (records) => savedIn(records) === 1);
  expect(syncIn(first).slice(0, 2)).toEqual(['step2', 'step1']);
  await until(() => ben.doc.getMap('items').has('from-ana'), 'the card at ben');
  ben.edit((doc) => putCard(doc, 'from-ben'));
  ben.sendPresence({ cursor: [1, 2] });
  await pollUntil(line, (records) => syncIn(records).includes('update') && presenceIn(records) > 0);
  expect(await cards()).toEqual(['from-ana', 'from-ben']);
});

test('[S30] a poll with nothing to say is empty after a while, and one with news answers at once', async () => {
  const line = await TestLine.for(world, 'ana');
  expect(await line.poll()).toEqual({ status: 200, records: [] });
  const waiting = line.poll();
  await line.post([openRecord()]);
  expect((await waiting).records[0]).toMatchObject({ is: 'opened', channel: 1 });
});

test('[S30] one line carries many channels, each on its own, judged when it asks', async () => {
  const line = await TestLine.for(world, 'ana');
  const stream = line.stream();
  await line.post([openRecord(1), step1Record(1), openRecord(2), step1Record(2), openRecord(3, 'board/none')]);
  await line.post([cardRecord('card-1', { channel: 2 })]);
  await until(() => savedIn(stream.records, 2) === 1 && syncIn(stream.records, 1).includes('update'), 'the card');
  expect(savedIn(stream.records, 1)).toBe(0);
  expect(closesIn(stream.records)).toEqual([[3, 4403]]);
  expect(world.server.peopleIn([DOCUMENT]).get(DOCUMENT)?.length).toBe(1);
  world.signedOut.add('ana');
  await line.post([openRecord(4), openRecord(5)]);
  await until(() => closesIn(stream.records).length === 3, 'both judged');
  expect(
    closesIn(stream.records)
      .slice(1)
      .map(([, code]) => code),
  ).toEqual([4401, 4401]);
  await line.post([{ is: 'close', channel: 1, code: 1000, reason: '' }]);
  await line.post([{ is: 'close', channel: 2, code: 1000, reason: '' }]);
  await until(() => !world.server.peopleIn([DOCUMENT]).has(DOCUMENT), 'nobody there');
});

test('[S30] a copy of another generation is told so', async () => {
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord(1, `${DOCUMENT}?generation=99`)]);
  const records = await pollUntil(line, (seen) => closesIn(seen).length > 0);
  expect(closesIn(records)).toEqual([[1, 4409]]);
});

test.each(['stream', 'poll'] as const)(
  '[S5] over a %s too, whoever loses access is out within two seconds',
  async (how) => {
    const line = await TestLine.for(world, 'ana');
    await line.post([openRecord(), step1Record()]);
    const first = await pollUntil(line, (records) => syncIn(records).includes('step2'));
    expect(closesIn(first)).toEqual([]);
    const stream = how === 'stream' ? line.stream() : null;
    const began = performance.now();
    delete world.people['ana'];
    world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
    if (stream) await until(() => closesIn(stream.records).length > 0, 'the close');
    const records = stream?.records ?? (await pollUntil(line, (seen) => closesIn(seen).length > 0));
    expect(closesIn(records)).toEqual([[1, 4501]]);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect((await line.post([cardRecord('too-late')])).status).toBe(204);
    expect(await count()).toBe(0);
    await line.post([openRecord(2)]);
    const again = stream?.records ?? (await pollUntil(line, (seen) => closesIn(seen).length > 0));
    await until(() => closesIn(again).some(([, code]) => code === 4403), 'turned away');
  },
);

test('[S31] a post that comes again is answered and has no effect', async () => {
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord(), step1Record()]);
  const twice = [cardRecord('card-1')];
  expect((await line.post(twice)).status).toBe(204);
  expect((await line.post(twice, { number: 2 })).status).toBe(204);
  expect((await line.post([cardRecord('other')], { number: 1 })).status).toBe(204);
  await line.post([cardRecord('card-2')]);
  await pollUntil(line, (records) => savedIn(records) === 2);
  expect(await cards()).toEqual(['card-1', 'card-2']);
});

test('[S31] a post whose forerunner is missing is refused, and taken when the forerunner came', async () => {
  const line = await TestLine.for(world, 'ana');
  expect((await line.post([cardRecord('card-1')], { number: 2 })).status).toBe(409);
  expect((await line.post([openRecord(), step1Record()], { number: 1 })).status).toBe(204);
  expect((await line.post([cardRecord('card-1')], { number: 2 })).status).toBe(204);
  await pollUntil(line, (records) => savedIn(records) === 1);
});

test('[S31] a post that overtook the one before it waits for it', async () => {
  const line = await TestLine.for(world, 'ana');
  const overtaking = line.post([cardRecord('card-1')], { number: 2 });
  await line.acknowledge(); // a round trip, so that it is there
  expect((await line.post([openRecord(), step1Record()], { number: 1 })).status).toBe(204);
  expect((await overtaking).status).toBe(204);
  await pollUntil(line, (records) => savedIn(records) === 1);
  expect(await cards()).toEqual(['card-1']);
});

test('[S31] a post sent many times at once is applied once', async () => {
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord(), step1Record()]);
  const body = encodePost([cardRecord('card-1'), cardRecord('card-2')]);
  const sent = await Promise.allSettled(Array.from({ length: 8 }, () => line.post(body, { number: 2 })));
  expect(sent.some((one) => one.status === 'fulfilled' && one.value.status === 204)).toBe(true);
  await line.post([cardRecord('card-3')], { number: 3 });
  const records = await pollUntil(line, (seen) => savedIn(seen) === 3);
  expect([savedIn(records), await cards()]).toEqual([3, ['card-1', 'card-2', 'card-3']]);
});

test('[S31] a post that hangs half-way gives way to its repetition, one that is cut off has no effect', async () => {
  const line = await TestLine.for(world, 'ana');
  const body = encodePost([openRecord(), step1Record(), cardRecord('card-1')]);
  const hanging = line.beginPost(1, { 'content-length': body.length });
  const isCut = new Promise((resolve) => hanging.once('error', resolve));
  await new Promise((resolve) => hanging.write(body.subarray(0, 20), resolve));
  await line.acknowledge(); // a round trip, so that the half is there
  expect((await line.post(body, { number: 1 })).status).toBe(204);
  await isCut;
  const cut = line.beginPost(2, { 'content-length': body.length });
  cut.on('error', () => undefined);
  await new Promise((resolve) => cut.write(body.subarray(0, 20), resolve));
  cut.destroy();
  expect((await line.post([cardRecord('card-2')], { number: 2 })).status).toBe(204);
  await pollUntil(line, (records) => savedIn(records) === 2);
  expect(await cards()).toEqual(['card-1', 'card-2']);
});

test('[S32] a stream begins at once with a beat, goes on beating, and tells proxies to leave it alone', async () => {
  const line = await TestLine.for(world, 'ana');
  const stream = line.stream();
  await until(() => stream.beats >= 4, 'beats');
  expect(stream.status).toBe(200);
  expect(stream.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(stream.numbers).toEqual([]);
});

test('[S32] what a cut stream did not bring comes again, in order and once, and what arrived does not', async () => {
  const ben = await new RawClient(world, 'ben').join();
  const line = await TestLine.for(world, 'ana');
  const cut = line.stream();
  await line.post([openRecord(), step1Record()]);
  await until(() => syncIn(cut.records).includes('step2'), 'the document');
  cut.cut();
  const had = line.after;
  for (let n = 0; n < 20; n++) ben.edit((doc) => putCard(doc, `card-${n}`));
  await until(() => ben.saved.at(-1) === 20, 'all on disk');
  const again = line.stream(had);
  await until(() => syncIn(again.records).includes('update'), 'the edits');
  expect(again.numbers).toEqual(again.numbers.map((_, n) => had + 1 + n));
  const late = line.stream(had - 1); // sent before the others, and held up on its way
  await until(() => late.isOver, 'an answer');
  expect([late.status, late.records, again.isOver]).toEqual([410, [], false]);
});

test('[S32] a newer reader takes over from an older one, which ends', async () => {
  const line = await TestLine.for(world, 'ana');
  const first = line.stream();
  await until(() => first.beats > 0, 'the first');
  const poll = line.poll();
  await until(() => first.isOver, 'the end of the first');
  const second = line.stream();
  expect((await poll).records).toEqual([]);
  await line.post([openRecord()]);
  await until(() => second.records.length > 0, 'news');
  expect(first.records).toEqual([]);
});

test('[S33] a line is opened by someone who is signed in', async () => {
  world.signedOut.add('ben');
  expect((await TestLine.for(world, null)).opening.status).toBe(401);
  expect((await TestLine.for(world, 'ben')).opening.status).toBe(401);
  expect((await TestLine.for(world, 'ana')).opening.status).toBe(201);
});

test('[S33] nobody but the browser that opened a line can use it, whatever else changes in its cookies', async () => {
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord(), step1Record()]);
  for (const headers of [{ cookie: 'who=ben' }, {}]) {
    const other = line.as(headers);
    const answers = [await other.post([cardRecord('card-1')], { number: 2 }), await other.leave(), await other.poll()];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  }
  const same = line.as({ cookie: 'who=ana; theme=light' });
  expect((await same.post([cardRecord('card-2')], { number: 2 })).status).toBe(204);
  await pollUntil(same, (records) => savedIn(records) === 1);
  expect(await cards()).toEqual(['card-2']);
});

test('[S33] what comes from another site is refused, cookie and all', async () => {
  const base = httpBase(world);
  const foreign = [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }];
  for (const headers of foreign) {
    expect((await TestLine.for(world, 'ana', headers)).opening.status).toBe(403);
    const line = await TestLine.for(world, 'ana');
    const other = line.as({ cookie: 'who=ana', ...headers });
    expect([(await other.post([openRecord()])).status, (await other.leave()).status]).toEqual([403, 403]);
    expect((await other.poll()).status).toBe(403);
  }
  const own = await TestLine.for(world, 'ana', { origin: base, 'sec-fetch-site': 'same-origin' });
  expect([own.opening.status, (await own.post([openRecord()])).status]).toEqual([201, 204]);
});

test('[S33] a line that is not there, and an address that makes no sense, are 404', async () => {
  const line = await TestLine.for(world, 'ana');
  const address = `${httpBase(world)}/sync-http`;
  const headers = { cookie: 'who=ana' };
  const nonsense: [string, string][] = [
    ['GET', `/lines/nowhere/down?after=0&how=poll`],
    ['POST', `/lines/nowhere/up?number=1&after=0`],
    ['DELETE', '/lines/nowhere'],
    ['GET', '/lines'],
    ['GET', '/'],
    ['GET', `/lines/${line.id}/down?after=-1&how=poll`],
    ['GET', `/lines/${line.id}/down?after=0&how=both`],
    ['POST', `/lines/${line.id}/up?after=0`],
    ['PUT', `/lines/${line.id}/up?number=1&after=0`],
    ['GET', `/lines/${line.id}/../${BOARD}/down?after=0&how=poll`],
  ];
  const answers = nonsense.map(([method, rest]) => ask(`${address}${rest}`, { method, headers }));
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(nonsense.map(() => 404));
  expect((await line.leave()).status).toBe(204);
  expect((await line.poll()).status).toBe(404);
});

const MALFORMED: [string, Uint8Array][] = [
  ['bytes that are no records', new Uint8Array([9, 9, 9])],
  ['a post cut short', encodePost([openRecord(2)]).slice(0, -1)],
  ['a record of ours', encodePost([{ is: 'opened', channel: 1, protocol: '' }])],
  ['a numbered record', encodeRecords([{ number: 3, record: step1Record() }])],
  ['a frame for a channel that was never opened', encodePost([step1Record(8)])],
  ['a frame for the line itself', encodePost([step1Record(0)])],
  ['a channel opened twice', encodePost([openRecord(1)])],
];
test.each(MALFORMED)('[S34] %s ends its line with 4400 and touches nothing else', async (_, body) => {
  const other = await TestLine.for(world, 'ana');
  await other.post([openRecord(), step1Record()]);
  const line = await TestLine.for(world, 'ana');
  const stream = line.stream();
  await line.post([openRecord(), step1Record()]);
  await until(() => syncIn(stream.records).includes('step2'), 'the document');
  expect((await line.post(body)).status).toBe(400);
  await until(() => stream.isOver, 'the end of the stream');
  expect(closesIn(stream.records)).toEqual([
    [1, 4400],
    [0, 4400],
  ]);
  expect((await line.post([cardRecord('too-late')])).status).toBe(410);
  await other.post([cardRecord('card-1')]);
  await pollUntil(other, (records) => savedIn(records) === 1);
  expect(await cards()).toEqual(['card-1']);
});

test('[S34] a malformed message closes its channel only', async () => {
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord(1), step1Record(1), openRecord(2), step1Record(2)]);
  await line.post([
    frameRecord(syncFrame('update', new Uint8Array([1, 1, 5])), 1),
    cardRecord('card-1', { channel: 2 }),
  ]);
  const records = await pollUntil(line, (seen) => savedIn(seen, 2) === 1 && closesIn(seen).length > 0);
  expect(closesIn(records)).toEqual([[1, 4400]]);
});

test('[S34] who says that more arrived than was said ends the line', async () => {
  const line = await TestLine.for(world, 'ana');
  await line.post([openRecord()]);
  expect((await line.acknowledge(1_000)).status).toBe(400);
  const records = await pollUntil(line, (seen) => closesIn(seen).length === 2);
  expect(closesIn(records)).toEqual([
    [1, 4400],
    [0, 4400],
  ]);
});
