import { expect, test } from 'vitest';
import { TurnedClock } from '../../../tests/support/turnedClock';
import { Reachability } from './reachability';

function watch() {
  const clock = new TurnedClock();
  const told: boolean[] = [];
  return { clock, told, reach: new Reachability(clock, (offline) => told.push(offline)) };
}

test('a blink is not offline, two seconds are', () => {
  const { clock, told, reach } = watch();
  reach.lost();
  clock.turn(1_900);
  reach.heard();
  reach.lost();
  clock.turn(1_900);
  reach.lost();
  expect(told).toEqual([]);
  clock.turn(100);
  expect(told).toEqual([true]);
  reach.heard();
  expect(told).toEqual([true, false]);
});

test('the first connection may take longer', () => {
  const { clock, told, reach } = watch();
  reach.opening();
  reach.lost();
  clock.turn(4_900);
  expect(told).toEqual([]);
  clock.turn(100);
  expect(told).toEqual([true]);
});

test('the browser may say so at once, and an answer proves it wrong', () => {
  const { told, reach } = watch();
  reach.unplugged();
  reach.heard();
  expect(told).toEqual([true, false]);
});
