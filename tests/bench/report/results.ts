import type { BoardRound } from '../board/measureBoard.ts';
import type { Percentiles } from '../load/percentiles.ts';
import { median } from '../load/percentiles.ts';
import type { BoardLoad, IdleLoad, Load, OpenLoad, SessionLoad, WriteLoad } from '../loads.ts';
import type { IdleRound } from '../measure/idle.ts';
import type { OpenRound } from '../measure/opening.ts';
import type { WriteRound } from '../measure/writing.ts';
import type { SessionRound } from '../session/measureSession.ts';

/** Whoever was measured. */
export interface Named {
  id: string;
  name: string;
}

/** What came of one of them under one load: its rounds. */
export interface Measured<R> {
  contestant: Named;
  rounds: readonly R[];
}

/** All that was measured under one load. */
export type Result =
  | { load: WriteLoad; measured: readonly Measured<WriteRound>[] }
  | { load: IdleLoad; measured: readonly Measured<IdleRound>[] }
  | { load: OpenLoad; measured: readonly Measured<OpenRound>[] }
  | { load: BoardLoad; measured: readonly Measured<BoardRound>[] }
  | { load: SessionLoad; measured: readonly Measured<SessionRound>[] };

export function isOf<L extends Load['is']>(result: Result, is: L): result is Extract<Result, { load: { is: L } }> {
  return result.load.is === is;
}

/** The rounds that count; all of them when none does, and then that has to be said. */
export function counted<R extends { void: string | null }>(
  rounds: readonly R[],
): { rounds: readonly R[]; isVoid: boolean } {
  const valid = rounds.filter((round) => round.void === null);
  return valid.length > 0 ? { rounds: valid, isVoid: false } : { rounds, isVoid: true };
}

/** Why rounds do not count, in a sentence each. */
export function voidsOf(measured: readonly Measured<{ void: string | null }>[]): string[] {
  return measured.flatMap(({ contestant: { name }, rounds }) =>
    [...new Set(rounds.flatMap((round) => round.void ?? []))].map((why) => `A round with ${name} is void: ${why}.`),
  );
}

/** The median over the rounds of some number of each; NaN when there is none. */
export function middle<R>(rounds: readonly R[], read: (round: R) => number | undefined): number {
  return median(rounds.flatMap((round) => read(round) ?? []));
}

export function percentile(at: 'arrival' | 'acknowledged', which: keyof Percentiles) {
  return (round: WriteRound): number | undefined => round[at]?.[which];
}
