import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Picked } from '../../src/lib/domain/sessions/invited.ts';
import type { PlanAsked } from '../../src/lib/domain/sessions/session.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import { calendarIn } from '../support/calendars.ts';
import type { Arrived } from '../support/mailbox.ts';
import { Mailbox } from '../support/mailbox.ts';

const ORIGIN = 'https://plan.example.org';
const PLAN: PlanAsked = {
  ...{ title: 'Health hub, December', day: '2026-12-08', from: '13:30', until: '16:30' },
  ...{ place: 'Tanner’s Field Hall', meeting: 'https://meet.example/hub' },
};
const NOBODY: Picked = { everyone: false, organisations: [], people: [] };
const EVERYONE: Picked = { ...NOBODY, everyone: true };

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
let tom: Someone;
let board: string;
beforeEach(async () => {
  box = await Mailbox.open();
  world = await World.open({ ...box.settings, ORIGIN });
  slug = await world.partnership('Northbrook');
  ruth = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'viewer', organisation: ruth.organisation });
  tom = await world.person({ in: slug, role: 'contributor' });
  board = await world.board(ruth, slug, { title: 'A board whose title stays inside' });
});
afterEach(async () => {
  await world.end();
  await box.close();
});

const make = async (patch: Partial<PlanAsked> = {}) =>
  (await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board, like: '', ...patch })).id;
const plan = async (session: string, patch: Partial<PlanAsked>) =>
  world.services.sessions.plan(await ruth.actor(), slug, { ...PLAN, board, session, ...patch });
const invite = async (session: string, picked: Partial<Picked>, by = ruth) =>
  world.services.sessionInvitations.invite(await by.actor(), slug, {
    board,
    session,
    picked: { ...NOBODY, ...picked },
  });
const tell = async (session: string, by = ruth) =>
  world.services.sessionInvitations.tell(await by.actor(), slug, { board, session });
const list = async (session: string, by = kay) =>
  world.services.sessionInvitations.list(await by.actor(), slug, { board, session });
/** What came since, by whom it came to. */
async function arrived(after = 0): Promise<Map<string, Arrived>> {
  await world.services.mail.deliver();
  return new Map(box.arrived.slice(after).map((mail) => [mail.to.join(), mail]));
}
const to = async (someone: Someone, after = 0) => {
  const mail = (await arrived(after)).get(someone.email);
  if (!mail?.calendar) throw new Error('no mail with a calendar came');
  return { ...mail, type: mail.calendar.type, entry: calendarIn(mail.calendar.text) };
};
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });

