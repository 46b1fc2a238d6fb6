import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
let board: string;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  tom = await world.person({ in: slug, role: 'facilitator' });
  board = await world.board(ruth, slug, { title: 'Health hub' });
});

const link = async (patch: Partial<LinkAsked> = {}) => world.guestLink(await ruth.actor(), slug, { board, ...patch });
const join = (code: string, name = 'Kasia', identity: string | null = null) => world.join(code, { name }, identity);
const guest = (secret: string) => world.guest(secret, board);
const waiting = async (who = ruth) => world.services.guestLobby.list(await who.actor(), slug, board);
const eventsOf = async (id: string) =>
  (await openRepos(world.app.db).audit.events()).flatMap((entry) =>
    entry.actor_id === id || entry.details.includes(id) ? [entry.event] : [],
  );

describe('a lobby', () => {
  test('keeps newcomers off the board until somebody lets them in, who sees that they wait', async () => {
    const told: unknown[] = [];
    world.app.events.on('guests.waiting', ({ guests }) => told.push(guests.map(({ name }) => name)));
    const { code } = await link({ lobby: true });
    const { secret, waiting: waits } = await join(code);
    expect(waits).toBe(true);
    expect((await guest(secret)).boards).toEqual({});
    expect(await world.services.guestJoining.waiting(code, secret)).toEqual({ name: 'Kasia', turnedAway: false });
    expect(await world.services.guestJoining.waiting(code, null)).toBeNull();
    const [one] = await waiting();
    expect(one).toMatchObject({ name: 'Kasia', young: false });
    expect(await world.services.guests.list(await ruth.actor(), slug, board)).toEqual([]);

    const answer = { board, guest: one?.id ?? '' };
    await world.services.guestLobby.letIn(await tom.actor(), slug, answer);
    expect((await guest(secret)).boards).toEqual({ [board]: 'edit' });
    expect(await world.services.guestJoining.waiting(code, secret)).toBeNull();
    expect(told).toEqual([['Kasia'], []]);
    await expect(world.services.guestLobby.letIn(await tom.actor(), slug, answer)).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await eventsOf(answer.guest)).toEqual(['guest.waiting', 'guest.letIn']);
    // Who is in stays in, and does not wait again.
    expect((await join(code, 'Kasia', secret)).waiting).toBe(false);
  });

  test('turns people away for good; those who wait go with the link', async () => {
    const { id, code } = await link({ lobby: true });
    const { secret } = await join(code);
    await join(code, 'Zofia');
    const [one] = await waiting();
    await world.services.guestLobby.turnAway(await ruth.actor(), slug, { board, guest: one?.id ?? '' });
    expect(await world.services.guestJoining.waiting(code, secret)).toMatchObject({ turnedAway: true });
    await expect(join(code, 'Kasia', secret)).rejects.toMatchObject({ code: 'guest.removed' });
    expect((await waiting()).map(({ name }) => name)).toEqual(['Zofia']);
    await world.services.guestLinks.setDoor(await ruth.actor(), slug, { board, link: id, door: 'closed' });
    expect(await waiting()).toEqual([]);
  });
});

describe('a link for young people', () => {
  test('names adults who may see to its guests, and only they let somebody in', async () => {
    const helen = await world.person({ in: slug, role: 'contributor' });
    await expect(link({ audience: 'young' })).rejects.toMatchObject({ fields: { moderators: 'missing' } });
    await expect(link({ audience: 'young', moderators: [helen.id] })).rejects.toMatchObject({
      fields: { moderators: 'unknownChoice' },
    });
    const { code } = await link({ audience: 'young', moderators: [tom.id] });
    expect(await world.services.guestJoining.page(code)).toMatchObject({
      lobby: true,
      moderators: [{ name: tom.name, organisation: tom.organisation.name }],
    });
    const { secret } = await join(code);
    const [one] = await waiting();
    expect(one).toMatchObject({ young: true });
    const answer = { board, guest: one?.id ?? '' };
    await expect(world.services.guestLobby.letIn(await ruth.actor(), slug, answer)).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await world.services.guestLobby.letIn(await tom.actor(), slug, answer);
    expect((await guest(secret)).boards).toEqual({ [board]: 'edit' });
    expect(await world.services.boards.open(await guest(secret), slug, board)).toMatchObject({
      young: true,
      waiting: null,
    });
    expect(await world.services.guestCards.mine(await guest(secret), board)).toMatchObject({ isYoung: true });
    const { id } = ruth;
    await world.app.documents.change(`board/${board}`, { actorId: id }, (doc) =>
      new BoardDoc(doc).addCards([newCard({ id: 'one', text: 'Lunch', by: id })], { by: id }),
    );
    expect((await world.services.takingPart.page(await guest(secret), slug, board)).authors).toEqual({
      [id]: { name: ruth.name, isGuest: false, isAdult: true },
    });
  });

  test('shows no adult who looks after the board no longer', async () => {
    const { code } = await link({ audience: 'young', moderators: [tom.id] });
    await world.services.people.setRole({ slug, email: tom.email, role: 'viewer' });
    expect((await world.services.guestJoining.page(code)).moderators).toEqual([]);
  });
});

