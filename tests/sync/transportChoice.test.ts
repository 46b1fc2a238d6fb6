import { beforeEach, expect, test } from 'vitest';
import { NETWORK, Notes } from '../support/transportPage.ts';
import { TurnedClock } from '../support/turnedClock.ts';
import { TransportChoice } from '../../src/lib/sync/transports/transportChoice.ts';
import { TransportMemory } from '../../src/lib/sync/transports/transportMemory.ts';

let clock: TurnedClock;
let answers: boolean;

beforeEach(() => {
  clock = new TurnedClock();
  answers = true;
});

function choose(store: Notes | null = new Notes(), network = NETWORK): TransportChoice {
  const memory = new TransportMemory(store, { network, now: () => clock.now() });
  return new TransportChoice({ clock, memory, serverAnswers: async () => answers });
}

test('two websockets in a row that bring nothing, while the server answers, are enough', async () => {
  const choice = choose();
  await choice.websocketMissed();
  expect(choice.next).toBe('websocket');
  await choice.websocketMissed();
  expect(choice.next).toBe('http');
});

test('one that works in between, or a server that does not answer, starts the count anew', async () => {
  const choice = choose();
  await choice.websocketMissed();
  choice.websocketWorks();
  await choice.websocketMissed();
  answers = false;
  await choice.websocketMissed();
  answers = true;
  await choice.websocketMissed();
  expect(choice.next).toBe('websocket');
});

test('three that die within two minutes are enough, spread over more they are not', async () => {
  const choice = choose();
  for (let death = 1; death <= 5; death++) {
    await choice.websocketDied();
    expect(choice.next).toBe('websocket');
    clock.turn(60_001);
  }
  await choice.websocketDied();
  await choice.websocketDied();
  expect(choice.next).toBe('http');
});

test('deaths of a server that is gone do not count', async () => {
  const choice = choose();
  answers = false;
  for (let death = 1; death <= 5; death++) await choice.websocketDied();
  expect(choice.next).toBe('websocket');
});

test('is remembered for this network and for the next visit, and forgotten after a week without a try', async () => {
  const store = new Notes();
  const choice = choose(store);
  for (let miss = 1; miss <= 2; miss++) await choice.websocketMissed();
  expect([choose(store).next, choose(store, 'home').next]).toEqual(['http', 'websocket']);
  clock.turn(7 * 86_400_000);
  expect(choose(store).next).toBe('websocket');
});

test('without storage the page itself remembers', async () => {
  const choice = choose(null);
  for (let miss = 1; miss <= 2; miss++) await choice.websocketMissed();
  expect(choice.next).toBe('http');
});

test.each([['nonsense'], ['[1]'], ['{"school":{"triedAt":"never"}}']])(
  'a note that makes no sense (%s) is none',
  (note) => {
    const store = new Notes();
    store.setItem('throughline.networks', note);
    expect(choose(store).next).toBe('websocket');
  },
);

test('when lines do not open either, websockets have every third go', async () => {
  const choice = choose(Notes.ofBlocked(clock.now()));
  const tried = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    tried.push(choice.next);
    if (choice.next === 'http') choice.httpMissed();
    else await choice.websocketMissed();
  }
  expect(tried).toEqual(['http', 'http', 'websocket', 'http', 'http', 'websocket']);
});
