import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../shared/surroundings.ts';
import { DAY_MS, dueNow, opensEarly, readDays, redated, reminderNow, respanned, spreadOver, undated } from './days.ts';
import type { Progress, Running, SessionCommand } from './progress.ts';
import { deadlineOf, elapsed, goOn, isClosed, MAX_EXTENSION_DAYS, PLANNED, timeLeft } from './progress.ts';
import type { Session } from './session.ts';
import { liveOf } from './session.ts';
import type { StepKind } from './step.ts';
import { newStep } from './step.ts';

const OPENS = '2026-12-01T09:00:00.000Z';
/** So many days after the first step opens. */
const day = (days: number) => instant(Date.parse(OPENS) + days * DAY_MS);
const step = (id: string, kind: StepKind = 'share') => ({
  ...newStep(kind),
  ...{ id, title: id, instructions: '', part: null },
});
const AGENDA = spreadOver([step('write', 'think'), step('vote', 'vote'), step('close')], { opens: OPENS, each: 2 });
const SESSION: Session = {
  ...{ id: 's', boardId: 'b', title: 'Hub', startsAt: OPENS, endsAt: day(6), place: '', meeting: '' },
  ...{ agenda: AGENDA, progress: PLANNED, overDays: true, leadId: 'ruth', madeBy: 'ruth', madeAt: OPENS, revision: 0 },
};

function running(progress: Progress): Running {
  if (progress.is !== 'running') throw new Error(`it is ${progress.is}`);
  return progress;
}

/** All that the clock does by then, and what comes of it. */
function tick(progress: Progress, now: string): { progress: Progress; done: string[] } {
  const done: string[] = [];
  for (let at = progress; ;) {
    const command = dueNow({ ...SESSION, progress: at }, now);
    if (!command) return { progress: at, done };
    done.push(command.is === 'start' ? 'start' : `${command.is} ${command.step}`);
    at = goOn(at, command, { agenda: AGENDA, now });
  }
}

describe('the clock of a session over days', () => {
  test('opens each step at its time, closes it at its deadline, and ends with the last [F80]', () => {
    let progress: Progress = PLANNED;
    const seen: string[][] = [];
    for (const at of [-0.01, 0, 1.9, 2, 3, 4, 5.9, 6]) {
      const { progress: next, done } = tick(progress, day(at));
      progress = next;
      seen.push(done);
    }
    expect(seen).toEqual([
      ...[[], ['start'], []],
      ...[['close write', 'next write'], [], ['close vote', 'next vote'], []],
      ['close close', 'end close'],
    ]);
    expect(progress).toMatchObject({ is: 'ended', startedAt: day(0), endedAt: day(6) });
  });

  test('leaves a meeting alone: nothing of it ends by itself [F4]', () => {
    const meeting = { ...SESSION, overDays: false };
    expect(dueNow(meeting, day(9))).toBeNull();
    expect(
      dueNow({ ...meeting, progress: goOn(PLANNED, { is: 'start' }, { agenda: AGENDA, now: OPENS }) }, day(9)),
    ).toBe(null);
  });

  test('begins nothing while a step has no dates [F80]', () => {
    const agenda = [...AGENDA, step('late')];
    expect(undated({ agenda, overDays: true }).map(({ id }) => id)).toEqual(['late']);
    expect(dueNow({ ...SESSION, agenda }, day(1))).toBeNull();
    expect(undated({ agenda, overDays: false })).toEqual([]);
  });

  test('makes good what it missed in its order, and leaves each step open long enough [F81] [F82]', () => {
    const { progress } = tick(PLANNED, day(0));
    const missed = tick(progress, day(5));
    expect(missed.done).toEqual(['close write', 'next write']);
    const { current } = running(missed.progress);
    expect(current).toMatchObject({ step: 'vote', began: day(5), closedAt: null });
    expect(deadlineOf(current)).toBe(day(6));
    expect(tick(missed.progress, day(6)).done).toEqual(['close vote', 'next vote']);
    expect(deadlineOf(running(tick(missed.progress, day(6)).progress).current)).toBe(day(7));
  });

  test('opens the next step at its time though the one before was closed early [F80]', () => {
    const first = tick(PLANNED, day(0)).progress;
    const closed = goOn(first, { is: 'close', step: 'write' }, { agenda: AGENDA, now: day(1) });
    expect(tick(closed, day(1.9)).done).toEqual([]);
    expect(tick(closed, day(2)).done).toEqual(['next write']);
  });

  test('waits for a step that was made longer, and opens the next after it [F80]', () => {
    const first = running(tick(PLANNED, day(0)).progress);
    const longer = goOn(
      first,
      { is: 'extend', step: 'write', allowed: first.current.allowed, minutes: 1_440 },
      { agenda: AGENDA, now: day(1) },
    );
    expect(tick(longer, day(2.5)).done).toEqual([]);
    expect(tick(longer, day(3)).done).toEqual(['close write', 'next write']);
  });
});

