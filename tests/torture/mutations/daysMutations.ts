import type { Mutation } from './mutation.ts';

const DAYS = 'src/lib/domain/sessions/days.ts';
const PROGRESS = 'src/lib/domain/sessions/progress.ts';
const CLOCK = 'server/services/sessionClock.ts';
const READINESS = 'src/lib/domain/readiness/readiness.ts';
const RULES = ['src/lib/domain/sessions/days.test.ts'];
const SERVICE = ['tests/services/sessionsOverDays.test.ts'];
const PRIVATELY = ['tests/sync/privateOverDays.test.ts'];
const CHECKS = ['tests/services/readiness.test.ts'];

/** Of sessions that go on over days, and of readiness checks. */
export const daysMutations: readonly Mutation[] = [
  {
    law: 'F80',
    name: 'the next step opens before its time',
    file: DAYS,
    find: "return after.days && after.days.opens <= now ? { is: 'next', step } : null;",
    replace: "return { is: 'next', step };",
    tests: RULES,
  },
  {
    law: 'F81',
    name: 'a step is left before it was closed, and what it hides is passed over',
    file: DAYS,
    find: "if (!isClosed(current)) return timeLeft(current, now) <= 0 ? { is: 'close', step } : null;",
    replace: 'if (!isClosed(current) && timeLeft(current, now) > 0) return null;',
    tests: [...RULES, ...SERVICE],
  },
  {
    law: 'F82',
    name: 'a step whose days are past is closed as it opens',
    file: PROGRESS,
    find: 'return Math.max(Date.parse(closes) - Date.parse(now), Math.min(planned, LEAST_OPEN_MS));',
    replace: 'return Math.max(Date.parse(closes) - Date.parse(now), Math.min(planned, 0));',
    tests: RULES,
  },
  {
    law: 'F83',
    name: 'people vote after the deadline',
    file: 'server/services/stepBallots.ts',
    find: "progress.is !== 'running' || isClosed(progress.current)) return null;",
    replace: "progress.is !== 'running') return null;",
    tests: SERVICE,
  },
  {
    law: 'F83',
    name: 'people write after the deadline',
    file: 'src/lib/domain/sessions/session.ts',
    find: "return isClosed(current) ? { ...rules, writing: 'closed' } : rules;",
    replace: 'return rules;',
    tests: RULES,
  },
  {
    law: 'F84',
    name: 'a session ends over private cards that nobody has shown',
    file: CLOCK,
    find: "(command.is === 'end' && !mayEnd)",
    replace: 'false',
    tests: PRIVATELY,
  },
  {
    law: 'F85',
    name: 'whoever has taken part is reminded',
    file: 'server/services/sessionReminders.ts',
    find: '(took.has(personId) ? [] : [personId])',
    replace: '[personId]',
    tests: SERVICE,
  },
  {
    law: 'F86',
    name: 'everyone is told how many were there',
    file: 'server/services/sessionTurnout.ts',
    find: "|| !can(actor, 'session.run', subjectOf(board))",
    replace: '|| subjectOf(board).id === actor.kind',
    tests: SERVICE,
  },
  {
    law: 'F87',
    name: 'nothing is kept of a check when its session ends',
    file: 'server/services/sessionSummaries.ts',
    find: 'await within.readiness.add(',
    replace: 'void (',
    tests: CHECKS,
  },
  {
    law: 'F88',
    name: 'a check names evidence that its summary lost',
    file: 'src/lib/domain/readiness/readinessPage.ts',
    find: '(id) => words.get(id) ?? []',
    replace: '(id) => words.get(id) ?? id',
    tests: ['src/lib/domain/readiness/readiness.test.ts', ...CHECKS],
  },
  {
    law: 'F89',
    name: 'of two people it is told that they were two',
    file: READINESS,
    find: 'vote && vote.voters >= LEAST_TOLD_APART ? vote.voters : null',
    replace: 'vote ? vote.voters : null',
    tests: ['src/lib/domain/readiness/readiness.test.ts', ...CHECKS],
  },
];
