import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { PASSWORD, World } from '../support/builders.ts';

let world: World;

beforeEach(async () => {
  // Time stands still until a test turns it; everything else runs as it does.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00.000Z') });
  world = await World.open();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.end();
});

const turn = ({ minutes = 0, days = 0 }) => vi.setSystemTime(Date.now() + (days * 1_440 + minutes) * 60_000);
const attempt = (email: string, password: string) =>
  world.services.accounts.signIn({ email, password, shared: false, device: 'A browser' });
const outcome = (attempted: Promise<unknown>) =>
  attempted.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

test('a right password signs in, whatever the case of the address', async () => {
  const ana = await world.person();
  const { secret } = await attempt(` ${ana.email.toUpperCase()} `, PASSWORD);
  const { actor, signIn } = await world.app.identify(world.cookie(secret));
  expect(actor).toMatchObject({ kind: 'person', id: ana.id, organisationId: ana.organisation.id });
  expect(signIn?.shared).toBe(false);
});

test('a wrong password and an unknown address get one answer', async () => {
  const ana = await world.person();
  expect(await outcome(attempt(ana.email, 'not the password'))).toBe('signIn.wrong');
  expect(await outcome(attempt('nobody@school.example', 'not the password'))).toBe('signIn.wrong');
  await expect(attempt('', '')).rejects.toMatchObject({
    code: 'input.invalid',
    fields: { email: 'missing', password: 'missing' },
  });
});

test('many wrong passwords make the account wait, known or not, and never for ever', async () => {
  const ana = await world.person();
  for (const email of [ana.email, 'nobody@school.example']) {
    for (let count = 0; count < 5; count++) expect(await outcome(attempt(email, 'wrong'))).toBe('signIn.wrong');
    expect(await outcome(attempt(email, PASSWORD))).toBe('signIn.tooMany');
  }
  turn({ minutes: 1 });
  expect(await outcome(attempt(ana.email, PASSWORD))).toBe('in');
  expect(await outcome(attempt(ana.email, 'wrong'))).toBe('signIn.wrong');
  for (let count = 0; count < 40; count++) {
    turn({ minutes: 6 });
    await outcome(attempt(ana.email, 'wrong'));
  }
  turn({ minutes: 6 });
  expect(await outcome(attempt(ana.email, PASSWORD))).toBe('in');
});

test('guesses made all at once count one by one', async () => {
  const ana = await world.person();
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => outcome(attempt(ana.email, 'wrong'))));
  expect(outcomes.filter((code) => code === 'signIn.wrong')).toHaveLength(5);
  expect(outcomes.filter((code) => code === 'signIn.tooMany')).toHaveLength(25);
});

test('one account that waits does not make another wait', async () => {
  const [ana, ben] = [await world.person(), await world.person()];
  for (let count = 0; count < 6; count++) await outcome(attempt(ana.email, 'wrong'));
  expect(await outcome(attempt(ben.email, PASSWORD))).toBe('in');
});

