import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { OPEN_WRITING, USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { BoardTallies } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { BOARD, startSyncWorld } from '../support/syncWorld.ts';

const SESSION: LiveSession = {
  ...{ id: 'session', title: 'Health hub', lead: 'Fay', passed: [], secret: null },
  steps: [{ id: 'vote', kind: 'vote', title: 'Vote', minutes: 8 }],
  now: { instructions: '', zones: [], rules: { ...OPEN_WRITING, vote: USUAL_VOTE } },
  current: { step: 'vote', began: '2026-11-30T13:00:00.000Z', allowed: 480_000, pausedAt: null, paused: 0 },
  ballot: {
    ...{ id: 'ballot', step: 'vote', state: 'open', rules: USUAL_VOTE, cards: ['card-1'] },
    ...{ voted: 0, papers: 0, results: null },
  },
};
const TALLIES: BoardTallies = { 'card-1': { method: 'dots', total: 3, rank: 1 } };

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld({ people: { fay: 'facilitator', ana: 'contributor', vic: 'viewer' } });
});
afterEach(() => world.end());

test('[S56] everyone hears how many have voted, and what stays on the cards once that is known', async () => {
  const [fay, vic] = [await new RawClient(world, 'fay').join(), await new RawClient(world, 'vic').join()];
  expect(fay.hello?.tallies).toBeUndefined();
  world.events.emit('ballot.voted', { boardId: BOARD, ballot: 'ballot', voted: 4 });
  world.events.emit('ballot.voted', { boardId: 'another', ballot: 'ballot', voted: 5 });
  world.board.tallies = TALLIES;
  world.events.emit('board.tallied', { boardId: BOARD, tallies: TALLIES });
  await until(() => [fay, vic].every((one) => one.notices.length === 2), 'both at everyone');
  for (const one of [fay, vic])
    expect(one.notices).toEqual([
      { topic: 'voted', ballot: 'ballot', voted: 4 },
      { topic: 'tallies', tallies: TALLIES },
    ]);
  expect((await new RawClient(world, 'ana').join()).hello?.tallies).toEqual(TALLIES);
});

test('[S56] nothing that a page sends is a number of voters, a total or a ballot', async () => {
  const vic = await new RawClient(world, 'vic').join();
  for (const notice of [
    { topic: 'voted', ballot: 'ballot', voted: 99 },
    { topic: 'tallies', tallies: TALLIES },
    { topic: 'session', session: SESSION },
  ] as const) {
    const ana = await new RawClient(world, 'ana').join();
    ana.send(encodeNotice(notice));
    await until(() => ana.closed !== null, 'the end of who sent it');
  }
  expect(vic.notices).toEqual([]);
});
