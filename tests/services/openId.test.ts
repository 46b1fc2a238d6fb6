import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import type { Account } from '../support/openIdProvider.ts';
import { OpenIdProvider } from '../support/openIdProvider.ts';

const PLACE = { device: 'A browser', knownDevice: null };

let box: Mailbox;
let provider: OpenIdProvider;
let world: World;
let ana: Someone;
beforeAll(async () => {
  box = await Mailbox.open();
  provider = await OpenIdProvider.open();
});
afterAll(async () => {
  await provider.close();
  await box.close();
});
beforeEach(async () => {
  world = await World.open({ ...box.settings, ...provider.settings() });
  ana = await world.person();
});
afterEach(() => world.end());

const openId = () => world.services.openId;
const begin = (next = '/partnerships') => openId().begin({ provider: 'vale', next, shared: false });
const finish = (secret: string | null, search: string, at = 'vale') =>
  openId().finish(at, { secret, search, place: PLACE });
const audited = async () => (await openRepos(world.app.db).audit.events()).map(({ event }) => event);

/** Has the account of that name walk through the provider, and come back. */
async function comeBy(login: string, account: Account, next?: string) {
  provider.accounts.set(login, account);
  const { address, secret } = await begin(next);
  return finish(secret, await provider.walk(address, login));
}
const known = (email = ana.email): Account => ({ email, email_verified: true, name: 'Ana at work' });
const whoIn = (back: Awaited<ReturnType<typeof comeBy>>) => (back.as === 'person' ? back.started.personId : back);

