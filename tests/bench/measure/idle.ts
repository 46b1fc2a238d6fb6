import type { Contestant } from '../contestants.ts';
import type { IdleLoad } from '../loads.ts';
import { IDLE_CARDS } from '../loads.ts';
import { atStand } from './stand.ts';

export interface IdleRound {
  /** Bytes per person, boards included. */
  perPerson: number;
  present: number;
}

/** Until everyone's coming is dealt with. */
const SETTLE_MS = 2_000;

/** What the server holds for people who do nothing, less what it holds for nobody. */
export function measureIdle(contestant: Contestant, { people, rooms: count }: IdleLoad): Promise<IdleRound> {
  const rooms = Array.from({ length: count }, (_, index) => `board/bench-${index}`);
  return atStand(contestant, rooms, async ({ server, load, port }) => {
    const empty = await server.ask('memory', null);
    await load.ask('gather', {
      ...{ dialect: contestant.dialect, port, rooms, people },
      ...{ writers: 0, writes: 0, cards: IDLE_CARDS },
    });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const perPerson = ((await server.ask('memory', null)) - empty) / people;
    return { perPerson, present: await load.ask('present', null) };
  });
}
