import * as Y from 'yjs';
import type { DecodedUpdate } from './decode.ts';

interface Range {
  from: number;
  to: number;
}

/** What an update brings and deletes, by clientID: clocks in order and apart. */
export type Reach = ReadonlyMap<number, readonly Range[]>;

export function reachOf({ structs, ds }: DecodedUpdate): Reach {
  const found = new Map<number, Range[]>();
  const note = (client: number, from: number, length: number) => {
    const ranges = found.get(client);
    if (ranges) ranges.push({ from, to: from + length });
    else found.set(client, [{ from, to: from + length }]);
  };
  for (const struct of structs) {
    if (!(struct instanceof Y.Skip)) note(struct.id.client, struct.id.clock, struct.length);
  }
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) note(client, clock, len);
  return new Map([...found].map(([client, ranges]) => [client, joined(ranges)]));
}

export function reaches(reach: Reach, { client, clock }: Y.ID): boolean {
  const ranges = reach.get(client) ?? [];
  let from = 0;
  for (let to = ranges.length; from < to;) {
    const middle = (from + to) >> 1;
    if ((ranges[middle]?.to ?? 0) <= clock) from = middle + 1;
    else to = middle;
  }
  const range = ranges[from];
  return range !== undefined && range.from <= clock;
}

function joined(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}
