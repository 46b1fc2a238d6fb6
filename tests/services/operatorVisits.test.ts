import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';

const REASON = 'The last convener left, and nobody can invite';
const asked = { reason: REASON, role: 'viewer', hours: 4 };

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
let sam: Someone;
let board: string;
beforeEach(async () => {
  box = await Mailbox.open();
  world = await World.open(box.settings);
  slug = await world.partnership('Northbrook');
  ruth = await world.person({ in: slug, role: 'convener' });
  sam = await world.person({ operator: true });
  board = await world.board(ruth, slug, { title: 'Health hub' });
});
afterEach(async () => {
  await world.end();
  await box.close();
});

const visits = () => world.services.operatorVisits;
const enter = async (patch: Partial<typeof asked> = {}) =>
  visits().enter(await sam.actor(), slug, { ...asked, ...patch });
const timeIsUp = () =>
  world.app.db
    .updateTable('operator_entry')
    .set({ ends_at: instant(Date.now() - 1) })
    .execute();
const trail = async () => {
  const { rows } = await world.services.audit.page(await ruth.actor(), slug, { filter: {}, page: 1 });
  return rows
    .filter(({ event }) => event.startsWith('operator.'))
    .map(({ event, actorId, details }) => ({ event, actorId, details }));
};

test('an operator reads no board; who came in does, until they go', async () => {
  const { boards, operatorVisits } = world.services;
  await expect(boards.open(await sam.actor(), slug, board)).rejects.toMatchObject({ code: 'notFound' });
  await enter();
  expect((await boards.open(await sam.actor(), slug, board)).role).toBe('look');
  expect((await world.services.partnerships.mine(await sam.actor())).map((one) => [one.slug, one.visiting])).toEqual([
    [slug, true],
  ]);
  await operatorVisits.leave(await sam.actor(), slug);
  await expect(boards.open(await sam.actor(), slug, board)).rejects.toMatchObject({ code: 'notFound' });
  await expect(operatorVisits.leave(await sam.actor(), slug)).rejects.toMatchObject({ code: 'notFound' });
});

test('it is over when its time is up, whether or not that was noted', async () => {
  await enter({ role: 'convener' });
  await timeIsUp();
  await expect(world.services.boards.open(await sam.actor(), slug, board)).rejects.toMatchObject({ code: 'notFound' });
  expect(await visits().here(await ruth.actor(), slug)).toEqual([]);
});

test('on a board others see that they are an operator; when the time is up that is noted once', async () => {
  await enter();
  const secret = await world.signIn(sam);
  const { actor, who } = await world.app.identify(world.cookie(secret), board);
  expect(who).toMatchObject({ name: sam.name, operator: true });
  expect((actor as PersonActor).visiting).toHaveLength(1);
  const left: unknown[] = [];
  world.app.events.on('membership.changed', (news) => left.push(news));
  await timeIsUp();
  await Promise.all([visits().endExpired(), visits().endExpired()]);
  expect(left).toContainEqual(expect.objectContaining({ personId: sam.id }));
  expect((await trail()).map(({ event, actorId }) => [event, actorId])).toEqual([
    ['operator.left', null],
    ['operator.entered', sam.id],
  ]);
});

test('conveners get a mail, are shown who is there and why, and find it in what happened', async () => {
  await enter({ reason: 'A board\r\ndoes not open' });
  const { subject, text } = await box.latestTo(ruth.email);
  expect(subject).toBe('An operator came into Northbrook');
  expect(text).toContain('A board does not open');
  const viewer = await world.person({ in: slug, role: 'viewer' });
  expect(await visits().here(await ruth.actor(), slug)).toMatchObject([
    { name: sam.name, reason: 'A board does not open', isMine: false, role: 'viewer' },
  ]);
  expect(await visits().here(await viewer.actor(), slug)).toMatchObject([{ name: sam.name, reason: null }]);
  expect(await visits().here(await sam.actor(), slug)).toMatchObject([{ isMine: true }]);
  const stranger = await world.person({ in: await world.partnership() });
  expect(await visits().here(await stranger.actor(), slug)).toEqual([]);
  const entry = {
    event: 'operator.entered',
    actorId: sam.id,
    details: { reason: 'A board does not open', role: 'viewer', hours: 4 },
  };
  expect(await trail()).toEqual([entry]);
  const { rows } = await world.services.audit.instancePage(await sam.actor(), { filter: {}, page: 1 });
  expect(rows.find(({ event }) => event === 'operator.entered')).toMatchObject({ ...entry, partnership: 'Northbrook' });
});

test('only operators come in, with a reason, and not into a partnership they are in', async () => {
  await expect(visits().enter(await ruth.actor(), slug, asked)).rejects.toMatchObject({ code: 'notFound' });
  await expect(visits().enter(await sam.actor(), 'nowhere', asked)).rejects.toMatchObject({ code: 'notFound' });
  await expect(enter({ reason: 'Because', role: 'facilitator', hours: 9 })).rejects.toMatchObject({
    fields: { reason: 'tooShort', role: 'unknownChoice', hours: 'unknownChoice' },
  });
  const both = await world.person({ in: slug, role: 'viewer', operator: true });
  await expect(visits().enter(await both.actor(), slug, asked)).rejects.toMatchObject({
    code: 'instance.memberAlready',
  });
  expect(await trail()).toEqual([]);
});

test('coming in again is on the new terms, and written down again', async () => {
  await enter();
  await enter({ role: 'convener', hours: 1 });
  expect(await visits().here(await ruth.actor(), slug)).toMatchObject([{ role: 'convener' }]);
  expect((await trail()).map(({ event }) => event).sort()).toEqual([
    'operator.entered',
    'operator.entered',
    'operator.left',
  ]);
});

