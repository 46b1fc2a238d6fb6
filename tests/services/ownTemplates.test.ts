import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { TemplateRequest } from '../../src/lib/domain/boards/templates/ownTemplate.ts';
import { newCard, newConnector, newShape, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const NHS_NUMBER = '943 476 5919';
const CANARY = 'canary-5519-what-somebody-said';

let world: World;
let slug: string;
let convener: Someone;
let facilitator: Someone;
let writer: Someone;
let other: Someone;
let viewer: Someone;
let neighbours: string;
let neighbour: Someone;

beforeAll(async () => {
  world = await World.open();
  slug = await world.partnership();
  convener = await world.person({ in: slug, role: 'convener' });
  facilitator = await world.person({ in: slug, role: 'facilitator' });
  writer = await world.person({ in: slug });
  other = await world.person({ in: slug });
  viewer = await world.person({ in: slug, role: 'viewer' });
  neighbours = await world.partnership();
  neighbour = await world.person({ in: neighbours, role: 'convener' });
});
afterAll(() => world.end());

const templates = () => world.services.ownTemplates;

async function meeting(by = writer, options: Parameters<World['board']>[2] = {}): Promise<string> {
  const board = await world.board(by, slug, options);
  await onBoard(board, (made) => {
    made.addZone(newZone({ id: `zone-${board}`, title: 'Needs', by: by.id }), { by: null });
    const place = { by: by.id, zone: `zone-${board}`, at: [18, 98] as const };
    made.addCards([newCard({ id: `card-${board}`, text: CANARY, ...place })], { by: null });
    made.addDrawings([newShape({ id: `shape-${board}`, text: 'Hub', by: by.id, at: [700, 0] })], { by: null });
    const line = { id: `line-${board}`, by: by.id, text: 'because' };
    made.addConnectors([newConnector(`card-${board}`, `shape-${board}`, line)], { by: null });
  });
  return board;
}

const onBoard = (board: string, edit: (made: BoardDoc) => void) =>
  world.app.documents.change(`board/${board}`, { actorId: null }, (doc) => edit(new BoardDoc(doc)));

const asked = (board: string, more: Partial<TemplateRequest> = {}): TemplateRequest => {
  return { board, name: 'Our meeting', purpose: 'Once a month.', cards: false, minutes: null, ...more };
};

async function saved(board: string, more: Partial<TemplateRequest> = {}, by = writer): Promise<string> {
  return (await templates().save(await by.actor(), slug, asked(board, more))).id;
}

async function listed(who: Someone, where = slug): Promise<string[]> {
  const all = await templates().list(await who.actor(), where);
  return all.filter(({ own }) => own !== null).map(({ id }) => id);
}

async function startedFrom(template: string, by = other) {
  const { id } = await world.services.boards.create(await by.actor(), slug, { title: 'Next time', template });
  return world.app.documents.read(`board/${id}`, (doc) => {
    const made = new BoardDoc(doc);
    return { items: [...made.items()], lines: [...made.connectors()] };
  });
}

function filesWith(words: string): string[] {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).filter((path) => readFileSync(path).includes(words));
}