describe('a browser that signed in before', () => {
  const WRONG = 'not the password';
  const from = (knownDevice: string | null, email: string, { password = PASSWORD, shared = false } = {}) =>
    world.services.accounts.signIn({ email, password, shared, device: 'A browser', knownDevice });
  const known = async (email: string, before: string | null = null) =>
    (await from(before, email)).knownDevice?.secret ?? '';
  const guess = async (knownDevice: string | null, email: string) => {
    for (let count = 0; count < 5; count++) {
      expect(await outcome(from(knownDevice, email, { password: WRONG }))).toBe('signIn.wrong');
    }
  };

  test('gets in while guesses from elsewhere keep strangers waiting, and frees no stranger by it', async () => {
    const { email } = await world.person();
    const browser = await known(email);
    await guess(null, email);
    expect(await outcome(from(null, email))).toBe('signIn.tooMany');
    expect(await outcome(from(browser, email))).toBe('in');
    expect(await outcome(from(null, email))).toBe('signIn.tooMany');
  });

  test('gets in while many strangers guess at once', async () => {
    const { email } = await world.person();
    const browser = await known(email);
    const guesses = Array.from({ length: 30 }, () => outcome(attempt(email, WRONG)));
    expect(await outcome(from(browser, email))).toBe('in');
    await Promise.all(guesses);
  });

  test('waits for its own wrong passwords, and nobody else does', async () => {
    const { email } = await world.person();
    const [first, second] = [await known(email), await known(email)];
    await guess(first, email);
    expect(await outcome(from(first, email))).toBe('signIn.tooMany');
    expect(await outcome(from(second, email))).toBe('in');
    expect(await outcome(from(null, email))).toBe('in');
  });

  test('is a stranger to every other account, and so is a browser that only says it is known', async () => {
    const [ana, ben] = [await world.person(), await world.person()];
    const bens = await known(ben.email);
    await guess(null, ana.email);
    for (const secret of [bens, 'made-up', '', ana.id]) {
      expect(await outcome(from(secret, ana.email))).toBe('signIn.tooMany');
    }
  });

  test('stays known to each of those who share it, and a secret that is not ours is replaced', async () => {
    const [ana, ben] = [await world.person(), await world.person()];
    const browser = await known(ana.email);
    expect(await known(ben.email, browser)).toBe(browser);
    for (const { email } of [ana, ben]) {
      await guess(null, email);
      expect(await outcome(from(browser, email))).toBe('in');
    }
    expect(await known(ana.email, browser)).toBe(browser);
    turn({ minutes: 1 });
    expect(await known(ana.email, 'planted')).not.toBe('planted');
  });

  test('is not remembered on a shared computer', async () => {
    const { email } = await world.person();
    expect((await from(null, email, { shared: true })).knownDevice).toBeNull();
  });

  test('is forgotten after half a year without use, and only then', async () => {
    const { email } = await world.person();
    const browser = await known(email);
    turn({ days: 179 });
    await world.services.accounts.endExpired();
    expect(await known(email, browser)).toBe(browser);
    turn({ days: 181 });
    await world.services.accounts.endExpired();
    expect(await known(email, browser)).not.toBe(browser);
  });

  test.each([
    ['a new password', (email: string) => world.services.accounts.setPassword(email, PASSWORD)],
    ['the operator ending one’s sign-ins', (email: string) => world.services.accounts.endAllOf(email)],
    ['a restored back-up', () => world.services.accounts.endAll()],
  ])('is forgotten by %s', async (_, forget) => {
    const { email } = await world.person();
    const browser = await known(email);
    await forget(email);
    await guess(null, email);
    expect(await outcome(from(browser, email))).toBe('signIn.tooMany');
  });

  test('keeps its secret off the disk and in a cookie that scripts and other sites do not get', async () => {
    const { email } = await world.person();
    const { knownDevice } = await from(null, email);
    if (!knownDevice) throw new Error('the browser was not remembered');
    for (const name of readdirSync(world.folder).filter((file) => file.startsWith('throughline.db'))) {
      expect(readFileSync(join(world.folder, name)).includes(knownDevice.secret)).toBe(false);
    }
    const { name, value, options } = world.app.deviceCookie(knownDevice);
    expect([name, value]).toEqual(['throughline_device', knownDevice.secret]);
    expect(options).toMatchObject({
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      expires: new Date('2027-05-23T12:00Z'),
    });
    expect(world.app.knownDevice(`theme=dark; ${name}=${value}`)).toBe(knownDevice.secret);
    expect(world.app.knownDevice(`${name}=%;${name}`)).toBeNull();
  });
});

test('refused sign-ins leave one audit row a day for an account, and one for all addresses nobody has', async () => {
  const [ana, ben] = [await world.person(), await world.person()];
  const refusals = async () =>
    (await openRepos(world.app.db).audit.events())
      .filter(({ event }) => event === 'signIn.refused')
      .map(({ actor_id, details }) => [actor_id, details]);
  const guess = async (emails: readonly string[]) => {
    for (const email of emails) expect(await outcome(attempt(email, 'wrong'))).toBe('signIn.wrong');
  };
  await guess([ana.email, ana.email, ana.email, ben.email]);
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => guess([`${name}@nowhere.example`])));
  const first = [
    [ana.id, '{"count":3}'],
    [ben.id, '{"count":1}'],
    [null, '{"count":4}'],
  ];
  expect(await refusals()).toHaveLength(3);
  expect(await refusals()).toEqual(expect.arrayContaining(first));
  turn({ days: 1 });
  await guess([ana.email]);
  expect(await refusals()).toHaveLength(4);
  expect(await refusals()).toEqual(expect.arrayContaining([...first, [ana.id, '{"count":1}']]));
});

