import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { publicUrl } from '../../server/config/config.ts';
import type { ServerEvents } from '../../server/events/events.ts';
import { openRepos } from '../../server/storage/repos.ts';
import type { PersonActor } from '../../src/lib/domain/access/actor.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import { World } from '../support/builders.ts';
import { SoftKey } from '../support/softKey.ts';

let world: World;
let slug: string;
/** As she is with a second factor of her own. */
let ruth: PersonActor;
let board: string;
let sentToDoor: ServerEvents['guests.changed'][];
beforeEach(async () => {
  // Time stands still until a test turns it; everything else runs as it does.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00.000Z') });
  await open();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.end();
});

async function open(env: Record<string, string> = {}): Promise<void> {
  world = await World.open(env);
  slug = await world.partnership();
  const { id, name, organisation } = await world.person({ in: slug, role: 'convener' });
  const roles = { [(await openRepos(world.app.db).partnerships.bySlug(slug))?.id ?? '']: 'convener' as const };
  const from = { organisationId: organisation.id, organisationKind: organisation.kind };
  ruth = { kind: 'person', id, name, ...from, operator: false, roles };
  board = await newBoard();
  sentToDoor = [];
  world.app.events.on('guests.changed', (news) => sentToDoor.push(news));
}

async function newBoard(): Promise<string> {
  return (await world.services.boards.create(ruth, slug, { title: 'Health hub', template: null })).id;
}
const keys = () => world.services.guestKeys;
const turn = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);
const require = async (requireFactor: boolean) =>
  world.services.partnerships.changeSettings(ruth, slug, { identifiers: 'hold', requireFactor });
const auditOf = async (event: string) =>
  (await openRepos(world.app.db).audit.events()).filter((entry) => entry.event === event);
const REFUSED = { code: 'passkey.refused' };

async function join(patch: Partial<LinkAsked> = {}, on = board, identity: string | null = null): Promise<string> {
  const { code } = await world.guestLink(ruth, slug, { board: on, ...patch });
  return (await world.join(code, {}, identity)).secret;
}
const guest = (secret: string, on = board) => world.guest(secret, on);
const rightOf = async (secret: string, on = board) => (await guest(secret, on)).boards[on];
async function challengeOf(secret: string, is: 'make' | 'use'): Promise<string> {
  const asked = await keys().ask(secret, board);
  expect(asked.is).toBe(is);
  return asked.options.challenge;
}
const newKey = () => new SoftKey(publicUrl(world.app.config));
/** A guest whose browser has made its key just now. */
async function withKey(): Promise<{ secret: string; key: SoftKey }> {
  const [secret, key] = [await join(), newKey()];
  await keys().answer(secret, board, key.made(await challengeOf(secret, 'make')));
  return { secret, key };
}

