import { expect, test } from 'vitest';
import { ANA, board } from '../../../../../tests/support/boards.ts';
import { planSorted } from './planSorted.ts';

test('[F74] a zone is sorted by what came out: most first, ties as they were read, and last what nobody voted on', () => {
  const cards = ['none', 'two', 'five', 'also-two', 'locked'].map((id, index) => ({
    ...{ id, zone: 'zone' },
    at: [20 + (index % 3) * 180, 100 + Math.floor(index / 3) * 130] as const,
  }));
  const { board: doc } = board({ zones: [{ size: [900, 600] }], cards });
  doc.restyle(['locked'], { locked: true }, ANA);
  const [zone] = doc.zones();
  if (!zone) throw new Error('there is no zone');
  const votes = { two: { total: 2 }, five: { total: 5 }, 'also-two': { total: 2 }, locked: { total: 9 } };
  const moves = planSorted(zone, doc.itemsIn('zone'), votes);
  doc.move(moves, ANA);
  const read = doc.itemsIn('zone').map(({ id }) => id);
  expect(read.filter((id) => id !== 'locked')).toEqual(['five', 'two', 'also-two', 'none']);
  expect(moves.some(({ id }) => id === 'locked')).toBe(false);
});

test('[F74] of ratings the mean counts, and of consent those against it, where as many are for it', () => {
  const cards = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, zone: 'zone', at: [20 + index * 180, 100] as const }));
  const { board: doc } = board({ zones: [{ size: [900, 600] }], cards });
  const [zone] = doc.zones();
  if (!zone) throw new Error('there is no zone');
  const of = (yes: number, no: number) => ({ total: yes, counts: { yes, no, unsure: 0 } });
  const sorted = (votes: Parameters<typeof planSorted>[2]) => {
    const copy = board({ zones: [{ size: [900, 600] }], cards }).board;
    copy.move(planSorted(zone, copy.itemsIn('zone'), votes), ANA);
    return copy.itemsIn('zone').map(({ id }) => id);
  };
  expect(sorted({ a: { total: 9, mean: 1.5 }, b: { total: 4, mean: 4 }, c: { total: 5, mean: 2.5 } })).toEqual([
    ...['b', 'c', 'a', 'd'],
  ]);
  expect(sorted({ a: of(3, 2), b: of(3, 0), c: of(4, 4), d: of(1, 0) })).toEqual(['c', 'b', 'a', 'd']);
});
