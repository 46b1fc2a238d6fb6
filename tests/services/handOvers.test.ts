import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { newCard } from '../support/boards.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
/** Works with Ruth. */
let kay: Someone;
let news: string[];

beforeAll(async () => {
  world = await World.open();
  world.app.events.on('membership.changed', ({ personId }) => news.push(personId));
});
afterAll(() => world.end());
beforeEach(async () => {
  ({ slug, ruth, tom, kay } = await world.twoConveners());
  news = [];
});

const members = async () => {
  const { id } = await world.services.people.mustExist(slug);
  return openRepos(world.app.db).memberships.members(id);
};
const standing = async (one: Someone) => {
  const member = (await members()).find(({ id }) => id === one.id);
  return member ? [member.role, member.partnershipRole] : null;
};
const stand = async (by: Someone, who: Someone, partnershipRole: string) =>
  world.services.members.setPartnershipRole(await by.actor(), slug, { person: who.id, partnershipRole });
const preview = async (by: Someone, from: Someone, to: Someone) =>
  (await world.services.handOvers.page(await by.actor(), slug, { from: from.id, to: to.id })).preview;
const handOver = async (by: Someone, from: Someone, to: Someone) =>
  world.services.handOvers.handOver(await by.actor(), slug, { from: from.id, to: to.id });

const makeLink = async (by: Someone, board: string) => world.guestLink(await by.actor(), slug, { board });

async function takeOff(by: Someone, { board, reviewer }: { board: string; reviewer: Someone }): Promise<void> {
  await world.app.documents.change(`board/${board}`, { actorId: by.id }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ id: 'one' })], { by: by.id }),
  );
  const asked = { board, items: ['one'], reviewer: reviewer.id, reason: '' };
  await world.services.takenOff.takeOff(await by.actor(), slug, asked);
}

async function invite(by: Someone): Promise<void> {
  const asked = { addresses: 'new@hill.example', role: 'viewer', organisation: by.organisation.id, message: '' };
  await world.services.invitations.invite(await by.actor(), slug, asked);
}

