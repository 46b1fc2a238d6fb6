import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServiceContext } from '../../server/services/context.ts';
import { SessionSummaryService } from '../../server/services/sessionSummaries.ts';
import { sourcesOf } from '../../server/services/summarySources.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { ADDRESS_KEPT_DAYS } from '../../src/lib/domain/sessions/consent.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { addDays, instant } from '../../src/lib/domain/shared/surroundings.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';

const PLAN = { day: '', from: '', until: '', place: 'Hall', meeting: '', like: '' };
const ORIGIN = 'https://plan.example.org';

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
let board: string;
let session: string;
beforeAll(async () => {
  box = await Mailbox.open();
  world = await World.open({ ...box.settings, ORIGIN });
});
afterAll(async () => {
  await world.end();
  await box.close();
});
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'contributor' });
  board = await world.board(ruth, slug, { title: 'Hub' });
  await change((doc) => {
    doc.addZone(newZone({ id: 'needs', title: 'Needs' }), { by: ruth.id });
    doc.addCards([newCard({ id: 'door', text: 'Sign the agreement', zone: 'needs', at: [20, 80] })], { by: ruth.id });
  });
  session = (await world.services.sessions.make(await ruth.actor(), slug, { ...PLAN, board, title: 'The hub' })).id;
  for (const kind of ['assign', 'close'] as const) {
    const draft = { ...newStep(kind), title: kind, instructions: '' };
    await world.services.sessions.saveStep(await ruth.actor(), slug, { board, session, step: null, draft });
  }
  await command({ is: 'start' });
});
afterEach(() => box.arrived.splice(0));

const change = (work: (doc: BoardDoc) => void) =>
  world.app.documents.change(`board/${board}`, { actorId: ruth.id }, (doc) => work(new BoardDoc(doc)));
const command = async (what: SessionCommand) =>
  world.services.sessionRuns.command(await ruth.actor(), slug, { board, session, command: what });
const end = async () => {
  const now = await world.services.sessionRuns.live(await ruth.actor(), slug, board);
  await command({ is: 'end', step: now?.current.step ?? '' });
};
const at = () => ({ board, session });
const summaries = () => world.services.sessionSummaries;
const page = async (by = kay) => summaries().page(await by.actor(), slug, at());
const send = async () => summaries().send(await ruth.actor(), slug, at());
const say = async (by: Someone, consent: { name?: boolean; mail?: boolean }) =>
  world.services.sessionConsents.say(await by.actor(), slug, { ...at(), name: false, mail: false, ...consent });
const agree = async () =>
  world.services.sessionOutcomes.save(await ruth.actor(), slug, {
    ...{ ...at(), card: 'door', kind: 'action', person: kay.id, ownerName: '', organisation: '', due: '2099-12-04' },
    reason: '',
  });
const delivered = async () => {
  await world.services.mail.deliver();
  return box.arrived.map(({ to }) => to[0]).sort();
};
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });
const guestLink = async (patch = {}) => world.guestLink(await ruth.actor(), slug, { board, session, ...patch });