describe('a step over days', () => {
  const first = running(tick(PLANNED, day(0)).progress);
  const now = { agenda: AGENDA, now: day(1) };

  test('is closed early, once, and opened again by more time from then on [F83]', () => {
    const closed = running(goOn(first, { is: 'close', step: 'write' }, now));
    expect(closed.current.closedAt).toBe(day(1));
    expect(goOn(closed, { is: 'close', step: 'write' }, { ...now, now: day(1.5) })).toBe(closed);
    const more = { is: 'extend', step: 'write', allowed: closed.current.allowed, minutes: 1_440 } as const;
    const again = running(goOn(closed, more, { ...now, now: day(4) }));
    expect(again.current.closedAt).toBeNull();
    expect(deadlineOf(again.current)).toBe(day(5));
    expect(goOn(again, more, { ...now, now: day(4) })).toBe(again);
  });

  test('does not stand still, and is made longer by days, not without end', () => {
    expect(goOn(first, { is: 'pause', step: 'write' }, now)).toBe(first);
    const by = (minutes: number): SessionCommand => {
      return { is: 'extend', step: 'write', allowed: first.current.allowed, minutes };
    };
    expect(goOn(first, by(MAX_EXTENSION_DAYS * 1_440), now)).not.toBe(first);
    expect(goOn(first, by(MAX_EXTENSION_DAYS * 1_440 + 1), now)).toBe(first);
  });

  test('lets nobody write any more once it is closed, in what everyone is told [F83]', () => {
    const live = (progress: Progress) => liveOf({ ...SESSION, progress }, { lead: '' });
    expect(live(first)).toMatchObject({ now: { rules: { writing: 'private' } }, current: { closedAt: null } });
    const closed = live(goOn(first, { is: 'close', step: 'write' }, now));
    expect(closed).toMatchObject({ now: { rules: { writing: 'closed' } }, current: { closedAt: day(1) } });
    expect(closed?.steps[1]?.days).toEqual({ opens: day(2), closes: day(4) });
  });

  test('closes at another deadline when its dates are changed, and opens again for one that is to come [F83]', () => {
    const dated = (closes: string) =>
      AGENDA.map((one) => (one.id === 'write' ? { ...one, days: { opens: OPENS, closes } } : one));
    const change = (progress: Progress, closes: string) =>
      running(redated({ agenda: dated(closes), progress }, AGENDA, day(1.5))).current;
    expect(deadlineOf(change(first, day(3)))).toBe(day(3));
    const closed = goOn(first, { is: 'close', step: 'write' }, now);
    expect(change(closed, day(3)).closedAt).toBeNull();
    expect(change(closed, day(1.2)).closedAt).toBe(day(1));
    expect(redated({ agenda: AGENDA, progress: closed }, AGENDA, day(1.5))).toBe(closed);
  });
});

