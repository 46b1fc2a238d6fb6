import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../server/cli/control.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { codeFor } from '../support/authenticators.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';

let world: World;
let ana: Someone;
beforeEach(async () => {
  // Time stands still until a test turns it; everything else runs as it does.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00.000Z') });
  world = await World.open();
  ana = await world.person();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.end();
});

const turn = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
const password = (email = ana.email, { knownDevice = null as string | null, shared = false } = {}) =>
  world.services.accounts.signIn({ email, password: PASSWORD, shared, device: 'A browser', knownDevice });
const complete = (half: string | null, code: string, knownDevice: string | null = null) =>
  world.services.secondStep.complete(half, { code, knownDevice });
const half = async () => (await password()).secret;
const who = async (secret: string) => (await world.app.identify(world.cookie(secret))).actor.kind;
const audited = async () => (await openRepos(world.app.db).audit.events()).map(({ event }) => event);
const outcome = (attempted: Promise<unknown>) =>
  attempted.then(
    () => 'in',
    (error: { code: string; fields: { code?: string } }) => error.fields.code ?? error.code,
  );

/** Sets an authenticator up and waits for its next code. */
async function setUp(actor = ana.actor()): Promise<{ secret: string; codes: string[] }> {
  const { factors } = world.services;
  await factors.begin(await actor);
  const secret = (await factors.settingUp(await actor))?.secret ?? '';
  const codes = await factors.confirm(await actor, codeFor(secret));
  turn(30);
  return { secret, codes };
}

test('an authenticator is asked for once its first code came, and not before', async () => {
  const actor = await ana.actor();
  await world.services.factors.begin(actor);
  const { secret, qr } = (await world.services.factors.settingUp(actor)) ?? { secret: '', qr: null };
  expect(secret).toMatch(/^[a-z2-7]{32}$/);
  expect(qr?.path).toMatch(/^M0 0h7v1h-7z/);
  expect((await password()).step).toBe('in');
  expect(await outcome(world.services.factors.confirm(actor, '000000'))).toBe('codeWrong');
  expect(await outcome(world.services.factors.confirm(actor, 'hello'))).toBe('codeShape');
  const codes = await world.services.factors.confirm(actor, codeFor(secret));
  expect(new Set(codes).size).toBe(10);
  expect(await world.services.factors.settingUp(actor)).toBeNull();
  expect((await password()).step).toBe('code');
  await expect(world.services.factors.begin(actor)).rejects.toMatchObject({ code: 'factor.there' });
  expect(await world.services.factors.mine(actor)).toMatchObject({ recoveryLeft: 10 });
  expect(await audited()).toContain('factor.added');
});

test('a set-up that is given up, or left alone for half an hour, is over', async () => {
  const actor = await ana.actor();
  await world.services.factors.begin(actor);
  await world.services.factors.cancel(actor);
  expect(await world.services.factors.settingUp(actor)).toBeNull();
  await world.services.factors.begin(actor);
  const { secret } = (await world.services.factors.settingUp(actor)) ?? { secret: '' };
  turn(31 * 60);
  await expect(world.services.factors.confirm(actor, codeFor(secret))).rejects.toMatchObject({ code: 'factor.over' });
});

test('the password alone signs nobody in, and a code does, with another secret', async () => {
  const { secret } = await setUp();
  const started = await password();
  expect([started.step, started.knownDevice, await who(started.secret)]).toEqual(['code', null, 'nobody']);
  const whole = await complete(started.secret, codeFor(secret));
  expect(whole.secret).not.toBe(started.secret);
  expect(await who(whole.secret)).toBe('person');
  expect(await outcome(complete(started.secret, codeFor(secret)))).toBe('factor.over');
});