describe('[F34] the summary', () => {
  test('is there as soon as the session ends, and before that for those who run it', async () => {
    await agree();
    expect((await page(ruth)).summary).toMatchObject({ endedAt: null, actions: [{ words: 'Sign the agreement' }] });
    await expect(page()).rejects.toEqual(refused('notAllowed'));
    await end();
    expect(await page()).toMatchObject({
      ...{ mayRun: false, waiting: 0, sentAt: null },
      summary: {
        ...{ title: 'The hub', boardTitle: 'Hub', place: 'Hall', names: [] },
        actions: [{ owner: { name: kay.name, organisation: kay.organisation.name }, due: '2099-12-04' }],
        zones: [{ title: 'Needs', cards: [{ text: 'Sign the agreement' }], picture: { zones: [{}], cards: [{}] } }],
        steps: [{ title: 'assign' }],
      },
    });
    const stranger = await world.person();
    await expect(page(stranger)).rejects.toEqual(refused('notFound'));
  });

  test('stays what it was, whatever becomes of the board and the actions', async () => {
    await agree();
    await end();
    const before = (await page()).summary;
    await change((doc) => doc.remove(['door', 'needs'], { by: ruth.id }));
    const tom = await world.person({ in: slug });
    await world.services.handOvers.handOver(await kay.actor(), slug, { from: kay.id, to: tom.id });
    expect((await page()).summary).toEqual(before);
    await world.restart();
    expect((await page()).summary).toEqual(before);
  });

  test('[F35] loses the words of a card that is taken off the board', async () => {
    await agree();
    await end();
    const asked = { board, items: ['door'], reviewer: ruth.id, reason: '' };
    await world.services.takenOff.takeOff(await ruth.actor(), slug, asked);
    expect(JSON.stringify(await page())).not.toContain('Sign the agreement');
  });

  test('has a note at the top, by those who run the session', async () => {
    await end();
    const note = async (words: string, by = ruth) =>
      summaries().setNote(await by.actor(), slug, { ...at(), note: words });
    await note(' Thank you.\r\nSee you. ');
    expect((await page()).summary.note).toBe('Thank you.\nSee you.');
    await expect(note('Mine', kay)).rejects.toEqual(refused('notAllowed'));
    await expect(note('x'.repeat(2_001))).rejects.toEqual(refused('input.invalid', { note: 'tooLong' }));
  });
});

describe('[F36] who took part', () => {
  test('is told by kind, and by name only of those who agreed; whoever takes that back is named no more', async () => {
    await say(kay, { name: true });
    await say(ruth, {});
    const { code } = await guestLink();
    const consent = { name: true, mail: false, address: '' };
    await world.join(code, { consent });
    await world.join(code, { name: 'Dana' });
    await end();
    expect((await page()).summary).toMatchObject({ people: 3, names: ['Marcin', kay.name] });
    expect((await page()).summary.kinds).toEqual([]);
    await say(kay, {});
    expect((await page()).summary.names).toEqual(['Marcin']);
    const [guest] = await world.services.guests.list(await ruth.actor(), slug, board);
    await world.services.guests.remove(await ruth.actor(), slug, { board, guest: guest?.id ?? '' });
    expect((await page()).summary.names).toEqual([]);
  });

  test('agrees to nothing unless they say so, and young people are not asked', async () => {
    expect(await world.services.sessionConsents.mine(await kay.actor(), slug, at())).toEqual({
      name: false,
      mail: false,
    });
    const young = await guestLink({ audience: 'young', moderators: [ruth.id] });
    expect((await world.services.guestJoining.page(young.code)).asksConsent).toBe(false);
    const consent = { name: true, mail: true, address: 'zosia@home.example' };
    await world.join(young.code, { name: 'Zosia', consent });
    expect(await openRepos(world.app.db).consents.ofSession(session)).toEqual([]);
    const open = await guestLink();
    expect((await world.services.guestJoining.page(open.code)).asksConsent).toBe(true);
    expect((await world.services.guestJoining.page((await guestLink({ session: '' })).code)).asksConsent).toBe(false);
    const bad = { consent: { name: false, mail: true, address: 'nowhere' } };
    await expect(world.join(open.code, bad)).rejects.toEqual(
      refused('input.invalid', { summaryAddress: 'emailShape' }),
    );
  });
});