describe('an invitation', () => {
  test('says what one has to know, to each alone, with an entry for their calendar and nothing of the board', async () => {
    const session = await make();
    expect(await invite(session, EVERYONE)).toBe(3);
    expect([...(await arrived()).keys()].sort()).toEqual([ruth, kay, tom].map(({ email }) => email).sort());
    const { subject, text, raw, type, entry } = await to(tom);
    const page = `${ORIGIN}/partnerships/${slug}/boards/${board}/sessions/${session}`;
    expect(subject).toBe('Invitation: Health hub, December');
    expect(text).toContain('When: Tuesday 8 December 2026, 1.30 pm to 4.30 pm, London time');
    for (const words of ['Where: Tanner’s Field Hall', PLAN.meeting, `Led by: ${ruth.name}`, page])
      expect(text).toContain(words);
    expect(type).toMatch(/text\/calendar;.*method=REQUEST/i);
    expect(entry).toMatchObject({
      ...{ METHOD: 'REQUEST', UID: `throughline-session-${session}`, SEQUENCE: '0', STATUS: 'CONFIRMED' },
      ...{ DTSTART: '20261208T133000Z', DTEND: '20261208T163000Z', SUMMARY: 'Health hub\\, December' },
      ...{ LOCATION: 'Tanner’s Field Hall', URL: page, ORGANIZER: 'mailto:plan@example.org' },
    });
    expect(entry['DESCRIPTION']).toContain('https://meet.example/hub');
    expect(entry['ATTENDEE']?.toLowerCase()).toBe(`mailto:${tom.email}`);
    for (const other of [ruth.email, kay.email]) expect(raw).not.toContain(other);
    expect(`${text} ${JSON.stringify(entry)}`).not.toContain('A board whose title stays inside');
  });

  test('goes to people, and to all of an organisation, once each', async () => {
    const session = await make();
    expect(await invite(session, { people: [tom.id] })).toBe(1);
    expect(await invite(session, { organisations: [ruth.organisation.id], people: [tom.id] })).toBe(2);
    await expect(invite(session, EVERYONE)).rejects.toEqual(refused('input.invalid', { people: 'missing' }));
    await expect(invite(session, {})).rejects.toEqual(refused('input.invalid', { people: 'missing' }));
    await arrived();
    expect(box.arrived).toHaveLength(3);
    const { invited, untold, sendsMail } = await list(session);
    expect(invited.map(({ id }) => id)).toEqual([ruth.id, kay.id, tom.id]);
    expect([untold, sendsMail]).toEqual([0, true]);
  });

  test('comes to those alone who may read the board, and from those who may run its sessions [FI2]', async () => {
    const scope = { open: 'named', people: [ruth.id, kay.id], organisations: [] } as const;
    await world.services.boards.share(await ruth.actor(), slug, { id: board, scope });
    const session = await make();
    const stranger = await world.person();
    expect(await invite(session, { everyone: true, people: [tom.id, stranger.id] })).toBe(2);
    await expect(invite(session, EVERYONE, tom)).rejects.toEqual(refused('notFound'));
    for (const work of [invite(session, EVERYONE, kay), tell(session, kay)])
      await expect(work).rejects.toEqual(refused('notAllowed'));
    const { organisations } = await world.services.sessionInvitations.page(await ruth.actor(), slug, {
      board,
      session,
    });
    expect(organisations.map(({ people }) => people.map(({ id, isInvited }) => [id, isInvited]))).toEqual([
      [
        [ruth.id, true],
        [kay.id, true],
      ],
    ]);
    // Whoever was shut out hears no more of it.
    await world.services.boards.share(await ruth.actor(), slug, {
      ...{ id: board, scope: { ...scope, people: [ruth.id] } },
    });
    const after = (await arrived(), box.arrived.length);
    await plan(session, { place: 'Town Hall' });
    await tell(session);
    await world.services.sessions.remove(await ruth.actor(), slug, { board, session });
    expect(new Set((await arrived(after)).keys())).toEqual(new Set([ruth.email]));
  });

  test('needs a day, a session that is not over, and a mail server', async () => {
    const undated = await make({ day: '', from: '', until: '' });
    await expect(invite(undated, EVERYONE)).rejects.toEqual(refused('session.noDay'));
    await expect(invite('no-such-session', EVERYONE)).rejects.toEqual(refused('notFound'));
    const over = await make();
    const draft = { ...newStep('share'), minutes: 5, title: 'One', instructions: '' };
    const at = { board, session: over };
    const { step } = await world.services.sessions.saveStep(await ruth.actor(), slug, { ...at, step: null, draft });
    for (const command of [{ is: 'start' }, { is: 'end', step }] as const)
      await world.services.sessionRuns.command(await ruth.actor(), slug, { ...at, command });
    for (const work of [invite(over, EVERYONE), tell(over)])
      await expect(work).rejects.toEqual(refused('session.over'));
  });

  test('is not sent to whoever wants no such mails', async () => {
    await world.services.mailChoices.choose(await tom.actor(), ['membership']);
    const session = await make();
    await invite(session, EVERYONE);
    expect([...(await arrived()).keys()].sort()).toEqual([ruth.email, kay.email].sort());
    expect((await list(session)).invited).toHaveLength(3);
  });
});

describe('those who were invited', () => {
  test('are told once of what changed, in the same entry with a higher number [FI1]', async () => {
    const session = await make();
    await invite(session, { people: [tom.id, kay.id] });
    await arrived();
    await plan(session, {});
    expect((await list(session)).untold).toBe(0);
    await plan(session, { place: 'Town Hall' });
    await plan(session, { place: 'Town Hall', from: '14:00' });
    expect((await list(session)).untold).toBe(2);
    const after = box.arrived.length;
    await tell(session);
    await tell(session);
    const { subject, text, entry } = await to(tom, after);
    expect(box.arrived).toHaveLength(after + 2);
    expect(subject).toBe('Changed: Health hub, December');
    expect(text).toContain('When: Tuesday 8 December 2026, 2.00 pm to 4.30 pm, London time');
    expect(entry).toMatchObject({
      ...{ METHOD: 'REQUEST', UID: `throughline-session-${session}`, SEQUENCE: '2' },
      ...{ LOCATION: 'Town Hall', DTSTART: '20261208T140000Z' },
    });
    expect((await list(session)).untold).toBe(0);
  });

  test('lose the entry when there is no day any more, and get it back with the next', async () => {
    const session = await make();
    await invite(session, { people: [tom.id] });
    await arrived();
    await plan(session, { day: '', from: '', until: '' });
    let after = box.arrived.length;
    await tell(session);
    expect(await to(tom, after)).toMatchObject({
      subject: 'No day yet: Health hub, December',
      entry: { METHOD: 'CANCEL', STATUS: 'CANCELLED', SEQUENCE: '1', DTSTART: '20261208T133000Z' },
    });
    await plan(session, { day: '', from: '', until: '', place: 'Town Hall' });
    expect((await list(session)).untold).toBe(0);
    await plan(session, { day: '2027-07-06' });
    after = box.arrived.length;
    await tell(session);
    expect((await to(tom, after)).entry).toMatchObject({
      ...{ METHOD: 'REQUEST', STATUS: 'CONFIRMED', SEQUENCE: '3', DTSTART: '20270706T123000Z' },
    });
  });

  test('are told when it does not take place [FI3]', async () => {
    const [session, other] = [await make(), await make()];
    await invite(session, { people: [tom.id] });
    await arrived();
    const after = box.arrived.length;
    const remove = async (id: string) =>
      world.services.sessions.remove(await ruth.actor(), slug, { board, session: id });
    await remove(other);
    await remove(session);
    const { subject, text, entry } = await to(tom, after);
    expect(box.arrived).toHaveLength(after + 1);
    expect(subject).toBe('Called off: Health hub, December');
    expect(text).toContain(`${ORIGIN}/partnerships/${slug}/boards/${board}/sessions\n`);
    expect(entry).toMatchObject({ METHOD: 'CANCEL', UID: `throughline-session-${session}`, SEQUENCE: '1' });
  });

  test('find it among what is kept of them, and it goes with their account', async () => {
    const session = await make();
    await invite(session, { people: [tom.id] });
    const { invitedTo } = await world.services.ownAccount.data(await tom.actor());
    expect(invitedTo).toEqual([
      { partnership: 'Northbrook', startsAt: '2026-12-08T13:30:00.000Z', invitedAt: expect.any(String) },
    ]);
    await world.services.ownAccount.close(await tom.actor(), { password: PASSWORD, forgetName: false });
    expect((await list(session)).invited).toEqual([]);
    expect(await world.app.db.selectFrom('session_invitation').select('person_id').execute()).toEqual([]);
  });
});

