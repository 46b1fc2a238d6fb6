import type { Result } from './results.ts';
import { counted, isOf, middle, percentile } from './results.ts';
import { boardBars } from './board.ts';
import type { Verdict } from './judge.ts';
import { judge } from './judge.ts';
import { sessionBars } from './session.ts';
import { cpuOf, perPerson } from './tables.ts';
import { milliseconds, number, share } from './words.ts';

/** What ours has to reach. */
export interface Bar {
  words: string;
  /** What came of it. */
  found: string;
  verdict: Verdict;
}

const MOST = {
  ofHocuspocus: 0.25,
  arrivalP99: 60,
  acknowledgedP95: 150,
  perPerson: 60_000,
  warm: 300,
  cold: 1_000,
} as const;

/** Every bar that these results say something about. */
export function barsOf(results: readonly Result[]): Bar[] {
  return results.flatMap((result) => {
    if (isOf(result, 'board')) return boardBars(result);
    if (isOf(result, 'session')) return sessionBars(result);
    if (isOf(result, 'write')) return result.load.judges === 'speed' ? speedBars(result) : stayingBars(result);
    return isOf(result, 'idle') ? idleBars(result) : openBars(result);
  });
}

/** The bars as a Markdown list. */
export function listOf(bars: readonly Bar[]): string {
  return bars.map(({ words, found, verdict }) => `- **${verdict}**: ${words}: ${found}`).join('\n');
}

function speedBars({ load, measured }: Extract<Result, { load: { is: 'write' } }>): Bar[] {
  const ours = measured.find(({ contestant }) => contestant.id === 'ours');
  const base = measured.find(({ contestant }) => contestant.id === 'hocuspocus');
  if (!ours) return [];
  const { rounds, isVoid } = counted(ours.rounds);
  const ratio = cpuOf(ours) / cpuOf(base);
  const p99 = middle(rounds, percentile('arrival', 'p99'));
  const p95 = middle(rounds, percentile('acknowledged', 'p95'));
  const isRatioVoid = isVoid || (base !== undefined && counted(base.rounds).isVoid);
  return [
    {
      words: `${load.id}: CPU per delivered edit at most a quarter of Hocuspocus's (aim: a tenth)`,
      found: share(ratio),
      verdict: judge(ratio <= MOST.ofHocuspocus, { isKnown: !Number.isNaN(ratio), isVoid: isRatioVoid }),
    },
    {
      words: `${load.id}: p99 from edit to arrival at most ${MOST.arrivalP99} ms`,
      found: milliseconds(p99),
      verdict: judge(p99 <= MOST.arrivalP99, { isKnown: !Number.isNaN(p99), isVoid }),
    },
    {
      words: `${load.id}: acknowledgement p95 at most ${MOST.acknowledgedP95} ms`,
      found: milliseconds(p95),
      verdict: judge(p95 <= MOST.acknowledgedP95, { isKnown: !Number.isNaN(p95), isVoid }),
    },
  ];
}

/** That nobody is dropped holds also when the machine was busy with other things. */
function stayingBars({ load, measured }: Extract<Result, { load: { is: 'write' } }>): Bar[] {
  return measured.map(({ contestant, rounds }) => {
    const dropped = Math.max(...rounds.map((round) => round.dropped));
    const isWhole = rounds.every((round) => round.isWhole && round.arrivedShare === 1);
    return {
      words: `${load.id}: ${contestant.name} drops nobody and loses nothing (${load.title})`,
      found: `${dropped} dropped, ${isWhole ? 'nothing lost' : 'not everything arrived'}`,
      verdict: judge(dropped === 0 && isWhole, { isKnown: true, isVoid: false }),
    };
  });
}

function idleBars({ load, measured }: Extract<Result, { load: { is: 'idle' } }>): Bar[] {
  const bytes = perPerson(measured.find(({ contestant }) => contestant.id === 'ours'));
  return [
    {
      words: `${load.id}: at most ${MOST.perPerson / 1_000} KB per idle participant`,
      found: `${number(bytes / 1_000)} KB`,
      verdict: judge(bytes <= MOST.perPerson, { isKnown: !Number.isNaN(bytes), isVoid: false }),
    },
  ];
}

function openBars({ load, measured }: Extract<Result, { load: { is: 'open' } }>): Bar[] {
  const ours = measured.find(({ contestant }) => contestant.id === 'ours');
  if (!ours) return [];
  return (['warm', 'cold'] as const).map((how) => {
    const time = middle(ours.rounds, (round) => round[how] ?? undefined);
    return {
      words: `${load.id}: a newcomer has the board of 10,000 cards within ${MOST[how]} ms, ${how}`,
      found: milliseconds(time),
      verdict: judge(time <= MOST[how], { isKnown: !Number.isNaN(time), isVoid: false }),
    };
  });
}
