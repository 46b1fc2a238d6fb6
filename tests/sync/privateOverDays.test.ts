import { afterEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { DAY_MS } from '../../src/lib/domain/sessions/days.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import { PrivateWorld } from '../support/privateWorld.ts';

const CANARY = 'QZ7canaryOverDays55KXWVU';
let here: PrivateWorld;
let opened: number;
afterEach(() => here.end());

/** A session of a private step and a share, two days each, that has begun. `last` has it end with the private one. */
async function begin(rules: Partial<StepRules>, { last = false } = {}): Promise<void> {
  here = await PrivateWorld.start(rules);
  const { sessions } = openRepos(here.world.app.db);
  const session = await sessions.byId(here.board, here.session);
  if (session?.progress.is !== 'running') throw new Error('no session goes on');
  opened = Date.parse(session.progress.startedAt);
  const agenda = session.agenda
    .slice(0, last ? 1 : undefined)
    .map((step, index) => ({ ...step, days: { opens: at(index * 2), closes: at(index * 2 + 2) } }));
  const current = { ...session.progress.current, allowed: 2 * DAY_MS, closedAt: null };
  await sessions.set({ ...session, overDays: true, agenda, progress: { ...session.progress, current } });
}

const at = (days: number) => instant(opened + days * DAY_MS);
const goOn = (days: number) => here.world.services.sessionClock.goOn(at(days));
const progress = async () => (await openRepos(here.world.app.db).sessions.byId(here.board, here.session))?.progress;

describe('what is written privately over days', () => {
  test('is shown at the deadline where the step says so, and not before [F19] [F83]', async () => {
    await begin({ reveal: 'timeUp' });
    const kay = await here.member();
    await here.write(await here.open(kay.cookie, 'mine'), CANARY);
    const ruth = await here.open(await here.ruthsCookie(), 'board', 'ruth');
    await goOn(1.9);
    expect(await here.texts()).toEqual([]);
    expect(Buffer.concat(here.heard.get('ruth') ?? []).includes(CANARY)).toBe(false);
    await goOn(2);
    expect(await here.texts()).toEqual([CANARY]);
    expect(await progress()).toMatchObject({ is: 'running', passed: [{ step: here.step }] });
    expect(ruth.hello).not.toBeNull();
  });

  test('is shown once, however often the clock looks and however the server was ended between [F81] [F18]', async () => {
    await begin({ reveal: 'timeUp' }, { last: true });
    const kay = await here.member();
    await here.write(await here.open(kay.cookie, 'mine'), 'one');
    await here.hangUp();
    // It died when the step was closed and nothing was shown.
    await here.command({ is: 'close', step: here.step });
    await here.world.restart();
    await here.listen();
    await Promise.all([goOn(2), goOn(2)]);
    await goOn(2.1);
    expect(await here.texts()).toEqual(['one']);
    expect((await progress())?.is).toBe('ended');
  });

  test('keeps a session from ending until a facilitator has shown it, where they were to be asked [F84]', async () => {
    await begin({ reveal: 'asked' }, { last: true });
    const kay = await here.member();
    await here.write(await here.open(kay.cookie, 'mine'), 'one');
    for (const days of [2, 2.1, 5]) await goOn(days);
    expect(await progress()).toMatchObject({ is: 'running', current: { closedAt: at(2) } });
    expect(await here.texts()).toEqual([]);
    await here.reveal();
    await goOn(5.1);
    expect((await progress())?.is).toBe('ended');
    expect(await here.texts()).toEqual(['one']);
  });

  test('ends with nothing to show, and begins no second round once it is closed', async () => {
    await begin({ reveal: 'asked' }, { last: true });
    await goOn(1);
    await here.command({ is: 'close', step: here.step });
    const rounds = await openRepos(here.world.app.db).privateRounds.ofSession(here.session);
    expect(rounds).toHaveLength(1);
    await goOn(1.1);
    expect((await progress())?.is).toBe('ended');
  });

  test('that comes after the deadline is its writer’s to show, as after any reveal [F16] [F50]', async () => {
    await begin({ reveal: 'timeUp', authors: 'hidden' });
    const kay = await here.member();
    await here.write(await here.open(kay.cookie, 'mine'), 'in time');
    await goOn(2);
    expect(await here.texts()).toEqual(['in time']);
    await here.write(await here.open(kay.cookie, 'mine'), 'late');
    expect(await here.texts()).toEqual(['in time']);
    await here.world.services.privateRounds.revealOwn(await kay.actor(), here.slug, await here.round());
    expect(await here.texts()).toEqual(['in time', 'late']);
  });
});
