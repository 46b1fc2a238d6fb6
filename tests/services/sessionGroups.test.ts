import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { planNewCards } from '../../src/lib/domain/boards/operations/planNewCards.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { ServerEvents } from '../../server/events/events.ts';
import type { OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const PLAN = { title: 'Health hub', day: '', from: '', until: '', place: '', meeting: '', like: '' };

let world: World;
let slug: string;
let ruth: Someone;
let at: { board: string; session: string };
let step: string;
let called: ServerEvents['board.gathered'][];
let stopHearing: () => void;
const zones: string[] = [];

beforeAll(async () => (world = await World.open()));
afterAll(() => world.end());
afterEach(() => stopHearing());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  await prepare();
  called = [];
  stopHearing = world.app.events.on('board.gathered', (call) => called.push(call));
});

/** A session on a board with two zones, whose first step is done in groups. */
async function prepare(rules: Partial<StepRules> = {}): Promise<void> {
  const board = await world.board(ruth, slug);
  const session = (await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board })).id;
  at = { board, session };
  zones.splice(0);
  await world.app.documents.change(`board/${board}`, { actorId: null }, (doc) => {
    for (const nth of [0, 1]) {
      const id = `zone-of-twenty-one-00${nth}`;
      const place = { id, by: null, made: '2026-11-30T09:00:00.000Z', at: [nth * 700, 0] as const, z: `a${nth}` };
      const zone = { ...place, size: [572, 440] as const, title: `Zone ${nth}`, prompt: '', colour: 'teal' as const };
      new BoardDoc(doc).addZone({ ...zone, order: `a${nth}` }, { by: null });
      zones.push(id);
    }
  });
  const share = newStep('share');
  const draft = { ...share, title: 'In groups', instructions: 'Talk', zones: zones.slice(0, 1) };
  const asked = { ...at, step: null, draft: { ...draft, rules: { ...share.rules, groups: true, ...rules } } };
  step = (await world.services.sessions.saveStep(await ruth.actor(), slug, asked)).step;
  const after = { ...newStep('discuss'), title: 'Together', instructions: '' };
  await world.services.sessions.saveStep(await ruth.actor(), slug, { ...at, step: null, draft: after });
}

async function member(kind: OrganisationKind, role: 'contributor' | 'viewer' = 'contributor'): Promise<Someone> {
  return world.person({ in: slug, role, organisation: await world.organisation(kind) });
}

async function comes(who: { id: string }): Promise<void> {
  world.services.roomPeople.seen(at.board, who.id);
  await settled();
}

/** Waits until whoever came was noted and put somewhere. */
async function settled(): Promise<void> {
  await world.services.roomPeople.settled();
  await world.services.groupKeeper.settled();
}

const command = async (is: 'start' | 'next' | 'end', of = step) =>
  world.services.sessionRuns.command(await ruth.actor(), slug, { ...at, command: { is, step: of } });
const make = async (how = 'mixed', count = 2, known?: string, by: Someone = ruth) => {
  const actor = await by.actor();
  const seen = known ?? (await page()).made;
  await world.services.sessionGroups.make(actor, slug, { ...at, how, count, known: seen });
};
const page = async () => world.services.sessionGroups.page(await ruth.actor(), slug, at);
const live = async () => world.services.sessionRuns.live(await ruth.actor(), slug, at.board);
const began = async () => (await live())?.current.began ?? '';
const groupsNow = async () => (await live())?.groups?.list ?? [];
const cardsOn = (board: string) =>
  world.app.documents.read(`board/${board}`, (doc) =>
    [...new BoardDoc(doc).items()].flatMap((item) => (item.kind === 'card' ? [item] : [])),
  );