describe('somebody with an account here', () => {
  test('is found by an address the provider vouches for, is told by mail, and is known by their subject from then on', async () => {
    const after = box.arrived.length;
    const back = await comeBy('ana', known(), '/partnerships/north');
    expect(back).toMatchObject({
      as: 'person',
      next: '/partnerships/north',
      started: { step: 'in', personId: ana.id },
    });
    expect((await box.latestTo(ana.email, { after })).text).toContain('Vale Health');
    // Her address there changes; she is who she is.
    expect(whoIn(await comeBy('ana', known('other@vale.example')))).toBe(ana.id);
    expect((await openId().mine(await ana.actor())).linked).toMatchObject([{ provider: 'Vale Health' }]);
    expect((await audited()).filter((event) => event === 'identity.linked')).toHaveLength(1);
  });

  test.each<[string, Partial<Account>]>([
    ['says nothing of', { email_verified: undefined }],
    ['denies', { email_verified: false }],
  ])('is not found by an address that the provider %s', async (_, patch) => {
    expect(await comeBy('liar', { ...known(), ...patch })).toMatchObject({ as: 'refused', why: 'openId.unverified' });
    expect((await openId().mine(await ana.actor())).linked).toEqual([]);
  });

  test('is asked for their second step all the same', async () => {
    const asked = await openRepos(world.app.db).passkeys.add({
      ...{
        id: 'a key',
        personId: ana.id,
        publicKey: 'x',
        counter: 0,
        device: 'd',
        addedAt: '2026-11-24T12:00:00.000Z',
      },
    });
    expect(asked).toBe(true);
    expect(await comeBy('ana', known())).toMatchObject({ as: 'person', started: { step: 'code' } });
  });

  test('who was shut out stays out', async () => {
    await comeBy('ana', known());
    await world.services.register.disable({ personId: ana.id, by: (await world.person({ operator: true })).id });
    expect(await comeBy('ana', known())).toMatchObject({ as: 'refused', why: 'signIn.wrong' });
    const bea = await world.person();
    await world.services.register.disable({ personId: bea.id, by: (await world.person({ operator: true })).id });
    expect(await comeBy('bea', known(bea.email))).toMatchObject({ as: 'refused', why: 'signIn.wrong' });
    expect(await openRepos(world.app.db).identities.ofPerson(bea.id)).toEqual([]);
  });

  test('can end it, while there is another way in', async () => {
    await comeBy('ana', known());
    await openId().unlink(await ana.actor(), provider.url);
    expect((await openId().mine(await ana.actor())).linked).toEqual([]);
    await expect(openId().unlink(await ana.actor(), provider.url)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('somebody without an account here', () => {
  test('gets one when the domain of their address belongs to an organisation; it has no password', async () => {
    const operator = await world.person({ operator: true });
    const organisation = await world.organisation('nhs-trust');
    const domains = { organisation: organisation.id, domains: '@Vale.example, community.vale.example' };
    await world.services.organisationDomains.set(await operator.actor(), domains);
    const back = await comeBy('joe', { email: 'Joe@vale.example', email_verified: true, name: 'Joe  Hill' });
    if (back.as !== 'person') throw new Error(back.as);
    const { actor } = await world.app.identify(world.cookie(back.started.secret));
    expect(actor).toMatchObject({ kind: 'person', name: 'Joe Hill', organisationId: organisation.id, roles: {} });
    expect(await openId().mine(actor)).toMatchObject({ hasPassword: false });
    for (const password of ['', PASSWORD]) {
      const wrong = world.services.accounts.signIn({ email: 'joe@vale.example', password, shared: false, device: 'd' });
      await expect(wrong).rejects.toMatchObject({ code: password === '' ? 'input.invalid' : 'signIn.wrong' });
    }
    await expect(openId().unlink(actor, provider.url)).rejects.toMatchObject({ code: 'openId.lastWay' });
  });

  test('gets none otherwise', async () => {
    expect(await comeBy('eve', { email: 'eve@elsewhere.example', email_verified: true })).toMatchObject({
      as: 'refused',
      why: 'openId.noAccount',
    });
    expect(await openRepos(world.app.db).people.byEmail('eve@elsewhere.example')).toBeNull();
  });

  test('gets one with an invitation to their address, once', async () => {
    const slug = await world.partnership();
    const ruth = await world.person({ in: slug, role: 'convener' });
    const asked = {
      addresses: 'tom@vale.example',
      role: 'contributor',
      organisation: ruth.organisation.id,
      message: '',
    };
    await world.services.invitations.invite(await ruth.actor(), slug, asked);
    const path = linkIn(await box.latestTo('tom@vale.example')).pathname;
    const code = path.split('/').at(-1) ?? '';
    const back = await comeBy('tom', { email: 'tom@vale.example', email_verified: true, name: 'Tom' }, path);
    if (back.as !== 'newcomer') throw new Error(back.as);
    expect(await openId().newcomer(back.secret)).toEqual({ email: 'tom@vale.example', name: 'Tom', shared: false });
    const given = { name: 'Tom Hallworth', password: '', organisationName: '', organisationKind: '' };
    const accept = (secret: string | null) =>
      world.services.joining.acceptAsNew(code, { ...given, identified: { secret, place: PLACE } });
    await expect(accept('a secret of nobody')).rejects.toMatchObject({ fields: { password: 'missing' } });
    const outcomes = await Promise.allSettled([accept(back.secret), accept(back.secret)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await openId().newcomer(back.secret)).toBeNull();
    expect(whoIn(await comeBy('tom', known('tom@vale.example')))).toEqual(
      (await openRepos(world.app.db).people.byEmail('tom@vale.example'))?.id,
    );
  });

  test('does not come in by an invitation to somebody else', async () => {
    const slug = await world.partnership();
    const ruth = await world.person({ in: slug, role: 'convener' });
    const asked = {
      addresses: 'sue@vale.example',
      role: 'contributor',
      organisation: ruth.organisation.id,
      message: '',
    };
    await world.services.invitations.invite(await ruth.actor(), slug, asked);
    const path = linkIn(await box.latestTo('sue@vale.example')).pathname;
    const back = await comeBy('max', { email: 'max@vale.example', email_verified: true }, path);
    if (back.as !== 'newcomer') throw new Error(back.as);
    const given = { name: 'Max', password: '', organisationName: '', organisationKind: '' };
    const identified = { secret: back.secret, place: PLACE };
    const accepted = world.services.joining.acceptAsNew(path.split('/').at(-1) ?? '', { ...given, identified });
    await expect(accepted).rejects.toMatchObject({ fields: { password: 'missing' } });
  });
});

describe('a way back', () => {
  test('counts once, in the browser that went, from where it went', async () => {
    provider.accounts.set('ana', known());
    const { address, secret } = await begin();
    const search = await provider.walk(address, 'ana');
    const other = await begin();
    await expect(finish(null, search)).rejects.toMatchObject({ code: 'openId.over' });
    await expect(finish('no secret', search)).rejects.toMatchObject({ code: 'openId.over' });
    expect(await finish(other.secret, search)).toMatchObject({ as: 'refused', why: 'openId.refused' });
    expect(await finish(secret, search)).toMatchObject({ as: 'person' });
    await expect(finish(secret, search)).rejects.toMatchObject({ code: 'openId.over' });
  });

  test.each([
    ['another state', (search: string) => search.replace(/state=[^&]+/, 'state=other')],
    ['another code', (search: string) => search.replace(/code=[^&]+/, 'code=other')],
    ['another issuer', (search: string) => search.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')],
    ['nothing', () => ''],
    ['a fault', () => '?error=server_error&error_description=%3Cscript%3E'],
  ])('with %s is refused', async (_, patch) => {
    provider.accounts.set('ana', known());
    const { address, secret } = await begin();
    const search = patch(await provider.walk(address, 'ana'));
    expect(await finish(secret, search)).toMatchObject({ as: 'refused', why: 'openId.refused' });
    expect(await openRepos(world.app.db).identities.ofPerson(ana.id)).toEqual([]);
  });

  test('of somebody who turned round leads back to where they were', async () => {
    const { address, secret } = await begin('/join/abc');
    const state = new URL(address).searchParams.get('state') ?? '';
    const back = await finish(secret, `?${new URLSearchParams({ error: 'access_denied', state, iss: provider.url })}`);
    expect(back).toMatchObject({ as: 'refused', why: 'openId.cancelled', next: '/join/abc' });
  });

  test('is closed after a while, and what was begun is forgotten', async () => {
    provider.accounts.set('ana', known());
    const { address, secret } = await begin();
    const search = await provider.walk(address, 'ana');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
    try {
      await openId().forgetOld();
      await expect(finish(secret, search)).rejects.toMatchObject({ code: 'openId.over' });
      expect(await world.app.db.selectFrom('open_id_attempt').selectAll().execute()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('keeps nothing that opens anything', async () => {
    const { address, secret } = await begin();
    const rows = JSON.stringify(await world.app.db.selectFrom('open_id_attempt').selectAll().execute());
    expect(rows).not.toContain(secret);
    expect(address).not.toContain(secret);
    expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256');
  });
});

test('a provider that does not answer is said to be away; one that is not there is no page', async () => {
  const away = await OpenIdProvider.open();
  const settings = away.settings('away');
  await away.close();
  const alone = await World.open(settings);
  const attempt = { provider: 'away', next: '/', shared: false };
  await expect(alone.services.openId.begin(attempt)).rejects.toMatchObject({ code: 'openId.unavailable' });
  await expect(alone.services.openId.begin({ ...attempt, provider: 'none' })).rejects.toMatchObject({
    code: 'notFound',
  });
  await alone.end();
});

test('a provider that asks for more than a password opens what asks for it; another does not', async () => {
  const slug = await world.partnership();
  await world.services.people.setRole({ slug, email: ana.email, role: 'convener' });
  const strict = await World.open({ ...provider.settings('vale', { MFA: '1' }), REQUIRE_FACTOR: '1' });
  const lax = await World.open({ ...provider.settings('vale'), REQUIRE_FACTOR: '1' });
  const roles = async (there: World) => {
    const { email } = await there.person({ in: await there.partnership() });
    provider.accounts.set('someone', known(email));
    const { address, secret } = await there.services.openId.begin({ provider: 'vale', next: '/', shared: true });
    const search = await provider.walk(address, 'someone');
    const back = await there.services.openId.finish('vale', { secret, search, place: PLACE });
    if (back.as !== 'person') throw new Error(back.as);
    const { actor, withheld } = await there.app.identify(there.cookie(back.started.secret));
    return { roles: actor.kind === 'person' ? Object.keys(actor.roles).length : 0, withheld: withheld.length };
  };
  // The subject is the same at both: each deployment links it for itself.
  expect(await roles(strict)).toEqual({ roles: 1, withheld: 0 });
  expect(await roles(lax)).toEqual({ roles: 0, withheld: 1 });
  await strict.end();
  await lax.end();
});

test('domains are set by operators, belong to one organisation, and are nobody’s mail service', async () => {
  const operator = await world.person({ operator: true });
  const [first, second] = [await world.organisation(), await world.organisation()];
  const set = async (organisation: string, domains: string, who = operator) =>
    world.services.organisationDomains.set(await who.actor(), { organisation, domains });
  await set(first.id, 'north.example\nsouth.example');
  await expect(set(second.id, 'south.example')).rejects.toMatchObject({ fields: { domains: 'domainTaken' } });
  await expect(set(second.id, 'gmail.com')).rejects.toMatchObject({ fields: { domains: 'domainOfAnybody' } });
  await expect(set(second.id, 'north example')).rejects.toMatchObject({ fields: { domains: 'domain' } });
  await expect(set(first.id, '', ana)).rejects.toMatchObject({ code: 'notFound' });
  await set(first.id, 'north.example');
  await set(second.id, 'south.example');
  const read = await world.services.organisationDomains.read(await operator.actor(), second.id);
  expect(read.domains).toEqual(['south.example']);
});