describe('where a partnership asks for a second factor', () => {
  beforeEach(() => require(true));

  test('a guest who may write looks until their device’s lock was used, and for 12 hours writes', async () => {
    const [secret, key] = [await join(), newKey()];
    expect(await guest(secret)).toMatchObject({ boards: { [board]: 'look' }, lock: 'make' });
    const { role, needsLock } = await world.services.boards.open(await guest(secret), slug, board);
    expect([role, needsLock]).toEqual(['look', true]);

    await keys().answer(secret, board, key.made(await challengeOf(secret, 'make')));
    const { id, lock, boards } = await guest(secret);
    expect([lock, boards[board]]).toEqual([undefined, 'edit']);
    expect(sentToDoor).toContainEqual({ boardId: board, guestIds: [id] });
    expect(await auditOf('guest.keyAdded')).toMatchObject([{ actor_id: id, details: JSON.stringify({ board }) }]);
    expect((await world.services.boards.open(await guest(secret), slug, board)).needsLock).toBe(false);

    turn(12 * 60 - 1);
    await keys().endExpired();
    expect(await rightOf(secret)).toBe('edit');
    sentToDoor = [];
    turn(1);
    expect(await guest(secret)).toMatchObject({ boards: { [board]: 'look' }, lock: 'use' });
    await keys().endExpired();
    await keys().endExpired();
    expect(sentToDoor).toEqual([{ boardId: board, guestIds: [id] }]);

    await keys().answer(secret, board, key.used(await challengeOf(secret, 'use')));
    expect(await rightOf(secret)).toBe('edit');
    expect(await auditOf('guest.keyAdded')).toHaveLength(1);
  });

  test('one who may only look is asked for nothing, and gets no challenge', async () => {
    const secret = await join({ right: 'look' });
    expect((await guest(secret)).lock).toBeUndefined();
    expect(await keys().page(secret, board)).toMatchObject({ title: 'Health hub', slug, needed: null });
    await expect(keys().ask(secret, board)).rejects.toMatchObject({ code: 'notFound' });
    await expect(keys().answer(secret, board, {})).rejects.toMatchObject({ code: 'notFound' });
  });

  test('who is no guest of the board is told nothing of it', async () => {
    const [secret, other] = [await join(), await newBoard()];
    for (const [browser, on] of [
      [null, board],
      ['somebody', board],
      [secret, other],
    ] as const) {
      expect(await keys().page(browser, on)).toBeNull();
      await expect(keys().ask(browser, on)).rejects.toMatchObject({ code: 'notFound' });
    }
  });

  test('a challenge counts once, for five minutes, for the browser it was given to and on this site', async () => {
    const [secret, other, key] = [await join(), await join(), newKey()];
    const elsewhere = await challengeOf(other, 'make');
    const refused = async (response: unknown) => {
      await expect(keys().answer(secret, board, response)).rejects.toMatchObject(REFUSED);
      expect(await rightOf(secret)).toBe('look');
    };
    await refused(key.made(elsewhere));
    await refused(key.made(await challengeOf(secret, 'make'), { isVerified: false }));
    await refused(key.made(await challengeOf(secret, 'make'), { origin: 'https://elsewhere.example' }));
    const late = await challengeOf(secret, 'make');
    turn(5);
    await refused(key.made(late));
    for (const nonsense of [null, 'no', {}, { id: key.id }]) await refused(nonsense);

    const first = await challengeOf(secret, 'make');
    await keys().answer(secret, board, key.made(first));
    turn(12 * 60);
    await refused(key.used(first));
    const used = key.used(await challengeOf(secret, 'use'));
    await keys().answer(secret, board, used);
    turn(12 * 60);
    await refused(used);
    await refused(key.used(await challengeOf(secret, 'use'), { isVerified: false }));
    expect(JSON.stringify(await world.app.db.selectFrom('guest_challenge').selectAll().execute())).not.toContain(first);
  });

  test('whoever copied a cookie adds no key of theirs, and comes back with no code', async () => {
    const { secret, key } = await withKey();
    turn(12 * 60);
    const theirs = newKey();
    const challenge = await challengeOf(secret, 'use');
    await expect(keys().answer(secret, board, theirs.made(challenge))).rejects.toMatchObject(REFUSED);
    await expect(keys().answer(secret, board, theirs.used(challenge))).rejects.toMatchObject(REFUSED);
    const { guestCodes } = world.services;
    await expect(guestCodes.forReturn(await guest(secret), board)).rejects.toMatchObject({ code: 'notAllowed' });
    await keys().answer(secret, board, key.used(await challengeOf(secret, 'use')));
    await expect(guestCodes.forReturn(await guest(secret), board)).resolves.toMatchObject({ code: expect.any(String) });
  });

  test('the same key is no other browser’s, and one whose counter goes back is refused', async () => {
    const { secret, key } = await withKey();
    const other = await join();
    await expect(keys().answer(other, board, key.made(await challengeOf(other, 'make')))).rejects.toMatchObject(
      REFUSED,
    );
    turn(12 * 60);
    key.counter = 4;
    await keys().answer(secret, board, key.used(await challengeOf(secret, 'use')));
    turn(12 * 60);
    key.counter = 1;
    await expect(keys().answer(secret, board, key.used(await challengeOf(secret, 'use')))).rejects.toMatchObject(
      REFUSED,
    );
  });

  test('another browser of the same guest has a lock of its own', async () => {
    const { secret } = await withKey();
    const { code } = await world.services.guestCodes.forReturn(await guest(secret), board);
    const back = await world.services.guestCodes.enter(code, null);
    if (back.is !== 'return') throw new Error('no way back');
    expect((await guest(back.secret)).id).toBe((await guest(secret)).id);
    expect((await guest(back.secret)).lock).toBe('make');
    const key = newKey();
    await keys().answer(back.secret, board, key.made(await challengeOf(back.secret, 'make')));
    expect(await rightOf(back.secret)).toBe('edit');
    turn(12 * 60);
    expect((await guest(back.secret)).lock).toBe('use');
  });

  test('one use counts on every board of the browser, and sends it to the door of each', async () => {
    const secret = await join();
    const second = await newBoard();
    await join({}, second, secret);
    const ids = [(await guest(secret)).id, (await guest(secret, second)).id];
    sentToDoor = [];
    await keys().answer(secret, board, newKey().made(await challengeOf(secret, 'make')));
    expect(await rightOf(secret, second)).toBe('edit');
    expect(new Set(sentToDoor.flatMap(({ guestIds }) => guestIds))).toEqual(new Set(ids));
  });

  test('who runs the board sees which guests never used their lock', async () => {
    await withKey();
    turn(1);
    await join();
    turn(1);
    await join({ right: 'look' });
    const list = async () => world.services.guests.list(ruth, slug, board);
    expect((await list()).map(({ lacksLock }) => lacksLock)).toEqual([false, true, false]);
    await require(false);
    expect((await list()).map(({ lacksLock }) => lacksLock)).toEqual([false, false, false]);
  });

  test('a key goes when nobody comes with its browser any more, and not before', async () => {
    const { secret } = await withKey();
    const kept = async () => (await world.app.db.selectFrom('guest_key').select('id').execute()).length;
    await keys().endExpired();
    expect(await kept()).toBe(1);
    turn(30 * 24 * 60 - 1);
    await keys().endExpired();
    expect(await kept()).toBe(1);
    turn(1);
    await keys().endExpired();
    expect(await kept()).toBe(0);
    expect(await keys().page(secret, board)).toBeNull();
  });

  test.each(['taken off', 'closed for all'])('a key goes when its guest was %s', async (how) => {
    const { secret } = await withKey();
    const { id } = await guest(secret);
    const link = (await world.services.guests.list(ruth, slug, board))[0]?.linkId ?? '';
    const { guests, guestLinks } = world.services;
    if (how === 'taken off') await guests.remove(ruth, slug, { board, guest: id });
    else await guestLinks.setDoor(ruth, slug, { board, link, door: 'closed' });
    await keys().endExpired();
    expect(await world.app.db.selectFrom('guest_key').select('id').execute()).toEqual([]);
  });
});

test('a partnership that begins to ask, or asks no more, has its guests judged anew at once', async () => {
  const secret = await join();
  const { id } = await guest(secret);
  expect(await rightOf(secret)).toBe('edit');
  sentToDoor = [];
  await require(true);
  expect(await rightOf(secret)).toBe('look');
  expect(sentToDoor).toEqual([{ boardId: board, guestIds: [id] }]);
  await require(true);
  expect(sentToDoor).toHaveLength(1);
  await require(false);
  expect(await rightOf(secret)).toBe('edit');
  expect(sentToDoor).toHaveLength(2);
  await expect(keys().ask(secret, board)).rejects.toMatchObject({ code: 'notFound' });
});

test('a deployment asks for all its partnerships', async () => {
  await world.end();
  await open({ REQUIRE_FACTOR: '1' });
  const secret = await join({ right: 'comment' });
  expect(await guest(secret)).toMatchObject({ boards: { [board]: 'look' }, lock: 'make' });
  await keys().answer(secret, board, newKey().made(await challengeOf(secret, 'make')));
  expect(await rightOf(secret)).toBe('comment');
});