async function write(board: string, by: string, text: string): Promise<void> {
  await world.app.documents.change(`board/${board}`, { actorId: by }, (doc) => {
    const view = new BoardDoc(doc);
    const zone = view.zones()[0]?.id ?? null;
    const draft = { texts: [text], type: 'need', by, where: { endOf: zone } } as const;
    view.addCards(
      planNewCards(view, draft, {
        now: () => '2026-11-30T09:00:00.000Z',
        newId: () => world.services.takingPart.newCardId(),
      }),
      { by },
    );
  });
}

test('[F61] those who are there are dealt out, but for who leads; each group holds education and health', async () => {
  await command('start');
  for (const kind of ['school', 'school-trust', 'nhs-trust', 'icb', 'council'] as const)
    await comes(await member(kind));
  await comes(ruth);
  await make();
  const { groups, outside, mostMixed } = await page();
  expect(mostMixed).toBe(2);
  expect(outside).toEqual([]);
  expect(groups.map(({ people }) => people.length).sort()).toEqual([2, 3]);
  for (const { people } of groups) {
    const kinds = people.map(({ kind }) => kind);
    expect(kinds.some((kind) => kind === 'school' || kind === 'school-trust')).toBe(true);
    expect(kinds.some((kind) => kind === 'icb' || kind === 'nhs-trust')).toBe(true);
  }
});

test('[F60] of two who make groups at once one is heard, and a restart changes nothing', async () => {
  await command('start');
  for (const kind of ['school', 'nhs-trust', 'council', 'icb'] as const) await comes(await member(kind));
  const kay = await world.person({ in: slug, role: 'facilitator' });
  await Promise.all([make('random', 2, ''), make('mixed', 3, '', kay)]);
  const first = await page();
  expect([2, 3]).toContain(first.groups.length);
  await make('random', 4, '');
  expect(await page()).toEqual(first);
  const before = await groupsNow();
  await world.restart();
  expect(await groupsNow()).toEqual(before);
  await make('hand', 5);
  expect((await page()).groups.slice(0, first.groups.length).map(({ id }) => id)).toEqual(
    first.groups.map(({ id }) => id),
  );
});

test('[F8] nobody but who may run the session makes, sees or changes groups', async () => {
  await command('start');
  const kay = await member('school');
  await comes(kay);
  await make();
  const [group] = (await page()).groups;
  const link = await world.guestLink(await ruth.actor(), slug, { board: at.board });
  const guest = await world.guest((await world.join(link.code)).secret, at.board);
  const { sessionGroups, groupPlaces } = world.services;
  const before = await page();
  const start = await began();
  for (const actor of [await kay.actor(), guest]) {
    const tries = [
      () => sessionGroups.page(actor, slug, at),
      () => sessionGroups.make(actor, slug, { ...at, how: 'random', count: 3, known: before.made }),
      () => sessionGroups.move(actor, slug, { ...at, person: kay.id, group: '' }),
      () => sessionGroups.rename(actor, slug, { ...at, group: group?.id ?? '', name: 'Mine' }),
      () => sessionGroups.choose(actor, slug, { ...at, group: group?.id ?? '', zone: '' }),
      () => sessionGroups.callBack(actor, slug, { ...at, began: start }),
      () => sessionGroups.sendOut(actor, slug, { ...at, began: start }),
      () => groupPlaces.makeZones(actor, slug, { ...at, step }),
      () => groupPlaces.makeBoards(actor, slug, { ...at, step }),
      () => groupPlaces.gather(actor, slug, at),
    ];
    for (const refused of tries)
      await expect(refused()).rejects.toMatchObject({ code: actor === guest ? 'signIn.needed' : 'notAllowed' });
  }
  expect(await page()).toEqual(before);
});

