import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { LiveSession, PlanAsked } from '../../src/lib/domain/sessions/session.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const PLAN: PlanAsked = {
  ...{ title: 'Health hub, December', day: '2026-12-08', from: '13:30', until: '16:30' },
  ...{ place: 'Tanner’s Field Hall', meeting: '' },
};
const TEMPLATE = 'impact-effort-matrix';

let world: World;
let slug: string;
let ruth: Someone;
let tom: Someone;
let kay: Someone;
let board: string;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  tom = await world.person({ in: slug, role: 'facilitator' });
  kay = await world.person({ in: slug, role: 'contributor' });
  const made = { title: 'Health hub', template: TEMPLATE };
  board = (await world.services.boards.create(await ruth.actor(), slug, made)).id;
});

const make = async (patch: Partial<PlanAsked & { like: string }> = {}, by = ruth) =>
  (await world.services.sessions.make(await by.actor(), slug, { ...PLAN, board, like: 'template', ...patch })).id;
const page = async (session: string, by = ruth) =>
  world.services.sessions.page(await by.actor(), slug, { board, session });
const titles = async (session: string) => (await page(session)).agenda.map(({ title }) => title);
const command = async (session: string, what: SessionCommand, by = ruth) =>
  world.services.sessionRuns.command(await by.actor(), slug, { board, session, command: what });
const live = async (by = kay) => world.services.sessionRuns.live(await by.actor(), slug, board);
const refused = (code: string, fields = {}) =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) });
const draft = (title: string) => ({ ...newStep('share'), title, instructions: '' });

describe('a session', () => {
  test('is prepared from the template of its board, like an earlier one, or from nothing', async () => {
    const first = await make();
    expect(await page(first)).toMatchObject({
      ...{ title: PLAN.title, startsAt: '2026-12-08T13:30:00.000Z', endsAt: '2026-12-08T16:30:00.000Z' },
      ...{ lead: ruth.name, mayRun: true, boardTitle: 'Health hub', progress: { is: 'planned' } },
    });
    expect((await titles(first))[0]).toBe('Welcome and define the axes');
    const again = await make({ title: 'January', like: first });
    expect(await titles(again)).toEqual(await titles(first));
    const steps = async (session: string) => new Set((await page(session)).agenda.map(({ id }) => id));
    expect((await steps(again)).isDisjointFrom(await steps(first))).toBe(true);
    expect(await titles(await make({ like: '' }))).toEqual([]);
    await expect(make({ like: 'no-such-session' })).rejects.toEqual(
      refused('input.invalid', { like: 'unknownChoice' }),
    );
    await expect(make({ title: ' ' })).rejects.toEqual(refused('input.invalid', { title: 'missing' }));
  });

  test('is listed for members, the latest first, and its plan is changed', async () => {
    const [first, second] = [await make(), await make({ title: 'January', day: '2027-01-12' })];
    const list = async (by: Someone) => world.services.sessions.list(await by.actor(), slug, board);
    expect(await list(kay)).toMatchObject({
      mayRun: false,
      sessions: [{ id: second }, { id: first, steps: 7, minutes: 45 }],
    });
    await world.services.sessions.plan(await tom.actor(), slug, {
      ...{ ...PLAN, board, session: first, title: 'February', day: '2027-02-09' },
    });
    expect((await list(ruth)).sessions.map(({ title }) => title)).toEqual(['February', 'January']);
  });

  test('has an agenda that is added to, changed, put in another order and cut, by two at once too [F9]', async () => {
    const session = await make({ like: '' });
    const { sessions } = world.services;
    const [ruths, toms] = [await ruth.actor(), await tom.actor()];
    const save = async (title: string, step: string | null = null, by = ruths) =>
      (await sessions.saveStep(by, slug, { board, session, step, draft: draft(title) })).step;
    const added = await Promise.all([save('Welcome'), save('Write', null, toms), save('Close')]);
    expect(new Set(added).size).toBe(3);
    expect(new Set(await titles(session))).toEqual(new Set(['Welcome', 'Write', 'Close']));
    const [welcome = '', write = '', close = ''] = added;
    await sessions.moveStep(ruths, slug, { board, session, step: welcome, to: 0 });
    await sessions.moveStep(ruths, slug, { board, session, step: close, to: 2 });
    await save('Write alone', write);
    expect(await titles(session)).toEqual(['Welcome', 'Write alone', 'Close']);
    await sessions.removeStep(ruths, slug, { board, session, step: close });
    await sessions.removeStep(ruths, slug, { board, session, step: close });
    expect(await titles(session)).toEqual(['Welcome', 'Write alone']);
    await expect(save('Gone', close)).rejects.toEqual(refused('notFound'));
    const bad = { ...draft('  '), minutes: 0, zones: ['nowhere'] };
    await expect(sessions.saveStep(ruths, slug, { board, session, step: null, draft: bad })).rejects.toEqual(
      refused('input.invalid', { title: 'missing', minutes: 'minutes', zones: 'unknownChoice' }),
    );
    const { zones } = await page(session);
    const there = { ...draft('Write alone'), zones: zones.slice(0, 1).map(({ id }) => id) };
    await sessions.saveStep(ruths, slug, { board, session, step: write, draft: there });
    expect((await page(session)).agenda[1]).toMatchObject({ zones: there.zones });
  });

  test('is taken away as long as it has not begun', async () => {
    const [planned, begun] = [await make(), await make()];
    await command(begun, { is: 'start' });
    const remove = async (session: string) =>
      world.services.sessions.remove(await ruth.actor(), slug, { board, session });
    await remove(planned);
    await expect(page(planned)).rejects.toEqual(refused('notFound'));
    await expect(remove(begun)).rejects.toEqual(refused('session.over'));
  });

  test('is prepared and run by facilitators alone, and read by members [F8]', async () => {
    const session = await make();
    const { sessions, sessionRuns } = world.services;
    const [kays, stranger] = [await kay.actor(), await (await world.person()).actor()];
    const at = { board, session };
    const step = (await page(session)).agenda[0]?.id ?? '';
    const attempts = [
      (by: typeof kays) => sessions.make(by, slug, { ...PLAN, board, like: '' }),
      (by: typeof kays) => sessions.plan(by, slug, { ...PLAN, ...at }),
      (by: typeof kays) => sessions.saveStep(by, slug, { ...at, step: null, draft: draft('Mine') }),
      (by: typeof kays) => sessions.moveStep(by, slug, { ...at, step, to: 3 }),
      (by: typeof kays) => sessions.removeStep(by, slug, { ...at, step }),
      (by: typeof kays) => sessions.remove(by, slug, at),
      (by: typeof kays) => sessionRuns.command(by, slug, { ...at, command: { is: 'start' } }),
      (by: typeof kays) => sessionRuns.lead(by, slug, { ...at, person: kay.id }),
    ];
    for (const attempt of attempts) {
      await expect(attempt(kays)).rejects.toEqual(refused('notAllowed'));
      await expect(attempt(stranger)).rejects.toEqual(refused('notFound'));
    }
    expect(await page(session, kay)).toMatchObject({ mayRun: false });
    await expect(sessions.page(stranger, slug, at)).rejects.toEqual(refused('notFound'));
    // Another board's session is not there, whoever asks.
    const other = await world.board(ruth, slug);
    await expect(sessions.page(await ruth.actor(), slug, { board: other, session })).rejects.toEqual(
      refused('notFound'),
    );
  });
});