describe('a board saved as a template', () => {
  test('is listed first, with who made it; the next board starts from it under fresh ids and without the cards', async () => {
    const board = await meeting();
    const id = await saved(board);
    const [first] = await templates().list(await viewer.actor(), slug);
    expect(first).toMatchObject({
      id,
      name: 'Our meeting',
      purpose: 'Once a month.',
      kind: 'own',
      minutes: 0,
      zones: 1,
    });
    expect(first?.own).toMatchObject({ by: writer.name, organisation: writer.organisation.name, mayManage: false });
    const { items, lines } = await startedFrom(id);
    expect(items.map(({ kind, text, by }) => [kind, text, by]).sort()).toEqual([
      ['shape', 'Hub', null],
      ['zone', 'Needs', null],
    ]);
    expect(lines).toEqual([]);
    expect(items.some((item) => item.id.endsWith(board))).toBe(false);
    const boards = await world.services.boards.list(await viewer.actor(), slug, { archived: false });
    expect(boards[0]?.picture).toEqual(first?.picture);
  });

  test('keeps cards when they are asked for, without who wrote them', async () => {
    const { items, lines } = await startedFrom(await saved(await meeting(), { cards: true }));
    expect(items.find(({ kind }) => kind === 'card')).toMatchObject({ text: CANARY, by: null });
    expect(lines).toMatchObject([{ text: 'because', by: null }]);
  });

  test('keeps the agenda its board came with, at other minutes', async () => {
    const [ready] = world.services.templates.list();
    const actor = await writer.actor();
    const { id: board } = await world.services.boards.create(actor, slug, { title: 'A', template: ready?.id ?? '' });
    const draft = await templates().draft(actor, slug, board);
    expect(draft.agenda).toHaveLength(ready?.agenda.length ?? 0);
    const id = await saved(board, { minutes: [20, null, 30] });
    const page = await templates().page(await viewer.actor(), slug, id);
    expect(page).toMatchObject({ minutes: 50 });
    expect(page.agenda.map(({ minutes }) => minutes)).toEqual([20, 30]);
    expect(page.agenda[0]?.instructions).not.toBe('');
    const { id: next } = await world.services.boards.create(actor, slug, { title: 'B', template: id });
    expect((await templates().draft(actor, slug, next)).agenda.map(({ minutes }) => minutes)).toEqual([20, 30]);
  });

  test('stays when its board is archived, changed, or gone for good', async () => {
    const board = await meeting();
    const id = await saved(board);
    await onBoard(board, (made) => made.remove([`zone-${board}`, `shape-${board}`], { by: null }));
    await world.services.boards.archive(await facilitator.actor(), slug, board);
    await world.app.db.deleteFrom('board').where('id', '=', board).execute();
    expect(await listed(viewer)).toContain(id);
    expect((await startedFrom(id)).items).toHaveLength(2);
  });

  test('a board half made from one that was archived meanwhile is whole after the next start', async () => {
    const id = await saved(await meeting());
    const { id: partnershipId } = await world.services.people.mustExist(slug);
    const at = '2026-11-24T12:00:00.000Z';
    const half = { id: 'half-made-own-000001', partnershipId, title: 'Half', template: id, by: writer.id, at };
    const operation = { id: 'operation', kind: 'board.create', payload: JSON.stringify(half), started_at: at } as const;
    await world.app.db.insertInto('operation').values(operation).execute();
    await templates().archive(await writer.actor(), slug, id);
    await world.restart();
    const zones = await world.app.documents.read(`board/${half.id}`, (doc) => new BoardDoc(doc).zones().length);
    expect(zones).toBe(1);
  });
});

describe('who may', () => {
  test('save: whoever may write; of a board for named people, whoever may open it to all', async () => {
    const board = await meeting();
    const refused = { code: 'notAllowed' };
    await expect(templates().save(await viewer.actor(), slug, asked(board))).rejects.toMatchObject(refused);
    const people = [writer.id, facilitator.id];
    const closed = await meeting(facilitator, { scope: { open: 'named', people, organisations: [] } });
    await expect(templates().save(await writer.actor(), slug, asked(closed))).rejects.toMatchObject(refused);
    await expect(templates().draft(await writer.actor(), slug, closed)).rejects.toMatchObject(refused);
    await expect(templates().save(await other.actor(), slug, asked(closed))).rejects.toMatchObject({
      code: 'notFound',
    });
    const id = await saved(closed, {}, facilitator);
    expect(await listed(viewer)).toContain(id);
  });

  test('rename and archive: its maker, facilitators and conveners; it can be brought back', async () => {
    const id = await saved(await meeting());
    for (const who of [other, viewer]) {
      const actor = await who.actor();
      const refused = { code: 'notAllowed' };
      await expect(templates().rename(actor, slug, { id, name: 'Mine' })).rejects.toMatchObject(refused);
      await expect(templates().archive(actor, slug, id)).rejects.toMatchObject(refused);
    }
    for (const who of [writer, facilitator, convener]) {
      const actor = await who.actor();
      await templates().rename(actor, slug, { id, name: `  By ${who.id} ` });
      await templates().archive(actor, slug, id);
      expect(await listed(viewer)).not.toContain(id);
      expect((await templates().archived(actor, slug)).map(({ name }) => name)).toContain(`By ${who.id}`);
      const start = world.services.boards.create(actor, slug, { title: 'A', template: id });
      await expect(start).rejects.toMatchObject({ fields: { template: 'unknownChoice' } });
      await templates().restore(actor, slug, id);
      expect(await listed(viewer)).toContain(id);
    }
    const trail = JSON.stringify(await openRepos(world.app.db).audit.events());
    expect(trail).toContain('template.renamed');
    expect(trail).not.toContain('Our meeting');
  });

  test('another partnership never sees it, whatever it asks for', async () => {
    const board = await meeting();
    const id = await saved(board);
    const them = await neighbour.actor();
    const notFound = { code: 'notFound' };
    expect(await listed(neighbour, neighbours)).toEqual([]);
    for (const hostile of [id, `${id} `, `${id}' or '1'='1`, '%', '', '../x', `${id}\0`]) {
      await expect(templates().page(them, neighbours, hostile)).rejects.toMatchObject(notFound);
      await expect(templates().rename(them, neighbours, { id: hostile, name: 'X' })).rejects.toMatchObject(notFound);
      await expect(templates().archive(them, neighbours, hostile)).rejects.toMatchObject(notFound);
      await expect(templates().restore(them, neighbours, hostile)).rejects.toMatchObject(notFound);
    }
    for (const where of [slug, neighbours]) {
      await expect(templates().save(them, where, asked(board))).rejects.toMatchObject(notFound);
    }
    await expect(templates().list(them, slug)).rejects.toMatchObject(notFound);
    const start = world.services.boards.create(them, neighbours, { title: 'A', template: id });
    await expect(start).rejects.toMatchObject({ fields: { template: 'unknownChoice' } });
    expect(await openRepos(world.app.db).ownTemplates.content('no-such-partnership', id)).toBeNull();
  });
});

