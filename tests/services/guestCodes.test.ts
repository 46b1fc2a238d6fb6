import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { WRONG_PER_CODE, WRONG_PER_MINUTE } from '../../src/lib/domain/guests/typedCode.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import type { Someone } from '../support/builders.ts';
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
  await world.app.db.deleteFrom('throttle').execute(); // another minute, for each story
});

const link = async (patch: Partial<LinkAsked> = {}) => world.guestLink(await ruth.actor(), slug, { board, ...patch });
const summary = async () => (await world.services.guestLinks.list(await ruth.actor(), slug, board))[0];
const make = async (id: string, hours = 3) =>
  world.services.guestCodes.make(await ruth.actor(), slug, { board, link: id, hours });
const enter = (typed: string, identity: string | null = null) => world.services.guestCodes.enter(typed, identity);
const guest = (secret: string, on = board) => world.guest(secret, on);
const join = (code: string, identity: string | null = null, name = 'Marcin') => world.join(code, { name }, identity);
const WRONG = { code: 'input.invalid', fields: { joinCode: 'codeWrong' } };

describe('six digits from a screen', () => {
  test('lead to the link while they hold, and close it to newcomers when they end', async () => {
    const { id, code } = await link();
    await make(id);
    const made = await summary();
    expect(made?.joinCode).toMatchObject({ code: expect.stringMatching(/^\d{6}$/), holds: true });
    const digits = made?.joinCode?.code ?? '';
    expect(await enter(`${digits.slice(0, 3)} ${digits.slice(3)}`)).toEqual({ is: 'join', path: `/g/${code}` });

    await world.app.db.updateTable('join_code').set({ ends_at: '2026-01-01T00:00:00.000Z' }).execute();
    await world.app.db.updateTable('guest_link').set({ newcomers_until: '2026-01-01T00:00:00.000Z' }).execute();
    await expect(enter(digits)).rejects.toMatchObject(WRONG);
    expect(await summary()).toMatchObject({ state: 'closedToNewcomers', joinCode: null });
    await expect(join(code)).rejects.toMatchObject({ code: 'guestLink.over' });
  });

  test('end by hand, when the link is closed, and when others are made', async () => {
    const { id } = await link();
    await make(id);
    const first = (await summary())?.joinCode?.code ?? '';
    await make(id);
    const second = (await summary())?.joinCode?.code ?? '';
    if (first !== second) await expect(enter(first)).rejects.toMatchObject(WRONG);
    await world.services.guestCodes.end(await ruth.actor(), slug, { board, link: id });
    await expect(enter(second)).rejects.toMatchObject(WRONG);
    expect(await summary()).toMatchObject({ state: 'closedToNewcomers', joinCode: null });
    await make(id);
    expect((await summary())?.state).toBe('open');
    await world.services.guestLinks.setDoor(await ruth.actor(), slug, { board, link: id, door: 'closed' });
    expect(await summary()).toMatchObject({ state: 'closed', joinCode: null });
  });

  test('are made for no link with a password, for no longer than half a day, and by who runs the board', async () => {
    const { id } = await link({ password: 'tanner' });
    await expect(make(id)).rejects.toMatchObject({ code: 'notAllowed' });
    const open = await link();
    await expect(make(open.id, 13)).rejects.toMatchObject({ fields: { hours: 'outOfRange' } });
    const tom = await world.person({ in: slug, role: 'contributor' });
    const asked = { board, link: open.id, hours: 3 };
    await expect(world.services.guestCodes.make(await tom.actor(), slug, asked)).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });

  test('are guessed at no more than a few times a minute, whoever guesses, and are dead after many', async () => {
    const { id } = await link();
    await make(id);
    const digits = (await summary())?.joinCode?.code ?? '';
    const other = digits === '000000' ? '000001' : '000000';
    await world.app.db.deleteFrom('join_code').where('link_id', '!=', id).execute();
    const answers = await Promise.allSettled(Array.from({ length: WRONG_PER_MINUTE + 5 }, () => enter(other)));
    const codes = answers.map((answer) =>
      answer.status === 'rejected' ? (answer.reason as { code: string }).code : '',
    );
    // The clock may pass from one minute to the next meanwhile.
    if (codes.includes('code.busy')) await expect(enter(digits)).rejects.toMatchObject({ code: 'code.busy' });
    expect(codes.filter((code) => code === 'input.invalid').length).toBeGreaterThanOrEqual(WRONG_PER_MINUTE);
    expect((await summary())?.joinCode?.wrong).toBe(codes.filter((code) => code === 'input.invalid').length);

    await world.app.db.deleteFrom('throttle').execute();
    await expect(enter(digits)).resolves.toMatchObject({ is: 'join' });
    await world.app.db.updateTable('join_code').set({ wrong: WRONG_PER_CODE }).execute();
    await expect(enter(digits)).rejects.toMatchObject(WRONG);
    expect((await summary())?.joinCode).toMatchObject({ holds: false });
  });
});

describe('a code to come back with', () => {
  test('makes another browser the same guest, once; the first stays it', async () => {
    const { code } = await link();
    const { secret } = await join(code);
    const first = await guest(secret);
    const made = await world.services.guestCodes.forReturn(first, board);
    expect(made.code).toMatch(/^[2-9B-DF-HJKMNP-TV-XZ]{8}$/);
    const answer = await enter(made.code.toLowerCase());
    if (answer.is !== 'return') throw new Error('no way back');
    expect(answer).toMatchObject({ slug, boardId: board });
    expect(answer.secret).not.toBe(secret);
    expect((await guest(answer.secret)).id).toBe(first.id);
    expect((await guest(secret)).boards).toEqual({ [board]: 'edit' });
    await expect(enter(made.code)).rejects.toMatchObject(WRONG);
  });

  test('tells neither browser of the other’s boards', async () => {
    const mine = await join((await link()).code);
    const first = board;
    board = await world.board(ruth, slug, { title: 'Another' });
    const theirs = await join((await link()).code, null, 'Kasia');
    const made = await world.services.guestCodes.forReturn(await guest(mine.secret, first), first);
    const answer = await enter(made.code, theirs.secret);
    expect(answer).toMatchObject({ is: 'return', secret: theirs.secret });
    const boardsOf = async (secret: string) =>
      (await world.services.guestJoining.mine(secret)).map(({ boardId, name }) => [boardId, name]);
    expect((await boardsOf(theirs.secret)).sort()).toEqual(
      [
        [first, 'Marcin'],
        [board, 'Kasia'],
      ].sort(),
    );
    expect(await boardsOf(mine.secret)).toEqual([[first, 'Marcin']]);
  });

  test('is over after its time, and of no use to who was taken off', async () => {
    const { secret } = await join((await link()).code);
    const me = await guest(secret);
    const late = await world.services.guestCodes.forReturn(me, board);
    await world.app.db.updateTable('return_code').set({ ends_at: '2026-01-01T00:00:00.000Z' }).execute();
    await expect(enter(late.code)).rejects.toMatchObject(WRONG);
    const made = await world.services.guestCodes.forReturn(me, board);
    await world.services.guests.remove(await ruth.actor(), slug, { board, guest: me.id });
    await expect(enter(made.code)).rejects.toMatchObject(WRONG);
    await expect(world.services.guestCodes.forReturn(await guest(secret), board)).rejects.toMatchObject({
      code: 'notFound',
    });
    const events = (await openRepos(world.app.db).audit.events()).filter(({ event }) => event === 'guest.returned');
    expect(events.every(({ actor_id }) => actor_id !== me.id)).toBe(true);
  });
});