describe('dates', () => {
  test('are spread over days at the same time of the day, whatever clocks do, without breaks', () => {
    const steps = spreadOver([step('write', 'think'), step('rest', 'break'), step('talk')], {
      ...{ opens: '2027-03-27T09:00:00.000Z', each: 1 },
    });
    expect(steps.map(({ id, days }) => [id, days])).toEqual([
      ['write', { opens: '2027-03-27T09:00:00.000Z', closes: '2027-03-28T08:00:00.000Z' }],
      ['talk', { opens: '2027-03-28T08:00:00.000Z', closes: '2027-03-29T08:00:00.000Z' }],
    ]);
    expect(steps[0]?.rules.reveal).toBe('timeUp');
    expect(spreadOver([step('write')], { opens: null, each: 1 })[0]?.days).toBeNull();
  });

  test('leave what is checked first to whoever checks it', () => {
    const checked = { ...newStep('think', { young: true }), id: 'w', title: 'w', instructions: '', part: null };
    expect(spreadOver([checked], { opens: OPENS, each: 1 })[0]?.rules.reveal).toBe('asked');
  });

  test('are read with what is wrong at its field', () => {
    const asked = { opensDay: '2026-12-01', opensTime: '09:00', closesDay: '2026-12-03', closesTime: '17:00' };
    expect(readDays(asked).days).toEqual({ opens: OPENS, closes: '2026-12-03T17:00:00.000Z' });
    const faults = (patch: Partial<typeof asked>) => readDays({ ...asked, ...patch }).faults;
    expect(faults({ opensDay: '' })).toMatchObject({ opensDay: 'missing' });
    expect(faults({ opensTime: 'noon' })).toMatchObject({ opensTime: 'time' });
    expect(faults({ closesDay: '2026-13-01' })).toMatchObject({ closesDay: 'day' });
    expect(faults({ closesDay: '2026-12-01', closesTime: '09:00' })).toMatchObject({ closesDay: 'endsBefore' });
  });

  test('make up the span that stands in calendars, which hear of it when it is another', () => {
    expect(respanned(SESSION, SESSION)).toEqual(SESSION);
    const shorter = respanned({ ...SESSION, agenda: AGENDA.slice(0, 2) }, SESSION);
    expect(shorter).toMatchObject({ startsAt: OPENS, endsAt: day(4), revision: 1 });
    const meeting = { ...SESSION, overDays: false, agenda: [] };
    expect(respanned(meeting, SESSION)).toBe(meeting);
  });

  test('that overlap are seen', () => {
    expect(opensEarly(AGENDA)).toBeNull();
    const early = AGENDA.map((one) => (one.id === 'vote' ? { ...one, days: { opens: day(1), closes: day(4) } } : one));
    expect(opensEarly(early)?.id).toBe('vote');
  });
});

test('reminders are due when a step opens and a day before it closes, and of short ones once [F85]', () => {
  const { progress } = tick(PLANNED, day(0));
  expect([0, 0.9, 1, 1.9, 2].map((at) => reminderNow(progress, day(at)))).toEqual([
    ...['opened', 'opened', 'closing', 'closing', null],
  ]);
  expect(reminderNow(PLANNED, day(0))).toBeNull();
  expect(
    reminderNow(goOn(progress, { is: 'close', step: 'write' }, { agenda: AGENDA, now: day(1) }), day(1)),
  ).toBeNull();
  const long = goOn(
    progress,
    { is: 'extend', step: 'write', allowed: running(progress).current.allowed, minutes: 3 * 1_440 },
    { agenda: AGENDA, now: day(0) },
  );
  expect([0.9, 1.5, 3.9, 4].map((at) => reminderNow(long, day(at)))).toEqual(['opened', null, null, 'closing']);
  const [one] = spreadOver([step('write')], { opens: OPENS, each: 1 });
  const short = goOn(PLANNED, { is: 'start' }, { agenda: one ? [one] : [], now: OPENS });
  expect([0, 0.5, 0.99].map((at) => reminderNow(short, day(at)))).toEqual(['opened', 'opened', 'opened']);
});

test('whatever the clock and many facilitators do, no session over days is in an illegal state [F80] [F81]', () => {
  const ids = ['write', 'vote', 'close'];
  const pressed = fc.oneof(
    fc.record({ is: fc.constantFrom('close', 'next', 'skip', 'back', 'pause', 'end'), step: fc.constantFrom(...ids) }),
    fc.record({
      ...{ is: fc.constant('extend'), step: fc.constantFrom(...ids) },
      ...{ allowed: fc.constant(2 * DAY_MS), minutes: fc.integer({ min: 1, max: 4_000 }) },
    }),
    fc.constant(null),
  ) as fc.Arbitrary<SessionCommand | null>;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), pressed), { maxLength: 30 }), (sent) => {
      let progress: Progress = PLANNED;
      let hours = -5;
      for (const [wait, command] of sent) {
        hours += wait;
        const now = day(hours / 24);
        if (command) progress = goOn(progress, command, { agenda: AGENDA, now });
        progress = tick(progress, now).progress;
        expect(tick(progress, now).done).toEqual([]);
        if (progress.is !== 'running') continue;
        const { current, passed, startedAt } = progress;
        // What is open is before its deadline, and stands still for nobody; what is closed waits for the next one's day.
        expect(isClosed(current) || timeLeft(current, now) > 0).toBe(true);
        expect(current.pausedAt).toBeNull();
        const went = [...passed.map(({ took }) => took), elapsed(current, now)].reduce((sum, took) => sum + took, 0);
        expect(went).toBe(Date.parse(now) - Date.parse(startedAt));
      }
    }),
  );
});
