import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { USUAL_VOTE } from '$lib/domain/sessions/rules';
import type { LiveBallot } from '$lib/domain/sessions/votes/ballot';
import type { Vote } from '$lib/domain/sessions/votes/vote';
import type { VoteLine } from './ownVotes.svelte';
import { OwnVotes } from './ownVotes.svelte';

const ballot: LiveBallot = {
  ...{ id: 'ballot', step: 'vote', state: 'open', rules: { ...USUAL_VOTE, dots: 3, perCard: 2 }, cards: ['a', 'b'] },
  ...{ voted: 0, papers: 0, results: null },
};

/** A server at the other end of a line that can be cut. */
class Server implements VoteLine {
  votes: readonly Vote[] = [];
  sent = 0;
  isCut = false;
  isClosed = false;

  async read() {
    return this.isCut ? null : this.votes;
  }

  async send(votes: readonly Vote[]) {
    if (this.isCut) return null;
    this.sent += 1;
    if (this.isClosed) return { is: 'late' } as const;
    this.votes = votes;
    return { is: 'in' } as const;
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const turn = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function opened(server: Server): Promise<OwnVotes> {
  const own = new OwnVotes(() => ballot, server);
  await own.open();
  return own;
}

describe('one’s own votes', () => {
  test('are those that the server knows, and go there together when they change', async () => {
    const server = new Server();
    server.votes = [{ card: 'a', value: 1 }];
    const own = await opened(server);
    expect([own.sent, own.of('a'), own.of('b'), own.dotsLeft]).toEqual(['in', 1, null, 2]);
    own.say('a', 2);
    own.say('b', 1);
    expect([own.sent, own.dotsLeft]).toEqual(['sending', 0]);
    await turn(1_000);
    expect([own.sent, server.sent, server.votes]).toEqual([
      ...['in', 1],
      [
        { card: 'a', value: 2 },
        { card: 'b', value: 1 },
      ],
    ]);
    own.say('a', 0);
    await turn(1_000);
    expect(server.votes).toEqual([{ card: 'b', value: 1 }]);
  });

  test('cannot be changed until it is known what they were', async () => {
    const server = new Server();
    server.isCut = true;
    server.votes = [{ card: 'a', value: 2 }];
    const own = await opened(server);
    own.say('b', 1);
    expect([own.sent, own.votes]).toEqual(['loading', []]);
    server.isCut = false;
    await turn(4_000);
    expect([own.sent, own.of('a'), server.sent]).toEqual(['in', 2, 0]);
  });

  test('are kept while there is no line, and sent once it is back', async () => {
    const server = new Server();
    const own = await opened(server);
    server.isCut = true;
    own.say('a', 1);
    await turn(10_000);
    own.say('a', 2);
    await turn(1_000);
    expect([own.sent, server.sent]).toEqual(['offline', 0]);
    server.isCut = false;
    own.tryNow();
    await turn(10_000);
    expect([own.sent, server.sent, server.votes]).toEqual(['in', 1, [{ card: 'a', value: 2 }]]);
  });

  test('that come when voting has closed are said not to count', async () => {
    const server = new Server();
    const own = await opened(server);
    server.isClosed = true;
    own.say('a', 1);
    await turn(1_000);
    expect(own.sent).toBe('late');
  });
});
