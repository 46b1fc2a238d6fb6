import type { Contestant } from '../contestants.ts';
import type { Opened } from '../load/load.ts';
import { median } from '../load/percentiles.ts';
import type { OpenLoad } from '../loads.ts';
import { atStand } from './stand.ts';

export interface OpenRound {
  /** Milliseconds until a newcomer has the document; cold only where it outlives the server. */
  warm: number;
  cold: number | null;
  bytes: number;
  isWhole: boolean;
}

const ROOM = 'board/bench';
const WARM_TIMES = 5;
const COLD_TIMES = 3;

/** How long a newcomer waits for a big board: while others are on it, and as the first one after a start. */
export function measureOpening(contestant: Contestant, { cards, edits }: OpenLoad): Promise<OpenRound> {
  return atStand(contestant, [ROOM], async (stand) => {
    const { load } = stand;
    const board = { dialect: contestant.dialect, port: stand.port, room: ROOM, cards };
    await load.ask('writeHistory', { ...board, edits });
    // The first one opens it for the others, should it have been let go.
    const [, ...warm] = await load.ask('open', { ...board, times: WARM_TIMES + 1 });
    await load.ask('leave', null);
    const cold: Opened[] = [];
    for (let time = 0; contestant.isDurable && time < COLD_TIMES; time++) {
      const { port } = await stand.restart();
      cold.push(...(await load.ask('open', { ...board, port, times: 1 })));
      await load.ask('leave', null);
    }
    return {
      warm: median(warm.map(({ milliseconds }) => milliseconds)),
      cold: cold.length > 0 ? median(cold.map(({ milliseconds }) => milliseconds)) : null,
      bytes: warm[0]?.bytes ?? 0,
      isWhole: [...warm, ...cold].every(({ isWhole }) => isWhole),
    };
  });
}
