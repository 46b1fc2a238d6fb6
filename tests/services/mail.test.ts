import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
beforeEach(async () => {
  box = await Mailbox.open();
  world = await World.open(box.settings);
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener' });
});
afterEach(async () => {
  await world.end();
  await box.close();
});

const invite = async (address: string) =>
  world.services.invitations.invite(await ruth.actor(), slug, {
    ...{ addresses: address, role: 'viewer', organisation: ruth.organisation.id, message: '' },
  });
const outbox = async () => (await world.services.mail.outbox(await ruth.actor(), slug)).mails;
const states = async () => (await outbox()).map(({ state, problem }) => [state, problem]);
const dueNow = () => world.app.db.updateTable('mail').set({ due_at: '2026-01-01T00:00:00.000Z' }).execute();

test('a mail that went out is kept in the list, without what it said', async () => {
  await invite('tom@vale.example');
  await box.latestTo('tom@vale.example');
  await world.services.mail.deliver();
  expect(await outbox()).toMatchObject([{ to: 'tom@vale.example', kind: 'invitation', state: 'sent', problem: null }]);
  const [{ id } = { id: '' }] = await outbox();
  await expect(world.services.mail.read(await ruth.actor(), slug, id)).rejects.toMatchObject({ code: 'notFound' });
  expect(await world.app.db.selectFrom('mail').select('sealed').execute()).toEqual([{ sealed: '' }]);
});

test('a mail server that is away for a moment gets it later, once', async () => {
  box.mood = 'defers';
  await invite('tom@vale.example');
  await world.services.mail.deliver();
  expect(await states()).toEqual([['waiting', 'unreachable']]);
  box.mood = 'takes';
  await world.services.mail.deliver();
  expect(box.arrived).toEqual([]); // not before its time
  await dueNow();
  await Promise.all([world.services.mail.deliver(), world.services.mail.deliver(), world.services.mail.deliver()]);
  expect([await states(), box.arrived.length]).toEqual([[['sent', null]], 1]);
});

test('a mail server that stays away is given up in the end, and asked again when somebody says so', async () => {
  box.mood = 'defers';
  await invite('tom@vale.example');
  for (let tries = 0; tries < 6; tries++) {
    await dueNow();
    await world.services.mail.deliver();
  }
  expect(await states()).toEqual([['failed', 'unreachable']]);
  box.mood = 'takes';
  const [{ id } = { id: '' }] = await outbox();
  await world.services.mail.again(await ruth.actor(), slug, id);
  await world.services.mail.deliver();
  expect([await states(), box.arrived.length]).toEqual([[['sent', null]], 1]);
  await expect(world.services.mail.again(await ruth.actor(), slug, id)).rejects.toMatchObject({ code: 'notFound' });
});

test('one that is refused for good is not tried again', async () => {
  box.mood = 'refuses';
  await invite('tom@vale.example');
  await world.services.mail.deliver();
  expect(await states()).toEqual([['failed', 'refused']]);
});

test('one that was on its way when the server died is not sent twice, and says so', async () => {
  box.mood = 'defers';
  await invite('tom@vale.example');
  await world.services.mail.deliver();
  await world.app.db.updateTable('mail').set({ state: 'sending' }).execute();
  box.mood = 'takes';
  await world.restart();
  await world.services.mail.deliver();
  expect([await states(), box.arrived.length]).toEqual([[['failed', 'unknown']], 0]);
});

test('nothing in it becomes a header or a second address', async () => {
  const name = 'Ruth\r\nBcc: eve@evil.example';
  await world.app.db.updateTable('person').set({ name }).where('id', '=', ruth.id).execute();
  await invite('tom@vale.example');
  const { to, raw, subject } = await box.latestTo('tom@vale.example');
  expect(to).toEqual(['tom@vale.example']);
  expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
  expect(subject).toContain('Bcc: eve@evil.example invites you');
});

test('without a mail server, conveners copy what waits; nobody else does', async () => {
  const alone = await World.open();
  const partnership = await alone.partnership();
  const convener = await alone.person({ in: partnership, role: 'convener' });
  const asked = { addresses: 'tom@vale.example', role: 'viewer', organisation: convener.organisation.id, message: '' };
  await alone.services.invitations.invite(await convener.actor(), partnership, asked);
  const { mails, hasServer } = await alone.services.mail.outbox(await convener.actor(), partnership);
  expect([hasServer, mails.map(({ state }) => state)]).toEqual([false, ['waiting']]);
  const id = mails[0]?.id ?? '';
  const { text, to } = await alone.services.mail.read(await convener.actor(), partnership, id);
  expect(to).toBe('tom@vale.example');
  const code = /\/join\/([\w-]{43})/.exec(text)?.[1] ?? '';
  expect((await alone.services.invitations.page(code)).state).toBe('waiting');
  const viewer = await alone.person({ in: partnership, role: 'facilitator' });
  await expect(alone.services.mail.read(await viewer.actor(), partnership, id)).rejects.toMatchObject({
    code: 'notAllowed',
  });
  const other = await alone.partnership();
  const eve = await alone.person({ in: other, role: 'convener' });
  await expect(alone.services.mail.read(await eve.actor(), other, id)).rejects.toMatchObject({ code: 'notFound' });
  await alone.restart();
  expect((await alone.services.mail.read(await convener.actor(), partnership, id)).text).toBe(text);
  await alone.end();
});

test('mails are forgotten after three months', async () => {
  await invite('tom@vale.example');
  await box.latestTo('tom@vale.example');
  await world.app.db.updateTable('mail').set({ made_at: '2026-01-01T00:00:00.000Z' }).execute();
  await world.services.mail.forgetOld();
  expect(await openRepos(world.app.db).mails.list(null, 10)).toEqual([]);
  expect(await outbox()).toEqual([]);
});
