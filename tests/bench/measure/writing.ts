import { join } from 'node:path';
import type { Contestant } from '../contestants.ts';
import type { Written } from '../load/writing.ts';
import type { WriteLoad } from '../loads.ts';
import { CARDS } from '../loads.ts';
import { busyMilliseconds } from './cores.ts';
import { atStand, type Stand } from './stand.ts';

/** One round of a load on one server. */
export interface WriteRound extends Written {
  /** Microseconds of processor time, all threads, per write and receiver. */
  cpuPerDelivered: number;
  /** Part of a core that the server took. */
  serverShare: number;
  /** More than the empty server's, after collecting garbage, in bytes. */
  memory: number;
  /** Why it does not count. */
  void: string | null;
}

const ROOM = 'board/bench';
/** The load may take this much of a core; past it, it would be measured itself. */
const MOST_OF_LOAD = 0.7;
/** What others on the machine may take of a core. */
const MOST_OF_OTHERS = 0.25;

export function measureWriting(
  contestant: Contestant,
  load: WriteLoad,
  profile: { folder: string; round: number } | null,
): Promise<WriteRound> {
  const file = profile && join(profile.folder, `${contestant.id}-${load.id}-${profile.round}.cpuprofile`);
  return atStand(contestant, [ROOM], (stand) => measureAt(stand, { contestant, load, file }));
}

async function measureAt(
  stand: Stand,
  { contestant, load, file }: { contestant: Contestant; load: WriteLoad; file: string | null },
): Promise<WriteRound> {
  const { server, load: people, port } = stand;
  const { perSecond, writers, seconds, warmSeconds } = load;
  const empty = await server.ask('memory', null);
  const warm = perSecond * warmSeconds;
  const writes = warm + perSecond * seconds;
  const place = {
    dialect: contestant.dialect,
    port,
    rooms: [ROOM],
    people: load.people,
    writers,
    writes,
    cards: CARDS,
  };
  const present = await people.ask('gather', place);
  if (present < load.people) throw new Error(`only ${present} people could join ${contestant.name}`);
  await people.ask('write', { from: 0, to: warm, perSecond });
  if (file) await server.ask('profile', null);
  const before = { cpu: await server.ask('usage', null), busy: busyMilliseconds(), at: performance.now() };
  const written = await people.ask('write', { from: warm, to: writes, perSecond });
  const cpu = (await server.ask('usage', null)) - before.cpu;
  const busy = busyMilliseconds() - before.busy;
  const took = performance.now() - before.at;
  if (file) await server.ask('profile', file);
  const others = (busy - cpu / 1_000 - written.loadMilliseconds) / took;
  return {
    ...written,
    cpuPerDelivered: cpu / written.delivered,
    serverShare: cpu / 1e6 / written.seconds,
    memory: (await server.ask('memory', null)) - empty,
    void: whyVoid(written.loadShare, others),
  };
}

function whyVoid(loadShare: number, others: number): string | null {
  if (loadShare > MOST_OF_LOAD) return `the load took ${Math.round(loadShare * 100)} % of a core`;
  if (others > MOST_OF_OTHERS) return `other programs took ${Math.round(others * 100)} % of a core`;
  return null;
}