test('a code counts half a minute around, and once', async () => {
  const { secret } = await setUp();
  turn(300);
  const at = Date.now();
  expect(await outcome(complete(await half(), codeFor(secret, at - 60_000)))).toBe('codeWrong');
  expect(await outcome(complete(await half(), codeFor(secret, at + 60_000)))).toBe('codeWrong');
  expect(await outcome(complete(await half(), codeFor(secret, at - 30_000)))).toBe('in');
  expect(await outcome(complete(await half(), codeFor(secret, at - 30_000)))).toBe('codeWrong');
  expect(await outcome(complete(await half(), codeFor(secret, at + 30_000)))).toBe('in');
  // One that is older than the last that counted counts no more, either.
  expect(await outcome(complete(await half(), codeFor(secret, at)))).toBe('codeWrong');
});

test('the code that set it up does not sign in as well', async () => {
  const actor = await ana.actor();
  await world.services.factors.begin(actor);
  const { secret } = (await world.services.factors.settingUp(actor)) ?? { secret: '' };
  await world.services.factors.confirm(actor, codeFor(secret));
  expect(await outcome(complete(await half(), codeFor(secret)))).toBe('codeWrong');
});

test('a code given twice at once signs in once', async () => {
  const { secret } = await setUp();
  const [first, second] = [await half(), await half()];
  const code = codeFor(secret);
  const outcomes = await Promise.all([outcome(complete(first, code)), outcome(complete(second, code))]);
  expect(outcomes.sort()).toEqual(['codeWrong', 'in']);
});

test('recovery codes sign in once each, as they were pasted, and new ones take their place', async () => {
  const { secret, codes } = await setUp();
  const [first = '', second = ''] = codes;
  expect(await outcome(complete(await half(), ` ${first.toUpperCase().replaceAll('-', ' ')}\n`))).toBe('in');
  expect(await outcome(complete(await half(), first))).toBe('codeWrong');
  const actor = await signedInActor(secret);
  expect((await world.services.factors.mine(actor)).recoveryLeft).toBe(9);
  const anew = await world.services.factors.renewRecovery(actor, { code: second, knownDevice: null });
  expect((await world.services.factors.mine(actor)).recoveryLeft).toBe(10);
  expect(await outcome(complete(await half(), codes[2] ?? ''))).toBe('codeWrong');
  expect(await outcome(complete(await half(), anew[0] ?? ''))).toBe('in');
  expect(await audited()).toContain('recovery.used');
});

/** Ana, signed in with a code. */
async function signedInActor(secret: string) {
  turn(30);
  const { actor } = await world.app.identify(world.cookie((await complete(await half(), codeFor(secret))).secret));
  return actor;
}

test('it is removed with a code only, and the recovery codes go with it', async () => {
  const { secret, codes } = await setUp();
  const actor = await signedInActor(secret);
  const waiting = await half();
  const remove = (code: string) => outcome(world.services.factors.remove(actor, { code, knownDevice: null }));
  expect(await remove('000000')).toBe('codeWrong');
  expect(await remove('')).toBe('missing');
  expect((await password()).step).toBe('code');
  turn(30);
  expect(await remove(codeFor(secret))).toBe('in');
  expect((await password()).step).toBe('in');
  expect(await outcome(complete(waiting, codes[0] ?? ''))).toBe('factor.over');
  expect(await world.services.factors.mine(actor)).toEqual({ authenticator: null, recoveryLeft: 0, passkeys: 0 });
});

test('half a sign-in lasts ten minutes and five wrong codes', async () => {
  const { secret } = await setUp();
  const late = await half();
  turn(601);
  expect(await world.services.secondStep.waits(late)).toBeNull();
  expect(await outcome(complete(late, codeFor(secret)))).toBe('factor.over');
  const patient = await half();
  expect(await outcome(complete(patient, 'no code at all'))).toBe('codeShape');
  for (const code of ['000000', '000001', '000002', '000003', '000004']) await outcome(complete(patient, code));
  expect(await world.services.secondStep.waits(patient)).toBeNull();
  expect(await outcome(complete(null, codeFor(secret)))).toBe('factor.over');
  expect(await outcome(complete('made up', codeFor(secret)))).toBe('factor.over');
});

