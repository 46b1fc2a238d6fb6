import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
