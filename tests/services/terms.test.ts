import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addToDay, dayIn } from '../../src/lib/domain/shared/day.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import { openRepos } from '../../server/storage/repos.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';

let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
/** Works with Ruth. */
let kay: Someone;
let news: string[];
const today = () => dayIn(instant(Date.now()));
const inDays = (days: number) => addToDay(today(), days);

beforeAll(async () => {
  world = await World.open();
  world.app.events.on('membership.changed', ({ personId }) => news.push(personId));
});
afterAll(() => world.end());
beforeEach(async () => {
  ({ slug, ruth, tom, kay } = await world.twoConveners());
  news = [];
});

const newsOf = (one: Someone) => news.filter((id) => id === one.id).length;
const memberships = () => openRepos(world.app.db).memberships;
const partnershipId = async () => (await world.services.people.mustExist(slug)).id;
const memberOf = async (one: Someone) =>
  (await memberships().members(await partnershipId())).find(({ id }) => id === one.id) ?? null;
const events = async () => (await openRepos(world.app.db).audit.events()).map(({ event }) => event);
const stand = async (by: Someone, who: Someone, partnershipRole: string) =>
  world.services.members.setPartnershipRole(await by.actor(), slug, { person: who.id, partnershipRole });
const giveTerm = async (by: Someone, who: Someone, endsOn: string, independent = false) =>
  world.services.members.setTerm(await by.actor(), slug, { person: who.id, endsOn, independent });
/** As if the day had come since it was set. */
const letEnd = async (who: Someone) =>
  memberships().setTerm(await partnershipId(), who.id, { endsOn: inDays(-1), independent: true });
const flags = async (of: Someone) => (await world.services.partnerships.home(await of.actor(), slug)).flags;

describe('a partnership role', () => {
  test('is given by a convener of the organisation, and shown to everyone', async () => {
    await stand(ruth, kay, 'sponsor');
    await stand(ruth, ruth, 'deputy');
    expect([(await memberOf(kay))?.partnershipRole, (await memberOf(ruth))?.partnershipRole]).toEqual([
      'sponsor',
      'deputy',
    ]);
    const { organisations } = await world.services.partnerships.home(await tom.actor(), slug);
    expect(organisations.map(({ sponsor }) => sponsor)).toEqual([kay.name, null]);
    await stand(ruth, kay, '');
    expect((await memberOf(kay))?.partnershipRole).toBeNull();
  });

  test('is not another organisation’s to give, nor one’s own', async () => {
    for (const by of [tom, kay]) await expect(stand(by, kay, 'sponsor')).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(stand(ruth, kay, 'owner')).rejects.toMatchObject({ fields: { partnershipRole: 'unknownChoice' } });
  });

  test('of sponsor is held by one person of an organisation at most', async () => {
    await stand(ruth, kay, 'sponsor');
    await stand(tom, tom, 'sponsor');
    await expect(stand(ruth, ruth, 'sponsor')).rejects.toMatchObject({ fields: { partnershipRole: 'sponsorTaken' } });
    await stand(ruth, kay, 'sponsor');
    await world.services.members.remove(await ruth.actor(), slug, kay.id);
    await stand(ruth, ruth, 'sponsor');
  });

  test('is missing: the conveners of that organisation are told, and nobody else', async () => {
    const missing = async (of: Someone) =>
      (await flags(of)).flatMap((flag) => (flag.is === 'noSponsor' ? [flag.organisation] : []));
    expect([await missing(ruth), await missing(tom), await missing(kay)]).toEqual([
      [ruth.organisation.name],
      [tom.organisation.name],
      [],
    ]);
    await stand(ruth, kay, 'sponsor');
    expect(await missing(ruth)).toEqual([]);
  });
});

