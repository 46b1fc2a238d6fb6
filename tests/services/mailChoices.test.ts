import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SILENT } from '../../server/log/log.ts';
import { answerOneClick } from '../../server/oneClick.ts';
import { MAIL_CHOICES } from '../../src/lib/domain/accounts/mailChoices.ts';
import { addDays, instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';

const ORIGIN = 'https://plan.example.org';

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
beforeEach(async () => {
  box = await Mailbox.open();
  world = await World.open({ ...box.settings, ORIGIN });
  slug = await world.partnership('Northbrook');
  ruth = await world.person({ in: slug, role: 'convener' });
  tom = await world.person({ in: slug, role: 'viewer', organisation: ruth.organisation });
});
afterEach(async () => {
  await world.end();
  await box.close();
});

const changeRole = async (role: string) =>
  world.services.members.changeRole(await ruth.actor(), slug, { person: tom.id, role });
const delivered = async () => {
  await world.services.mail.deliver();
  return box.arrived.map(({ to, subject }) => [to[0], subject]);
};
/** The token of the link that stops a mail. */
const tokenIn = (raw: string) =>
  /List-Unsubscribe: <https:\/\/plan\.example\.org\/unsubscribe\/([\w-]+)>/.exec(
    raw.replace(/\r\n[ \t]+/g, ' '),
  )?.[1] ?? '';

test('everything is wanted until somebody says otherwise, and what is no choice is passed over', async () => {
  const { mailChoices } = world.services;
  expect(Object.values(await mailChoices.choices(await tom.actor()))).toEqual(MAIL_CHOICES.map(() => true));
  await mailChoices.choose(await tom.actor(), ['joined', 'nonsense', '__proto__']);
  expect(await mailChoices.choices(await tom.actor())).toEqual({
    ...{ joined: true, membership: false, boardShared: false, sessions: false, guestLinks: false },
    ...{ joined: true, membership: false, boardShared: false, guestLinks: false, summary: false, reminders: false },
  });
  expect((await mailChoices.choices(await ruth.actor())).membership).toBe(true);
});

describe('news comes to whom it is about', () => {
  test('their role, and being taken out', async () => {
    await changeRole('contributor');
    await world.services.members.remove(await ruth.actor(), slug, tom.id);
    expect(await delivered()).toEqual([
      [tom.email, 'Your role in Northbrook was changed'],
      [tom.email, 'You are no longer in Northbrook'],
    ]);
  });

  test('a board that is opened to them by name, once', async () => {
    const board = await world.board(ruth, slug, { title: 'Health hub' });
    const scope = { open: 'named', people: [ruth.id, tom.id], organisations: [] } as const;
    for (let times = 0; times < 2; times++) {
      await world.services.boards.share(await ruth.actor(), slug, { id: board, scope });
    }
    expect(await delivered()).toEqual([[tom.email, `${ruth.name} shared a board with you in Northbrook`]]);
    expect(box.arrived[0]?.text).toContain('“Health hub”');
  });

  test('somebody accepted an invitation: whoever sent it, while they are a convener', async () => {
    const asked = { role: 'viewer', organisation: ruth.organisation.id, message: '' };
    await world.services.invitations.invite(await ruth.actor(), slug, { ...asked, addresses: 'new@vale.example' });
    const { text } = await box.latestTo('new@vale.example');
    const code = /\/join\/([\w-]{43})/.exec(text)?.[1] ?? '';
    const given = {
      name: 'Ana Ní Bhriain',
      password: 'lantern-orchard-lane',
      organisationName: '',
      organisationKind: '',
    };
    await world.services.joining.acceptAsNew(code, given);
    expect((await delivered()).at(-1)).toEqual([ruth.email, 'Ana Ní Bhriain is now in Northbrook']);
  });

  test('a guest link that is full, and one that ends in three days: whoever made it, once', async () => {
    const board = await world.board(ruth, slug, { title: 'Health hub' });
    const { code, id } = await world.guestLink(await ruth.actor(), slug, { board, right: 'look', mostGuests: 1 });
    await world.join(code);
    await world.services.guestLinkNews.tellEnding();
    expect(await delivered()).toEqual([[ruth.email, 'A guest link in Northbrook is full']]);
    const soon = addDays(instant(Date.now()), 2);
    await world.app.db
      .updateTable('guest_link')
      .set({ ends_at: soon, made_at: addDays(soon, -30) })
      .where('id', '=', id)
      .execute();
    await Promise.all([world.services.guestLinkNews.tellEnding(), world.services.guestLinkNews.tellEnding()]);
    expect((await delivered()).slice(1)).toEqual([[ruth.email, 'A guest link in Northbrook ends soon']]);
  });
});

test('what somebody does not want is not made, and not sent when it waits already', async () => {
  const { mailChoices } = world.services;
  await mailChoices.choose(await tom.actor(), []);
  await changeRole('contributor');
  expect(await world.app.db.selectFrom('mail').select('id').execute()).toEqual([]);
  await mailChoices.choose(await tom.actor(), ['membership']);
  box.mood = 'defers';
  await changeRole('viewer');
  await delivered();
  await mailChoices.choose(await tom.actor(), []);
  box.mood = 'takes';
  await world.app.db.updateTable('mail').set({ due_at: '2026-01-01T00:00:00.000Z' }).execute();
  expect(await delivered()).toEqual([]);
  expect(await world.app.db.selectFrom('mail').select('id').execute()).toEqual([]);
});

test('mails about signing in always come, without a way to stop them', async () => {
  await world.services.mailChoices.choose(await tom.actor(), []);
  await world.services.resets.ask({ email: tom.email });
  const { raw } = await box.latestTo(tom.email);
  expect(raw).not.toMatch(/list-unsubscribe/i);
});

describe('the link that stops a mail', () => {
  /** A real server with the one answer, as it stands before the pages. */
  async function served(ask: (url: string) => Promise<void>): Promise<void> {
    const server = createServer((request, response) => {
      if (!answerOneClick({ choices: world.services.mailChoices, log: SILENT }, request, response))
        response.writeHead(418).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    await once(server.close(), 'close');
  }

  test('is in its header and its words; opening it changes nothing, a mail program’s button does (RFC 8058)', async () => {
    await changeRole('contributor');
    const { raw, text } = await box.latestTo(tom.email);
    expect(raw).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
    const token = tokenIn(raw);
    expect(text).toContain(`${ORIGIN}/unsubscribe/`);
    expect(await world.services.mailChoices.page(token)).toEqual({ choice: 'membership', wanted: true });
    await served(async (url) => {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      for (let times = 0; times < 2; times++) {
        const { status } = await fetch(`${url}/unsubscribe/${token}`, { method: 'POST', body });
        expect(status).toBe(200);
      }
      expect((await fetch(`${url}/unsubscribe/${token.slice(0, -4)}AAAA`, { method: 'POST', body })).status).toBe(404);
      // A browser's form says from where it comes, and goes to the page.
      const headers = { origin: 'https://evil.example' };
      expect((await fetch(`${url}/unsubscribe/${token}`, { method: 'POST', body, headers })).status).toBe(418);
      expect((await fetch(`${url}/unsubscribe/${token}`)).status).toBe(418);
    });
    expect(await world.services.mailChoices.choices(await tom.actor())).toMatchObject({
      membership: false,
      joined: true,
    });
    expect(await world.services.mailChoices.page(token)).toEqual({ choice: 'membership', wanted: false });
  });

  test('cannot be made up, names nobody, and is no other sealed thing of ours', async () => {
    await changeRole('contributor');
    const token = tokenIn((await box.latestTo(tom.email)).raw);
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain(tom.id);
    const { sealed } = {
      sealed: await world.app.services.mail.unsubscribeLink({ personId: 'nobody', choice: 'joined' }),
    };
    const made = sealed.split('/').at(-1) ?? '';
    for (const one of ['', 'x', 'AQ', made, `${token}%00`, '../../x', 'A'.repeat(5_000)]) {
      await expect(world.services.mailChoices.page(one)).rejects.toMatchObject({ code: 'notFound' });
      await expect(world.services.mailChoices.unsubscribe(one)).rejects.toMatchObject({ code: 'notFound' });
    }
  });
});

test('nothing somebody called a board, a partnership or themselves becomes a header', async () => {
  const name = 'North\r\nBcc: eve@evil.example\r\n\r\nbody';
  await world.app.db.updateTable('partnership').set({ name }).execute();
  await world.app.db.updateTable('person').set({ name }).where('id', '=', ruth.id).execute();
  const board = await world.board(ruth, slug);
  await world.app.db.updateTable('board').set({ title: name }).execute();
  const scope = { open: 'named', people: [ruth.id, tom.id], organisations: [] } as const;
  await world.services.boards.share(await ruth.actor(), slug, { id: board, scope });
  await changeRole('contributor');
  await delivered();
  expect(box.arrived).toHaveLength(2);
  for (const { raw, to } of box.arrived) {
    expect(to).toEqual([tom.email]);
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
  }
});
