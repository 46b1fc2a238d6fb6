import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { DAY_MS } from '../../src/lib/domain/sessions/days.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { StepKind } from '../../src/lib/domain/sessions/step.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { addDays, instant } from '../../src/lib/domain/shared/surroundings.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';

const ORIGIN = 'https://plan.example.org';
const EVERYONE = { everyone: true, organisations: [], people: [] };

let box: Mailbox;
let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
let board: string;
let session: string;
/** When the first step opens: the clock below is turned by hand, from then on. */
let opens: number;
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
  await world.app.documents.change(`board/${board}`, { actorId: ruth.id }, (doc) => {
    const at = new BoardDoc(doc);
    at.addZone(newZone({ id: 'needs', title: 'Needs' }), { by: ruth.id });
    at.addCards([newCard({ id: 'door', text: 'A door', zone: 'needs', at: [20, 80] })], { by: ruth.id });
  });
  session = await make();
  for (const kind of ['share', 'vote', 'close'] as const) await add(kind);
});
afterEach(async () => {
  await world.app.db.deleteFrom('session').execute(); // the clock is for all of them
  await world.services.mail.deliver();
  box.arrived.splice(0);
});

async function make(patch: { from?: string; each?: number | null; like?: string } = {}): Promise<string> {
  const day = dayIn(addDays(instant(Date.now()), 10));
  const plan = { title: 'The hub', day, from: '09:00', until: '', place: '', meeting: '', like: '', each: 2 };
  const made = await world.services.sessions.make(await ruth.actor(), slug, { ...plan, board, ...patch });
  return made.id;
}

/** Adds a step that opens where the one before closes, and is open for two days. */
async function add(kind: StepKind): Promise<void> {
  const { agenda, startsAt } = await page();
  opens = Date.parse(startsAt ?? `${dayIn(addDays(instant(Date.now()), 10))}T09:00:00.000Z`);
  const [from, until] = [agenda.length * 2, agenda.length * 2 + 2].map((days) => dayIn(at(days)));
  const draft = { ...newStep(kind), title: kind, instructions: '' };
  const asked = { opensDay: from ?? '', opensTime: '09:00', closesDay: until ?? '', closesTime: '09:00' };
  await world.services.sessions.saveStep(await ruth.actor(), slug, { board, session, step: null, draft, asked });
}

const at = (days: number) => instant(opens + days * DAY_MS);
const goOn = (days: number) => world.services.sessionClock.goOn(at(days));
const page = async (by = ruth) => world.services.sessions.page(await by.actor(), slug, { board, session });
const live = async (by = kay) => world.services.sessionRuns.live(await by.actor(), slug, board);
const command = async (what: SessionCommand, by = ruth) =>
  world.services.sessionRuns.command(await by.actor(), slug, { board, session, command: what });
const stepNow = async () => {
  const { steps, current } = (await live()) ?? {};
  return steps?.find(({ id }) => id === current?.step)?.title ?? null;
};
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });
const trail = async () =>
  (await world.app.db.selectFrom('audit').select('event').where('event', '=', 'session.started').execute()).length;
const delivered = async () => {
  await world.services.mail.deliver();
  const mails = box.arrived.splice(0).filter(({ subject }) => !subject.startsWith('Invitation'));
  return mails.map(({ to, subject }) => [to[0], subject.split(':')[0]]).sort();
};

