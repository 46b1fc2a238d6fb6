import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { NOBODY } from '../../src/lib/domain/access/actor.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import type { Someone } from '../support/builders.ts';
import { JOINS_PER_MINUTE } from '../../src/lib/domain/guests/guestLink.ts';
import { World } from '../support/builders.ts';

let world: World;
let slug: string;
let ruth: Someone;
let board: string;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  board = await world.board(ruth, slug, { title: 'Health hub' });
});

const link = async (patch: Partial<LinkAsked> = {}, who = ruth) =>
  world.guestLink(await who.actor(), slug, { board, ...patch });
const guest = (secret: string, on = board) => world.guest(secret, on);
const guests = async () => world.services.guests.list(await ruth.actor(), slug, board);
const links = async () => world.services.guestLinks.list(await ruth.actor(), slug, board);
const auditOf = async (event: string) =>
  (await openRepos(world.app.db).audit.events()).filter((entry) => entry.event === event);

describe('a guest link', () => {
  test('is made and shown by who runs the board, and is kept as it is nowhere', async () => {
    const { id, code } = await link({ right: 'comment', mostGuests: 7 });
    expect(await links()).toMatchObject([
      {
        id,
        right: 'comment',
        audience: 'anyone',
        mostGuests: 7,
        guests: 0,
        state: 'open',
        shown: { address: expect.stringMatching(new RegExp(`^http.*/g/${code}$`)) },
      },
    ]);
    expect(await world.services.guestJoining.page(code)).toMatchObject({
      title: 'Health hub',
      by: { name: ruth.name, organisation: ruth.organisation.name },
      right: 'comment',
      hasPassword: false,
      state: 'open',
    });
    for (const name of readdirSync(world.folder).filter((file) => /records/.test(file))) {
      expect(readFileSync(join(world.folder, name)).includes(code)).toBe(false);
    }
    expect(await auditOf('guestLink.made')).toContainEqual(
      expect.objectContaining({ actor_id: ruth.id, details: expect.stringContaining(id) }),
    );
  });

  test.each(['contributor', 'commenter', 'viewer'] as const)('is not for a %s to make', async (role) => {
    const tom = await world.person({ in: slug, role });
    await expect(link({}, tom)).rejects.toMatchObject({ code: 'notAllowed' });
    const { id } = await link();
    const asked = { board, link: id, door: 'closed' } as const;
    await expect(world.services.guestLinks.setDoor(await tom.actor(), slug, asked)).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await expect(world.services.guests.list(await tom.actor(), slug, board)).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });

  test('is no link of another board', async () => {
    const { id } = await link();
    const other = await world.board(ruth, slug);
    const asked = { board: other, link: id, door: 'closed' } as const;
    await expect(world.services.guestLinks.setDoor(await ruth.actor(), slug, asked)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('closed for newcomers keeps its guests; closed for all sends them away, for good', async () => {
    const { id, code } = await link();
    const { secret } = await world.join(code);
    const setDoor = async (door: 'open' | 'closedToNewcomers' | 'closed') =>
      world.services.guestLinks.setDoor(await ruth.actor(), slug, { board, link: id, door });
    await setDoor('closedToNewcomers');
    await expect(world.join(code)).rejects.toMatchObject({ code: 'guestLink.over' });
    expect(await guest(secret)).toMatchObject({ boards: { [board]: 'edit' } });
    await setDoor('open');
    await world.join(code);
    await setDoor('closed');
    expect(await guest(secret)).toMatchObject({ kind: 'guest', boards: {} });
    await expect(world.join(code, {}, secret)).rejects.toMatchObject({ code: 'guestLink.over' });
    await expect(setDoor('open')).rejects.toMatchObject({ code: 'guestLink.over' });
    expect(await world.services.guestJoining.mine(secret)).toEqual([]);
  });

  test('takes no more than it is for, however many come at once', async () => {
    const { code } = await link({ mostGuests: 2 });
    const came = await Promise.allSettled([1, 2, 3, 4].map(() => world.join(code)));
    expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(world.join(code)).rejects.toMatchObject({ code: 'guestLink.full' });
    expect(await links()).toMatchObject([{ guests: 2, state: 'full' }]);
  });

  test('lets in a full hall within a minute, and no more', async () => {
    const { code } = await link({ mostGuests: 200 });
    for (let number = 0; number < JOINS_PER_MINUTE; number++) await world.join(code);
    await expect(world.join(code)).rejects.toMatchObject({ code: 'guestLink.busy' });
    const other = await link();
    await world.join(other.code);
  });

  test('with a password asks for it, and keeps whoever guesses waiting, for this link alone', async () => {
    const { code } = await link({ password: 'tanner' });
    await expect(world.join(code)).rejects.toMatchObject({ fields: { password: 'missing' } });
    await world.join(code, { password: 'tanner' });
    for (let tries = 0; tries < 5; tries++) {
      await expect(world.join(code, { password: 'no' })).rejects.toMatchObject({
        fields: { password: 'passwordWrong' },
      });
    }
    await expect(world.join(code, { password: 'tanner' })).rejects.toMatchObject({ code: 'guestLink.busy' });
    const other = await link({ password: 'field' });
    await world.join(other.code, { password: 'field' });
  });

  test('unknown, or of a browser that made it up, lets nobody in', async () => {
    await expect(world.join('made-up')).rejects.toMatchObject({ code: 'guestLink.unknown' });
    await expect(world.services.guestJoining.page('made-up')).rejects.toMatchObject({ code: 'guestLink.unknown' });
    expect(await world.visitor('made-up', board)).toEqual(NOBODY);
  });
});

describe('a guest', () => {
  test('may do on the board what the link allows, and nothing else anywhere', async () => {
    const { code } = await link({ right: 'comment' });
    const other = await world.board(ruth, slug);
    const { secret, slug: to, boardId } = await world.join(code);
    expect([to, boardId]).toEqual([slug, board]);
    const marcin = await guest(secret);
    expect(marcin).toMatchObject({ kind: 'guest', name: 'Marcin', organisationKind: 'other' });
    const page = await world.services.boards.open(marcin, slug, board);
    expect(page).toMatchObject({ role: 'comment', scope: { open: 'named', people: [], organisations: [] } });
    expect(Object.entries(page.allowed).flatMap(([action, may]) => (may ? action : []))).toEqual([
      'board.read',
      'board.comment',
      'board.vote',
    ]);
    // Nobody's name but their own: nobody has written here.
    expect(Object.values(page.people)).toEqual([expect.objectContaining({ name: 'Marcin', guest: 'family' })]);
    await expect(world.services.boards.open(marcin, slug, other)).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.services.partnerships.home(marcin, slug)).rejects.toMatchObject({ code: 'signIn.needed' });
    await expect(world.services.boards.list(marcin, slug, { archived: false })).rejects.toMatchObject({
      code: 'signIn.needed',
    });
    expect(await guest(secret, other)).toMatchObject({ boards: {} });
  });

  test('comes back as the same one, also by another link', async () => {
    const { code } = await link({ right: 'look' });
    const first = await world.join(code);
    const again = await world.join(code, { name: 'Somebody else' }, first.secret);
    expect(again.secret).toBe(first.secret);
    expect(await guests()).toHaveLength(1);
    expect(await guest(first.secret)).toMatchObject({ name: 'Marcin' });
    const better = await link({ right: 'edit' });
    const before = await guest(first.secret);
    await world.join(better.code, { name: 'Marcin K' }, first.secret);
    const after = await guest(first.secret);
    expect(after).toMatchObject({ name: 'Marcin K', boards: { [board]: 'edit' } });
    expect(before.kind === 'guest' && after.kind === 'guest' && before.id === after.id).toBe(true);
    expect(await world.services.guestJoining.wayIn(NOBODY, better.code, first.secret)).toEqual({
      slug,
      boardId: board,
    });
    expect(await world.services.guestJoining.wayIn(NOBODY, better.code, null)).toBeNull();
    expect(await world.services.guestJoining.wayIn(await ruth.actor(), better.code, null)).not.toBeNull();
  });

  test('is somebody else on another board, and finds both in one list', async () => {
    const { secret } = await world.join((await link()).code);
    const first = board;
    board = await world.board(ruth, slug, { title: 'Another' });
    await world.join((await link({ right: 'look' })).code, { name: 'M.' }, secret);
    const [here, there] = [await guest(secret, first), await guest(secret, board)];
    expect([here, there]).toMatchObject([{ name: 'Marcin' }, { name: 'M.' }]);
    expect(here.id).not.toBe(there.id);
    expect(await world.services.guestJoining.mine(secret)).toMatchObject([
      { boardId: board, title: 'Another', name: 'M.', right: 'look' },
      { boardId: first, title: 'Health hub', name: 'Marcin', right: 'edit' },
    ]);
  });

  test('goes by no name of a member', async () => {
    const { code } = await link();
    const name = ruth.name.toUpperCase().replace(' ', '\u00A0');
    await expect(world.join(code, { name })).rejects.toMatchObject({ fields: { guestName: 'memberName' } });
    await expect(world.join(code, { name: '', kind: 'king' })).rejects.toMatchObject({
      fields: { guestName: 'missing', kind: 'unknownChoice' },
    });
    const { secret } = await world.join(code, { name: ' Mar\ncin \u202E' });
    expect(await guest(secret)).toMatchObject({ name: 'Mar cin' });
    const [{ id = '' } = {}] = await guests();
    const asked = { board, guest: id, name };
    await expect(world.services.guests.rename(await ruth.actor(), slug, asked)).rejects.toMatchObject({
      fields: { guestName: 'memberName' },
    });
  });

  test('by a link for young people is one, whatever the browser sends', async () => {
    const { code } = await link({ audience: 'young', moderators: [ruth.id] });
    const { secret } = await world.join(code, { kind: 'nhs' });
    const [{ id = '' } = {}] = await world.services.guestLobby.list(await ruth.actor(), slug, board);
    await world.services.guestLobby.letIn(await ruth.actor(), slug, { board, guest: id });
    expect(await guest(secret)).toMatchObject({ organisationKind: 'young-people' });
  });

  test('is renamed, muted and taken off, and does not come back with this browser', async () => {
    const { code } = await link();
    const { secret } = await world.join(code);
    const [{ id = '' } = {}] = await guests();
    const changed: unknown[] = [];
    world.app.events.on('guests.changed', (news) => changed.push(news));
    const { guests: service } = world.services;
    await service.rename(await ruth.actor(), slug, { board, guest: id, name: 'Marcin K' });
    expect(await guest(secret)).toMatchObject({ name: 'Marcin K', boards: { [board]: 'edit' } });
    await service.setMuted(await ruth.actor(), slug, { board, guest: id, muted: true });
    expect(await guest(secret)).toMatchObject({ boards: { [board]: 'look' } });
    await service.setMuted(await ruth.actor(), slug, { board, guest: id, muted: false });
    expect(await guest(secret)).toMatchObject({ boards: { [board]: 'edit' } });
    await service.remove(await ruth.actor(), slug, { board, guest: id });
    expect(await guest(secret)).toMatchObject({ boards: {} });
    expect(changed).toEqual(Array.from({ length: 4 }, () => ({ boardId: board, guestIds: [id] })));
    await expect(world.join(code, {}, secret)).rejects.toMatchObject({ code: 'guest.removed' });
    expect(await guests()).toEqual([]);
    await expect(service.remove(await ruth.actor(), slug, { board, guest: id })).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await auditOf('guest.removed')).toContainEqual(expect.objectContaining({ actor_id: ruth.id }));
  });

  test('puts no picture on a board they only look at, and one on a board they edit', async () => {
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('no picture');
    };
    const [looks, edits] = [await link({ right: 'look' }), await link()];
    const add = async (code: string) =>
      world.services.uploads.add(await guest((await world.join(code)).secret), slug, {
        board,
        body: body(),
        length: null,
      });
    await expect(add(looks.code)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(add(edits.code)).rejects.toMatchObject({ code: 'upload.notPicture' });
  });

  test('whose browser is signed in is the person who signed in', async () => {
    const { secret } = await world.join((await link()).code);
    const { name } = world.app.guestCookie(secret, '2026-01-01T00:00:00.000Z');
    const signedIn = world.cookie(await world.signIn(ruth));
    expect((await world.app.identify(`${name}=${secret}; ${signedIn}`, board)).actor).toMatchObject({ id: ruth.id });
  });
});