describe('who guesses codes', () => {
  const guess = async (times: number) => {
    for (let count = 0; count < times; count++) await outcome(complete(await half(), '000000'));
  };

  test('has to wait, also with the password again, and never keeps the owner out for ever', async () => {
    const { secret } = await setUp();
    await guess(5);
    expect(await outcome(complete(await half(), codeFor(secret)))).toBe('factor.tooMany');
    for (let count = 0; count < 30; count++) {
      turn(360);
      await guess(1);
    }
    turn(301);
    expect(await outcome(complete(await half(), codeFor(secret)))).toBe('in');
  });

  test('does not keep the owner waiting at a browser of their own', async () => {
    const { secret } = await setUp();
    const { knownDevice } = await complete(await half(), codeFor(secret));
    turn(30);
    await guess(6);
    const mine = knownDevice?.secret ?? '';
    expect(await outcome(complete(await half(), codeFor(secret), mine))).toBe('in');
  });

  test('spends no try while they wait', async () => {
    const { secret } = await setUp();
    const mine = await half();
    await guess(5);
    for (let count = 0; count < 9; count++) expect(await outcome(complete(mine, '000000'))).toBe('factor.tooMany');
    turn(20);
    expect(await outcome(complete(mine, codeFor(secret)))).toBe('in');
  });

  test('is written down once a day with a count', async () => {
    await setUp();
    await guess(3);
    const refused = (await openRepos(world.app.db).audit.events()).filter(({ event }) => event === 'factor.refused');
    expect(refused).toMatchObject([{ actor_id: ana.id, details: '{"count":3}' }]);
  });
});

test('half a sign-in opens nothing once the account is switched off, nor when it is on again', async () => {
  const { secret } = await setUp();
  const waiting = await half();
  const { register } = world.services;
  await openRepos(world.app.db).people.setDisabled(ana.id, '2026-11-29T12:00:00.000Z');
  expect(await outcome(complete(waiting, codeFor(secret)))).toBe('signIn.wrong');
  await register.enable({ personId: ana.id, by: null });
  const another = await half();
  await register.disable({ personId: ana.id, by: null });
  await register.enable({ personId: ana.id, by: null });
  turn(30);
  expect(await outcome(complete(another, codeFor(secret)))).toBe('factor.over');
});

test('a browser is known after the whole sign-in only, and on a shared computer nothing is kept', async () => {
  const { secret } = await setUp();
  expect((await password()).knownDevice).toBeNull();
  const { secret: onShared } = await password(ana.email, { shared: true });
  const { knownDevice, secret: signIn } = await complete(onShared, codeFor(secret));
  expect(knownDevice).toBeNull();
  expect((await world.app.identify(world.cookie(signIn))).signIn?.shared).toBe(true);
});

test('a new password ends what is half done, and leaves the second step as it is', async () => {
  const { secret } = await setUp();
  const waiting = await half();
  await world.services.accounts.setPassword(ana.email, PASSWORD);
  expect(await outcome(complete(waiting, codeFor(secret)))).toBe('factor.over');
  expect((await password()).step).toBe('code');
});

