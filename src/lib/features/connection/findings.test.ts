import { expect, test } from 'vitest';
import type { Findings } from './findings';
import { clockFault, verdictOf } from './findings';

const fine: Findings = {
  server: { answerMs: 20, canSave: true },
  webSocket: { is: 'works', answerMs: 3 },
  stream: { is: 'works' },
  post: { is: 'works', answerMs: 20 },
  cookie: 'kept',
  storage: 'works',
  clockAheadMs: 40,
};
const noSocket = { webSocket: { is: 'closed', afterMs: 2_000, code: 1006 } } as const;
const held = { stream: { is: 'heldBack', ms: 1_200 } } as const;
const noPost = { post: { is: 'fails', status: 403 } } as const;

test.each([
  ['live', {}],
  ['live', held],
  ['stream', noSocket],
  ['poll', { ...noSocket, ...held }],
  ['poll', { ...noSocket, stream: { is: 'fails' } }],
  ['readOnly', { ...noSocket, ...noPost }],
  ['cannotSave', { server: { answerMs: 20, canSave: false } }],
  ['unreachable', { server: null }],
] as const)('the verdict is %s for %j', (verdict, change) => {
  expect(verdictOf({ ...fine, ...change })).toBe(verdict);
});

test('a clock counts as off from two minutes on', () => {
  const fault = (clockAheadMs: number | null) => clockFault({ ...fine, clockAheadMs });
  expect([fault(null), fault(0), fault(-119_000), fault(180_000), fault(-420_000)]).toEqual([null, null, null, 3, -7]);
});