describe('a session over days', () => {
  test('is made from a template with dates for each step, without breaks, and spans them all', async () => {
    const made = await world.services.boards.create(await ruth.actor(), slug, {
      ...{ title: 'Workshop', template: 'co-creation-workshop' },
    });
    board = made.id;
    session = await make({ like: 'template', each: 3 });
    const { agenda, startsAt, endsAt, overDays } = await page();
    expect(overDays).toBe(true);
    expect(agenda.every(({ days, kind }) => days && kind !== 'break')).toBe(true);
    expect([agenda[0]?.days?.opens, agenda.at(-1)?.days?.closes]).toEqual([startsAt, endsAt]);
    session = await make({ like: session, each: null });
    expect((await page()).agenda.some(({ days }) => days)).toBe(false);
    await expect(make({ each: 0 })).rejects.toEqual(refused('input.invalid', { each: 'outOfRange' }));
    await expect(make({ each: NaN })).rejects.toEqual(refused('input.invalid', { each: 'outOfRange' }));
  });

  test('asks for the dates of each step, and begins with none before they are there', async () => {
    const { sessions } = world.services;
    const draft = { ...newStep('share'), title: 'More', instructions: '' };
    const address = { board, session, step: null, draft };
    await expect(sessions.saveStep(await ruth.actor(), slug, address)).rejects.toEqual(
      refused('input.invalid', { opensDay: 'missing', closesTime: 'missing' }),
    );
    session = await make({ from: '', like: session });
    await expect(command({ is: 'start' })).rejects.toEqual(refused('session.noDates'));
  });

  test('opens its steps, closes them and ends by the server’s clock, and says so to the board [F80]', async () => {
    const told: (string | null)[] = [];
    const stop = world.app.events.on('session.changed', ({ session: now }) => {
      told.push(
        now &&
          `${now.steps.findIndex(({ id }) => id === now.current.step)} ${now.current.closedAt ? 'closed' : 'open'}`,
      );
    });
    await goOn(-0.1);
    expect(await live()).toBeNull();
    for (const days of [0, 1, 2, 4, 6]) await goOn(days);
    stop();
    expect(told).toEqual(['0 open', '0 closed', '1 open', '1 closed', '2 open', '2 closed', null]);
    expect((await page()).progress).toMatchObject({ is: 'ended', startedAt: at(0), endedAt: at(6) });
    expect((await openRepos(world.app.db).summaries.ofSession(session)).snapshot).not.toBeNull();
  });

  test('does nothing twice: two clocks at once, and one again, are one [F81]', async () => {
    await Promise.all([goOn(0), goOn(0), goOn(0)]);
    const [first, entries] = [await live(), await trail()];
    await goOn(0);
    expect([await live(), await trail()]).toEqual([first, entries]);
    await Promise.all([goOn(2), goOn(2)]);
    expect((await page()).progress).toMatchObject({ passed: [{ took: 2 * DAY_MS }], current: { began: at(2) } });
  });

  test('goes on after the server was down, in order, and closes no step that nobody could come to [F81] [F82]', async () => {
    await goOn(0);
    await world.restart();
    await goOn(5);
    expect(await stepNow()).toBe('vote');
    await goOn(5.9);
    expect((await live())?.ballot?.state).toBe('open');
    await goOn(6);
    expect(await stepNow()).toBe('close');
    expect((await live())?.ballot?.state).toBe('closed');
  });

  test('sums up one that ended while the server died [F81]', async () => {
    await goOn(0);
    const repos = openRepos(world.app.db);
    const now = await repos.sessions.byId(board, session);
    if (!now) throw new Error('no session');
    const ended = { is: 'ended', startedAt: at(0), endedAt: at(1), passed: [] } as const;
    await repos.sessions.set({ ...now, progress: ended });
    await goOn(1);
    expect((await repos.summaries.ofSession(session)).snapshot?.zones[0]?.cards).toEqual([
      { id: 'door', text: 'A door' },
    ]);
  });

  test('takes no vote once its step is closed, and again when a facilitator gives more time and opens the vote [F83]', async () => {
    for (const days of [0, 2]) await goOn(days);
    const { ballot, current } = (await live()) ?? {};
    const [step, address] = [current?.step ?? '', { board, session, ballot: ballot?.id ?? '' }];
    const cast = async () =>
      world.services.votes.cast(await kay.actor(), slug, { ...address, votes: [{ card: 'door', value: 1 }] });
    const reopen = async () =>
      world.services.ballots.command(await ruth.actor(), slug, { ...address, command: 'reopen' });
    await cast();
    await command({ is: 'close', step });
    expect((await live())?.ballot).toMatchObject({ state: 'closed', voted: 1 });
    await expect(cast()).rejects.toEqual(refused('ballot.closed'));
    await reopen();
    await expect(cast()).rejects.toEqual(refused('ballot.closed'));
    await command({ is: 'extend', step, allowed: (await live())?.current.allowed ?? 0, minutes: 1_440 });
    await reopen();
    await cast();
  });

  test('is closed early and opened again by who may run it, and by nobody else [F8] [F83]', async () => {
    await goOn(0);
    const step = (await live())?.current.step ?? '';
    await expect(command({ is: 'close', step }, kay)).rejects.toEqual(refused('notAllowed'));
    await command({ is: 'close', step });
    expect(await live()).toMatchObject({
      current: { closedAt: expect.any(String) },
      now: { rules: { writing: 'closed' } },
    });
    await command({ is: 'extend', step, allowed: (await live())?.current.allowed ?? 0, minutes: 1_440 });
    expect(await live()).toMatchObject({ current: { closedAt: null }, now: { rules: { writing: 'open' } } });
  });

  test('waits for what a facilitator has to see to: another session, and one that is put away [F84]', async () => {
    const other = await make({ each: null, like: '' });
    const draft = { ...newStep('share'), title: 'Talk', instructions: '' };
    await world.services.sessions.saveStep(await ruth.actor(), slug, { board, session: other, step: null, draft });
    const run = async (what: SessionCommand) =>
      world.services.sessionRuns.command(await ruth.actor(), slug, { board, session: other, command: what });
    await run({ is: 'start' });
    await goOn(0);
    expect((await live())?.id).toBe(other);
    await run({ is: 'end', step: (await live())?.current.step ?? '' });
    await goOn(0.1);
    expect((await live())?.id).toBe(session);
  });

  test('does not leave a step over actions that lack an owner [F30] [F84]', async () => {
    await add('assign');
    await goOn(0);
    const asked = { card: 'door', kind: 'action', person: '', ownerName: '', organisation: '', due: '', reason: '' };
    await world.services.sessionOutcomes.save(await ruth.actor(), slug, { board, session, ...asked });
    for (const days of [2, 4, 6, 8, 9]) await goOn(days);
    expect(await live()).toMatchObject({ current: { closedAt: at(8) } });
    expect(await stepNow()).toBe('assign');
    await world.services.sessionOutcomes.save(await ruth.actor(), slug, {
      ...{ board, session, ...asked, kind: 'parked', reason: 'Later' },
    });
    await goOn(9.1);
    expect(await live()).toBeNull();
  });

  test('stands in calendars from its first day to its last deadline, and takes up nobody’s time', async () => {
    const file = await world.services.sessionInvitations.calendarFile(await kay.actor(), slug, { board, session });
    const stamp = (days: number) => at(days).replace(/[-:]|\.\d+/g, '');
    expect(file).toContain(`DTSTART:${stamp(0)}`);
    expect(file).toContain(`DTEND:${stamp(6)}`);
    expect(file).toContain('TRANSP:TRANSPARENT');
    expect(file.replace(/\r\n /g, '')).toContain('vote: open from');
  });
});