test('the secret in the cookie is on no disk', async () => {
  const secret = await world.signIn(await world.person());
  const files = readdirSync(world.folder).filter((name) => name.startsWith('throughline.db'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) expect(readFileSync(join(world.folder, name)).includes(secret)).toBe(false);
});

test('a sign-in in use lasts thirty days, an unused one fourteen, one on a shared computer half a day', async () => {
  const ana = await world.person();
  const [used, unused, shared] = [
    await world.signIn(ana),
    await world.signIn(ana),
    await world.signIn(ana, { shared: true }),
  ];
  const holds = async (secret: string) => (await world.app.identify(world.cookie(secret))).actor.kind === 'person';
  turn({ minutes: 11 * 60 });
  expect(await holds(shared)).toBe(true);
  turn({ minutes: 2 * 60 });
  expect(await holds(shared)).toBe(false);
  for (let day = 0; day < 28; day += 4) {
    turn({ days: 4 });
    expect(await holds(used)).toBe(true);
    if (day >= 16) expect(await holds(unused)).toBe(false);
  }
  turn({ days: 2 });
  expect(await holds(used)).toBe(false);
});

test('a sign-in that ended by itself is announced, so that open boards close', async () => {
  const ended: string[] = [];
  const ana = await world.person();
  const { signIn } = await world.app.identify(world.cookie(await world.signIn(ana, { shared: true })));
  const staying = await world.signIn(ana);
  world.app.events.on('signIn.ended', ({ signInIds }) => ended.push(...signInIds));
  await world.services.accounts.endExpired();
  expect(ended).toEqual([]);
  turn({ minutes: 13 * 60 });
  await world.services.accounts.endExpired();
  expect(ended).toEqual([signIn?.id]);
  expect((await world.app.identify(world.cookie(staying))).signIn).not.toBeNull();
});

test('one sees and ends one’s own sign-ins and nobody else’s', async () => {
  const { accounts } = world.services;
  const [ana, ben] = [await world.person(), await world.person()];
  const here = await world.signIn(ana, { device: 'Firefox on Linux' });
  const there = await world.signIn(ana, { device: 'Safari on iPhone' });
  const { actor, signIn } = await world.app.identify(world.cookie(here));
  const devices = await accounts.devices(actor, signIn?.id ?? null);
  expect(devices.map(({ device, current }) => [device, current]).sort()).toEqual([
    ['Firefox on Linux', true],
    ['Safari on iPhone', false],
  ]);
  const phone = devices.find(({ current }) => !current)?.handle ?? '';
  await expect(accounts.revoke(await ben.actor(), phone)).rejects.toMatchObject({ code: 'notFound' });
  await accounts.revoke(actor, phone);
  expect((await world.app.identify(world.cookie(there))).actor.kind).toBe('nobody');
  const third = await world.signIn(ana);
  await accounts.revokeOthers(actor, signIn?.id ?? '');
  expect((await world.app.identify(world.cookie(third))).actor.kind).toBe('nobody');
  expect((await world.app.identify(world.cookie(here))).actor.kind).toBe('person');
});

test('a new password ends every sign-in and forgives the wrong ones', async () => {
  const { accounts } = world.services;
  const ana = await world.person();
  const old = await world.signIn(ana);
  for (let count = 0; count < 6; count++) await outcome(attempt(ana.email, 'wrong'));
  await expect(accounts.setPassword(ana.email, 'password123')).rejects.toMatchObject({
    fields: { password: 'passwordCommon' },
  });
  await accounts.setPassword(ana.email, 'a quite different one');
  expect((await world.app.identify(world.cookie(old))).actor.kind).toBe('nobody');
  expect(await outcome(attempt(ana.email, 'a quite different one'))).toBe('in');
  expect(await outcome(attempt(ana.email, PASSWORD))).toBe('signIn.wrong');
});

test.each([
  '',
  ';;;',
  'throughline_sign_in',
  'throughline_sign_in=',
  'throughline_sign_in=%',
  'throughline_sign_in="x"; =; a=b=c',
  `throughline_sign_in=${'x'.repeat(10_000)}`,
])('a cookie that makes no sense is nobody: %s', async (header) => {
  expect((await world.app.identify(header)).actor).toEqual({ kind: 'nobody' });
});
