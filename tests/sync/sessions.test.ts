import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { OPEN_WRITING } from '../../src/lib/domain/sessions/rules.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import { RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { BOARD, startSyncWorld } from '../support/syncWorld.ts';

const SESSION: LiveSession = {
  ...{ id: 'session', title: 'Health hub', lead: 'Ana', passed: [], secret: null, ballot: null },
  steps: [{ id: 'write', kind: 'think', title: 'Write alone', minutes: 8 }],
  now: { instructions: 'One idea on each card.', zones: [], rules: OPEN_WRITING },
  current: { step: 'write', began: '2026-11-30T13:00:00.000Z', allowed: 480_000, pausedAt: null, paused: 0 },
};

let world: SyncWorld;
beforeEach(async () => {
  const people = { fay: 'facilitator', ana: 'contributor', ben: 'contributor', vic: 'viewer' } as const;
  world = await startSyncWorld({ people, limits: { lastWordsMs: 400 } });
});
afterEach(() => world.end());

test('[S50] a session reaches everyone on its board as it is, and whoever comes later with hello', async () => {
  const [ana, vic] = [await new RawClient(world, 'ana').join(), await new RawClient(world, 'vic').join()];
  world.board.session = SESSION;
  world.events.emit('session.changed', { boardId: BOARD, session: SESSION });
  await until(() => [ana, vic].every((one) => one.notices.length === 1), 'the session at everyone');
  for (const one of [ana, vic]) expect(one.notices).toEqual([{ topic: 'session', session: SESSION, closed: false }]);
  expect((await new RawClient(world, 'ben').join()).hello?.session).toEqual(SESSION);
  world.events.emit('session.changed', { boardId: BOARD, session: null });
  await until(() => vic.notices.length === 2, 'its end');
  expect(vic.notices[1]).toEqual({ topic: 'session', session: null, closed: false });
});

test('[S50] nothing that a page sends is a session', async () => {
  const [ana, ben] = [await new RawClient(world, 'ana').join(), await new RawClient(world, 'ben').join()];
  ana.send(encodeNotice({ topic: 'session', session: SESSION }));
  await until(() => ana.closed !== null, 'the end of who sent it');
  expect(ben.notices).toEqual([]);
});

const CLOSED: LiveSession = { ...SESSION, now: { ...SESSION.now, rules: { ...OPEN_WRITING, writing: 'closed' } } };

/** The step that is on is another one from now on. */
function goOn(session: LiveSession | null): void {
  world.board.session = session;
  world.events.emit('session.changed', { boardId: BOARD, session });
}
const textOf = ({ doc }: RawClient) => doc.getText('words').toString();
const write = (client: RawClient, words: string) => client.edit((doc) => doc.getText('words').insert(0, words));

test('[S51] a step that closes writing takes the last words of each, and then nobody’s but theirs who may run it', async () => {
  const [fay, ben] = [await new RawClient(world, 'fay').join(), await new RawClient(world, 'ben').join()];
  goOn(CLOSED);
  await until(() => [fay, ben].every((one) => one.notices.length === 1), 'the step at both');
  expect([fay, ben].map((one) => one.notices[0])).toMatchObject([{ closed: false }, { closed: true }]);
  write(ben, 'last words ');
  await ben.settled();
  const late = await new RawClient(world, 'ana').join();
  expect(late.hello).toMatchObject({ role: 'edit', closed: true });
  write(late, 'refused ');
  await until(() => late.closed !== null, 'whoever writes all the same sent back to the door');
  expect(late.closed?.reason).toBe('accessChanged');
  write(fay, 'and more ');
  await fay.settled();
  await until(() => textOf(ben) === 'and more last words ', 'what may be written at everyone');
  // However long they were there: the last words have had their time.
  await until(() => {
    if (ben.closed === null) write(ben, 'x');
    return ben.closed !== null;
  }, 'the end of the last words');
  expect(textOf(await new RawClient(world, 'vic').join())).not.toContain('refused');
});

test('[S51] what was written meanwhile, without a line, comes once the step lets it', async () => {
  goOn(CLOSED);
  const doc = new Y.Doc();
  doc.getText('words').insert(0, 'on the train');
  const ben = await new RawClient(world, 'ben', { doc }).join();
  expect(ben.frames).not.toContain('step1');
  goOn(SESSION);
  await until(() => ben.frames.includes('step1'), 'the question for what is missing');
  ben.sendSync('step2', Y.encodeStateAsUpdate(doc));
  await ben.settled();
  expect(textOf(await new RawClient(world, 'vic').join())).toBe('on the train');
});

test('[S51] a step that opens again before the last words were through closes nothing', async () => {
  const ben = await new RawClient(world, 'ben').join();
  goOn(CLOSED);
  goOn(SESSION);
  await until(() => ben.notices.length === 2, 'both steps');
  goOn(CLOSED);
  goOn(null);
  // Longer than the last words take: a closing that was not stopped would be seen.
  const fay = await new RawClient(world, 'fay').join();
  const began = Date.now();
  await until(() => Date.now() - began > 600, 'more time than the last words have');
  write(ben, 'still here');
  await ben.settled();
  await until(() => textOf(fay) === 'still here', 'their words at others');
});