describe('reminders', () => {
  const invite = async () =>
    world.services.sessionInvitations.invite(await ruth.actor(), slug, { board, session, picked: EVERYONE });
  const there = async (who: Someone) => {
    const now = await openRepos(world.app.db).sessions.byId(board, session);
    if (now) await openRepos(world.app.db).overDays.noteVisits(now, [{ actorId: who.id }]);
  };

  test('go to those who were invited and were not there: when a step opens, and a day before it closes, once [F85]', async () => {
    await invite();
    await delivered();
    await goOn(0);
    await goOn(0.1);
    expect(await delivered()).toEqual(
      [
        [ruth.email, 'Now open'],
        [kay.email, 'Now open'],
      ].sort(),
    );
    await there(ruth);
    await goOn(0.9);
    expect(await delivered()).toEqual([]);
    await Promise.all([goOn(1), goOn(1.1)]);
    await goOn(1.5);
    expect(await delivered()).toEqual([[kay.email, 'Closes soon']]);
  });

  test('go to nobody who has voted, who wants none, or who may not see the board any more [F85]', async () => {
    const [tom, ana] = [await world.person({ in: slug }), await world.person({ in: slug })];
    await invite();
    for (const days of [0, 2]) await goOn(days);
    await delivered();
    const { ballot } = (await live()) ?? {};
    const votes = [{ card: 'door', value: 1 }];
    await world.services.votes.cast(await kay.actor(), slug, { board, ballot: ballot?.id ?? '', votes });
    await there(ruth); // who looks in has not voted
    await world.services.mailChoices.choose(await tom.actor(), ['sessions']);
    const scope = { open: 'named', people: [ruth.id, kay.id, tom.id], organisations: [] } as const;
    await world.services.boards.share(await ruth.actor(), slug, { id: board, scope });
    await delivered();
    await goOn(3);
    expect(await delivered()).toEqual([[ruth.email, 'Closes soon']]);
    expect(ana.email).not.toBe('');
  });

  test('are kept with their mail or not at all: a server that dies between begins again [F85]', async () => {
    await invite();
    await delivered();
    await goOn(0);
    const rows = () =>
      world.app.db.selectFrom('session_reminder').select('person_id').where('session_id', '=', session).execute();
    expect(await rows()).toHaveLength(2);
    await world.restart();
    await goOn(0.2);
    expect(await rows()).toHaveLength(2);
    expect(await delivered()).toHaveLength(2);
  });

  test('can be stopped by the link in each, with one click', async () => {
    await invite();
    await delivered();
    await goOn(0);
    await world.services.mail.deliver();
    const { raw, text } = await box.latestTo(kay.email, { about: 'Now open' });
    expect(raw).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
    const token = /unsubscribe\/([\w-]+)/.exec(text.replace(/=\r?\n/g, ''))?.[1] ?? '';
    expect(await world.services.mailChoices.page(token)).toEqual({ choice: 'reminders', wanted: true });
  });

  test('leave nothing behind once the session has ended', async () => {
    await invite();
    await goOn(0);
    await there(kay);
    await command({ is: 'end', step: (await live())?.current.step ?? '' });
    const left = await Promise.all(
      (['session_reminder', 'step_visit'] as const).map((table) =>
        world.app.db.selectFrom(table).selectAll().execute(),
      ),
    );
    expect(left).toEqual([[], []]);
  });

  test('tell those who run it how many were there, and nobody else [F86]', async () => {
    await invite();
    await goOn(0);
    await there(kay);
    const turnout = async (by: Someone) => world.services.sessionTurnout.of(await by.actor(), slug, { board, session });
    expect(await turnout(ruth)).toEqual({ invited: 2, there: 1, groups: [] });
    expect(await turnout(kay)).toBeNull();
  });
});
