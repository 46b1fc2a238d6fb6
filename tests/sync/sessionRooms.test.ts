import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice } from '../../src/lib/protocol/messages/notice.ts';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { RawClient, until } from '../support/syncClients.ts';

const PLAN = { title: 'Health hub', day: '', from: '', until: '', place: '', meeting: '', like: '' };

let world: World;
let http: Server;
let url: string;
let slug: string;
let ruth: Someone;
let kay: Someone;
let board: string;
let session: string;
beforeEach(async () => {
  world = await World.open();
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'viewer' });
  board = await world.board(ruth, slug);
  const by = await ruth.actor();
  session = (await world.services.sessions.make(by, slug, { ...PLAN, board })).id;
  for (const title of ['Write', 'Share']) {
    const draft = { ...newStep('think'), title, instructions: '' };
    await world.services.sessions.saveStep(by, slug, { board, session, step: null, draft });
  }
  http = createServer((_, response) => response.writeHead(404).end());
  http.on('upgrade', (request, socket, head) => world.app.sync.handleUpgrade(request, socket, head));
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`;
});
afterEach(async () => {
  await world.end();
  http.closeAllConnections();
  await new Promise((done) => http.close(done));
});

type RoomNotice = Extract<Notice, { topic: 'room' }>;
const rooms = (one: RawClient): RoomNotice[] =>
  one.notices.flatMap((notice) => (notice?.topic === 'room' ? [notice] : []));
const last = (one: RawClient) => rooms(one).at(-1);
const open = async (cookie: string) => new RawClient({ url }, null, { path: `board/${board}`, cookie }).join();
const enter = async (who: Someone) => open(world.cookie(await world.signIn(who)));
const asGuest = async ({ secret, expiresAt }: { secret: string; expiresAt: string }) => {
  const { name } = world.app.guestCookie(secret, expiresAt as `${string}Z`);
  return open(`${name}=${secret}`);
};
const start = async () =>
  world.services.sessionRuns.command(await ruth.actor(), slug, { board, session, command: { is: 'start' } });
const step = async () => (await world.services.sessionRuns.live(await ruth.actor(), slug, board))?.current.step ?? '';
const came = async (by = ruth) => world.services.sessionRooms.page(await by.actor(), slug, { board, session });

test('[S52] [F43] a room is told how many people are in it, each once however many windows they have', async () => {
  const [first, second] = [await enter(kay), await enter(kay)];
  expect(rooms(first)).toEqual([]);
  await start();
  await until(() => last(first)?.room.here === 1, 'one person with two windows');
  const runs = await enter(ruth);
  await until(() => last(first)?.room.here === 2, 'two people');
  await until(() => last(runs)?.room.here === 2, 'the same for who came last');
  expect(last(first)).toEqual({
    ...{ topic: 'room', asking: null },
    room: { session, here: 2, withoutDevice: 0, joining: null },
  });
  first.socket.close();
  runs.socket.close();
  await until(() => last(second)?.room.here === 1, 'the one who stayed');
  await world.services.sessionRooms.count(await ruth.actor(), slug, { board, session, withoutDevice: 6 });
  await until(() => last(second)?.room.withoutDevice === 6, 'those whom the facilitator counted');
});

test('[S52] nothing that a page sends counts a room', async () => {
  await start();
  const [kays, ruths] = [await enter(kay), await enter(ruth)];
  await until(() => last(ruths)?.room.here === 2, 'both');
  kays.send(encodeNotice({ topic: 'room', room: { session, here: 90, withoutDevice: 0, joining: null }, asking: 9 }));
  await until(() => kays.closed !== null, 'the end of who sent it');
  await until(() => last(ruths)?.room.here === 1, 'the room without them');
  expect(rooms(ruths).every(({ room, asking }) => room.here <= 2 && asking === 0)).toBe(true);
});

test('[F40] who came is noted: those there at the start, who came while it ran, and guests; nobody before or after', async () => {
  const link = await world.guestLink(await ruth.actor(), slug, { board });
  const early = await enter(await world.person({ in: slug }));
  early.socket.close();
  await until(() => early.closed !== null, 'the end of who came too early');
  await until(() => world.app.documents.peopleIn([`board/${board}`]).size === 0, 'an empty room');
  await enter(kay);
  await start();
  await enter(ruth);
  await asGuest(await world.join(link.code, { name: 'Marcin' }));
  const light = await world.join(link.code, { name: 'Danuta' });
  await world.services.takingPart.page(await world.guest(light.secret, board), slug, board);
  await expect.poll(async () => (await came()).people).toBe(4);
  expect(await came()).toMatchObject({
    counts: [
      { of: ['school'], count: 2 },
      { of: ['guest'], count: 2 },
    ],
    names: expect.arrayContaining([{ organisation: null, names: ['Danuta', 'Marcin'] }]),
  });
  expect((await came(kay)).names).toBeNull();
  expect((await came(kay)).counts).toEqual([]);
  const end = { is: 'end', step: await step() } as const;
  await world.services.sessionRuns.command(await ruth.actor(), slug, { board, session, command: end });
  await enter(await world.person({ in: slug }));
  expect((await came()).people).toBe(4);
  expect((await world.services.ownAccount.data(await kay.actor())).attended).toMatchObject([{ session: PLAN.title }]);
});

test('[S52] [F41] [F42] who asks for time is told to nobody; how many, to facilitators until they answer', async () => {
  const { sessionRooms, sessionRuns } = world.services;
  await start();
  const [kays, ruths] = [await enter(kay), await enter(ruth)];
  const link = await world.guestLink(await ruth.actor(), slug, { board, right: 'look' });
  const guest = await world.guest((await world.join(link.code)).secret, board);
  const write = await step();
  const ask = async (by: Parameters<typeof sessionRooms.askForTime>[0], about = write) =>
    sessionRooms.askForTime(by, slug, { board, session, step: about });
  const asking = (count: number) => until(() => last(ruths)?.asking === count, `${count} who ask`);
  await ask(await kay.actor());
  await asking(1);
  await Promise.all([ask(guest), ask(guest), ask(await kay.actor()), ask(guest, 'another step')]);
  await asking(2);
  expect(await sessionRooms.hasAsked(guest.id, board)).toBe(true);
  expect(rooms(kays).every((notice) => notice.asking === null)).toBe(true);
  expect(JSON.stringify(ruths.notices)).not.toContain(kay.id);

  const command = async (is: 'extend' | 'next' | 'end', about: string) => {
    const allowed = newStep('think').minutes * 60_000;
    const what = is === 'extend' ? { is, step: about, allowed, minutes: 5 } : { is, step: about };
    await sessionRuns.command(await ruth.actor(), slug, { board, session, command: what });
  };
  await command('extend', write);
  await asking(0);
  await ask(await kay.actor());
  expect(await world.app.db.selectFrom('time_asked').select('allowed').execute()).toEqual(
    Array(2).fill({ allowed: newStep('think').minutes * 60_000 }),
  );
  await command('next', write);
  const share = await step();
  expect(await sessionRooms.hasAsked(guest.id, board)).toBe(false);
  await ask(await kay.actor(), share);
  await asking(1);
  await command('end', share);
  expect(await world.app.db.selectFrom('time_asked').selectAll().execute()).toEqual([]);
  await ask(await kay.actor(), share);
  const stranger = await (await world.person()).actor();
  await expect(ask(stranger, share)).rejects.toMatchObject({ code: 'notFound' });
});