test('what opens something is kept sealed or hashed', async () => {
  const { secret, codes } = await setUp();
  const waiting = await half();
  const kept = JSON.stringify([
    await world.app.db.selectFrom('authenticator').selectAll().execute(),
    await world.app.db.selectFrom('recovery_code').selectAll().execute(),
    await world.app.db.selectFrom('half_sign_in').selectAll().execute(),
  ]);
  for (const word of [secret, waiting, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
    expect(kept).not.toContain(word);
  }
});

test('one person’s codes open nothing of another’s', async () => {
  const { codes } = await setUp();
  const ben = await world.person();
  const other = await setUp(ben.actor());
  const { secret: halfOfBen } = await password(ben.email);
  expect(await outcome(complete(halfOfBen, codes[0] ?? ''))).toBe('codeWrong');
  expect(await outcome(complete(halfOfBen, other.codes[0] ?? ''))).toBe('in');
});

test('an operator takes the second step off for somebody who lost it', async () => {
  const { codes } = await setUp();
  const run = (line: string) => runCommand(line.split(' '), { app: world.app, cwd: world.folder });
  expect(await run(`person factors --email ${ana.email}`)).toContain('10 recovery codes');
  const waiting = await half();
  expect(await run(`person factors --email ${ana.email} --reset`)).toContain('with their password alone now');
  expect((await password()).step).toBe('in');
  expect(await outcome(complete(waiting, codes[0] ?? ''))).toBe('factor.over');
  expect(await audited()).toContain('factor.removed');
  await expect(run('person factors --email nobody@school.example --reset')).rejects.toMatchObject({ code: 'notFound' });
});

describe('a passkey', () => {
  test('answers a challenge that is kept as a hash, for five minutes', async () => {
    const { challenge, rpId, userVerification } = await world.services.passkeys.toUse();
    expect([rpId, userVerification]).toEqual(['localhost', 'required']);
    const kept = () => world.app.db.selectFrom('challenge').select('id').execute();
    expect(JSON.stringify(await kept())).not.toContain(challenge);
    turn(299);
    await world.services.passkeys.forgetOld();
    expect(await kept()).toHaveLength(1);
    turn(1);
    await world.services.passkeys.forgetOld();
    expect(await kept()).toEqual([]);
  });

  test('that is made up opens nothing, and adds nothing', async () => {
    const place = { device: 'A browser', shared: false, knownDevice: null };
    for (const response of [null, 'x', {}, { id: 'x', response: {} }, { id: 7 }]) {
      expect(await outcome(world.services.passkeys.signIn(response, place))).toBe('passkey.refused');
      const added = world.services.passkeys.add(await ana.actor(), { response, device: 'A browser' });
      expect(await outcome(added)).toBe('passkey.refused');
    }
    expect(await audited()).toContain('factor.refused');
    await expect(world.services.passkeys.toAdd((await world.app.identify(null)).actor)).rejects.toMatchObject({
      code: 'signIn.needed',
    });
  });
});

describe('a partnership that asks for more than a password', () => {
  test('stays shut for who has nothing more, and opens when they do', async () => {
    const slug = await world.partnership();
    const ruth = await world.person({ in: slug, role: 'convener' });
    const { partnerships } = world.services;
    const ruths = world.cookie((await setUpSignedIn(ruth)).secret);
    await world.services.people.setRole({ slug, email: ana.email, role: 'viewer' });
    const anas = world.cookie(await world.signIn(ana));
    const caller = (cookie: string) => world.app.identify(cookie);
    const sentBack: string[] = [];
    world.app.events.on('membership.changed', ({ personId }) => void sentBack.push(personId));
    const change = { identifiers: 'hold', requireFactor: true };
    await partnerships.changeSettings((await caller(ruths)).actor, slug, change);
    expect(sentBack).toEqual([ana.id]);
    expect((await caller(anas)).withheld).toEqual([slug]);
    await expect(partnerships.home((await caller(anas)).actor, slug)).rejects.toMatchObject({ code: 'notFound' });
    expect(await partnerships.requiresFactor((await caller(ruths)).actor, slug)).toBe(true);
    await setUp(caller(anas).then(({ actor }) => actor));
    expect((await caller(anas)).withheld).toEqual([]);
    expect((await partnerships.home((await caller(anas)).actor, slug)).slug).toBe(slug);
    await world.services.factors.resetOf(ana.email);
    expect(sentBack).toEqual([ana.id, ana.id]);
    expect((await caller(anas)).withheld).toEqual([slug]);
  });

  test('is every partnership where the deployment says so', async () => {
    const strict = await World.open({ REQUIRE_FACTOR: '1' });
    const slug = await strict.partnership();
    const someone = await strict.person({ in: slug });
    expect(await someone.actor()).toMatchObject({ roles: {} });
    await strict.end();
  });
});

/** Somebody with an authenticator, signed in with its code. */
async function setUpSignedIn(someone: Someone) {
  const { secret } = await setUp(someone.actor());
  return complete((await password(someone.email)).secret, codeFor(secret));
}
