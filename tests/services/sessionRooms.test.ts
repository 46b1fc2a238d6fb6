import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SILENT } from '../../server/log/log.ts';
import { EventBus } from '../../server/events/events.ts';
import { RoomPeople } from '../../server/services/roomPeople.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { Sealing } from '../../server/storage/sealing.ts';
import { FileStore } from '../../server/storage/fileStore.ts';
import { pathsIn } from '../../server/storage/dataFolder.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const PLAN = { title: 'Health hub', day: '', from: '', until: '', place: '', meeting: '', like: '' };

let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
let at: { board: string; session: string };
beforeAll(async () => (world = await World.open()));
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'viewer' });
  const board = await world.board(ruth, slug);
  const session = (await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board })).id;
  at = { board, session };
  const draft = { ...newStep('think'), title: 'Write alone', instructions: 'One idea on each card.' };
  await world.services.sessions.saveStep(await ruth.actor(), slug, { ...at, step: null, draft });
});

const projector = async (by = kay) => world.services.sessionRooms.projector(await by.actor(), slug, at);
const command = async (is: 'start' | 'end', step = '') =>
  world.services.sessionRuns.command(await ruth.actor(), slug, { ...at, command: { is, step } });

test('[F44] a projector shows the step to members, and how to join once a facilitator shows it', async () => {
  const { sessionRooms, guestCodes, guestLinks } = world.services;
  expect(await projector()).toMatchObject({ is: 'planned', live: null, joining: null, title: 'Health hub' });
  const by = await ruth.actor();
  const link = await world.guestLink(by, slug, { board: at.board, session: at.session });
  const other = await world.guestLink(by, slug, { board: at.board });
  expect((await sessionRooms.page(by, slug, at)).links).toEqual([{ id: link.id, digits: null }]);
  expect(await sessionRooms.page(await kay.actor(), slug, at)).toMatchObject({ links: [], joining: null, names: null });
  expect((await projector()).joining).toBeNull();
  await sessionRooms.show(by, slug, { ...at, link: link.id });
  await guestCodes.make(by, slug, { board: at.board, link: link.id, hours: 3 });
  await command('start');
  const shown = await projector();
  expect(shown.live).toMatchObject({
    steps: [{ title: 'Write alone' }],
    now: { instructions: 'One idea on each card.' },
  });
  expect(shown.joining?.address).toContain(link.code);
  expect(shown.joining?.digits).toMatch(/^\d{6}$/);
  expect(shown.room).toMatchObject({ here: 0, withoutDevice: 0 });
  // A link that is for no session, or closed, is not shown.
  const refused = expect.objectContaining({ fields: { link: 'unknownChoice' } });
  await expect(sessionRooms.show(by, slug, { ...at, link: other.id })).rejects.toEqual(refused);
  await guestLinks.setDoor(by, slug, { board: at.board, link: link.id, door: 'closedToNewcomers' });
  expect((await projector()).joining).toBeNull();
  await guestLinks.setDoor(by, slug, { board: at.board, link: link.id, door: 'open' });
  expect((await projector()).joining).not.toBeNull();
  await sessionRooms.show(by, slug, { ...at, link: null });
  expect((await projector()).joining).toBeNull();
  await command('end', shown.live?.current.step);
  expect(await projector()).toMatchObject({ is: 'ended', live: null, joining: null });
});

test('[F44] a projector is for members, and what its room is told is for facilitators', async () => {
  const { sessionRooms } = world.services;
  const link = await world.guestLink(await ruth.actor(), slug, { board: at.board });
  const guest = await world.guest((await world.join(link.code)).secret, at.board);
  await expect(sessionRooms.projector(guest, slug, at)).rejects.toMatchObject({ code: 'signIn.needed' });
  await expect(sessionRooms.page(guest, slug, at)).rejects.toMatchObject({ code: 'signIn.needed' });
  const kays = await kay.actor();
  for (const withoutDevice of [-1, 0.5, NaN, 501])
    await expect(sessionRooms.count(await ruth.actor(), slug, { ...at, withoutDevice })).rejects.toMatchObject({
      fields: { withoutDevice: 'outOfRange' },
    });
  await expect(sessionRooms.count(kays, slug, { ...at, withoutDevice: 1 })).rejects.toMatchObject({
    code: 'notAllowed',
  });
  await expect(sessionRooms.show(kays, slug, { ...at, link: null })).rejects.toMatchObject({ code: 'notAllowed' });
  await sessionRooms.count(await ruth.actor(), slug, { ...at, withoutDevice: 6 });
  expect((await projector()).room.withoutDevice).toBe(6);
  expect(await sessionRooms.page(kays, slug, at)).toMatchObject({ people: 0, withoutDevice: 6 });
});

test('[F43] whoever reads the light page is in the room until it asks no more', async () => {
  let now = Date.parse('2026-11-30T13:00:00.000Z');
  const { db, documents } = world.app;
  const paths = pathsIn(world.folder);
  const people = new RoomPeople({
    ...{ db, documents, repos: openRepos(db), events: new EventBus(SILENT), log: SILENT, publicUrl: '' },
    ...{ sealing: new Sealing(paths.takenOffKey), secrets: new Sealing(paths.secretsKey), files: new FileStore(paths) },
    surroundings: { now: () => instant(now), newId: () => 'id' },
  });
  const here = async () => (await people.of({ id: at.session, boardId: at.board })).here;
  people.seen(at.board, kay.id);
  people.seen(at.board, kay.id);
  people.seen(at.board, ruth.id);
  expect(await here()).toBe(2);
  now += 30_000;
  people.seen(at.board, kay.id);
  now += 30_000;
  expect(await here()).toBe(1);
  now += 30_000;
  expect(await here()).toBe(0);
  people.close();
});

test('[F40] a guest who says since which person they are came once, as that person', async () => {
  const by = await ruth.actor();
  const link = await world.guestLink(by, slug, { board: at.board });
  const { secret } = await world.join(link.code, { name: 'Kay at home' });
  const guest = await world.guest(secret, at.board);
  await command('start');
  await world.services.takingPart.page(guest, slug, at.board);
  await world.services.takingPart.page(await kay.actor(), slug, at.board);
  const page = () => world.services.sessionRooms.page(by, slug, at);
  await expect.poll(async () => (await page()).people).toBe(2);
  // Whoever may read the board reads how many; who they were only who runs its sessions.
  const seen = await world.services.sessionRooms.page(await kay.actor(), slug, at);
  expect(seen).toMatchObject({ people: 2, names: null });
  await openRepos(world.app.db).guests.claim(guest.id, kay.id);
  expect(await page()).toMatchObject({
    people: 1,
    names: [{ organisation: kay.organisation.name, names: [kay.name] }],
  });
  await world.services.ownAccount.close(await kay.actor(), { password: 'lantern-orchard-lane', forgetName: true });
  expect((await page()).names).toEqual([{ organisation: kay.organisation.name, names: ['Former member'] }]);
});
