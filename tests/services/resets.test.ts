import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';

const NEW = 'a different orchard';

let box: Mailbox;
let world: World;
let ana: Someone;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00.000Z') });
  box = await Mailbox.open();
  world = await World.open(box.settings);
  ana = await world.person();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.end();
  await box.close();
});

const turn = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);
const ask = (email: string) => world.services.resets.ask({ email });
const reset = (secret: string, password = NEW) => world.services.resets.reset(secret, { password });
const attempt = (password: string, email = ana.email) =>
  world.services.accounts.signIn({ email, password, shared: false, device: 'A browser' });
const audited = async () => (await openRepos(world.app.db).audit.events()).map(({ event }) => event);

/** Asks for a link and reads it in the mail. */
async function secretFor(email: string): Promise<string> {
  const after = box.arrived.length;
  await ask(email);
  return (
    linkIn(await box.latestTo(email, { after }))
      .pathname.split('/')
      .at(-1) ?? ''
  );
}

test('a link by mail sets a new password, once', async () => {
  await ask(` ${ana.email.toUpperCase()} `);
  const secret = await secretFor(ana.email);
  expect(await world.services.resets.page(secret)).toEqual({ email: ana.email });
  await reset(secret);
  await attempt(NEW);
  await expect(attempt(PASSWORD)).rejects.toMatchObject({ code: 'signIn.wrong' });
  await expect(reset(secret, 'yet another orchard')).rejects.toMatchObject({ code: 'reset.over' });
  await expect(world.services.resets.page(secret)).rejects.toMatchObject({ code: 'reset.over' });
  expect(await audited()).toEqual(expect.arrayContaining(['person.resetAsked', 'person.passwordReset']));
});

test('a link used twice at once sets one password', async () => {
  const secret = await secretFor(ana.email);
  const outcomes = await Promise.allSettled([reset(secret), reset(secret, 'yet another orchard')]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('opening the link, however often, changes nothing', async () => {
  const secret = await secretFor(ana.email);
  for (let times = 0; times < 3; times++) await world.services.resets.page(secret);
  await attempt(PASSWORD);
  await reset(secret);
});

test('the link works for an hour, and a password that is refused does not use it up', async () => {
  const secret = await secretFor(ana.email);
  turn(59);
  await expect(reset(secret, 'short')).rejects.toMatchObject({ fields: { password: 'tooShort' } });
  await expect(reset(secret, ana.name)).rejects.toMatchObject({ code: 'input.invalid' });
  turn(1);
  await expect(reset(secret)).rejects.toMatchObject({ code: 'reset.over' });
  await attempt(PASSWORD);
});

test('it ends every sign-in and every other link, forgives wrong passwords, and tells the owner', async () => {
  const ended: string[][] = [];
  world.app.events.on('signIn.ended', ({ signInIds }) => void ended.push([...signInIds]));
  const signIn = await world.signIn(ana);
  const [first, second] = [await secretFor(ana.email), await secretFor(ana.email)];
  for (let count = 0; count < 6; count++) await attempt('not the password').catch(() => undefined);
  await expect(attempt(PASSWORD)).rejects.toMatchObject({ code: 'signIn.tooMany' });
  await reset(second);
  expect((await world.app.identify(world.cookie(signIn))).actor.kind).toBe('nobody');
  expect(ended.flat()).toHaveLength(1);
  await expect(reset(first)).rejects.toMatchObject({ code: 'reset.over' });
  await attempt(NEW);
  const { subject, text } = await box.latestTo(ana.email, { after: 2 });
  expect(subject).toBe('Your password for Throughline was changed');
  expect(text).not.toContain('/reset/');
});

test('somebody and nobody are answered alike, the same is written, and only somebody gets a mail', async () => {
  const written: Record<string, string[]> = {};
  for (const email of ['nobody@school.example', ana.email]) {
    const prepare = vi.spyOn(Sqlite.prototype, 'prepare');
    expect(await ask(email)).toBeUndefined();
    written[email] = prepare.mock.calls.map(([sql]) => sql);
    prepare.mockRestore();
  }
  expect(written[ana.email]?.length).toBeGreaterThan(5);
  expect(written[ana.email]).toEqual(written['nobody@school.example']);
  await box.latestTo(ana.email);
  await world.services.mail.deliver();
  expect(box.arrived.flatMap(({ to }) => to)).toEqual([ana.email]);
  const links = await world.app.db.selectFrom('password_reset').select('person_id').execute();
  expect(links.map(({ person_id }) => person_id)).toEqual([null, ana.id]);
});

test('an address is sent three links an hour, and whose it is does not change how many are asked for', async () => {
  for (let count = 0; count < 5; count++) {
    await ask(ana.email);
    await ask('nobody@school.example');
  }
  expect(await world.app.db.selectFrom('password_reset').select('id').execute()).toHaveLength(6);
  expect(await openRepos(world.app.db).mails.list(null, 10)).toHaveLength(3);
  turn(60);
  await ask(ana.email);
  expect(await openRepos(world.app.db).mails.list(null, 10)).toHaveLength(4);
  await world.services.resets.forgetOld();
  expect(await world.app.db.selectFrom('password_reset').select('id').execute()).toHaveLength(1);
});

test('neither the link nor an address nobody has is kept as it is', async () => {
  const secret = await secretFor(ana.email);
  await ask('nobody@school.example');
  await world.services.mail.deliver();
  const kept = JSON.stringify([
    await world.app.db.selectFrom('password_reset').selectAll().execute(),
    await world.app.db.selectFrom('mail').selectAll().execute(),
    await world.app.db.selectFrom('audit').selectAll().execute(),
  ]);
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain('nobody@school.example');
});

test('what is no address is refused, and without a mail server nobody is sent anything', async () => {
  await expect(ask('ana')).rejects.toMatchObject({ fields: { email: 'emailShape' } });
  const alone = await World.open();
  expect([world.services.resets.isOffered, alone.services.resets.isOffered]).toEqual([true, false]);
  await expect(alone.services.resets.ask({ email: ana.email })).rejects.toMatchObject({ code: 'mail.none' });
  await alone.end();
});

test('a password that the operator sets closes the links that wait', async () => {
  const secret = await secretFor(ana.email);
  await world.services.accounts.setPassword(ana.email, NEW);
  await expect(reset(secret, 'yet another orchard')).rejects.toMatchObject({ code: 'reset.over' });
});

test('who was shut out is sent no link, and one that they have opens nothing', async () => {
  const secret = await secretFor(ana.email);
  await world.services.register.disable({ personId: ana.id, by: (await world.person({ operator: true })).id });
  const after = box.arrived.length;
  await ask(ana.email);
  const bea = await world.person();
  await secretFor(bea.email);
  expect(box.arrived.slice(after).flatMap(({ to }) => to)).toEqual([bea.email]);
  await expect(reset(secret)).rejects.toMatchObject({ code: 'reset.over' });
});
