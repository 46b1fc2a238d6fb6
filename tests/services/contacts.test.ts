import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NOBODY } from '../../src/lib/domain/access/actor.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
beforeAll(async () => {
  world = await World.open({ HOSTED_BY: ' Vale Health NHS Trust ' });
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener' });
  kay = await world.person({ in: slug, role: 'viewer' });
});

const contacts = () => world.services.contacts;
const lead = { name: 'Amara Osei', jobTitle: 'Safeguarding lead', phone: '0191 496 0142', hours: 'Weekdays, 8 to 4' };
const officer = { officer: 'Dee', email: 'dpo@school.example', phone: '' };
const nobody = { actor: NOBODY, identity: null, link: null };
const reader = async (one: Someone) => ({ ...nobody, actor: await one.actor() });

async function aGuest(): Promise<{ identity: string; link: string }> {
  const { code: link } = await world.guestLink(await ruth.actor(), slug, { board: await world.board(ruth, slug) });
  return { link, identity: (await world.join(link)).secret };
}

test('conveners say who answers for data; everyone who takes part reads it, also before they come in', async () => {
  expect(await contacts().privacy(await reader(kay), slug)).toMatchObject({ controllers: [], officer: null });
  const given = { controllers: [kay.organisation.id, ruth.organisation.id], ...officer };
  await contacts().setDataProtection(await ruth.actor(), slug, given);
  const { identity, link } = await aGuest();
  const page = { host: 'Vale Health NHS Trust', officer, controllers: [ruth.organisation.name, kay.organisation.name] };
  for (const who of [await reader(kay), { ...nobody, identity }, { ...nobody, link }]) {
    expect(await contacts().privacy(who, slug)).toMatchObject({ ...page, maySet: false });
  }
  expect(await contacts().privacy(await reader(ruth), slug)).toMatchObject({ maySet: true });
});

test('of a partnership somebody takes no part in they are told nothing, not even that it is there', async () => {
  const elsewhere = await world.person({ in: await world.partnership(), role: 'convener' });
  const { identity } = await aGuest();
  await contacts().setSafeguarding(await ruth.actor(), slug, lead);
  const other = await world.partnership();
  for (const [who, where] of [
    [nobody, slug],
    [await reader(elsewhere), slug],
    [{ ...nobody, identity }, other],
    [{ ...nobody, link: 'x'.repeat(43) }, slug],
    [await reader(kay), 'no-such-partnership'],
  ] as const) {
    await expect(contacts().privacy(who, where)).rejects.toMatchObject({ code: 'notFound' });
    expect(await contacts().worried(who, where)).toEqual([]);
  }
});

test('whom to tell is shown to members, guests and who is about to come in, and looking leaves no trace', async () => {
  const before = async () => (await world.app.db.selectFrom('audit').select('id').execute()).length;
  await contacts().setSafeguarding(await ruth.actor(), slug, { ...lead, name: ' Amara  Osei ' });
  const { identity, link } = await aGuest();
  const asked = [await reader(kay), { ...nobody, identity }, { ...nobody, link }];
  const entries = await before();
  for (const who of asked) {
    for (const where of [slug, null]) {
      expect(await contacts().worried(who, where)).toMatchObject([{ slug, contact: lead, maySet: false }]);
    }
  }
  expect(await before()).toBe(entries);
});

test('what is missing is asked of conveners on the home page, and of nobody else', async () => {
  const asked = async (of: Someone) =>
    (await world.services.partnerships.home(await of.actor(), slug)).flags.map(({ is }) => is);
  expect(await asked(kay)).toEqual([]);
  expect(await asked(ruth)).toEqual(expect.arrayContaining(['noPrivacy', 'noSafeguarding', 'oneConvener']));
  await contacts().setSafeguarding(await ruth.actor(), slug, lead);
  await contacts().setDataProtection(await ruth.actor(), slug, { controllers: [kay.organisation.id], ...officer });
  expect((await asked(ruth)).filter((is) => is.startsWith('no'))).toEqual(['noSponsor', 'noSponsor']);
  const { rows } = await world.services.audit.page(await ruth.actor(), slug, { filter: {}, page: 1 });
  expect(rows.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['partnership.privacyChanged', 'partnership.safeguardingChanged']),
  );
  // A controller that is out of the partnership answers for nothing here.
  await world.app.db
    .deleteFrom('partnership_organisation')
    .where('organisation_id', '=', kay.organisation.id)
    .execute();
  expect(await asked(ruth)).toEqual(expect.arrayContaining(['noPrivacy']));
});

test('only conveners change it, and what makes no sense is named', async () => {
  await expect(contacts().setSafeguarding(await kay.actor(), slug, lead)).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(contacts().settings(await kay.actor(), slug)).rejects.toMatchObject({ code: 'notAllowed' });
  const by = await ruth.actor();
  await expect(contacts().setSafeguarding(by, slug, { ...lead, phone: '' })).rejects.toMatchObject({
    fields: { contactPhone: 'missing' },
  });
  const strangers = { controllers: ['a stranger'], ...officer };
  await expect(contacts().setDataProtection(by, slug, strangers)).rejects.toMatchObject({
    fields: { controllers: 'unknownChoice' },
  });
});

test('a link that was closed for all, or is over, tells nothing more', async () => {
  await contacts().setSafeguarding(await ruth.actor(), slug, lead);
  const { link } = await aGuest();
  const { link: other } = await aGuest();
  expect(await contacts().worried({ ...nobody, link }, slug)).toHaveLength(1);
  const board = (await world.services.boards.list(await ruth.actor(), slug, { archived: false }))[0]?.id ?? '';
  for (const one of await world.app.db.selectFrom('guest_link').select(['id', 'board_id']).execute()) {
    const patch = one.board_id === board ? { door: 'closed' as const } : { ends_at: '2025-01-01T00:00:00.000Z' };
    await world.app.db.updateTable('guest_link').set(patch).where('id', '=', one.id).execute();
  }
  for (const held of [link, other]) {
    expect(await contacts().worried({ ...nobody, link: held }, slug)).toEqual([]);
    await expect(contacts().privacy({ ...nobody, link: held }, slug)).rejects.toMatchObject({ code: 'notFound' });
  }
});
