import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

let world: World;
let slug: string;
/** Conveners of three organisations, and one who works with the first. */
let [ruth, tom, sana, kay]: Someone[] = [];
let news: string[];
beforeAll(async () => {
  world = await World.open();
  world.app.events.on('membership.changed', ({ personId }) => news.push(personId));
});
afterAll(() => world.end());
beforeEach(async () => {
  ({ slug, ruth, tom, kay } = await world.twoConveners());
  sana = await world.person({ in: slug, role: 'convener' });
  news = [];
});

const is = (someone: Someone | undefined): Someone => {
  if (!someone) throw new Error('nobody');
  return someone;
};
const organisationOf = (someone: Someone | undefined) => is(someone).organisation;
const actor = (someone: Someone | undefined) => is(someone).actor();
const here = (someone: Someone | undefined) => ({ slug, organisation: organisationOf(someone).id });
const people = async (by = tom) => (await world.services.members.people(await actor(by), slug)).organisations;
const rolesSeen = async (by = tom) =>
  (await people(by)).flatMap(({ people: all }) => all.map(({ id, role }) => [id, role] as const));
const roleOf = async (someone: Someone | undefined, by = tom) =>
  new Map(await rolesSeen(by)).get(is(someone).id) ?? null;
/** What happened in partnerships; whoever is asked for signs in on the way. */
const events = async () =>
  (await openRepos(world.app.db).audit.events())
    .map(({ event }) => event)
    .filter((event) => !event.startsWith('signIn.'));

describe('a member', () => {
  const changeRole = async (by: Someone | undefined, who: Someone | undefined, role: string) =>
    world.services.members.changeRole(await actor(by), slug, { person: is(who).id, role });

  test('gets another role from a convener of their own organisation, at once', async () => {
    await changeRole(ruth, kay, 'facilitator');
    expect([await roleOf(kay), news]).toEqual(['facilitator', [is(kay).id]]);
    expect((await events()).at(-1)).toBe('membership.changed');
  });

  test('is nobody else’s to change, but where their organisation has no convener', async () => {
    await expect(changeRole(tom, kay, 'viewer')).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(changeRole(kay, kay, 'convener')).rejects.toMatchObject({ code: 'notAllowed' });
    await changeRole(ruth, ruth, 'viewer');
    await changeRole(tom, kay, 'viewer');
    expect(await roleOf(kay)).toBe('viewer');
  });

  test('leaves, or is taken out, and keeps what they wrote', async () => {
    const board = await world.board(is(kay), slug);
    await world.services.members.leave(await actor(kay), slug);
    expect([await roleOf(kay), news]).toEqual([null, [is(kay).id]]);
    await expect(world.services.partnerships.home(await actor(kay), slug)).rejects.toMatchObject({ code: 'notFound' });
    const [{ id, editedBy } = { id: '', editedBy: '' }] = await world.services.boards.list(await actor(tom), slug, {
      archived: false,
    });
    expect([id, editedBy]).toEqual([board, is(kay).name]);
    await world.services.people.setRole({ slug, email: is(kay).email, role: 'viewer' });
    await world.services.members.remove(await actor(ruth), slug, is(kay).id);
    expect(await roleOf(kay)).toBeNull();
  });

  test('who is the last convener stays one', async () => {
    for (const gone of [tom, sana]) await world.services.members.leave(await actor(gone), slug);
    const refused = { code: 'partnership.lastConvener' };
    await expect(world.services.members.leave(await actor(ruth), slug)).rejects.toMatchObject(refused);
    await expect(changeRole(ruth, ruth, 'viewer')).rejects.toMatchObject(refused);
    await expect(world.services.members.remove(await actor(ruth), slug, is(ruth).id)).rejects.toMatchObject(refused);
  });

  test('of another partnership, or no role at all, is not changed', async () => {
    const eve = await world.person({ in: await world.partnership() });
    await expect(changeRole(ruth, eve, 'viewer')).rejects.toMatchObject({ code: 'notFound' });
    await expect(changeRole(ruth, kay, 'owner')).rejects.toMatchObject({ fields: { role: 'unknownChoice' } });
  });
});

