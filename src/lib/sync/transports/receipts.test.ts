import { expect, test } from 'vitest';
import { TurnedClock } from '../../../../tests/support/turnedClock';
import { HTTP_BEAT_MS, HTTP_LINE_IDLE_MS, HTTP_SAY_BYTES } from '$lib/protocol/httpLine';
import { Receipts } from './receipts';

function watch() {
  const clock = new TurnedClock();
  const start = clock.now();
  const said: number[] = [];
  const answers: (() => void)[] = [];
  const receipts = new Receipts(clock, () => {
    said.push(clock.now() - start);
    return new Promise((answer) => answers.push(answer));
  });
  const answered = async () => {
    answers.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, said, receipts, answered };
}

test('what arrived is said two seconds after the last word, or at once when it is much', async () => {
  const { clock, said, receipts, answered } = watch();
  receipts.arrived(10);
  clock.turn(1_999);
  expect(said).toEqual([]);
  clock.turn(1);
  expect(said).toEqual([2_000]);
  await answered();
  receipts.arrived(HTTP_SAY_BYTES);
  expect(said).toEqual([2_000, 2_000]);
});

test('a post says it too', () => {
  const { clock, said, receipts } = watch();
  receipts.arrived(10);
  clock.turn(1_500);
  receipts.said();
  clock.turn(10_000);
  expect(said).toEqual([]);
});

test('one word at a time: what arrives meanwhile is said when it is answered', async () => {
  const { said, receipts, answered } = watch();
  for (let n = 0; n < 5; n++) receipts.arrived(HTTP_SAY_BYTES);
  expect(said.length).toBe(1);
  await answered();
  expect(said.length).toBe(2);
});

test('beats alone keep a line alive, also where timers sleep', async () => {
  const { clock, said, receipts, answered } = watch();
  let longest = 0;
  for (let beat = 1; beat <= 20; beat++) {
    clock.turn(HTTP_BEAT_MS);
    receipts.arrived(0);
    longest = Math.max(longest, clock.now() - (said.at(-1) ?? 0) - Date.parse('2026-11-24T12:00:00.000Z'));
    await answered();
  }
  expect(said.length).toBe(20);
  expect(longest).toBeLessThan(HTTP_LINE_IDLE_MS);
});
