import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCard } from '../support/boards.ts';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { joinWithStockClient } from '../support/stockClient.ts';
import { Visitor } from '../support/visitor.ts';

const WORDS = 'canary words of a card';

let server: LiveServer;
let sample: SampleLoaded;

beforeAll(async () => {
  server = await LiveServer.open({ LOG_LEVEL: 'debug' });
  sample = await server.loadSample();
});
afterAll(() => server.close());

/** Someone signs in, writes a card and stays; a stranger is turned away. */
async function somethingHappens(): Promise<() => void> {
  const visitor = new Visitor(server.url);
  const convener = sample.people.find(({ role }) => role === 'convener');
  if (convener) await visitor.signIn(convener);
  const boardId = sample.boards[0]?.id ?? '';
  const stranger = joinWithStockClient(server.url, boardId, null);
  expect(await stranger.closed).toBe(4401);
  stranger.leave();
  const program = joinWithStockClient(server.url, boardId, visitor.cookie);
  await program.synced;
  program.board.addCards([newCard({ id: 'watched', text: WORDS, at: [4_000, 4_000] })], { by: null });
  const reader = joinWithStockClient(server.url, boardId, visitor.cookie);
  await expect.poll(() => reader.board.item('watched')).not.toBeNull();
  return () => [program, reader].forEach((one) => one.leave());
}

const numberOf = (page: string, name: string): number =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+-]+)$`, 'm').exec(page)?.[1] ?? NaN);
const metrics = async (headers: Record<string, string> = {}) => fetch(`${server.url}/metrics`, { headers });

describe('what an operator can watch', () => {
  test('counts rooms, people, updates, commits, acknowledgements and refusals', async () => {
    const leave = await somethingHappens();
    const read = async () => (await metrics()).text();
    const rooms = async () => numberOf(await read(), 'throughline_rooms');
    await expect.poll(rooms, { timeout: 15_000, message: 'the rooms of the sample are let go' }).toBe(1);
    const page = await read();
    expect(numberOf(page, 'throughline_people')).toBe(2);
    expect(numberOf(page, 'throughline_updates_in_total')).toBeGreaterThan(0);
    expect(numberOf(page, 'throughline_commit_seconds_count')).toBeGreaterThan(0);
    expect(numberOf(page, 'throughline_acknowledgement_seconds_count')).toBeGreaterThan(0);
    expect(page).toMatch(/^throughline_refused_total\{code="4401"\} [1-9]/m);
    expect(numberOf(page, 'throughline_presence_dropped_total')).toBe(0);
    expect(numberOf(page, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    leave();
  });

  test('is read on the machine itself, and not through a proxy', async () => {
    expect((await metrics()).status).toBe(200);
    expect((await metrics({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
  });

  test('is read with the token, from anywhere, once there is one', async () => {
    const guarded = await LiveServer.open({ METRICS_TOKEN: 'a long secret' });
    const ask = (headers: Record<string, string>) => fetch(`${guarded.url}/metrics`, { headers });
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask({ ...forwarded, authorization: 'Bearer a long secret' })).status).toBe(200);
    expect([(await ask({})).status, (await ask({ authorization: 'Bearer another' })).status]).toEqual([404, 404]);
    await guarded.close();
  });

  test('neither the numbers nor the log hold a name, an address or a word of a card', async () => {
    const leave = await somethingHappens();
    const said = server.output + (await (await metrics()).text());
    leave();
    const lines = server.output.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.some((line) => line.includes('"connection":"'))).toBe(true);
    const secrets = [WORDS, ...sample.people.flatMap(({ email, password }) => [email, password])];
    const names = sample.people.map(({ email }) => email.split('@')[0]?.split('.')[1] ?? email);
    for (const secret of [...secrets, ...names]) expect(said.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});
