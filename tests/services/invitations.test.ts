import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import type { Arrived } from '../support/mailbox.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
beforeAll(async () => {
  box = await Mailbox.open();
  world = await World.open(box.settings);
});
afterAll(async () => {
  await world.end();
  await box.close();
});
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener' });
});

/** Invites an address into Ruth's organisation. */
async function invite(address: string, { role = 'contributor', message = '', who = ruth } = {}) {
  const asked = { addresses: address, role, organisation: who.organisation.id, message };
  return world.services.invitations.invite(await who.actor(), slug, asked);
}
const codeIn = (mail: Arrived) => linkIn(mail).pathname.split('/').at(-1) ?? '';
const codeFor = async (address: string, after = 0) => codeIn(await box.latestTo(address, { after }));
const newcomer = { name: 'Tom Hallworth', password: PASSWORD, organisationName: '', organisationKind: '' };
let number = 0;
const fresh = () => `new${number++}@vale.example`;
const list = async (who = ruth) => world.services.invitations.list(await who.actor(), slug);
const auditOf = async (event: string) =>
  (await openRepos(world.app.db).audit.events()).filter((entry) => entry.event.startsWith(event));

describe('an invitation of a person', () => {
  test('goes out by mail, and makes an account with the address it was sent to', async () => {
    const address = fresh();
    const sent = await invite(`Tom <${address.toUpperCase()}>`, { role: 'facilitator', message: 'Come and see.' });
    expect(sent).toEqual({ sent: [address], members: [] });
    const mail = await box.latestTo(address);
    expect(mail.from).toBe('plan@example.org');
    expect(mail.subject).toBe(
      `${ruth.name} invites you to ${(await world.services.invitations.page(codeIn(mail))).partnership}`,
    );
    expect(mail.text).toContain('Come and see.');
    const joined = await world.services.joining.acceptAsNew(codeIn(mail), newcomer);
    expect(joined).toMatchObject({ slug, email: address });
    const { organisations } = await world.services.members.people(await ruth.actor(), slug);
    const people = organisations.flatMap((organisation) => organisation.people.map((one) => [organisation.id, one]));
    expect(people).toContainEqual([
      ruth.organisation.id,
      expect.objectContaining({ email: address, role: 'facilitator' }),
    ]);
    expect(await world.signIn({ email: address })).toMatch(/^[\w-]{43}$/);
  });

  test('counts once, whoever presses twice', async () => {
    const address = fresh();
    await invite(address);
    const code = await codeFor(address);
    const twice = await Promise.allSettled([
      world.services.joining.acceptAsNew(code, newcomer),
      world.services.joining.acceptAsNew(code, newcomer),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(world.services.joining.acceptAsNew(code, newcomer)).rejects.toMatchObject({ code: 'invitation.over' });
    await expect(world.services.invitations.decline(code)).rejects.toMatchObject({ code: 'invitation.over' });
    expect((await world.services.invitations.page(code)).state).toBe('accepted');
  });

  test('is for its address alone', async () => {
    const [tom, eve] = [await world.person(), await world.person()];
    await invite(tom.email);
    const code = await codeFor(tom.email);
    await expect(world.services.joining.accept(await eve.actor(), code)).rejects.toMatchObject({
      code: 'invitation.otherAddress',
    });
    await expect(world.services.joining.acceptAsNew(code, newcomer)).rejects.toMatchObject({ code: 'signIn.needed' });
    expect(await world.services.joining.accept(await tom.actor(), code)).toEqual({ slug, personId: tom.id });
    const { organisations } = await world.services.members.people(await ruth.actor(), slug);
    expect(organisations.map(({ id, people }) => [id, people.map(({ id: person }) => person)])).toEqual([
      [ruth.organisation.id, [ruth.id]],
      [tom.organisation.id, [tom.id]],
    ]);
  });

  test('does not change what a member may do', async () => {
    const tom = await world.person();
    await invite(tom.email, { role: 'viewer' });
    const code = await codeFor(tom.email);
    await world.services.people.setRole({ slug, email: tom.email, role: 'facilitator' });
    await world.services.joining.accept(await tom.actor(), code);
    expect(Object.values(((await tom.actor()) as { roles: object }).roles)).toEqual(['facilitator']);
    expect(await invite(`${tom.email}\n${ruth.email}`)).toEqual({ sent: [], members: [tom.email, ruth.email] });
  });

  test('can be declined without an account, and not accepted after', async () => {
    const address = fresh();
    await invite(address);
    const code = await codeFor(address);
    await world.services.invitations.decline(code);
    await expect(world.services.joining.acceptAsNew(code, newcomer)).rejects.toMatchObject({ code: 'invitation.over' });
    expect((await list()).map(({ address: to, state }) => [to, state])).toEqual([[address, 'declined']]);
    expect(await world.services.people.personWith(address)).toBeNull();
  });

  test('sent again has another link, and the first one opens nothing', async () => {
    const address = fresh();
    await invite(address);
    const first = await codeFor(address);
    const [{ id } = { id: '' }] = await list();
    const before = box.arrived.length;
    await world.services.invitations.resend(await ruth.actor(), slug, id);
    const second = await codeFor(address, before);
    await expect(world.services.joining.acceptAsNew(first, newcomer)).rejects.toMatchObject({
      code: 'invitation.unknown',
    });
    await world.services.joining.acceptAsNew(second, newcomer);
    await expect(world.services.invitations.resend(await ruth.actor(), slug, id)).rejects.toMatchObject({
      code: 'invitation.over',
    });
  });

  test('to an address that waits already takes the place of the first', async () => {
    const address = fresh();
    await invite(address, { role: 'viewer' });
    const first = await codeFor(address);
    const before = box.arrived.length;
    await invite(address, { role: 'facilitator' });
    expect((await world.services.invitations.page(first)).state).toBe('withdrawn');
    expect((await world.services.invitations.page(await codeFor(address, before))).role).toBe('facilitator');
  });

  test('taken back opens nothing', async () => {
    const address = fresh();
    await invite(address);
    const code = await codeFor(address);
    const [{ id } = { id: '' }] = await list();
    await world.services.invitations.withdraw(await ruth.actor(), slug, id);
    await expect(world.services.joining.acceptAsNew(code, newcomer)).rejects.toMatchObject({ code: 'invitation.over' });
    await expect(world.services.invitations.withdraw(await ruth.actor(), slug, id)).rejects.toMatchObject({
      code: 'invitation.over',
    });
  });

  test('runs out', async () => {
    const address = fresh();
    await invite(address);
    const code = await codeFor(address);
    await world.app.db.updateTable('invitation').set({ expires_at: '2026-01-01T00:00:00.000Z' }).execute();
    expect((await world.services.invitations.page(code)).state).toBe('expired');
    await expect(world.services.joining.acceptAsNew(code, newcomer)).rejects.toMatchObject({ code: 'invitation.over' });
    await expect(world.services.invitations.decline(code)).rejects.toMatchObject({ code: 'invitation.over' });
    const before = box.arrived.length;
    await world.services.invitations.resend(await ruth.actor(), slug, (await list())[0]?.id ?? '');
    await world.services.joining.acceptAsNew(await codeFor(address, before), newcomer);
  });

  test.each([
    [{ addresses: '' }, { addresses: 'missing' }],
    [{ addresses: 'tom@vale.example, nobody' }, { addresses: 'emailShape' }],
    [{ addresses: Array.from({ length: 51 }, (_, n) => `p${n}@vale.example`).join(' ') }, { addresses: 'tooMany' }],
    [{ message: 'x'.repeat(601) }, { message: 'tooLong' }],
    [{ role: 'owner' }, { role: 'unknownChoice' }],
    [{ organisation: 'elsewhere' }, { organisation: 'unknownChoice' }],
  ])('with %j sends nothing', async (patch, fields) => {
    const asked = { addresses: fresh(), role: 'viewer', organisation: ruth.organisation.id, message: '' };
    const refused = world.services.invitations.invite(await ruth.actor(), slug, { ...asked, ...patch });
    await expect(refused).rejects.toMatchObject({ code: 'input.invalid', fields });
    expect(await list()).toEqual([]);
  });

  test('of a newcomer without a name, or with a bad password, still waits', async () => {
    const address = fresh();
    await invite(address);
    const code = await codeFor(address);
    const bad = world.services.joining.acceptAsNew(code, { ...newcomer, name: ' ', password: 'password1234' });
    await expect(bad).rejects.toMatchObject({ fields: { name: 'missing', password: 'passwordCommon' } });
    await world.services.joining.acceptAsNew(code, newcomer);
  });

  test('is for an organisation of one’s own people, or one without a convener', async () => {
    const tom = await world.person({ in: slug, role: 'convener' });
    const orphan = await world.person({ in: slug, role: 'viewer' });
    const into = async (organisation: string) =>
      world.services.invitations.invite(await ruth.actor(), slug, {
        addresses: fresh(),
        role: 'viewer',
        organisation,
        message: '',
      });
    await expect(into(tom.organisation.id)).rejects.toMatchObject({ code: 'notAllowed' });
    await into(orphan.organisation.id);
    const names = (await world.services.invitations.organisations(await ruth.actor(), slug)).map(({ id }) => id);
    expect(names).toEqual([ruth.organisation.id, orphan.organisation.id]);
  });

  test.each(['facilitator', 'contributor', 'commenter', 'viewer'] as const)('is not for a %s to send', async (role) => {
    const who = await world.person({ in: slug, role });
    await expect(invite(fresh(), { who })).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(list(who)).rejects.toMatchObject({ code: 'notAllowed' });
  });

  test('of another partnership cannot be sent again or taken back from here', async () => {
    await invite(fresh());
    const [{ id } = { id: '' }] = await list();
    const other = await world.partnership();
    const eve = await (await world.person({ in: other, role: 'convener' })).actor();
    await expect(world.services.invitations.resend(eve, other, id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.services.invitations.withdraw(eve, other, id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.services.invitations.withdraw(eve, slug, id)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('opens nothing once whoever sent it is out', async () => {
    const kay = await world.person({ in: slug, role: 'convener', organisation: ruth.organisation });
    const [theirs, others] = [fresh(), fresh()];
    await invite(theirs, { who: kay });
    await invite(others);
    await world.services.members.remove(await ruth.actor(), slug, kay.id);
    expect((await world.services.invitations.page(await codeFor(theirs))).state).toBe('withdrawn');
    expect((await world.services.invitations.page(await codeFor(others))).state).toBe('waiting');
  });

  test('leaves its secret nowhere but in the mail', async () => {
    const address = fresh();
    await invite(address);
    const code = await codeFor(address);
    expect(code).toMatch(/^[\w-]{43}$/);
    const files = readdirSync(world.folder).filter((file) => file.startsWith('throughline.db'));
    expect(files).not.toEqual([]);
    for (const file of files) expect(readFileSync(join(world.folder, file)).includes(code)).toBe(false);
    await expect(world.services.invitations.page(`${code.slice(1)}A`)).rejects.toMatchObject({
      code: 'invitation.unknown',
    });
  });

  test('is written down, without a word of its message', async () => {
    const address = fresh();
    await invite(address, { message: 'canary-8841' });
    await world.services.invitations.decline(await codeFor(address));
    const entries = await auditOf('invitation.');
    expect(entries.slice(-2).map(({ event, actor_id }) => [event, actor_id])).toEqual([
      ['invitation.sent', ruth.id],
      ['invitation.declined', null],
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary-8841');
    expect(JSON.stringify(entries)).not.toContain(address);
  });
});

describe('an invitation of an organisation', () => {
  const organisation = { ...newcomer, organisationKind: 'nhs-trust' };

  test('brings it in, with its first convener', async () => {
    const address = fresh();
    await world.services.invitations.inviteOrganisation(await ruth.actor(), slug, { address, message: '' });
    const code = await codeFor(address);
    expect(await world.services.invitations.page(code)).toMatchObject({
      kind: 'organisation',
      role: 'convener',
      organisation: null,
    });
    await world.services.joining.acceptAsNew(code, { ...organisation, organisationName: `NHS trust of ${address}` });
    const { organisations } = await world.services.members.people(await ruth.actor(), slug);
    expect(organisations.at(-1)).toMatchObject({
      name: `NHS trust of ${address}`,
      kind: 'nhs-trust',
      people: [{ email: address, role: 'convener' }],
      allowed: { 'organisation.people': false },
    });
  });

  test('cannot be used to speak for an organisation that is here already', async () => {
    const there = await world.organisation('nhs-trust');
    const address = fresh();
    await world.services.invitations.inviteOrganisation(await ruth.actor(), slug, { address, message: '' });
    const code = await codeFor(address);
    const claimed = world.services.joining.acceptAsNew(code, { ...organisation, organisationName: ` ${there.name} ` });
    await expect(claimed).rejects.toMatchObject({ fields: { organisationName: 'organisationTaken' } });
    const odd = world.services.joining.acceptAsNew(code, {
      ...organisation,
      organisationName: '',
      organisationKind: 'trust',
    });
    await expect(odd).rejects.toMatchObject({
      fields: { organisationName: 'missing', organisationKind: 'unknownChoice' },
    });
    expect((await world.services.invitations.page(code)).state).toBe('waiting');
  });

  test('to somebody who is in the partnership is refused', async () => {
    const again = world.services.invitations.inviteOrganisation(await ruth.actor(), slug, {
      address: ruth.email,
      message: '',
    });
    await expect(again).rejects.toMatchObject({ fields: { address: 'memberAlready' } });
  });
});

describe('a link', () => {
  const make = async ({ role = 'contributor', uses = 5 } = {}) => {
    const { path } = await world.services.invitations.makeLink(await ruth.actor(), slug, {
      role,
      organisation: ruth.organisation.id,
      uses,
    });
    return path.split('/').at(-1) ?? '';
  };

  test('gives an address an invitation of its own, and opens nothing by itself', async () => {
    const code = await make();
    const address = fresh();
    await expect(world.services.joining.acceptAsNew(code, newcomer)).rejects.toMatchObject({
      code: 'invitation.unknown',
    });
    await expect(world.services.invitations.decline(code)).rejects.toMatchObject({ code: 'invitation.unknown' });
    await world.services.invitations.ask(code, { email: address });
    expect(await world.services.joining.acceptAsNew(await codeFor(address), newcomer)).toMatchObject({
      slug,
      email: address,
    });
  });

  test('says the same to an address that is in already, and sends nothing there', async () => {
    const code = await make();
    await world.services.invitations.ask(code, { email: ruth.email });
    const address = fresh();
    await world.services.invitations.ask(code, { email: address });
    await box.latestTo(address);
    expect(box.arrived.some(({ to }) => to.includes(ruth.email))).toBe(false);
    expect((await list()).some((invitation) => invitation.address === ruth.email)).toBe(false);
    expect((await world.services.mail.outbox(await ruth.actor(), slug)).mails.map(({ to }) => to)).not.toContain(
      ruth.email,
    );
  });

  test('fills nobody’s mailbox, and makes nothing less of an invitation that was sent', async () => {
    const code = await make({ role: 'viewer' });
    const [asker, invited] = [fresh(), fresh()];
    const sentTo = (address: string) => box.arrived.filter(({ to }) => to.includes(address)).length;
    for (let times = 0; times < 3; times++) await world.services.invitations.ask(code, { email: asker });
    await invite(invited, { role: 'facilitator' });
    await world.services.invitations.ask(code, { email: invited });
    const first = await codeFor(invited);
    await codeFor(asker);
    await world.services.mail.deliver();
    expect([sentTo(asker), sentTo(invited)]).toEqual([1, 1]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    try {
      const after = box.arrived.length;
      await world.services.invitations.ask(code, { email: invited });
      const second = await codeFor(invited, after);
      expect(await world.services.invitations.page(second)).toMatchObject({ role: 'facilitator', state: 'waiting' });
      expect(await world.services.invitations.page(first)).toMatchObject({ state: 'withdrawn' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('is used up, and can be taken back', async () => {
    const code = await make({ uses: 1 });
    await world.services.invitations.ask(code, { email: fresh() });
    await expect(world.services.invitations.ask(code, { email: fresh() })).rejects.toMatchObject({
      code: 'invitation.over',
    });
    const other = await make();
    const link = (await list()).find(({ kind, uses }) => kind === 'link' && uses === 5);
    await world.services.invitations.withdraw(await ruth.actor(), slug, link?.id ?? '');
    await expect(world.services.invitations.ask(other, { email: fresh() })).rejects.toMatchObject({
      code: 'invitation.over',
    });
    await expect(world.services.invitations.resend(await ruth.actor(), slug, link?.id ?? '')).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('makes nobody a convener, nor hundreds at once', async () => {
    await expect(make({ role: 'convener' })).rejects.toMatchObject({ fields: { role: 'unknownChoice' } });
    for (const uses of [0, 101, 1.5, NaN]) {
      await expect(make({ uses })).rejects.toMatchObject({ fields: { uses: 'unknownChoice' } });
    }
  });
});
