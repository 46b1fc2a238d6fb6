import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../shared/surroundings.ts';
import type { Agenda } from './agenda.ts';
import type { Progress, Running, SessionCommand } from './progress.ts';
import { elapsed, goOn, MAX_EXTENSION_MINUTES, PLANNED, timeLeft } from './progress.ts';
import { newStep } from './step.ts';

const BEGAN = Date.parse('2026-11-30T13:00:00.000Z');
const at = (minutes: number) => instant(BEGAN + minutes * 60_000);
const step = (id: string, minutes: number) => ({
  ...newStep('share'),
  ...{ id, title: id, minutes, instructions: '', part: null },
});
const agenda: Agenda = [step('welcome', 5), step('write', 8), step('close', 3)];

/** Does one thing after another, each so many minutes after the start. */
function after(...done: readonly (readonly [number, SessionCommand])[]): Progress {
  return done.reduce((progress, [minute, command]) => goOn(progress, command, { agenda, now: at(minute) }), PLANNED);
}

function running(progress: Progress): Running {
  if (progress.is !== 'running') throw new Error(`it is ${progress.is}`);
  return progress;
}

const start = [0, { is: 'start' }] as const;

describe('a session', () => {
  test('begins with its first step, and only once [F1] [F2]', () => {
    const begun = after(start);
    expect(begun).toMatchObject({ is: 'running', startedAt: at(0), current: { step: 'welcome', began: at(0) } });
    expect(after(start, [2, { is: 'start' }])).toEqual(begun);
    expect(goOn(PLANNED, { is: 'start' }, { agenda: [], now: at(0) })).toBe(PLANNED);
  });

  test('goes from step to step, and ends with the last or when a facilitator ends it [F1] [F6]', () => {
    const steps = [start, [6, { is: 'next', step: 'welcome' }], [10, { is: 'skip', step: 'write' }]] as const;
    const passed = [
      { step: 'welcome', took: 6 * 60_000, skipped: false },
      { step: 'write', took: 4 * 60_000, skipped: true },
    ];
    expect(after(...steps)).toMatchObject({ current: { step: 'close', began: at(10) }, passed });
    const over = after(...steps, [15, { is: 'next', step: 'close' }]);
    const close = { step: 'close', took: 5 * 60_000, skipped: false };
    expect(over).toEqual({ is: 'ended', startedAt: at(0), endedAt: at(15), passed: [...passed, close] });
    expect(goOn(over, { is: 'start' }, { agenda, now: at(16) })).toBe(over);
    expect(after(start, [3, { is: 'end', step: 'welcome' }])).toMatchObject({ is: 'ended', endedAt: at(3) });
  });

  test('goes back to the step before, with its time anew, and not further than the first [F6]', () => {
    const gone = after(start, [5, { is: 'next', step: 'welcome' }], [7, { is: 'back', step: 'write' }]);
    expect(gone).toMatchObject({ current: { step: 'welcome', began: at(7), allowed: 5 * 60_000 } });
    expect(running(gone).passed.map(({ step: id, took }) => [id, took])).toEqual([
      ['welcome', 5 * 60_000],
      ['write', 2 * 60_000],
    ]);
    expect(after(start, [1, { is: 'back', step: 'welcome' }])).toEqual(after(start));
  });

  test('hears one of two facilitators who press at once [F5]', () => {
    const pressed = { is: 'next', step: 'welcome' } as const;
    const once = after(start, [5, pressed]);
    expect(goOn(once, pressed, { agenda, now: at(5) })).toBe(once);
  });
});

describe('the time of a step', () => {
  test('stands still while it is paused [F3]', () => {
    const stood = running(after(start, [2, { is: 'pause', step: 'welcome' }], [3, { is: 'pause', step: 'welcome' }]));
    expect(timeLeft(stood.current, at(50))).toBe(3 * 60_000);
    const again = running(goOn(stood, { is: 'resume', step: 'welcome' }, { agenda, now: at(10) }));
    expect(timeLeft(again.current, at(11))).toBe(2 * 60_000);
    expect(goOn(again, { is: 'resume', step: 'welcome' }, { agenda, now: at(12) })).toBe(again);
  });

  test('is not cut off: it goes on below nothing [F4]', () => {
    const { current } = running(after(start));
    expect(timeLeft(current, at(9))).toBe(-4 * 60_000);
  });

  test('is never negative where a clock was put back [F3]', () => {
    expect(elapsed(running(after(start)).current, at(-3))).toBe(0);
  });

  test('is made longer once, however often the same was asked [F7]', () => {
    const more = { is: 'extend', step: 'welcome', allowed: 5 * 60_000, minutes: 2 } as const;
    const longer = running(after(start, [1, more], [1, more]));
    expect(longer.current.allowed).toBe(7 * 60_000);
    expect(running(after(start, [1, more], [1, { ...more, allowed: 7 * 60_000 }])).current.allowed).toBe(9 * 60_000);
    // One that comes after another takes nothing of it back.
    expect(running(after(start, [1, more], [1, { ...more, allowed: 7 * 60_000 }], [1, more])).current.allowed).toBe(
      9 * 60_000,
    );
    for (const minutes of [0, -1, 1.5, NaN, Infinity, MAX_EXTENSION_MINUTES + 1]) {
      expect(after(start, [1, { ...more, minutes }])).toEqual(after(start));
    }
  });
});

/** Commands as many clients would send them: about any step, known or not, at any pace. */
const commands = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 20 }),
    command: fc.oneof(
      fc.constant({ is: 'start' } as const),
      fc.record({
        is: fc.constantFrom('pause', 'resume', 'next', 'skip', 'back', 'end'),
        step: fc.constantFrom('welcome', 'write', 'close', 'gone'),
      }),
      fc.record({
        is: fc.constant('extend' as const),
        step: fc.constantFrom('welcome', 'write', 'close'),
        allowed: fc.constantFrom(3, 5, 8, 10).map((minutes) => minutes * 60_000),
        minutes: fc.integer({ min: -2, max: 90 }),
      }),
    ) as fc.Arbitrary<SessionCommand>,
  }),
  { maxLength: 40 },
);

test('whatever many clients send, no session is in an illegal state [F1] [F2] [F5] [F6]', () => {
  fc.assert(
    fc.property(commands, (sent) => {
      const order = ['planned', 'running', 'ended'];
      let [progress, minute]: [Progress, number] = [PLANNED, 0];
      for (const { wait, command } of sent) {
        minute += wait;
        const surroundings = { agenda, now: at(minute) };
        const next = goOn(progress, command, surroundings);
        expect(order.indexOf(next.is)).toBeGreaterThanOrEqual(order.indexOf(progress.is));
        // Whoever sends the same again, having missed that it was heard, changes nothing more.
        if (next !== progress) expect(goOn(next, command, surroundings)).toBe(next);
        progress = next;
        if (progress.is === 'running') {
          const { current, passed } = progress;
          expect(agenda.map(({ id }) => id)).toContain(current.step);
          expect(timeLeft(current, surroundings.now) + elapsed(current, surroundings.now)).toBe(current.allowed);
          const went = [...passed.map(({ took }) => took), elapsed(current, surroundings.now)];
          expect(went.reduce((sum, took) => sum + took, 0)).toBeLessThanOrEqual(
            Date.parse(surroundings.now) - Date.parse(progress.startedAt),
          );
        }
      }
    }),
  );
});