test('who runs the instance no more is out at once', async () => {
  const other = await world.person({ operator: true });
  await enter({ role: 'convener' });
  await world.services.instance.removeOperator(await other.actor(), sam.id);
  expect((await sam.actor()) as PersonActor).toMatchObject({ roles: {}, visiting: [] });
  expect(await visits().here(await ruth.actor(), slug)).toEqual([]);
  expect((await trail())[0]).toMatchObject({ event: 'operator.left', actorId: other.id });
});

describe('whoever came in is none of the members', () => {
  test('not in counts and lists, nor among those who may be named', async () => {
    await enter({ role: 'convener' });
    const { partnerships, members, boards, instance } = world.services;
    const by = await ruth.actor();
    expect((await partnerships.home(by, slug)).counts).toMatchObject({ people: 1, organisations: 1 });
    expect(JSON.stringify(await members.people(by, slug))).not.toContain(sam.id);
    expect(JSON.stringify(await boards.sharing(by, slug, board))).not.toContain(sam.id);
    expect((await instance.partnership(await sam.actor(), slug)).conveners).toEqual([ruth.name]);
  });

  test('not the convener that a partnership has to have', async () => {
    await enter({ role: 'convener' });
    await expect(world.services.members.leave(await ruth.actor(), slug)).rejects.toMatchObject({
      code: 'partnership.lastConvener',
    });
    await expect(world.services.members.leave(await sam.actor(), slug)).rejects.toMatchObject({ code: 'notAllowed' });
  });

  test('not one of the two who take an organisation out, nor one who takes their own along', async () => {
    await enter({ role: 'convener' });
    const actor = (await sam.actor()) as PersonActor;
    const [partnershipId = ''] = actor.visiting ?? [];
    const subject = { partnershipId, organisationId: 'another', hasConvener: true, askedBy: null };
    expect(can(actor, 'organisation.askRemoval', subject)).toBe(false);
    expect(can(actor, 'organisation.remove', { ...subject, askedBy: 'a third' })).toBe(false);
    expect(can(actor, 'organisation.keep', { ...subject, askedBy: actor.organisationId })).toBe(false);
    expect(can(actor, 'organisation.leave', { ...subject, organisationId: actor.organisationId })).toBe(false);
    expect(can(actor, 'organisation.people', { ...subject, organisationId: actor.organisationId })).toBe(false);
    expect(can(actor, 'organisation.people', { ...subject, hasConvener: false })).toBe(true);
  });

  test('but where no convener is left, they make one', async () => {
    const abandoned = await world.partnership('Abandoned');
    const organisation = await world.organisation();
    const tom = await world.person({ in: abandoned, role: 'viewer', organisation });
    await visits().enter(await sam.actor(), abandoned, { ...asked, role: 'convener' });
    await world.services.members.changeRole(await sam.actor(), abandoned, { person: tom.id, role: 'convener' });
    expect((await tom.actor()) as PersonActor).toSatisfy(({ roles }: PersonActor) =>
      Object.values(roles).includes('convener'),
    );
  });
});

test('a partnership that asks for more than a password asks an operator, too', async () => {
  const settings = { identifiers: 'hold', requireFactor: true };
  await world.services.partnerships.changeSettings(await ruth.actor(), slug, settings);
  await enter();
  expect((await sam.actor()) as PersonActor).toMatchObject({ roles: {} });
});

test('an invitation made on a visit opens nothing once it is over', async () => {
  await enter({ role: 'convener' });
  const path = await world.services.invitations
    .inviteOrganisation(await sam.actor(), slug, { address: 'new@vale.example', message: '' })
    .then(() => box.latestTo('new@vale.example'));
  const code = /\/join\/([\w-]{43})/.exec(path.text)?.[1] ?? '';
  expect((await world.services.invitations.page(code)).state).toBe('waiting');
  await visits().leave(await sam.actor(), slug);
  expect((await world.services.invitations.page(code)).state).not.toBe('waiting');
});

test('a guest link they made lets nobody in once they are gone, until a facilitator opens it again', async () => {
  const { guestLinks, guestCodes } = world.services;
  await enter({ role: 'convener' });
  const { id, code } = await world.guestLink(await sam.actor(), slug, { board });
  await guestCodes.make(await sam.actor(), slug, { board, link: id, hours: 3 });
  await visits().leave(await sam.actor(), slug);
  await expect(world.join(code)).rejects.toMatchObject({ code: 'guestLink.over' });
  expect(await guestLinks.list(await ruth.actor(), slug, board)).toMatchObject([
    { state: 'closedToNewcomers', joinCode: null },
  ]);
  await guestLinks.setDoor(await ruth.actor(), slug, { board, link: id, door: 'open' });
  await world.join(code);
});

test('they do not stay by asking themselves in', async () => {
  const { invitations, joining, mail } = world.services;
  await enter({ role: 'convener' });
  await invitations.inviteOrganisation(await sam.actor(), slug, { address: sam.email, message: '' });
  const sent = await box.latestTo(sam.email);
  await mail.deliver();
  const secret = linkIn(sent).pathname.split('/').at(-1) ?? '';
  await expect(joining.accept(await sam.actor(), secret)).rejects.toMatchObject({ code: 'notAllowed' });
  await visits().leave(await sam.actor(), slug);
  await expect(joining.accept(await sam.actor(), secret)).rejects.toMatchObject({ code: 'invitation.over' });
  expect((await sam.actor()) as PersonActor).toMatchObject({ roles: {} });
});
