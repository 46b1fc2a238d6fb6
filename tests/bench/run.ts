/** Sync servers, and boards in the browser, side by side: `npm run bench`. How it is measured is in README.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { atBoards } from './board/atBoards.ts';
import type { BoardRound, BoardSetting } from './board/measureBoard.ts';
import { measureBoard } from './board/measureBoard.ts';
import type { Contestant } from './contestants.ts';
import type { Load, SessionLoad } from './loads.ts';
import { measureIdle } from './measure/idle.ts';
import { measureOpening } from './measure/opening.ts';
import { measureWriting, type WriteRound } from './measure/writing.ts';
import type { Options } from './options.ts';
import { readOptions, USAGE } from './options.ts';
import { barsOf, listOf } from './report/bars.ts';
import { roundInWords } from './report/board.ts';
import { sessionInWords } from './report/session.ts';
import { pageOf } from './report/page.ts';
import type { Measured, Named, Result } from './report/results.ts';
import { tableOf } from './report/tables.ts';
import { number } from './report/words.ts';
import type { SessionRound } from './session/measureSession.ts';
import { measureSession } from './session/measureSession.ts';

/** A round that is void is measured once more. */
const TRIES = 2;
/** Rounds of what is not a matter of speed. */
const IDLE_ROUNDS = 3;
/** A round in the browser takes more than a minute. */
const BOARD_ROUNDS = 3;
/** Each makes hundreds of measurements. */
const SESSION_ROUNDS = 3;

function optionsOrEnd(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(1);
  }
}

async function main(options: Options): Promise<void> {
  if (options.profiles) mkdirSync(options.profiles, { recursive: true });
  const results: Result[] = [];
  for (const load of options.loads) {
    const servers = options.servers.filter(({ id }) => load.for?.includes(id) ?? true);
    if ((load.is === 'board' ? options.programs : servers).length === 0) continue;
    say(load.title);
    const result = await measure(load, servers, options);
    results.push(result);
    console.log(`\n${tableOf(result)}`);
  }
  const bars = barsOf(results);
  console.log(`### Bars\n\n${listOf(bars)}`);
  if (!options.writes) return;
  const words = `${options.isQuick ? 'quick, ' : ''}${options.rounds} ${options.rounds === 1 ? 'round' : 'rounds'}`;
  const page = pageOf(results, bars, { date: new Date().toISOString().slice(0, 10), words });
  writeFileSync(new URL('RESULTS.md', import.meta.url), page);
}

async function measure(load: Load, servers: readonly Contestant[], options: Options): Promise<Result> {
  switch (load.is) {
    case 'write': {
      const profileOf = (round: number) => options.profiles && { folder: options.profiles, round };
      const one = (server: Contestant, round: number) => measureWriting(server, load, profileOf(round) || null);
      return {
        load,
        measured: await rounds(servers, load.rounds ?? options.rounds, (...turn) => validRound(one, ...turn)),
      };
    }
    case 'idle': {
      const times = Math.min(options.rounds, IDLE_ROUNDS);
      return { load, measured: await rounds(servers, times, (server) => measureIdle(server, load)) };
    }
    case 'board': {
      const times = Math.min(options.rounds, BOARD_ROUNDS);
      return atBoards(options.programs, load, async ({ browser, standOf }) => ({
        load,
        measured: await rounds(options.programs, times, (program) =>
          validBoardRound({ browser, stand: standOf(program), load }),
        ),
      }));
    }
    case 'session': {
      const times = Math.min(options.rounds, SESSION_ROUNDS);
      return { load, measured: await rounds(servers, times, () => validSessionRound(load)) };
    }
    case 'open':
      return { load, measured: await rounds(servers, 1, (server) => measureOpening(server, load)) };
  }
}

/** Every server once a round; who begins changes from round to round. */
async function rounds<C extends Named, R>(
  servers: readonly C[],
  times: number,
  measureOne: (server: C, round: number) => Promise<R>,
): Promise<Measured<R>[]> {
  const measured = servers.map((contestant) => ({ contestant, rounds: [] as R[] }));
  for (let round = 0; round < times; round++) {
    const first = round % measured.length;
    for (const one of [...measured.slice(first), ...measured.slice(0, first)]) {
      say(`  round ${round + 1} of ${times}: ${one.contestant.name}`);
      one.rounds.push(await measureOne(one.contestant, round));
    }
  }
  return measured;
}

async function validRound(
  measureOne: (server: Contestant, round: number) => Promise<WriteRound>,
  server: Contestant,
  round: number,
): Promise<WriteRound> {
  for (let tries = 1; ; tries++) {
    const measured = await measureOne(server, round);
    const { cpuPerDelivered, arrival, loadShare } = measured;
    const p99 = number(arrival?.p99 ?? NaN);
    say(`    ${number(cpuPerDelivered)} µs, p99 ${p99} ms, load ${number(loadShare * 100)} % of a core`);
    if (measured.void === null || tries === TRIES) return measured;
    say(`    void: ${measured.void}`);
  }
}

async function validBoardRound(setting: BoardSetting): Promise<BoardRound> {
  for (let tries = 1; ; tries++) {
    const measured = await measureBoard(setting);
    say(`    ${roundInWords(measured)}`);
    if (measured.void === null || tries === TRIES) return measured;
    say(`    void: ${measured.void}`);
  }
}

async function validSessionRound(load: SessionLoad): Promise<SessionRound> {
  for (let tries = 1; ; tries++) {
    const measured = await measureSession(load);
    say(`    ${sessionInWords(measured)}`);
    if (measured.void === null || tries === TRIES) return measured;
    say(`    void: ${measured.void}`);
  }
}

/** Progress goes to standard error, results to standard output. */
function say(words: string): void {
  process.stderr.write(`${words}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
process.once('disconnect', () => process.exit(1));
await main(optionsOrEnd());
process.exit(0);
