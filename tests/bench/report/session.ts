import type { Percentiles } from '../load/percentiles.ts';
import type { SessionRound } from '../session/measureSession.ts';
import type { Bar } from './bars.ts';
import { judge } from './judge.ts';
import type { Measured, Result } from './results.ts';
import { counted, middle } from './results.ts';
import { milliseconds, number } from './words.ts';

type Read = (round: SessionRound) => number | undefined;

export const SESSION_HEADS = [
  'Server',
  'a step reaches all p50 / p95 / p99',
  'all cards shown',
  'in one piece',
  'taken back',
  'votes kept p50 / p95 / p99',
  'counted',
] as const;

/** One row of the table. */
export function sessionRow({ contestant, rounds: all }: Measured<SessionRound>): string[] {
  const { rounds, isVoid } = counted(all);
  const three = (read: (round: SessionRound) => Percentiles | null) =>
    `${(['p50', 'p95', 'p99'] as const).map((which) => number(middle(rounds, (round) => read(round)?.[which]))).join(' / ')} ms`;
  return [
    contestant.name + (isVoid ? ' (void)' : ''),
    three(({ step }) => step),
    milliseconds(middle(rounds, ({ reveal }) => reveal)),
    rounds.every(({ isOne }) => isOne) ? 'yes' : '**no**',
    rounds.every(({ isTakenBack }) => isTakenBack)
      ? milliseconds(middle(rounds, ({ takenBack }) => takenBack))
      : '**no**',
    three(({ vote }) => vote),
    rounds.every(({ isCounted }) => isCounted) ? 'all' : '**no**',
  ];
}

/** What came of a round, while the others are still to come. */
export function sessionInWords(round: SessionRound): string {
  const row = sessionRow({ contestant: { id: '', name: '' }, rounds: [round] });
  return row.flatMap((found, at) => (at === 0 ? [] : `${SESSION_HEADS[at]} ${found}`)).join(', ');
}

const SPEEDS: readonly { words: string; read: Read; most: number }[] = [
  { words: 'a step reaches everyone within 300 ms (p95)', read: ({ step }) => step?.p95, most: 300 },
  { words: '500 private cards are shown to everyone within 1 s', read: ({ reveal }) => reveal, most: 1_000 },
  { words: 'a vote of all at once is kept within 300 ms (p95)', read: ({ vote }) => vote?.p95, most: 300 },
];

const TRUTHS: readonly { words: string; holds: (round: SessionRound) => boolean }[] = [
  { words: 'they come in one piece', holds: ({ isOne }) => isOne },
  { words: 'and go again with one command', holds: ({ isTakenBack }) => isTakenBack },
  { words: 'every vote is counted', holds: ({ isCounted }) => isCounted },
];

/** What ours has to reach. That it is true holds also when the machine was busy with other things. */
export function sessionBars({ load, measured }: Extract<Result, { load: { is: 'session' } }>): Bar[] {
  const ours = measured.find(({ contestant }) => contestant.id === 'ours');
  if (!ours) return [];
  const { rounds, isVoid } = counted(ours.rounds);
  return [
    ...SPEEDS.map(({ words, read, most }) => {
      const found = middle(rounds, read);
      const verdict = judge(found <= most, { isKnown: !Number.isNaN(found), isVoid });
      return { words: `${load.id}: ${words}`, found: milliseconds(found), verdict };
    }),
    ...TRUTHS.map(({ words, holds }) => {
      const isTrue = ours.rounds.every(holds);
      const verdict = judge(isTrue, { isKnown: ours.rounds.length > 0, isVoid: false });
      return { words: `${load.id}: ${words}`, found: isTrue ? 'yes' : 'no', verdict };
    }),
  ];
}