describe('handing over', () => {
  test('shows what would move, then moves all of it, tells both, and leaves what was written', async () => {
    const board = await world.board(ruth, slug);
    const { code } = await makeLink(ruth, board);
    await takeOff(ruth, { board, reviewer: ruth });
    const plan = { title: 'December', day: '', from: '', until: '', place: '', meeting: '', like: '' };
    const { id: session } = await world.services.sessions.make(await ruth.actor(), slug, { ...plan, board });
    const at = { board, session };
    const draft = { ...newStep('welcome'), title: 'Welcome', instructions: '' };
    await world.services.sessions.saveStep(await ruth.actor(), slug, { ...at, step: null, draft });
    await world.services.sessionRuns.command(await ruth.actor(), slug, { ...at, command: { is: 'start' } });
    const shown: unknown[] = [];
    const stop = world.app.events.on('session.changed', (told) => shown.push(told.session?.lead));
    await invite(ruth);
    await stand(ruth, ruth, 'sponsor');
    await stand(ruth, kay, 'deputy');
    const held = ['convenership', 'sponsorship', 'guestLinks', 'sessions', 'invitations', 'reviews'] as const;
    const once = held.map((holding) => ({ holding, count: 1 }));
    expect(await preview(ruth, ruth, kay)).toEqual({ to: { id: kay.id, name: kay.name }, moves: once, stays: [] });
    expect(await standing(ruth)).toEqual(['convener', 'sponsor']);
    news = [];
    const moved = await handOver(ruth, ruth, kay);
    expect(moved).toEqual(Object.fromEntries(held.map((holding) => [holding, 1])));
    stop();
    const led = await world.services.sessions.page(await kay.actor(), slug, { board, session });
    expect(led.lead).toBe(kay.name);
    expect(shown).toEqual([kay.name]);
    expect([await standing(ruth), await standing(kay)]).toEqual([
      ['facilitator', null],
      ['convener', 'sponsor'],
    ]);
    expect(news.sort()).toEqual([ruth.id, kay.id].sort());
    expect((await world.services.guestJoining.page(code)).by.name).toBe(kay.name);
    expect(await world.services.takenOffReview.count(await kay.actor(), slug)).toBe(1);
    expect((await world.services.takenOffReview.list(await ruth.actor(), slug)).mine).toEqual([]);
    // Who made the board stays who made it.
    const made = await world.app.db.selectFrom('board').select('created_by').where('id', '=', board).executeTakeFirst();
    expect(made?.created_by).toBe(ruth.id);
    const { mails } = await world.services.mail.outbox(await kay.actor(), slug);
    const told = mails.filter(({ kind }) => kind === 'handOver');
    expect(told.map(({ to }) => to).sort()).toEqual([ruth.email, kay.email].sort());
    const { text } = await world.services.mail.read(await kay.actor(), slug, told[0]?.id ?? '');
    expect(text).toContain('- convener\n- sponsor of their organisation\n- guest links: 1');
    const { rows } = await world.services.audit.page(await kay.actor(), slug, { filter: {}, page: 1 });
    const entry = rows.find(({ event }) => event === 'membership.handedOver');
    expect(entry).toMatchObject({ actorId: ruth.id, details: { from: ruth.id, to: kay.id, convenership: 1 } });
    // What waits for an answer goes on when whoever sent it leaves.
    await world.services.members.leave(await ruth.actor(), slug);
    expect((await world.services.invitations.list(await kay.actor(), slug))[0]?.state).toBe('waiting');
  });

  test('to somebody elsewhere leaves what is for one organisation, and says why', async () => {
    await stand(ruth, ruth, 'sponsor');
    expect(await preview(ruth, ruth, tom)).toMatchObject({
      moves: [{ holding: 'convenership' }],
      stays: [{ holding: 'sponsorship', why: 'otherOrganisation' }],
    });
    await handOver(ruth, ruth, tom);
    expect(await standing(ruth)).toEqual(['facilitator', 'sponsor']);
    // Nobody makes a convener of somebody whose own organisation has one.
    const sana = await world.person({ in: slug, organisation: tom.organisation });
    await stand(tom, ruth, '');
    await world.services.people.setRole({ slug, email: ruth.email, role: 'convener' });
    expect(await preview(ruth, ruth, sana)).toMatchObject({
      moves: [],
      stays: [{ holding: 'convenership', why: 'ownRight' }],
    });
    await expect(handOver(ruth, ruth, sana)).rejects.toMatchObject({ code: 'handOver.nothing' });
  });

  test('leaves what the other has no right to: boards for named people bind it, too', async () => {
    const board = await world.board(ruth, slug);
    await makeLink(ruth, board);
    await takeOff(ruth, { board, reviewer: ruth });
    await invite(ruth);
    await world.services.people.setRole({ slug, email: ruth.email, role: 'facilitator' });
    const stays = ['guestLinks', 'invitations', 'reviews'].map((holding) => ({ holding, count: 1, why: 'right' }));
    expect(await preview(ruth, ruth, kay)).toMatchObject({ moves: [], stays });
    await world.services.people.setRole({ slug, email: kay.email, role: 'facilitator' });
    const scope: Scope = { open: 'named', people: [ruth.id], organisations: [] };
    await world.services.boards.share(await ruth.actor(), slug, { id: board, scope });
    expect(await preview(ruth, ruth, kay)).toMatchObject({ moves: [], stays });
  });

  test('is for oneself and for who sees to them; a convener gets nobody’s reviews by it that they may not see', async () => {
    const board = await world.board(kay, slug);
    await world.services.people.setRole({ slug, email: kay.email, role: 'facilitator' });
    await takeOff(kay, { board, reviewer: kay });
    const scope: Scope = { open: 'named', people: [kay.id], organisations: [] };
    await world.services.boards.share(await kay.actor(), slug, { id: board, scope });
    await expect(preview(tom, kay, ruth)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(handOver(tom, kay, ruth)).rejects.toMatchObject({ code: 'notAllowed' });
    expect(await preview(ruth, kay, ruth)).toMatchObject({ stays: [{ holding: 'reviews', why: 'ownRight' }] });
    await expect(handOver(ruth, kay, ruth)).rejects.toMatchObject({ code: 'handOver.nothing' });
  });

  test('goes to a member who can sign in, and to nobody else', async () => {
    const eve = await world.person({ in: await world.partnership() });
    await expect(handOver(ruth, ruth, eve)).rejects.toMatchObject({ fields: { to: 'unknownChoice' } });
    await expect(handOver(ruth, ruth, ruth)).rejects.toMatchObject({ fields: { to: 'unknownChoice' } });
    await openRepos(world.app.db).people.setDisabled(kay.id, '2026-11-24T12:00:00.000Z');
    await expect(handOver(ruth, ruth, kay)).rejects.toMatchObject({ fields: { to: 'unknownChoice' } });
    const { people } = await world.services.handOvers.page(await ruth.actor(), slug, { from: ruth.id, to: null });
    expect(people.map(({ id }) => id)).toEqual([tom.id]);
  });
});

describe('a partnership keeps a convener', () => {
  const conveners = async () => (await members()).filter(({ role }) => role === 'convener').map(({ id }) => id);
  beforeEach(async () => {
    await world.services.people.setRole({ slug, email: tom.email, role: 'contributor' });
  });

  test('when its last one hands over to two at once', async () => {
    const by = await ruth.actor();
    const to = (one: Someone) => world.services.handOvers.handOver(by, slug, { from: ruth.id, to: one.id });
    const done = await Promise.allSettled([to(kay), to(tom)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await conveners()).length).toBe(1);
  });

  test('when whoever takes over leaves meanwhile', async () => {
    const [giver, taker] = [await ruth.actor(), await kay.actor()];
    await Promise.allSettled([
      world.services.members.leave(taker, slug),
      world.services.handOvers.handOver(giver, slug, { from: ruth.id, to: kay.id }),
    ]);
    expect((await conveners()).length).toBe(1);
    expect((await standing(kay)) === null || (await conveners()).includes(kay.id)).toBe(true);
  });

  test('when whoever takes over has a last day: it stays where it is', async () => {
    const term = { person: kay.id, endsOn: '2999-12-31', independent: false };
    await world.services.members.setTerm(await ruth.actor(), slug, term);
    expect(await preview(ruth, ruth, kay)).toMatchObject({ stays: [{ holding: 'convenership', why: 'ends' }] });
    await expect(handOver(ruth, ruth, kay)).rejects.toMatchObject({ code: 'handOver.nothing' });
    expect(await conveners()).toEqual([ruth.id]);
  });
});