describe('an organisation', () => {
  const leave = async (who: Someone | undefined, { successor = '', sure = true, of = who } = {}) =>
    world.services.organisations.leave(await actor(who), { ...here(of), successor, sure });

  test('is shown what happens when it leaves', async () => {
    const own = await world.board(is(kay), slug, {});
    await world.services.boards.share(await actor(ruth), slug, {
      id: own,
      scope: { open: 'named', people: [is(kay).id, is(ruth).id], organisations: [] },
    });
    await world.board(is(ruth), slug);
    expect(await world.services.organisations.departure(await actor(ruth), here(ruth))).toMatchObject({
      people: [is(ruth).name, is(kay).name],
      ...{ isLast: false, boards: 2, closedBoards: 1, successors: [] },
    });
    // Others are told nothing of a board they may not see.
    expect(await world.services.organisations.departure(await actor(tom), here(ruth))).toMatchObject({
      ...{ boards: 1, closedBoards: 0 },
    });
  });

  test('leaves by itself: its people lose access at once, and their work stays', async () => {
    const board = await world.board(is(kay), slug);
    const asked = { addresses: 'new@hill.example', role: 'viewer', organisation: organisationOf(ruth).id, message: '' };
    await world.services.invitations.invite(await actor(ruth), slug, asked);
    await leave(ruth);
    expect(news.sort()).toEqual([is(ruth).id, is(kay).id].sort());
    expect((await people()).map(({ id }) => id)).toEqual([organisationOf(tom).id, organisationOf(sana).id]);
    for (const gone of [ruth, kay]) {
      await expect(world.services.boards.open(await actor(gone), slug, board)).rejects.toMatchObject({
        code: 'notFound',
      });
    }
    const page = await world.services.boards.open(await actor(tom), slug, board);
    expect(page.id).toBe(board);
    expect((await world.services.invitations.list(await actor(tom), slug)).map(({ state }) => state)).toEqual([
      'withdrawn',
    ]);
    expect((await events()).at(-1)).toBe('organisation.left');
  });

  test('does not leave by mistake, nor because another says so', async () => {
    await expect(leave(ruth, { sure: false })).rejects.toMatchObject({ fields: { sure: 'missing' } });
    await expect(leave(tom, { of: ruth })).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(leave(kay)).rejects.toMatchObject({ code: 'notAllowed' });
    expect((await people()).length).toBe(3);
  });

  test('with the only conveners hands that on first; the last one stays', async () => {
    for (const one of [tom, sana]) {
      const email = is(one).email;
      await world.services.people.setRole({ slug, email, role: 'viewer' });
    }
    await expect(leave(ruth)).rejects.toMatchObject({ fields: { successor: 'missing' } });
    await expect(leave(ruth, { successor: is(kay).id })).rejects.toMatchObject({ fields: { successor: 'missing' } });
    const { successors } = await world.services.organisations.departure(await actor(ruth), here(ruth));
    expect(successors.map(({ id }) => id).sort()).toEqual([is(tom).id, is(sana).id].sort());
    await leave(ruth, { successor: is(sana).id });
    expect([await roleOf(sana), await roleOf(tom)]).toEqual(['convener', 'viewer']);
    await leave(sana, { successor: is(tom).id });
    await expect(leave(tom)).rejects.toMatchObject({ code: 'partnership.lastOrganisation' });
  });

  test('is taken out by two others, never by one', async () => {
    const { organisations } = world.services;
    await expect(organisations.remove(await actor(tom), here(ruth))).rejects.toMatchObject({ code: 'notAllowed' });
    await organisations.askRemoval(await actor(tom), here(ruth));
    for (const one of [tom, ruth, kay]) {
      await expect(organisations.remove(await actor(one), here(ruth))).rejects.toMatchObject({ code: 'notAllowed' });
    }
    const asked = async (by: Someone | undefined) =>
      (await people(by)).find(({ id }) => id === organisationOf(ruth).id)?.removalAskedBy;
    expect([await asked(ruth), await asked(kay)]).toEqual([organisationOf(tom).name, null]);
    await organisations.remove(await actor(sana), here(ruth));
    expect((await people()).map(({ id }) => id)).toEqual([organisationOf(tom).id, organisationOf(sana).id]);
    expect((await events()).slice(-2)).toEqual(['organisation.removalAsked', 'organisation.removed']);
  });

  test('stays when whoever asked thinks again, or is gone', async () => {
    const { organisations } = world.services;
    await organisations.askRemoval(await actor(tom), here(ruth));
    await expect(organisations.keep(await actor(sana), here(ruth))).rejects.toMatchObject({ code: 'notAllowed' });
    await organisations.keep(await actor(tom), here(ruth));
    await expect(organisations.remove(await actor(sana), here(ruth))).rejects.toMatchObject({ code: 'notAllowed' });
    await organisations.askRemoval(await actor(tom), here(ruth));
    await leave(tom);
    await expect(organisations.remove(await actor(sana), here(ruth))).rejects.toMatchObject({ code: 'notAllowed' });
    expect((await people(ruth)).map(({ removalAskedBy }) => removalAskedBy)).toEqual([null, null]);
  });
});