test('[F62] whoever comes late is put where they are missed, and who may not be there any more leaves', async () => {
  await command('start');
  const school = await member('school');
  const nurse = await member('nhs-trust');
  await comes(school);
  await make();
  await comes(nurse);
  const other = await member('school');
  await comes(other);
  const whereIs = async (who: { id: string }) =>
    (await groupsNow()).find(({ people }) => people.some(({ id }) => id === who.id))?.id ?? null;
  expect(await whereIs(other)).not.toBe(await whereIs(school));
  expect(await whereIs(nurse)).not.toBeNull();
  const link = await world.guestLink(await ruth.actor(), slug, { board: at.board });
  const guest = await world.guest((await world.join(link.code, { name: 'Danuta' })).secret, at.board);
  await comes(guest);
  expect(await whereIs(guest)).not.toBeNull();
  const told: string[] = [];
  const stop = world.app.events.on('session.changed', ({ session }) => told.push(JSON.stringify(session?.groups)));
  await world.services.guests.remove(await ruth.actor(), slug, { board: at.board, guest: guest.id });
  await settled();
  stop();
  expect(await whereIs(guest)).toBeNull();
  expect(told).toHaveLength(1);
  expect(told[0]).not.toContain('Danuta');
  // Whoever was taken out by hand stays out.
  await world.services.sessionGroups.move(await ruth.actor(), slug, { ...at, person: other.id, group: '' });
  await comes(other);
  expect(await whereIs(other)).toBeNull();
  expect((await page()).outside.map(({ id }) => id)).toEqual([other.id]);
  expect((await page()).groups.flatMap(({ people }) => people).some(({ id }) => id === guest.id)).toBe(false);
});

test('[F62] by hand, who comes before the step waits for a facilitator, and in the step is put somewhere', async () => {
  await make('hand', 3);
  const kay = await member('school');
  expect((await page()).groups.every(({ people }) => people.length === 0)).toBe(true);
  await command('start');
  await comes(kay);
  expect((await groupsNow()).flatMap(({ people }) => people.map(({ id }) => id))).toEqual([kay.id]);
});

test('[F63] each group is called to its own zone, late ones alone, and everyone is called back at once', async () => {
  await command('start');
  const [ana, ben] = [await member('school'), await member('school')];
  await comes(ana);
  await comes(ben);
  await make('random');
  called.splice(0);
  const by = await ruth.actor();
  await world.services.groupPlaces.makeZones(by, slug, { ...at, step });
  const groups = await groupsNow();
  expect(groups.map((group) => group.zones.length)).toEqual([1, 1]);
  const views = called.filter(({ only }) => only?.length === 1).map(({ view }) => view[0]);
  expect(new Set(views).size).toBe(2);
  await world.services.groupPlaces.makeZones(by, slug, { ...at, step });
  expect(await groupsNow()).toEqual(groups);
  called.splice(0);
  const late = await member('council');
  await comes(late);
  expect(called.map(({ only }) => only)).toEqual([[late.id]]);
  called.splice(0);
  const asked = { ...at, began: await began() };
  const kay = await world.person({ in: slug, role: 'facilitator' });
  await Promise.all([
    world.services.sessionGroups.callBack(by, slug, asked),
    world.services.sessionGroups.callBack(await kay.actor(), slug, asked),
  ]);
  expect(called).toHaveLength(1);
  expect(called[0]?.only).toBeUndefined();
  expect((await live())?.groups).toMatchObject({ out: false });
  await world.services.sessionGroups.sendOut(by, slug, asked);
  expect((await live())?.groups).toMatchObject({ out: true });
  await command('next');
  expect((await live())?.groups).toBeUndefined();
  await world.services.sessionGroups.callBack(by, slug, asked);
  expect((await live())?.groups).toBeUndefined();
});

