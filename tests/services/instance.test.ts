import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { NOBODY } from '../../src/lib/domain/access/actor.ts';
import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';

let box: Mailbox;
let world: World;
let slug: string;
let olu: Someone;
let ana: Someone;
let run: Actor;
beforeEach(async () => {
  box = await Mailbox.open();
  world = await World.open(box.settings);
  slug = await world.partnership('Northbrook');
  olu = await world.person({ operator: true });
  ana = await world.person({ in: slug, role: 'convener' });
  run = await olu.actor();
});
afterEach(async () => {
  await world.end();
  await box.close();
});

const signIn = ({ email }: Someone, password = PASSWORD) =>
  world.services.accounts.signIn({ email, password, shared: false, device: 'A browser' });
const events = async () =>
  (await openRepos(world.app.db).audit.events()).map(({ event, actor_id: by, details }) => ({
    event,
    by,
    details: JSON.parse(details) as unknown,
  }));

test('for everyone but operators there is nothing here', async () => {
  const { instance, audit } = world.services;
  const filter = { filter: {}, page: 1 };
  for (const actor of [await ana.actor(), NOBODY]) {
    const asked = [
      instance.overview(actor),
      instance.organisations(actor),
      instance.people(actor, ''),
      instance.person(actor, ana.id),
      instance.partnerships(actor),
      instance.partnership(actor, slug),
      instance.mails(actor),
      instance.sendTest(actor),
      instance.disable(actor, olu.id),
      instance.enable(actor, olu.id),
      instance.addOperator(actor, ana.id),
      instance.removeOperator(actor, olu.id),
      instance.endSignIns(actor, olu.id),
      instance.giveNewPassword(actor, olu.id),
      audit.instancePage(actor, filter),
      audit.instanceExport(actor, {}),
    ];
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'notFound' });
  }
});

