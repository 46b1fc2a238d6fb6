import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { newCard } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';

let world: World;
let slug: string;
let convener: Someone;
let writer: Someone;
let viewer: Someone;

beforeAll(async () => {
  world = await World.open();
  slug = await world.partnership();
  convener = await world.person({ in: slug, role: 'convener' });
  writer = await world.person({ in: slug, role: 'contributor' });
  viewer = await world.person({ in: slug, role: 'viewer' });
});
afterAll(() => world.end());

const titles = async (who: Someone) =>
  (await world.services.boards.list(await who.actor(), slug, { archived: false })).map(({ title }) => title);

test('a board is made from a template, with its zones and its picture', async () => {
  const [template] = world.services.templates.list();
  const { boards } = world.services;
  const { id } = await boards.create(await writer.actor(), slug, { title: ' Our plan ', template: template?.id ?? '' });
  const found = (await boards.list(await viewer.actor(), slug, { archived: false })).find((board) => board.id === id);
  expect(found?.title).toBe('Our plan');
  expect(found?.editedBy).toBe(writer.name);
  expect(found?.picture.zones.length).toBe(template?.zones);
  const zones = await world.app.documents.read(`board/${id}`, (doc) => new BoardDoc(doc).zones().length);
  expect(zones).toBe(template?.zones);
});

test('a viewer makes, renames and archives nothing', async () => {
  const { boards } = world.services;
  const id = await world.board(writer, slug);
  const actor = await viewer.actor();
  const refused = { code: 'notAllowed' };
  await expect(boards.create(actor, slug, { title: 'Mine', template: null })).rejects.toMatchObject(refused);
  await expect(boards.rename(actor, slug, { id, title: 'Mine' })).rejects.toMatchObject(refused);
  await expect(boards.archive(actor, slug, id)).rejects.toMatchObject(refused);
  await expect(boards.share(actor, slug, { id, scope: { open: 'partnership' } })).rejects.toMatchObject(refused);
  expect((await boards.open(actor, slug, id)).role).toBe('look');
});

test('a bad title or template is the field at fault', async () => {
  const { boards } = world.services;
  const actor = await writer.actor();
  for (const [title, fault] of [
    ['', 'missing'],
    ['x'.repeat(500), 'tooLong'],
  ]) {
    await expect(boards.create(actor, slug, { title: title ?? '', template: null })).rejects.toMatchObject({
      code: 'input.invalid',
      fields: { title: fault },
    });
  }
  await expect(boards.create(actor, slug, { title: 'A', template: 'no-such' })).rejects.toMatchObject({
    fields: { template: 'unknownChoice' },
  });
});

test('unknown, elsewhere and not for them are one answer', async () => {
  const { boards } = world.services;
  const elsewhere = await world.partnership();
  const neighbour = await world.person({ in: elsewhere, role: 'convener' });
  const closed = await world.board(convener, slug, {
    title: 'Closed',
    scope: { open: 'named', people: [convener.id], organisations: [] },
  });
  const theirs = await world.board(neighbour, elsewhere);
  const [us, them] = [await writer.actor(), await neighbour.actor()];
  const answers = [
    boards.open(us, slug, 'no-such-board'),
    boards.open(us, slug, closed),
    boards.open(us, slug, theirs),
    boards.open(us, elsewhere, theirs),
    boards.open(them, slug, closed),
    boards.rename(us, slug, { id: closed, title: 'Found' }),
    boards.list(us, elsewhere, { archived: false }),
    world.services.partnerships.home(us, elsewhere),
    world.services.members.people(us, 'no-such-partnership'),
  ];
  for (const answer of await Promise.allSettled(answers)) {
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'notFound' } });
  }
  await expect(boards.open({ kind: 'nobody' }, slug, closed)).rejects.toMatchObject({ code: 'signIn.needed' });
});

test('lists, counts and the home page leave out what someone may not see', async () => {
  const title = 'Only for the convener';
  await world.board(convener, slug, {
    title,
    scope: { open: 'named', people: [convener.id], organisations: [] },
  });
  const see = async (who: Someone) => {
    const actor = await who.actor();
    const home = await world.services.partnerships.home(actor, slug);
    const mine = await world.services.partnerships.mine(actor);
    return {
      listed: (await titles(who)).includes(title),
      recent: home.recentBoards.some((board) => board.title === title),
      counts: [home.counts.boards, mine[0]?.boards],
    };
  };
  const [open, closed] = [await see(convener), await see(writer)];
  expect([open.listed, open.recent, closed.listed, closed.recent]).toEqual([true, true, false, false]);
  expect(closed.counts).toEqual([(await titles(writer)).length, (await titles(writer)).length]);
  expect(open.counts[0]).toBeGreaterThan(closed.counts[0] ?? 0);
});

test('a scope names members, and never shuts out who sets it', async () => {
  const { boards } = world.services;
  const id = await world.board(convener, slug);
  const actor = await convener.actor();
  const stranger = await world.person();
  const share = (people: string[], organisations: string[] = []) =>
    boards.share(actor, slug, { id, scope: { open: 'named', people, organisations } });
  await expect(share([])).rejects.toMatchObject({ fields: { scope: 'missing' } });
  await expect(share([writer.id])).rejects.toMatchObject({ fields: { scope: 'missing' } });
  await expect(share([convener.id, stranger.id])).rejects.toMatchObject({ fields: { scope: 'unknownChoice' } });
  await expect(share([convener.id], [stranger.organisation.id])).rejects.toMatchObject({
    fields: { scope: 'unknownChoice' },
  });
  await share([convener.id], [writer.organisation.id]);
  expect((await boards.open(await writer.actor(), slug, id)).role).toBe('edit');
  await expect(boards.open(await viewer.actor(), slug, id)).rejects.toMatchObject({ code: 'notFound' });
});