describe('a guest who is a person now', () => {
  test('is shown as the author, once and with this browser alone', async () => {
    const { code } = await link();
    const { secret } = await join(code, 'Marcin');
    const { id } = await guest(secret);
    await world.app.documents.change(`board/${board}`, { actorId: id }, (doc) =>
      new BoardDoc(doc).addCards([newCard({ id: 'one', text: 'Walking bus', by: id })], { by: id }),
    );
    const [me, other, stranger] = [
      await world.person({ in: slug, role: 'contributor' }),
      await world.person({ in: slug, role: 'contributor' }),
      await world.person({ in: await world.partnership(), role: 'convener' }),
    ];
    const claims = world.services.guestClaims;
    expect(await claims.offers(await me.actor(), null)).toEqual([]);
    expect(await claims.offers(await stranger.actor(), secret)).toEqual([]);
    await expect(claims.claim(await stranger.actor(), secret, id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(claims.claim(await me.actor(), null, id)).rejects.toMatchObject({ code: 'notFound' });
    expect(await claims.offers(await me.actor(), secret)).toMatchObject([
      { guestId: id, name: 'Marcin', title: 'Health hub', slug, boardId: board },
    ]);
    await claims.claim(await me.actor(), secret, id);
    expect((await guest(secret)).boards).toEqual({});
    const { people } = await world.services.boards.open(await ruth.actor(), slug, board);
    expect(people[id]).toMatchObject({ name: me.name, organisation: me.organisation.name });
    await expect(claims.claim(await other.actor(), secret, id)).rejects.toMatchObject({ code: 'notFound' });
    expect(await eventsOf(id)).toEqual(['guest.joined', 'guest.claimed']);
    // Whoever comes with this browser next is somebody else.
    const again = await join(code, 'Zofia', secret);
    expect((await guest(again.secret)).id).not.toBe(id);
  });

  test('and what guests did stands in the audit trail under their names', async () => {
    const convener = await world.person({ in: slug, role: 'convener' });
    await join((await link()).code, 'Marcin');
    const { rows } = await world.services.audit.page(await convener.actor(), slug, { filter: {}, page: 1 });
    expect(rows.find(({ event }) => event === 'guest.joined')).toMatchObject({ actor: null, guest: 'Marcin' });
  });
});

describe('what happened to a guest’s cards', () => {
  const change = (by: string, work: (doc: BoardDoc) => void) =>
    world.app.documents.change(`board/${board}`, { actorId: by }, (doc) => work(new BoardDoc(doc)));

  test('is told of each: its words, its zone, its tags, whether others changed it, and how many are gone', async () => {
    const { secret } = await join((await link()).code, 'Marcin');
    const me = await guest(secret);
    const mine = async () => world.services.guestCards.mine(me, board);
    expect(await mine()).toMatchObject({ title: 'Health hub', name: 'Marcin', cards: [], gone: 0 });
    await change(ruth.id, (doc) => doc.addZone(newZone({ id: 'wins', title: 'Quick wins' }), { by: ruth.id }));
    await change(me.id, (doc) =>
      doc.addCards(
        [
          newCard({ id: 'one', text: 'Walking bus', zone: 'wins', by: me.id }),
          newCard({ id: 'two', text: 'School nurse', by: me.id }),
        ],
        { by: me.id },
      ),
    );
    expect((await mine()).cards).toHaveLength(2);
    await change(ruth.id, (doc) => {
      doc.editText({ item: 'one', field: 'text' }, { at: 0, remove: 0, insert: 'A ' }, { by: ruth.id });
      doc.tag([{ id: 'one', tags: ['travel'] }], { by: ruth.id });
      doc.remove(['two'], { by: ruth.id });
    });
    expect(await mine()).toMatchObject({
      cards: [{ id: 'one', text: 'A Walking bus', zone: 'Quick wins', tags: ['travel'], byOthers: true }],
      gone: 1,
    });
    await expect(world.services.guestCards.mine(await ruth.actor(), board)).rejects.toMatchObject({ code: 'notFound' });
    const kept = JSON.stringify(await world.app.db.selectFrom('guest_card').selectAll().execute());
    expect(kept).not.toContain('School nurse');
  });
});