describe('what is never in one', () => {
  test('an identifier that is certain: it is refused, and says where', async () => {
    const board = await meeting();
    await onBoard(board, (made) => made.addCards([newCard({ id: 'n', text: NHS_NUMBER })], { by: null }));
    const faults = async (more: Partial<TemplateRequest>) =>
      templates()
        .save(await writer.actor(), slug, asked(board, more))
        .then(() => null)
        .catch((error: { fields: object }) => error.fields);
    expect(await faults({ cards: true })).toEqual({ words: 'identifier' });
    expect(await faults({ name: `For ${NHS_NUMBER}` })).toEqual({ name: 'identifier' });
    expect(await faults({ purpose: NHS_NUMBER })).toEqual({ purpose: 'identifier' });
    expect(await faults({})).toBeNull();
    const id = await saved(await meeting());
    const renamed = templates().rename(await writer.actor(), slug, { id, name: NHS_NUMBER });
    await expect(renamed).rejects.toMatchObject({ fields: { name: 'identifier' } });
  });

  test('what was taken off its board, before or after it was saved', async () => {
    const board = await meeting();
    const items = [`card-${board}`];
    const before = await saved(board, { cards: true });
    await templates().archive(await writer.actor(), slug, before);
    await world.services.takenOff.takeOff(await facilitator.actor(), slug, {
      board,
      items,
      reviewer: null,
      reason: '',
    });
    const after = await saved(board, { cards: true });
    const { ownTemplates } = openRepos(world.app.db);
    const { id: partnershipId } = await world.services.people.mustExist(slug);
    for (const id of [before, after]) {
      const content = await ownTemplates.content(partnershipId, id);
      expect(content?.things).toMatchObject({ items: [{ kind: 'shape' }], connectors: [] });
    }
  });

  test('nothing at all: an empty board, or one with cards only, makes no template', async () => {
    const board = await world.board(writer, slug);
    const save = async (more = {}) => templates().save(await writer.actor(), slug, asked(board, more));
    await expect(save()).rejects.toMatchObject({ fields: { empty: 'missing' } });
    await onBoard(board, (made) => made.addCards([newCard({ id: 'only', text: 'Hello' })], { by: null }));
    await expect(save()).rejects.toMatchObject({ fields: { empty: 'missing' } });
    await expect(save({ cards: true })).resolves.toMatchObject({ id: expect.any(String) });
  });
});

test('taken off its board, the words of a template are in no file but sealed', async () => {
  const words = 'canary-6620-a-name';
  const board = await world.board(writer, slug);
  await onBoard(board, (made) => {
    made.addZone(newZone({ id: 'z' }), { by: null });
    made.addCards([newCard({ id: 'c', text: words })], { by: null });
  });
  await saved(board, { cards: true });
  expect(filesWith(words).map((path) => path.includes('throughline.db'))).toContain(true);
  const request = { board, items: ['c'], reviewer: null, reason: '' };
  await world.services.takenOff.takeOff(await facilitator.actor(), slug, request);
  await world.services.takenOffKeeper.settled();
  expect(filesWith(words)).toEqual([]);
});
