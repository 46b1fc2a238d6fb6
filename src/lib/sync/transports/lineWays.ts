import type { NumberedRecord } from '$lib/protocol/httpLine';
import type { Clock } from '../clock';
import { LinePosts } from './linePosts';
import type { ReadBy } from './lineReader';
import { LineReader } from './lineReader';
import type { LineRequests } from './lineRequests';
import { Receipts } from './receipts';

/** The ways up and down of a line that is open. */
export interface LineWays {
  requests: LineRequests;
  posts: LinePosts;
  reader: LineReader;
  receipts: Receipts;
}

interface WaysOptions {
  requests: LineRequests;
  clock: Clock;
  by: ReadBy;
  inHurry: () => boolean;
  heldBack: () => void;
  over: () => void;
  arrived: (records: readonly NumberedRecord[], bytes: number) => void;
  sayWhatArrived: () => Promise<void>;
}

/** Makes them; nothing goes up or down yet. */
export function openWays({ requests, clock, over, inHurry, ...how }: WaysOptions): LineWays {
  const receipts = new Receipts(clock, how.sayWhatArrived);
  const { by, arrived, heldBack } = how;
  const reader = new LineReader({ requests, clock, by, arrived, over, heldBack });
  const told = { after: () => reader.after, said: () => receipts.said() };
  const posts = new LinePosts({ requests, clock, over, inHurry, ...told });
  return { requests, posts, reader, receipts };
}
