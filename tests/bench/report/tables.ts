import type { WriteRound } from '../measure/writing.ts';
import type { Measured, Result } from './results.ts';
import { BOARD_HEADS, boardRow, notesOnBoard } from './board.ts';
import { counted, isOf, middle, percentile, voidsOf } from './results.ts';
import { SESSION_HEADS, sessionRow } from './session.ts';
import { milliseconds, number, share } from './words.ts';

const HEADS = {
  write: [
    'Server',
    'CPU per delivered edit',
    'of Hocuspocus',
    'arrival p50 / p95 / p99',
    'acknowledged p50 / p95 / p99',
    'of a core',
    'memory',
    'sent',
    'messages',
    'arrived',
  ],
  idle: ['Server', 'memory per person', 'of Hocuspocus', 'still there'],
  open: ['Server', 'warm', 'cold', 'size', 'all cards'],
  board: BOARD_HEADS,
  session: SESSION_HEADS,
} as const;

/** The results of one load as a Markdown table under its title. */
export function tableOf(result: Result): string {
  const notes = notesOf(result);
  const rows = rowsOf(result).map((row) => `| ${row.join(' | ')} |`);
  const heads = HEADS[result.load.is];
  const lines = [
    `| ${heads.join(' | ')} |`,
    `|${heads.map((_, at) => (at === 0 ? ' --- ' : ' ---: ')).join('|')}|`,
    ...rows,
  ];
  return [`### ${result.load.title}`, '', ...lines, ...notes.flatMap((note) => ['', note]), ''].join('\n');
}

function notesOf(result: Result): string[] {
  if (isOf(result, 'board')) return notesOnBoard(result.measured);
  if (isOf(result, 'session')) return voidsOf(result.measured);
  return isOf(result, 'write') ? notesOn(result.measured) : [];
}

function rowsOf(result: Result): string[][] {
  if (isOf(result, 'board')) return result.measured.map(boardRow);
  if (isOf(result, 'session')) return result.measured.map(sessionRow);
  if (isOf(result, 'write')) return result.measured.map((one) => writeRow(one, result.measured));
  if (isOf(result, 'idle')) {
    const base = perPerson(result.measured.find(({ contestant }) => contestant.id === 'hocuspocus'));
    return result.measured.map((one) => [
      one.contestant.name,
      `${number(perPerson(one) / 1_000)} KB`,
      share(perPerson(one) / base),
      `${middle(one.rounds, ({ present }) => present)}`,
    ]);
  }
  return result.measured.map(({ contestant, rounds }) => [
    contestant.name,
    milliseconds(middle(rounds, ({ warm }) => warm)),
    milliseconds(middle(rounds, ({ cold }) => cold ?? undefined)),
    `${number(middle(rounds, ({ bytes }) => bytes) / 1e6)} MB`,
    rounds.every(({ isWhole }) => isWhole) ? 'yes' : '**no**',
  ]);
}

function writeRow(one: Measured<WriteRound>, all: readonly Measured<WriteRound>[]): string[] {
  const { rounds, isVoid } = counted(one.rounds);
  const cpu = cpuOf(one);
  const three = (at: 'arrival' | 'acknowledged') =>
    (['p50', 'p95', 'p99'] as const).map((which) => number(middle(rounds, percentile(at, which)))).join(' / ');
  return [
    one.contestant.name + (isVoid ? ' (void)' : ''),
    `${number(cpu)} µs`,
    share(cpu / cpuOf(all.find(({ contestant }) => contestant.id === 'hocuspocus'))),
    `${three('arrival')} ms`,
    rounds.some(({ acknowledged }) => acknowledged) ? `${three('acknowledged')} ms` : '–',
    share(middle(rounds, ({ serverShare }) => serverShare)),
    `${number(middle(rounds, ({ memory }) => memory) / 1e6)} MB`,
    `${number(middle(rounds, ({ bytes }) => bytes) / 1e6)} MB`,
    Math.round(middle(rounds, ({ messages }) => messages)).toLocaleString('en'),
    share(middle(rounds, ({ arrivedShare }) => arrivedShare)),
  ];
}

function notesOn(measured: readonly Measured<WriteRound>[]): string[] {
  return measured.flatMap((one) => {
    const { contestant, rounds } = one;
    const { name } = contestant;
    const dropped = Math.max(...rounds.map((round) => round.dropped));
    return [
      ...voidsOf([one]),
      ...(dropped > 0 ? [`${name} dropped ${dropped} people.`] : []),
      ...(rounds.every(({ isWhole }) => isWhole) ? [] : [`A copy of ${name}'s is not what was written.`]),
    ];
  });
}

/** Microseconds per delivered edit. */
export function cpuOf(one: Measured<WriteRound> | undefined): number {
  return one ? middle(counted(one.rounds).rounds, ({ cpuPerDelivered }) => cpuPerDelivered) : NaN;
}

export function perPerson(one: Measured<{ perPerson: number }> | undefined): number {
  return one ? middle(one.rounds, (round) => round.perPerson) : NaN;
}