test('a group is renamed and given a zone by hand; nobody is moved who may not be there, nor to a group that is not', async () => {
  await command('start');
  const kay = await member('school');
  const outsider = await world.person();
  await comes(kay);
  await make('random');
  const [first, second] = (await page()).groups;
  const { sessionGroups } = world.services;
  const by = await ruth.actor();
  await sessionGroups.rename(by, slug, { ...at, group: first?.id ?? '', name: 'Blue' });
  await sessionGroups.choose(by, slug, { ...at, group: first?.id ?? '', zone: zones[1] ?? '' });
  await world.services.groupPlaces.makeZones(by, slug, { ...at, step });
  await sessionGroups.rename(by, slug, { ...at, group: first?.id ?? '', name: 'Green' });
  const titles = await world.app.documents.read(`board/${at.board}`, (doc) =>
    new BoardDoc(doc).zones().map(({ text }) => text),
  );
  expect(titles).toEqual(['Zone 0', 'Zone 1', 'Green: Zone 0', 'Group 2: Zone 0']);
  for (const group of [second, first])
    await sessionGroups.move(by, slug, { ...at, person: kay.id, group: group?.id ?? '' });
  expect((await groupsNow())[0]).toMatchObject({ name: 'Green', people: [{ id: kay.id }] });
  const refused = (fields: object) => expect.objectContaining({ fields: expect.objectContaining(fields) as object });
  await expect(sessionGroups.move(by, slug, { ...at, person: outsider.id, group: '' })).rejects.toEqual(
    refused({ person: 'unknownChoice' }),
  );
  await expect(sessionGroups.move(by, slug, { ...at, person: kay.id, group: 'x' })).rejects.toEqual(
    refused({ group: 'unknownChoice' }),
  );
  await expect(sessionGroups.choose(by, slug, { ...at, group: first?.id ?? '', zone: 'x' })).rejects.toEqual(
    refused({ zone: 'unknownChoice' }),
  );
  await expect(sessionGroups.rename(by, slug, { ...at, group: 'x', name: 'A' })).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(make('else')).rejects.toEqual(refused({ how: 'unknownChoice' }));
  await expect(make('mixed', 13)).rejects.toEqual(refused({ count: 'outOfRange' }));
});

test('[F65] a group’s own board is for whom the session’s is; a guest’s group has none, and no guest gets in', async () => {
  await world.services.boards.share(await ruth.actor(), slug, {
    ...{ id: at.board, scope: { open: 'named', people: [ruth.id], organisations: [] } },
  });
  await command('start');
  const link = await world.guestLink(await ruth.actor(), slug, { board: at.board });
  const guest = await world.guest((await world.join(link.code)).secret, at.board);
  await comes(guest);
  await make('random');
  const by = await ruth.actor();
  await world.services.groupPlaces.makeBoards(by, slug, { ...at, step });
  await world.services.groupPlaces.makeBoards(by, slug, { ...at, step });
  const [withGuest] = (await groupsNow()).filter(({ people }) => people.some(({ id }) => id === guest.id));
  const own = (await groupsNow()).filter(({ board }) => board !== null);
  expect(withGuest?.board).toBeNull();
  expect(own).toHaveLength(1);
  const board = own[0]?.board ?? '';
  const kay = await member('school');
  await expect(world.services.boards.open(await kay.actor(), slug, board)).rejects.toMatchObject({ code: 'notFound' });
  await expect(world.services.boards.open(guest, slug, board)).rejects.toMatchObject({ code: 'notFound' });
  const opened = await world.services.boards.open(by, slug, board);
  expect(opened.title).toContain(own[0]?.name);
  expect(opened.scope).toMatchObject({ open: 'named', people: [ruth.id] });
  // The time and the step are the session's; what is private or voted on is at its own board.
  const beside = await world.services.sessionRuns.live(by, slug, board);
  expect(beside).toMatchObject({ id: at.session, groups: { home: at.board, out: true }, secret: null, ballot: null });
  await world.services.sessionGroups.callBack(by, slug, { ...at, began: await began() });
  expect((await world.services.sessionRuns.live(by, slug, board))?.groups).toMatchObject({ out: false });
  await command('next');
  expect((await world.services.sessionRuns.live(by, slug, board))?.groups).toEqual({
    home: at.board,
    out: false,
    list: [],
  });
  await command('end', (await live())?.current.step);
  expect(await world.services.sessionRuns.live(by, slug, board)).toBeNull();
});