describe('what there is', () => {
  test('organisations, people and partnerships, without a word of a board', async () => {
    await world.board(ana, slug, { title: 'Families of Elm Street' });
    const { instance } = world.services;
    expect((await instance.organisations(run)).find(({ id }) => id === ana.organisation.id)).toEqual({
      ...{ id: ana.organisation.id, name: ana.organisation.name, kind: 'school', people: 1, partnerships: 1 },
    });
    const [northbrook] = await instance.partnerships(run);
    expect(northbrook).toMatchObject({
      ...{ slug, name: 'Northbrook', people: 1, boards: 1 },
      organisations: [ana.organisation.name],
      conveners: [ana.name],
    });
    const all = [await instance.overview(run), await instance.partnership(run, slug), await instance.people(run, '')];
    expect(JSON.stringify([...all, await instance.person(run, ana.id)])).not.toContain('Elm Street');
    await expect(instance.partnership(run, 'no-such')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('people are found by name or email, and each says when they signed in last', async () => {
    const never = await world.person();
    await world.app.db.updateTable('person').set({ name: '50% Zoë_' }).where('id', '=', never.id).execute();
    const found = async (words: string) => (await world.services.instance.people(run, words)).entries;
    expect(await found(ana.email.toUpperCase())).toMatchObject([{ id: ana.id, operator: false, disabledAt: null }]);
    expect(await found(' 0% zo')).toMatchObject([{ id: never.id, lastSignInAt: null }]);
    expect(await found('%_%')).toEqual([]);
    expect((await found('')).map(({ id }) => id)).toHaveLength(3);
    const before = new Date().toISOString();
    await signIn(ana);
    const details = await world.services.instance.person(run, ana.id);
    expect(details).toMatchObject({ signIns: 1, partnerships: [{ slug, name: 'Northbrook', role: 'convener' }] });
    expect((details.lastSignInAt ?? '') >= before).toBe(true);
  });

  test('a list that is too long is cut, and says so', async () => {
    const { entries, hasMore } = await world.services.register.people('', 1);
    expect([entries.length, hasMore]).toEqual([1, true]);
  });

  test('the space it takes and what it is made of', async () => {
    const { storage, versions, counts, hasMailServer } = await world.services.instance.overview(run);
    expect(storage.records).toBeGreaterThan(10_000);
    expect(storage.documents).toBeGreaterThan(1_000);
    expect(storage.files).toBe(0);
    expect(versions.node).toBe(process.versions.node);
    expect([versions.throughline, versions.sqlite]).toEqual([
      expect.stringMatching(/^\d+\.\d+\.\d+/),
      expect.stringMatching(/^3\./),
    ]);
    expect(counts).toEqual({ organisations: 2, people: 2, partnerships: 1, boards: 0 });
    expect(hasMailServer).toBe(true);
  });
});

describe('mails', () => {
  test('a test mail goes to the operator and nobody else', async () => {
    expect(await world.services.instance.sendTest(run)).toEqual({ to: olu.email });
    const mail = await box.latestTo(olu.email);
    expect([mail.to, mail.subject]).toEqual([[olu.email], 'A test from Throughline']);
    expect(mail.text).toContain(olu.name);
    await world.services.mail.deliver();
    expect(await world.services.instance.mails(run)).toMatchObject([{ kind: 'test', to: olu.email, state: 'sent' }]);
    expect(await events()).toContainEqual({ event: 'mail.tested', by: olu.id, details: {} });
  });

  test('of a partnership’s mails, those that were given up are told, without what they are about', async () => {
    box.mood = 'refuses';
    const asked = { addresses: 'tom@vale.example', role: 'viewer', organisation: ana.organisation.id };
    await world.services.invitations.invite(await ana.actor(), slug, { ...asked, message: '' });
    expect(await world.services.instance.mails(run)).toEqual([]);
    await world.services.mail.deliver();
    const mails = await world.services.instance.mails(run);
    expect(mails).toMatchObject([{ kind: 'invitation', to: 'tom@vale.example', state: 'failed', problem: 'refused' }]);
    expect(JSON.stringify(mails)).not.toContain('Northbrook');
    expect((await world.services.instance.overview(run)).failedMails).toBe(1);
  });

  test('without a mail server there is no test', async () => {
    const alone = await World.open();
    const operator = await alone.person({ operator: true });
    await expect(alone.services.instance.sendTest(await operator.actor())).rejects.toMatchObject({ code: 'notFound' });
    await alone.end();
  });
});

describe('an account that is switched off', () => {
  test('loses its sign-ins at once, and signs in as little as with a wrong password', async () => {
    const { secret } = await signIn(ana);
    const [{ id: signInId } = { id: '' }] = await openRepos(world.app.db).signIns.ofPerson(ana.id);
    const ended: string[] = [];
    world.app.events.on('signIn.ended', ({ signInIds }) => ended.push(...signInIds));
    await world.services.instance.disable(run, ana.id);
    expect(ended).toEqual([signInId]);
    expect((await world.app.identify(world.cookie(secret))).actor).toEqual(NOBODY);
    await expect(signIn(ana)).rejects.toMatchObject({ code: 'signIn.wrong' });
    await world.services.instance.disable(run, ana.id);
    expect((await events()).filter(({ event }) => event === 'person.disabled')).toEqual([
      { event: 'person.disabled', by: olu.id, details: { person: ana.id } },
    ]);
    expect((await world.services.instance.person(run, ana.id)).disabledAt).not.toBeNull();
  });

  test('is nobody even with a sign-in that began meanwhile', async () => {
    const { secret } = await signIn(ana);
    await openRepos(world.app.db).people.setDisabled(ana.id, '2026-11-29T12:00:00.000Z');
    expect((await world.app.identify(world.cookie(secret))).actor).toEqual(NOBODY);
  });

  test('is switched on again, with the password it had', async () => {
    await world.services.instance.disable(run, ana.id);
    await world.services.instance.enable(run, ana.id);
    await expect(signIn(ana)).resolves.toMatchObject({ personId: ana.id });
    expect(await events()).toContainEqual({ event: 'person.enabled', by: olu.id, details: { person: ana.id } });
  });
});

describe('who runs the instance', () => {
  test('the last operator stays one, and is not shut out', async () => {
    const { instance } = world.services;
    await expect(instance.removeOperator(run, olu.id)).rejects.toMatchObject({ code: 'instance.lastOperator' });
    await expect(instance.disable(run, olu.id)).rejects.toMatchObject({ code: 'instance.lastOperator' });
    await instance.addOperator(run, ana.id);
    await instance.removeOperator(await ana.actor(), olu.id);
    await expect(instance.overview(await olu.actor())).rejects.toMatchObject({ code: 'notFound' });
    expect(await events()).toContainEqual({ event: 'operator.added', by: olu.id, details: { person: ana.id } });
    expect(await events()).toContainEqual({ event: 'operator.removed', by: ana.id, details: { person: olu.id } });
  });

  test('one who is shut out does not count as the other one', async () => {
    const { instance } = world.services;
    await instance.addOperator(run, ana.id);
    await instance.disable(run, ana.id);
    await expect(instance.removeOperator(run, olu.id)).rejects.toMatchObject({ code: 'instance.lastOperator' });
    await instance.removeOperator(run, ana.id);
    expect((await instance.person(run, ana.id)).operator).toBe(false);
  });
});

test('somebody gets a new password, which is told once, and is signed out everywhere', async () => {
  const { secret } = await signIn(ana);
  const password = await world.services.instance.giveNewPassword(run, ana.id);
  expect((await world.app.identify(world.cookie(secret))).actor).toEqual(NOBODY);
  await expect(signIn(ana)).rejects.toMatchObject({ code: 'signIn.wrong' });
  await expect(signIn(ana, password)).resolves.toMatchObject({ personId: ana.id });
  expect(await events()).toContainEqual({ event: 'person.passwordSet', by: olu.id, details: { person: ana.id } });
  expect(JSON.stringify(await events())).not.toContain(password);
  await world.services.instance.endSignIns(run, ana.id);
  expect((await world.services.instance.person(run, ana.id)).signIns).toBe(0);
});

test('what happened anywhere is read and taken away, and the latter is written down', async () => {
  const page = await world.services.audit.instancePage(run, { filter: {}, page: 1 });
  expect(page.rows.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['partnership.created', 'signIn.started', 'person.added']),
  );
  expect(page.actors.map(({ id }) => id)).toEqual(expect.arrayContaining([olu.id, ana.id]));
  const rows = await world.services.audit.instanceExport(run, { actor: ana.id });
  expect(rows.every(({ actorId }) => actorId === ana.id)).toBe(true);
  expect(await events()).toContainEqual({ event: 'audit.exported', by: olu.id, details: { rows: rows.length } });
});
