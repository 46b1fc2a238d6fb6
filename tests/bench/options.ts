import { parseArgs } from 'node:util';
import type { Load } from './loads.ts';
import { allLoads } from './loads.ts';
import type { Contestant } from './contestants.ts';
import { contestants } from './contestants.ts';
import type { Program } from './board/programs.ts';
import { programs } from './board/programs.ts';

export interface Options {
  servers: readonly Contestant[];
  /** What is measured in the browser. */
  programs: readonly Program[];
  loads: readonly Load[];
  rounds: number;
  isQuick: boolean;
  /** Whether the results go into RESULTS.md. */
  writes: boolean;
  /** Where profiles of the servers go, if they are wanted. */
  profiles: string | null;
}

export const USAGE = `npm run bench -- [--quick] [--rounds n] [--only name,…] [--load load,…] [--write] [--profile folder]
  servers: ${contestants.map(({ id }) => id).join(', ')}
  in the browser: ${programs.map(({ id }) => id).join(', ')}
  loads: ${allLoads(false)
    .map(({ id }) => id)
    .join(', ')}`;

const ROUNDS = 5;

/** Reads the command line. Throws with one clear sentence. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      only: { type: 'string' },
      load: { type: 'string' },
      write: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  const rounds = values.rounds === undefined ? (values.quick ? 1 : ROUNDS) : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20) throw new Error('--rounds is a number from 1 to 20.');
  const all: readonly { id: string }[] = [...contestants, ...programs];
  const only = chosen(all, values.only, 'contestant').map(({ id }) => id);
  return {
    servers: contestants.filter(({ id }) => only.includes(id)),
    programs: programs.filter(({ id }) => only.includes(id)),
    loads: chosen(allLoads(values.quick), values.load, 'load'),
    rounds,
    isQuick: values.quick,
    writes: values.write,
    profiles: values.profile ?? null,
  };
}

function chosen<T extends { id: string }>(all: readonly T[], wanted: string | undefined, what: string): readonly T[] {
  if (wanted === undefined) return all;
  return wanted.split(',').map((id) => {
    const found = all.find((one) => one.id === id);
    if (!found) throw new Error(`No ${what} is called ${id}. There are: ${all.map((one) => one.id).join(', ')}.`);
    return found;
  });
}
