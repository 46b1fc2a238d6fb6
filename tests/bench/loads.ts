/** What is asked of the servers, and of the programs in the browser. */
export type Load = WriteLoad | IdleLoad | OpenLoad | BoardLoad | SessionLoad;

interface Common {
  id: string;
  title: string;
  /** Servers that get it; all of them unless it says so. */
  for?: readonly string[];
}

/** People on one board, some of whom write at an even rate. */
export interface WriteLoad extends Common {
  is: 'write';
  people: number;
  writers: number;
  perSecond: number;
  /** Measured, after this long of the same that is not. */
  seconds: number;
  warmSeconds: number;
  /** How often it is measured; as often as the command line says, unless it says so here. */
  rounds?: number;
  /** Whether the bars of speed are judged by it, or only that nobody is dropped. */
  judges: 'speed' | 'staying';
}

/** People who look at boards and do nothing. */
export interface IdleLoad extends Common {
  is: 'idle';
  people: number;
  rooms: number;
}

/** A newcomer opens a big board with a long history: with others on it, and as the first since the start. */
export interface OpenLoad extends Common {
  is: 'open';
  cards: number;
  edits: number;
}

/** A big board in a browser: programs with pages are asked, not servers. */
export interface BoardLoad extends Common {
  is: 'board';
  cards: number;
  /** On a slow machine. */
  slowCards: number;
  /** How long the board is panned, and a card dragged. */
  milliseconds: number;
}

/** A session of many people on the real server. The peers have none: it is measured against what a room notices. */
export interface SessionLoad extends Common {
  is: 'session';
  people: number;
  /** Written in private and shown at once. */
  cards: number;
  /** How often the step changes. */
  changes: number;
}

/** Cards on a board while people write. */
export const CARDS = 200;
/** Cards on each board while people do nothing. */
export const IDLE_CARDS = 20;

export function allLoads(isQuick: boolean): readonly Load[] {
  const spans = isQuick ? { seconds: 4, warmSeconds: 3 } : { seconds: 10, warmSeconds: 5 };
  const edits = isQuick ? 10_000 : 100_000;
  const speed = { is: 'write', judges: 'speed', ...spans } as const;
  return [
    {
      ...speed,
      id: '100-20',
      title: '100 people, 20 write 20 times a second',
      people: 100,
      writers: 20,
      perSecond: 20,
    },
    {
      ...speed,
      id: '100-40',
      title: '100 people, 40 write 30 times a second',
      people: 100,
      writers: 40,
      perSecond: 30,
    },
    {
      ...speed,
      id: '300-10',
      title: '300 people, 10 write 30 times a second',
      people: 300,
      writers: 10,
      perSecond: 30,
    },
    {
      ...speed,
      id: '500-50',
      title: `500 people in one room for ${isQuick ? 'ten seconds' : 'a minute'}, 50 write 10 times a second`,
      people: 500,
      writers: 50,
      perSecond: 10,
      seconds: isQuick ? 10 : 60,
      rounds: 1,
      judges: 'staying',
      for: ['ours', 'ours-http'],
    },
    { is: 'idle', id: 'idle', title: '1,000 people on 100 boards, nobody does anything', people: 1_000, rooms: 100 },
    {
      is: 'open',
      id: 'open',
      title: `Opening a board of 10,000 cards after ${edits.toLocaleString('en')} edits`,
      cards: 10_000,
      edits,
      for: ['ours', 'hocuspocus', 'y-websocket'],
    },
    {
      is: 'board',
      id: 'board',
      title: 'A board of 10,000 cards in the browser',
      cards: 10_000,
      slowCards: 1_000,
      milliseconds: isQuick ? 3_000 : 6_000,
    },
    {
      is: 'session',
      id: 'session',
      title: '100 people in a session',
      people: 100,
      cards: 500,
      changes: isQuick ? 6 : 20,
      for: ['ours'],
    },
  ];
}
