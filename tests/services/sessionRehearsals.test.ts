import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const EVENTS = ['session.made', 'session.started', 'session.ended'] as const;

let world: World;
let slug: string;
let ruth: Someone;
let board: string;
let session: string;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  const made = { title: 'Health hub', template: 'impact-effort-matrix' };
  board = (await world.services.boards.create(await ruth.actor(), slug, made)).id;
  const plan = { title: 'December', day: '', from: '', until: '', place: '', meeting: '' };
  session = (await world.services.sessions.make(await ruth.actor(), slug, { ...plan, board, like: 'template' })).id;
});

const rehearse = async (by: Someone) =>
  world.services.sessionRehearsals.page(await by.actor(), slug, { board, session });

test('whoever may run a session gets all there is to rehearse, and nobody else does [FR1]', async () => {
  const { agenda, zones, lead } = await rehearse(ruth);
  expect([agenda.length, zones.length > 0, lead]).toEqual([7, true, ruth.name]);
  for (const role of ['contributor', 'viewer'] as const)
    await expect(rehearse(await world.person({ in: slug, role }))).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(rehearse(await world.person())).rejects.toMatchObject({ code: 'notFound' });
});

test('a rehearsal tells nobody, and nothing of it is kept [FR1]', async () => {
  const told: string[] = [];
  const stops = [
    world.app.events.on('session.changed', ({ boardId }) => told.push(boardId)),
    world.app.events.on('board.gathered', ({ boardId }) => told.push(boardId)),
  ];
  const kept = async () => [
    await world.app.db.selectFrom('session').selectAll().execute(),
    await world.app.db.selectFrom('audit').select(['event', 'details']).where('event', 'in', EVENTS).execute(),
  ];
  const before = await kept();
  await rehearse(ruth);
  for (const stop of stops) stop();
  expect(await kept()).toEqual(before);
  expect(told).toEqual([]);
});