test('what waits in the outbox is sealed, calendar and all, and is gone once it is sent', async () => {
  const session = await make();
  box.mood = 'defers';
  await invite(session, { people: [tom.id] });
  await arrived();
  const kept = () => world.app.db.selectFrom('mail').select(['calendar', 'sealed', 'state']).execute();
  const [waiting] = await kept();
  expect(waiting).toMatchObject({ state: 'waiting', calendar: expect.any(String) });
  expect(Buffer.from(waiting?.calendar ?? '', 'base64').toString('latin1')).not.toContain('VCALENDAR');
  box.mood = 'takes';
  await world.app.db.updateTable('mail').set({ due_at: '2026-01-01T00:00:00.000Z' }).execute();
  expect((await to(tom)).entry).toMatchObject({ METHOD: 'REQUEST' });
  expect(await kept()).toEqual([{ state: 'sent', sealed: '', calendar: null }]);
});

describe('the file for a calendar', () => {
  test('is for everyone who may read the session, and invites nobody', async () => {
    const session = await make();
    const file = async (by: Someone, id = session) =>
      world.services.sessionInvitations.calendarFile(await by.actor(), slug, { board, session: id });
    const entry = calendarIn(await file(kay));
    expect(entry).toMatchObject({ UID: `throughline-session-${session}`, SEQUENCE: '0', DTSTART: '20261208T133000Z' });
    for (const part of ['METHOD', 'ORGANIZER', 'ATTENDEE']) expect(entry).not.toHaveProperty(part);
    await expect(file(await world.person())).rejects.toEqual(refused('notFound'));
    await expect(file(kay, await make({ day: '', from: '', until: '' }))).rejects.toEqual(refused('session.noDay'));
  });

  test.each([
    ['a line of its own', 'Hub\r\nATTENDEE:mailto:eve@evil.example'],
    ['what ends an entry', 'Hub\nEND:VEVENT\nBEGIN:VALARM'],
    ['signs that mean something', 'Hub; a, b: "c" \\n d'],
    ['many letters of another script', 'ورشة '.repeat(30)],
    ['emoji where a line is folded', '👩‍👩‍👧'.repeat(20)],
  ])('stays one entry with %s in its title, place and names', async (_, words) => {
    const session = await make({ title: words, place: words, meeting: words });
    await world.app.db.updateTable('person').set({ name: words }).where('id', 'in', [ruth.id, tom.id]).execute();
    await invite(session, { people: [tom.id] });
    const { to: readers, calendar } = await to(tom);
    const lines = calendar?.text.trimEnd().split('\n') ?? [];
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const names = Object.keys(calendarIn(calendar?.text ?? '')).sort();
    expect(names).toEqual([
      ...['ATTENDEE', 'DESCRIPTION', 'DTEND', 'DTSTAMP', 'DTSTART', 'LOCATION', 'METHOD', 'ORGANIZER'],
      ...['PRODID', 'SEQUENCE', 'STATUS', 'SUMMARY', 'UID', 'URL', 'VERSION'],
    ]);
    expect(readers).toEqual([tom.email]);
  });
});
