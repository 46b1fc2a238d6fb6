import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdFrom } from './holdFrom.ts';
import { scan } from './scan.ts';

/** In all; a fifth of each sort. */
const TEXTS = 100_000;

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const one = (...words: string[]) => fc.constantFrom(...words);
const said = (...parts: (string | fc.Arbitrary<string | number>)[]) =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));

const who = one('The school nurse', 'Year 6', 'Parents at the gate', 'Our GP practice', 'A youth worker', 'The trust');
const does = one(' asked for ', ' will bring ', ' has no ', ' could share ', ' worries about ', ' was born of ');
const what = one('a quiet room', 'breakfast', 'a shorter wait', 'the minibus', 'sleep support', 'a named contact');
const when = fc.oneof(
  said(' on ', fc.integer({ min: 1, max: 28 }), ' ', one('March', 'May', 'October'), ' 2026'),
  said(' by ', fc.integer({ min: 1, max: 28 }), '/', fc.integer({ min: 1, max: 12 }), '/2026'),
  said(' at ', fc.integer({ min: 8, max: 17 }), ':', one('00', '15', '30')),
  said(' for ', fc.integer({ min: 2, max: 900 }), ' children'),
  one('', ' in M14', ' around S5 and B12', ' in 2025-26', ' (Key Stage 2)'),
);
const sorts = {
  sentences: said(who, does, what, when, one('.', '', '?', ' – soon')),
  'phone numbers': said(
    one('Ring ', 'Tel ', 'Phone number: '),
    fc.oneof(
      said('07', digits(3), ' ', digits(6)),
      said('07', digits(9)),
      said('0', digits(3), ' ', digits(3), ' ', digits(4)),
      said('020 ', digits(4), ' ', digits(4)),
      said('+44 ', digits(4), ' ', digits(6)),
      said('(0', digits(3), ') ', digits(3), digits(4)),
    ),
  ),
  references: said(
    one('Invoice ', 'PO ', 'Ref ', 'Ticket ', 'Charity '),
    fc.oneof(said('INV-2026-', digits(5)), digits(6), digits(8), said(one('A', 'X', 'R'), digits(7)), digits(12)),
  ),
  'references of ten digits': said(one('Invoice ', 'Order ', 'Ref '), digits(10)),
  'references of ten digits, called a number': said('Order number ', digits(10)),
} as const;

/** How many of a sort are found, and how many as certain. */
function alarms(sort: keyof typeof sorts): { low: number; high: number; of: number } {
  const of = TEXTS / Object.keys(sorts).length;
  const found = fc.sample(sorts[sort], { numRuns: of, seed: 11 }).map((text) => scan(text));
  const high = found.filter((findings) => findings.some(({ confidence }) => confidence === 'high')).length;
  return { low: found.filter(({ length }) => length > 0).length - high, high, of };
}

test('[I7] ordinary sentences, phone numbers and common references raise no alarm', () => {
  for (const sort of ['sentences', 'phone numbers', 'references'] as const) {
    const { low, high } = alarms(sort);
    expect([sort, low, high]).toEqual([sort, 0, 0]);
  }
});

test('[I7] one in eleven references of ten digits is pointed out, and held only if it is called a number', () => {
  const plain = alarms('references of ten digits');
  expect(plain.high).toBe(0);
  expect(plain.low / plain.of).toBeLessThan(0.1);
  const called = alarms('references of ten digits, called a number');
  expect(called.low).toBe(0);
  expect(called.high / called.of).toBeLessThan(0.1);
});

test('[I7] nothing still waits once an ordinary sentence is done', () => {
  for (const sentence of fc.sample(sorts.sentences, { numRuns: 2_000, seed: 11 })) {
    expect(holdFrom(`${sentence} `)).toBeNull();
  }
});