describe('running a session', () => {
  test('goes step by step, everyone on the board is told each time, and who and when is recorded', async () => {
    const session = await make();
    const told: (LiveSession | null)[] = [];
    const stop = world.app.events.on('session.changed', (news) => told.push(news.session));
    expect(await live()).toBeNull();
    await command(session, { is: 'start' }, tom);
    const [welcome, think] = (await page(session)).agenda;
    expect(await live()).toMatchObject({
      title: PLAN.title,
      lead: tom.name,
      current: { step: welcome?.id },
      passed: [],
    });
    await command(session, { is: 'next', step: welcome?.id ?? '' });
    expect(await live()).toMatchObject({ current: { step: think?.id }, passed: [welcome?.id] });
    await command(session, { is: 'end', step: think?.id ?? '' });
    stop();
    expect(told.map((news) => news?.current.step ?? null)).toEqual([welcome?.id, think?.id, null]);
    expect(await live()).toBeNull();
    await expect(command(session, { is: 'start' })).rejects.toEqual(refused('session.over'));
    const events = await openRepos(world.app.db).audit.events();
    const mine = events.filter(({ details }) => details.includes(session));
    expect(mine.map(({ event, actor_id }) => [event, actor_id])).toEqual([
      ['session.made', ruth.id],
      ['session.started', tom.id],
      ['session.ended', ruth.id],
    ]);
  });

  test('has everyone look at the zones of a step when it begins, and at nothing else', async () => {
    const session = await make();
    const { agenda, zones } = await page(session);
    const [welcome, think] = agenda;
    const draftOf = { ...newStep('think'), title: 'Write', minutes: 5, instructions: '' };
    await world.services.sessions.saveStep(await ruth.actor(), slug, {
      ...{ board, session, step: think?.id ?? '', draft: { ...draftOf, zones: zones.slice(0, 2).map(({ id }) => id) } },
    });
    const views: unknown[] = [];
    const stop = world.app.events.on('board.gathered', ({ view }) => views.push(view));
    await command(session, { is: 'start' });
    expect(views).toEqual([]);
    await command(session, { is: 'next', step: welcome?.id ?? '' });
    await command(session, { is: 'pause', step: think?.id ?? '' });
    stop();
    // The box round the first two zones of the template.
    expect(views).toEqual([[0, 0, 2400, 760]]);
  });

  test('hears one of two facilitators who press at once, without an error [F5]', async () => {
    const session = await make();
    await Promise.all([command(session, { is: 'start' }), command(session, { is: 'start' }, tom)]);
    const [welcome, think] = (await page(session)).agenda;
    const next = { is: 'next', step: welcome?.id ?? '' } as const;
    await Promise.all([command(session, next), command(session, next, tom)]);
    expect(await live()).toMatchObject({ current: { step: think?.id } });
  });

  test('one session at a time on a board, and none without steps [F1]', async () => {
    const [first, second, empty] = [await make(), await make(), await make({ like: '' })];
    await expect(command(empty, { is: 'start' })).rejects.toEqual(refused('session.noSteps'));
    await command(first, { is: 'start' });
    await expect(command(second, { is: 'start' })).rejects.toEqual(refused('session.other'));
  });

  test('keeps the step that is on when the agenda is changed meanwhile [F2] [F9]', async () => {
    const session = await make();
    await command(session, { is: 'start' });
    const [welcome] = (await page(session)).agenda;
    const at = { board, session, step: welcome?.id ?? '' };
    const by = await ruth.actor();
    await world.services.sessions.removeStep(by, slug, at);
    await world.services.sessions.moveStep(by, slug, { ...at, to: 3 });
    await world.services.sessions.saveStep(by, slug, { ...at, draft: { ...draft('Say hello'), minutes: 40 } });
    const now = await live();
    expect(now).toMatchObject({ current: { step: welcome?.id, allowed: 5 * 60_000 } });
    expect(now?.steps[3]).toMatchObject({ title: 'Say hello', minutes: 40 });
  });

  test('outlives the server: times are absolute, and what is left is the same [F3]', async () => {
    const session = await make();
    await command(session, { is: 'start' });
    const before = await live();
    await world.restart();
    expect(await live()).toEqual(before);
  });

  test('whoever leads it hands that on to somebody who may', async () => {
    const session = await make();
    await command(session, { is: 'start' });
    const lead = async (person: string) =>
      world.services.sessionRuns.lead(await ruth.actor(), slug, { board, session, person });
    await lead(tom.id);
    expect(await live()).toMatchObject({ lead: tom.name });
    await expect(lead(kay.id)).rejects.toEqual(refused('input.invalid', { person: 'unknownChoice' }));
  });

  test('a guest on the board sees what goes on, and nothing of what is planned', async () => {
    const session = await make();
    await command(session, { is: 'start' });
    const { code } = await world.guestLink(await ruth.actor(), slug, { board });
    const { secret } = await world.join(code);
    const guest = await world.visitor(secret, board);
    expect(await world.services.sessionRuns.live(guest, slug, board)).toMatchObject({ title: PLAN.title });
    await expect(world.services.sessions.list(guest, slug, board)).rejects.toEqual(refused('signIn.needed'));
    await expect(world.services.sessions.page(guest, slug, { board, session })).rejects.toEqual(
      refused('signIn.needed'),
    );
  });
});