describe('a partnership', () => {
  test('is started by anyone who is signed in, who is its first convener', async () => {
    const { partnerships } = world.services;
    const made = await partnerships.create(await actor(kay), { name: '  Health   hub ', purpose: 'One door.' });
    expect(await partnerships.home(await actor(kay), made.slug)).toMatchObject({
      ...{ name: 'Health hub', purpose: 'One door.' },
      organisations: [{ id: organisationOf(kay).id }],
      allowed: { 'people.manage': true },
    });
    await expect(partnerships.create(await actor(kay), { name: ' ', purpose: 'x'.repeat(601) })).rejects.toMatchObject({
      fields: { name: 'missing', purpose: 'tooLong' },
    });
    await expect(partnerships.create({ kind: 'nobody' }, { name: 'X', purpose: '' })).rejects.toMatchObject({
      code: 'signIn.needed',
    });
  });

  const about = {
    name: 'Hub',
    purpose: ' For all. ',
    place: 'e08000025',
    strands: ['workforce', 'gateways'],
    reviewOn: '2027-06-30',
  };

  test('says of itself what its conveners decide', async () => {
    const { partnerships } = world.services;
    await partnerships.describe(await actor(tom), slug, about);
    expect(await partnerships.about(await actor(ruth), slug)).toEqual({
      ...{ name: 'Hub', purpose: 'For all.', place: ['E08000025'] },
      ...{ strands: ['gateways', 'workforce'], reviewOn: '2027-06-30' },
    });
    expect(await partnerships.home(await actor(kay), slug)).toMatchObject({
      strands: ['gateways', 'workforce'],
      reviewOn: '2027-06-30',
    });
    await partnerships.describe(await actor(tom), slug, { ...about, place: '', strands: [], reviewOn: '' });
    expect(await partnerships.about(await actor(ruth), slug)).toMatchObject({ place: [], strands: [], reviewOn: null });
    await expect(partnerships.describe(await actor(kay), slug, about)).rejects.toMatchObject({ code: 'notAllowed' });
  });

  test.each([
    [{ name: '' }, { name: 'missing' }],
    [{ place: 'Leeds' }, { place: 'placeCode' }],
    [{ strands: ['cross-cutting'] }, { strands: 'unknownChoice' }],
    [{ reviewOn: 'June' }, { reviewOn: 'day' }],
  ])('does not take %j', async (patch, fields) => {
    const odd = world.services.partnerships.describe(await actor(tom), slug, { ...about, ...patch });
    await expect(odd).rejects.toMatchObject({ code: 'input.invalid', fields });
  });
});

describe('the audit trail', () => {
  const page = async (by: Someone | undefined, filter = {}) =>
    world.services.audit.page(await actor(by), slug, { filter, page: 1 });

  test('says who did it, from which organisation and address; conveners read it, page by page', async () => {
    await world.app.calledFrom('192.0.2.7', async () =>
      world.services.members.changeRole(await actor(ruth), slug, { person: is(kay).id, role: 'viewer' }),
    );
    expect((await page(tom)).rows[0]).toMatchObject({
      ...{ event: 'membership.changed', actor: is(ruth).name, organisation: organisationOf(ruth).name },
      ...{ address: '192.0.2.7', details: { person: is(kay).id, role: 'viewer' } },
    });
    await expect(page(kay)).rejects.toMatchObject({ code: 'notAllowed' });
    for (let n = 0; n < 60; n++)
      await world.services.partnerships.describe(await actor(tom), slug, { ...aboutIt, name: `Hub ${n}` });
    const first = await page(tom);
    const second = await world.services.audit.page(await actor(tom), slug, { filter: {}, page: 2 });
    expect([first.rows.length, first.hasMore, second.hasMore]).toEqual([50, true, false]);
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await page(tom, { events: ['partnership.described'], actor: is(ruth).id })).rows).toEqual([]);
  });
  const aboutIt = { name: 'Hub', purpose: '', place: '', strands: [], reviewOn: '' };

  test('does not say that who a command was about had done it', async () => {
    await world.services.people.setRole({ slug, email: is(kay).email, role: 'viewer' });
    expect((await page(tom)).rows[0]).toMatchObject({
      ...{ event: 'membership.changed', actor: null, details: { person: is(kay).id, role: 'viewer' } },
    });
  });

  test('is of one partnership, and taking it away is written down', async () => {
    const other = await world.partnership();
    const eve = await world.person({ in: other, role: 'convener' });
    const theirs = await world.services.audit.export(await eve.actor(), other, {});
    expect(theirs.some(({ details }) => details['person'] === is(kay).id)).toBe(false);
    expect((await events()).at(-1)).toBe('audit.exported');
    await expect(world.services.audit.export(await eve.actor(), slug, {})).rejects.toMatchObject({ code: 'notFound' });
  });

  test('forgets addresses after a year, and nothing else', async () => {
    await world.app.calledFrom('192.0.2.8', async () =>
      world.services.partnerships.describe(await actor(tom), slug, aboutIt),
    );
    const before = (await page(tom)).rows.length;
    await world.services.audit.forgetAddresses();
    expect((await page(tom)).rows[0]?.address).toBe('192.0.2.8');
    await world.app.db
      .updateTable('audit')
      .set({ at: '2025-01-01T00:00:00.000Z' })
      .where('address', '=', '192.0.2.8')
      .execute();
    await world.services.audit.forgetAddresses();
    const { rows } = await page(tom);
    expect([rows.length, rows.some(({ address }) => address === '192.0.2.8')]).toEqual([before, false]);
  });
});
