import { expect, test } from 'vitest';
import { cardsIn, MAX_PAPER_CARDS, paperCardFaults } from './paperCards.ts';

const none = () => false;

test('a list is one card on each line that has words, however its lines end', () => {
  expect(cardsIn(' A bench \r\n\r\nA gate\n\t\nA tree\r')).toEqual(['A bench', 'A gate', 'A tree']);
  expect(cardsIn(' \n ')).toEqual([]);
});

test('what is wrong is said of the line it is in', () => {
  const number = (card: string) => card.includes('943');
  expect(paperCardFaults(['A bench', 'Ring 943 476 5919', 'x'.repeat(2_001)], number)).toEqual({
    'line-2': 'identifier',
    'line-3': 'tooLong',
  });
  expect(paperCardFaults([], none)).toEqual({ lines: 'missing' });
  expect(paperCardFaults(Array.from({ length: MAX_PAPER_CARDS + 1 }, String), none)).toEqual({ lines: 'tooMany' });
  expect(paperCardFaults(Array.from({ length: MAX_PAPER_CARDS }, String), none)).toEqual({});
});