describe('access with a last day', () => {
  test('is given and made longer by who sees to the person; an independent one always has it', async () => {
    await giveTerm(ruth, kay, inDays(10), true);
    expect(await memberOf(kay)).toMatchObject({ endsOn: inDays(10), independent: true });
    await giveTerm(ruth, kay, inDays(40), true);
    expect(await memberOf(kay)).toMatchObject({ endsOn: inDays(40) });
    await expect(giveTerm(ruth, kay, '', true)).rejects.toMatchObject({ fields: { endsOn: 'missing' } });
    await expect(giveTerm(ruth, kay, inDays(-1))).rejects.toMatchObject({ fields: { endsOn: 'dayPast' } });
    await expect(giveTerm(tom, kay, inDays(3))).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(stand(ruth, kay, 'sponsor')).rejects.toMatchObject({ fields: { partnershipRole: 'independent' } });
    await giveTerm(ruth, kay, '');
    expect(await memberOf(kay)).toMatchObject({ endsOn: null, independent: false });
  });

  test('holds on the last day, and is over the day after: the door does not wait for the timer', async () => {
    const board = await world.board(kay, slug);
    await giveTerm(ruth, kay, today(), true);
    expect(await world.services.boards.open(await kay.actor(), slug, board)).toMatchObject({ id: board });
    await letEnd(kay);
    await expect(world.services.boards.open(await kay.actor(), slug, board)).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await world.services.partnerships.mine(await kay.actor())).toEqual([]);
  });

  test('ends by itself: open boards are told, and the system wrote it down', async () => {
    await giveTerm(ruth, kay, today(), true);
    await world.services.accessEnds.endOver();
    expect([(await memberOf(kay)) === null, newsOf(kay)]).toEqual([false, 1]);
    await letEnd(kay);
    await world.services.accessEnds.endOver();
    await world.services.accessEnds.endOver();
    expect([await memberOf(kay), newsOf(kay)]).toEqual([null, 2]);
    const page = await world.services.audit.page(await ruth.actor(), slug, { filter: {}, page: 1 });
    expect(page.rows.find(({ event }) => event === 'membership.ended')).toMatchObject({
      ...{ actor: null, details: { person: kay.id } },
    });
    expect((await events()).filter((event) => event === 'membership.ended').length).toBeGreaterThan(0);
  });

  test('is warned of once for each last day: on the home page and by mail, to them and to who sees to them', async () => {
    await giveTerm(ruth, kay, inDays(15), true);
    await world.services.accessEnds.warn();
    const mails = async () =>
      (await world.services.mail.outbox(await ruth.actor(), slug)).mails.map(({ kind, to }) => `${kind} ${to}`).sort();
    expect(await mails()).toEqual([]);
    await giveTerm(ruth, kay, inDays(14), true);
    await world.services.accessEnds.warn();
    await world.services.accessEnds.warn();
    const both = [`accessEnds ${kay.email}`, `accessEnds ${ruth.email}`].sort();
    expect(await mails()).toEqual(both);
    expect(await flags(kay)).toEqual([{ is: 'ownEnd', endsOn: inDays(14) }]);
    const told = { is: 'othersEnd', person: kay.id, name: kay.name, endsOn: inDays(14) };
    expect((await flags(ruth)).filter(({ is }) => is === 'othersEnd')).toEqual([told]);
    expect((await flags(tom)).some(({ is }) => is === 'othersEnd')).toBe(false);
    await giveTerm(ruth, kay, inDays(3), true);
    await world.services.accessEnds.warn();
    expect((await mails()).length).toBe(4);
  });

  test('is nothing a partnership can rest on: its last convener without one gets none', async () => {
    await giveTerm(tom, tom, inDays(20));
    const refused = { code: 'partnership.lastConvener' };
    await expect(giveTerm(ruth, ruth, inDays(20))).rejects.toMatchObject(refused);
    await expect(world.services.members.leave(await ruth.actor(), slug)).rejects.toMatchObject(refused);
    await giveTerm(tom, tom, '');
    await giveTerm(ruth, ruth, inDays(20));
  });

  test('comes with an invitation, which is over no later than the access it gives', async () => {
    const { invitations, joining } = world.services;
    const asked = { addresses: 'eve@evaluation.example', role: 'contributor', message: '' };
    const into = { ...asked, organisation: ruth.organisation.id };
    const invite = async (more: object) => invitations.invite(await ruth.actor(), slug, { ...into, ...more });
    await expect(invite({ independent: true })).rejects.toMatchObject({ fields: { endsOn: 'missing' } });
    await expect(invite({ endsOn: inDays(-1) })).rejects.toMatchObject({ fields: { endsOn: 'dayPast' } });
    await invite({ independent: true, endsOn: inDays(5) });
    const [waiting] = await invitations.list(await ruth.actor(), slug);
    expect(dayIn(waiting?.expiresAt ?? '')).toBe(inDays(6));
    const { mails } = await world.services.mail.outbox(await ruth.actor(), slug);
    const { text } = await world.services.mail.read(await ruth.actor(), slug, mails[0]?.id ?? '');
    const secret = /\/join\/([\w-]{43})/.exec(text)?.[1] ?? '';
    expect(await invitations.page(secret)).toMatchObject({ endsOn: inDays(5) });
    const newcomer = { name: 'Eve', password: PASSWORD, organisationName: '', organisationKind: '' };
    const { personId } = await joining.acceptAsNew(secret, newcomer);
    const joined = (await memberships().members(await partnershipId())).find(({ id }) => id === personId);
    expect(joined).toMatchObject({ endsOn: inDays(5), independent: true, role: 'contributor' });
  });
});