test('an archived board is read, not written, until it is brought back', async () => {
  const { boards } = world.services;
  const id = await world.board(writer, slug, { title: 'To archive' });
  const heard: unknown[] = [];
  const stop = world.app.events.on('board.changed', (news) => heard.push(news));
  await boards.archive(await convener.actor(), slug, id);
  expect((await boards.open(await writer.actor(), slug, id)).role).toBe('look');
  expect(await titles(writer)).not.toContain('To archive');
  const archived = await boards.list(await writer.actor(), slug, { archived: true });
  expect(archived.map((board) => board.id)).toContain(id);
  await expect(boards.rename(await writer.actor(), slug, { id, title: 'Again' })).rejects.toMatchObject({
    code: 'board.archived',
  });
  await boards.restore(await convener.actor(), slug, id);
  await boards.rename(await writer.actor(), slug, { id, title: 'Back' });
  stop();
  const news = { boardId: id, scopeChanged: false };
  expect(heard).toEqual([
    { ...news, title: 'To archive', archived: true },
    { ...news, title: 'To archive', archived: false },
    { ...news, title: 'Back', archived: false },
  ]);
});

test('what is written shows in the list: the picture, and who edited last', async () => {
  const id = await world.board(writer, slug, { title: 'Written on' });
  const changed = new Promise<void>((resolve) => {
    const stop = world.app.events.on('document.changed', ({ name }) => {
      if (name !== `board/${id}`) return;
      stop();
      resolve();
    });
  });
  await world.app.documents.change(`board/${id}`, { actorId: convener.id }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ by: convener.id, at: [40, 60] })], { by: convener.id }),
  );
  await changed;
  await world.services.projection.settled();
  const [first] = await world.services.boards.list(await viewer.actor(), slug, { archived: false });
  expect(first).toMatchObject({ id, editedBy: convener.name, picture: { cards: [{ x: 40, y: 60, w: 164, h: 112 }] } });
});

test('a thumbnail that a crash left behind is made good when the board is next opened', async () => {
  const id = await world.board(writer, slug, { title: 'Left behind' });
  await world.restart();
  const { boards } = openRepos(world.app.db);
  await boards.setPicture(id, { zones: [], cards: [{ x: 0, y: 0, w: 164, h: 112, colour: 'rose' }] });
  const editedAt = (await boards.byId(id))?.editedAt;
  await world.services.boards.open(await viewer.actor(), slug, id);
  await world.services.projection.settled();
  expect((await boards.pictures([id]))(id)).toEqual({ zones: [], cards: [] });
  expect((await boards.byId(id))?.editedAt).toBe(editedAt);
});

test('who wrote on a board keeps their name there after leaving', async () => {
  const leaver = await world.person({ in: slug });
  const id = await world.board(writer, slug);
  await world.app.documents.change(`board/${id}`, { actorId: leaver.id }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ by: leaver.id })], { by: leaver.id }),
  );
  await world.services.people.removeMember({ slug, email: leaver.email });
  const { people } = await world.services.boards.open(await viewer.actor(), slug, id);
  expect(people[leaver.id]?.name).toBe(leaver.name);
  await expect(world.services.boards.open(await leaver.actor(), slug, id)).rejects.toMatchObject({ code: 'notFound' });
});

test('a board half made when the power went is whole after the next start', async () => {
  const { id: partnershipId } = await world.services.people.mustExist(slug);
  const at = '2026-11-24T12:00:00.000Z';
  const board = { id: 'half-made-board-000001', partnershipId, title: 'Half made', template: null, by: writer.id, at };
  await world.app.db
    .insertInto('operation')
    .values({ id: 'operation', kind: 'board.create', payload: JSON.stringify(board), started_at: at })
    .execute();
  expect(await titles(writer)).not.toContain('Half made');
  await world.restart();
  expect(await titles(writer)).toContain('Half made');
  expect(await world.app.documents.exists(`board/${board.id}`)).toBe(true);
  await world.restart();
  expect((await titles(writer)).filter((title) => title === 'Half made')).toHaveLength(1);
});

test('the last convener stays one', async () => {
  const { people } = world.services;
  const { email } = convener;
  const kept = { code: 'partnership.lastConvener' };
  await expect(people.setRole({ slug, email, role: 'viewer' })).rejects.toMatchObject(kept);
  await expect(people.removeMember({ slug, email })).rejects.toMatchObject(kept);
  const second = await world.person({ in: slug, role: 'convener' });
  await people.setRole({ slug, email, role: 'facilitator' });
  await people.setRole({ slug, email, role: 'convener' });
  await people.removeMember({ slug, email: second.email });
});

test('[S48] only who may run a session there has everyone look at a part of a board', async () => {
  const id = await world.board(writer, slug);
  const facilitator = await world.person({ in: slug, role: 'facilitator' });
  const stranger = await world.person({ in: await world.partnership(), role: 'convener' });
  const calls: unknown[] = [];
  const stop = world.app.events.on('board.gathered', (call) => calls.push(call));
  const view = { x: 10, y: -20, w: 400, h: 300 };
  const gather = async (who: Someone, more: Partial<typeof view> = {}) =>
    world.services.boards.gather(await who.actor(), slug, { id, view: { ...view, ...more } });
  await expect(gather(writer)).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(gather(viewer)).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(gather(stranger)).rejects.toMatchObject({ code: 'notFound' });
  await expect(gather(facilitator, { w: NaN })).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(gather(facilitator, { h: 0 })).rejects.toMatchObject({ code: 'input.invalid' });
  expect(calls).toEqual([]);
  await gather(facilitator);
  expect(calls).toEqual([{ boardId: id, by: facilitator.id, name: facilitator.name, view: [10, -20, 400, 300] }]);
  stop();
});
