import type { BoardRound } from '../board/measureBoard.ts';
import type { Bar } from './bars.ts';
import { judge } from './judge.ts';
import type { Measured, Result } from './results.ts';
import { counted, middle, voidsOf } from './results.ts';
import { milliseconds, number, share } from './words.ts';

type BoardResult = Extract<Result, { load: { is: 'board' } }>;
type Read = (round: BoardRound) => number | undefined;

export const BOARD_HEADS = [
  'Program',
  'panning at 100 %',
  'gap p95',
  'panning, all in view',
  'dragging one card',
  'first paint',
  'to work on',
  'heap',
  'scripts',
  'slow: gap p95',
  'slow: echo p95',
  '50 people',
  'drawn',
] as const;

/** One row of the table. */
export function boardRow({ contestant, rounds: all }: Measured<BoardRound>): string[] {
  const { rounds, isVoid } = counted(all);
  const of = (read: Read) => middle(rounds, read);
  return [
    contestant.name + (isVoid ? ' (void)' : ''),
    milliseconds(of(({ pan }) => pan.perFrame)),
    milliseconds(of(({ pan }) => pan.gapP95)),
    milliseconds(of(({ panAll }) => panAll.perFrame)),
    milliseconds(of(({ drag }) => drag.perFrame)),
    milliseconds(of(({ opened }) => opened)),
    milliseconds(of(({ ready }) => ready)),
    `${number(of(({ heap }) => heap) / 1e6)} MB`,
    `${number(of(({ scripts }) => scripts) / 1_000)} KB`,
    milliseconds(of(({ slow }) => slow.pan.gapP95)),
    milliseconds(of(({ slow }) => slow.echo)),
    milliseconds(of(({ crowd }) => crowd ?? undefined)),
    isProven(rounds) ? 'yes' : '**no**',
  ];
}

/** What came of a round, while the others are still to come. */
export function roundInWords(round: BoardRound): string {
  const row = boardRow({ contestant: { id: '', name: '' }, rounds: [round] });
  return row.flatMap((found, at) => (at === 0 ? [] : `${BOARD_HEADS[at]} ${found}`)).join(', ');
}

/** What is amiss, in a sentence each. */
export function notesOnBoard(measured: BoardResult['measured']): string[] {
  return measured.flatMap((one) => {
    const { contestant, rounds } = one;
    const { name } = contestant;
    const { reading, all } = rounds[0]?.drawn ?? {};
    const shown =
      reading && all
        ? [
            `${name}, on the screen: ${share(reading.cards)} of ${reading.count} cards and the words of ` +
              `${share(reading.words)} at 100 %; ${share(all.cards)} of ${all.count} cards with all in view.`,
          ]
        : [];
    return [...shown, ...voidsOf([one])];
  });
}

const MOST: readonly { words: string; read: Read; most: number; say?: (found: number) => string }[] = [
  { words: 'main thread at most 5 ms a frame panning at 100 %', read: ({ pan }) => pan.perFrame, most: 5 },
  { words: 'at most 12 ms with all in view', read: ({ panAll }) => panAll.perFrame, most: 12 },
  { words: 'at most 8 ms dragging one card', read: ({ drag }) => drag.perFrame, most: 8 },
  { words: 'p95 between frames at most 17 ms panning at 100 %', read: ({ pan }) => pan.gapP95, most: 17 },
  { words: 'first paint within 1.5 s', read: ({ opened }) => opened, most: 1_500 },
  {
    words: 'heap at most 80 MB',
    read: ({ heap }) => heap,
    most: 80e6,
    say: (found) => `${number(found / 1e6)} MB`,
  },
  {
    words: 'scripts at most 200 KB, packed',
    read: ({ scripts }) => scripts,
    most: 200_000,
    say: (found) => `${number(found / 1_000)} KB`,
  },
  {
    words: '4 times slower, 1,000 cards: p95 gap at most 34 ms panning',
    read: ({ slow }) => slow.pan.gapP95,
    most: 34,
  },
  { words: '4 times slower, 1,000 cards: echo of a letter within 50 ms', read: ({ slow }) => slow.echo, most: 50 },
  { words: '50 pointers and 10 drags at most 4 ms a frame', read: ({ crowd }) => crowd ?? undefined, most: 4 },
];

/** What ours has to reach. */
export function boardBars({ load, measured }: BoardResult): Bar[] {
  const ours = measured.find(({ contestant }) => contestant.id === 'ours');
  if (!ours) return [];
  const { rounds, isVoid } = counted(ours.rounds);
  const bars = MOST.map(({ words, read, most, say = milliseconds }) => {
    const found = middle(rounds, read);
    const verdict = judge(found <= most, { isKnown: !Number.isNaN(found), isVoid });
    return { words: `${load.id}: ${words}`, found: say(found), verdict };
  });
  const drawn = isProven(rounds);
  const proof = { words: `${load.id}: every card is drawn, and its words at 100 %`, found: drawn ? 'yes' : 'no' };
  return [...bars, { ...proof, verdict: judge(drawn, { isKnown: rounds.length > 0, isVoid: false }) }];
}

/** A few cards may lie under something, or have pale words. */
const NEARLY_ALL = 0.98;

function isProven(rounds: readonly BoardRound[]): boolean {
  return rounds.every(({ drawn: { reading, all }, moved }) => {
    const enough = [reading.cards, reading.words, all.cards].every((part) => part >= NEARLY_ALL);
    return enough && moved && reading.count > 0 && all.count > 0;
  });
}