describe('a guest link for a session', () => {
  test('lets nobody new in once it has ended, and its code ends with it; those who are in stay', async () => {
    const session = await make();
    const { id, code } = await world.guestLink(await ruth.actor(), slug, { board, session });
    const open = await world.guestLink(await ruth.actor(), slug, { board });
    for (const link of [id, open.id]) {
      await world.services.guestCodes.make(await ruth.actor(), slug, { board, link, hours: 2 });
    }
    const { secret } = await world.join(code);
    await command(session, { is: 'start' });
    const [welcome] = (await page(session)).agenda;
    await command(session, { is: 'end', step: welcome?.id ?? '' });
    await expect(world.join(code, { name: 'Late' })).rejects.toEqual(refused('guestLink.over'));
    expect((await world.guest(secret, board)).boards).toEqual({ [board]: 'edit' });
    const links = await world.services.guestLinks.list(await ruth.actor(), slug, board);
    const state = (link: string) => {
      const found = links.find((one) => one.id === link);
      return [found?.state, found?.joinCode?.holds ?? null];
    };
    expect([state(id), state(open.id)]).toEqual([
      ['closedToNewcomers', null],
      ['open', true],
    ]);
  });

  test('is for a session of the same board that has not ended', async () => {
    const asked = async (session: string) => world.guestLink(await ruth.actor(), slug, { board, session });
    await expect(asked('elsewhere')).rejects.toEqual(refused('input.invalid', { session: 'unknownChoice' }));
  });
});