test('[F66] what groups wrote on boards of their own comes once, with where it is from, and from no board that one may not read', async () => {
  await command('start');
  const ana = await member('school');
  await comes(ana);
  await make('random');
  const by = await ruth.actor();
  await world.services.groupPlaces.makeBoards(by, slug, { ...at, step });
  const [first, second] = await groupsNow();
  await write(first?.board ?? '', ana.id, 'A quiet room');
  await write(second?.board ?? '', ana.id, 'A bench');
  const gather = () => world.services.groupPlaces.gather(by, slug, at);
  await Promise.all([gather(), gather()]);
  const cards = await cardsOn(at.board);
  expect(cards.map(({ text, look, by: writer }) => [text, look.origin, look.type, writer]).sort()).toEqual([
    ['A bench', 'Group 2', 'need', ana.id],
    ['A quiet room', 'Group 1', 'need', ana.id],
  ]);
  expect(new Set(cards.map(({ zone }) => zone)).size).toBe(2);
  const [gone] = cards;
  await world.app.documents.change(`board/${at.board}`, { actorId: ruth.id }, (doc) =>
    new BoardDoc(doc).remove([gone?.id ?? ''], { by: ruth.id }),
  );
  await write(first?.board ?? '', ana.id, 'A garden');
  // The second group's board is closed to whoever gathers.
  const { boards } = world.services;
  const keeper = await world.person({ in: slug, role: 'convener' });
  const scope = { open: 'named' as const, people: [keeper.id], organisations: [] };
  await boards.share(await keeper.actor(), slug, { id: second?.board ?? '', scope });
  await write(second?.board ?? '', keeper.id, 'Not for you');
  await gather();
  const texts = (await cardsOn(at.board)).map(({ text }) => text).sort();
  expect(texts).toEqual(['A bench', 'A garden', 'A quiet room'].filter((text) => text !== gone?.text));
});

test('[F64] once the session has ended nobody is kept as being in a group', async () => {
  await command('start');
  await comes(await member('school'));
  await make('random');
  const kept = async () =>
    world.app.db.selectFrom('session_group_member').select('actor_id').where('session_id', '=', at.session).execute();
  expect(await kept()).toHaveLength(1);
  const outsider = await world.person({ in: await world.partnership() });
  const asked = world.services.sessionRuns.live(await outsider.actor(), slug, at.board);
  await expect(asked).rejects.toMatchObject({ code: 'notFound' });
  await command('next');
  await command('end', (await live())?.current.step);
  expect(await kept()).toEqual([]);
  await expect(make('random')).rejects.toMatchObject({ code: 'session.over' });
});

test('private writing and a vote in groups are as everywhere: groups stay on the session’s board', async () => {
  await prepare({ writing: 'private' });
  await command('start');
  const ana = await member('school');
  await comes(ana);
  await make('random');
  const by = await ruth.actor();
  await world.services.groupPlaces.makeBoards(by, slug, { ...at, step });
  await world.services.groupPlaces.makeZones(by, slug, { ...at, step });
  expect((await groupsNow()).map(({ board }) => board)).toEqual([null, null]);
  const own = (await groupsNow()).find(({ people }) => people.some(({ id }) => id === ana.id));
  const { takingPart } = world.services;
  const shown = await takingPart.page(await ana.actor(), slug, at.board);
  const round = shown.sheet?.round ?? null;
  const card = { board: at.board, card: takingPart.newCardId(), round, zone: own?.zones[0] ?? null };
  expect(await takingPart.addCard(await ana.actor(), slug, { ...card, words: 'Alone', cleared: [] })).toBe('sheet');
  expect(await cardsOn(at.board)).toEqual([]);
  await world.services.privateRounds.reveal(by, slug, { board: at.board, round: round ?? '' });
  expect((await cardsOn(at.board)).map(({ text, zone }) => [text, zone])).toEqual([['Alone', own?.zones[0]]]);
});