describe('[F37] mail', () => {
  test('goes to those who asked for it, once for each version, and a guest’s address is forgotten with it', async () => {
    await agree();
    await say(kay, { mail: true });
    const { code } = await guestLink();
    const consent = { name: false, mail: true, address: 'Marcin@home.example' };
    const { secret } = await world.join(code, { consent });
    await expect(send()).rejects.toEqual(refused('notFound'));
    await end();
    expect(await page(ruth)).toMatchObject({ waiting: 2, hasServer: true });
    expect(await send()).toBe(2);
    expect(await delivered()).toEqual(['marcin@home.example', kay.email].sort());
    const raw = box.arrived.map((mail) => JSON.stringify(mail)).join();
    expect(raw).toContain('Sign the agreement');
    expect(await send()).toBe(0);
    const kept = JSON.stringify(await openRepos(world.app.db).consents.ofSession(session));
    expect(kept).not.toContain('home.example');
    await summaries().setNote(await ruth.actor(), slug, { ...at(), note: 'One more thing.' });
    expect(await send()).toBe(1);
    const guest = await world.visitor(secret, board);
    expect((await summaries().forGuest(guest, at())).summary.note).toBe('One more thing.');
    const { rows } = await world.services.audit.page(await (await convener()).actor(), slug, { filter: {}, page: 1 });
    const sent = rows.filter(({ event }) => event === 'session.summarySent');
    expect(sent.map(({ details }) => details['people'])).toEqual([1, 2]);
  });

  test('obeys what somebody chose about mails, and waits for cards that are held back', async () => {
    await say(kay, { mail: true });
    await end();
    await world.services.mailChoices.choose(await kay.actor(), ['joined']);
    expect(await send()).toBe(0);
    await world.services.mailChoices.choose(await kay.actor(), ['summary']);
    const { mail, mailChoices: choices } = world.services;
    const { db, documents, events } = world.app;
    const surroundings = { now: () => instant(Date.now()), newId: () => 'new' };
    const context = { db, documents, events, surroundings, repos: openRepos(db) } as ServiceContext;
    const sources = { ...sourcesOf(context), heldCards: () => Promise.resolve(1) };
    const held = new SessionSummaryService(context, { mail, choices, sources });
    await expect(held.send(await ruth.actor(), slug, at())).rejects.toEqual(refused('session.held'));
    await expect(summaries().send(await kay.actor(), slug, at())).rejects.toEqual(refused('notAllowed'));
    expect(await send()).toBe(1);
  });

  test('that never came: the address is forgotten a month after the session', async () => {
    const { code } = await guestLink();
    await world.join(code, { consent: { name: true, mail: true, address: 'm@home.example' } });
    await end();
    const consents = openRepos(world.app.db).consents;
    await world.services.sessionConsents.forgetAddresses();
    expect(await consents.withAddresses()).toContainEqual({ id: session, boardId: board });
    const found = await openRepos(world.app.db).sessions.byId(board, session);
    const endedAt = addDays(instant(Date.now()), -ADDRESS_KEPT_DAYS - 1);
    if (found?.progress.is !== 'ended') throw new Error('it has not ended');
    await openRepos(world.app.db).sessions.set({ ...found, progress: { ...found.progress, endedAt } });
    await world.services.sessionConsents.forgetAddresses();
    expect(await consents.withAddresses()).not.toContainEqual({ id: session, boardId: board });
  });
});

const convener = () => world.person({ in: slug, role: 'convener' });

test('[F38] a guest reads it who had joined before the end, and nobody who came later', async () => {
  const open = await world.guestLink(await ruth.actor(), slug, { board });
  const early = await world.join(open.code);
  await end();
  const late = await world.join(open.code, { name: 'Late' });
  const [marcin, newcomer] = [await world.visitor(early.secret, board), await world.visitor(late.secret, board)];
  expect(await summaries().ofGuest(marcin, board)).toEqual([{ id: session, title: 'The hub' }]);
  expect((await summaries().forGuest(marcin, at())).summary.title).toBe('The hub');
  expect(await summaries().ofGuest(newcomer, board)).toEqual([]);
  await expect(summaries().forGuest(newcomer, at())).rejects.toEqual(refused('notFound'));
  await expect(summaries().forGuest(await kay.actor(), at())).rejects.toEqual(refused('notFound'));
  await expect(summaries().page(marcin, slug, at())).rejects.toEqual(refused('signIn.needed'));
});
