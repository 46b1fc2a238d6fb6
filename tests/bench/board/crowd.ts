/** Fifty people on one board, in a process of their own: they move their pointers, and some drag a card each. */
import WebSocket from 'ws';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { answer } from '../children.ts';

export interface Crowd {
  url: string;
  board: string;
  /** Sign-ins to share among them. */
  cookies: readonly string[];
  people: number;
  /** Ids of cards; each is dragged by one of them. */
  dragged: readonly string[];
}

export interface CrowdCalls {
  /** Resolves when everyone is there and moving. */
  come(crowd: Crowd): Promise<void>;
}

/** As often as a page of ours tells where its pointer is. */
const EVERY_MS = 33;
const PRESENCE = 1;

interface Visitor {
  socket: WebSocket;
  awareness: Awareness;
}

const visitors: Visitor[] = [];

async function come({ url, board, cookies, people, dragged }: Crowd): Promise<void> {
  for (let nth = 0; nth < people; nth++) {
    const headers = { cookie: cookies[nth % cookies.length] ?? '', origin: url };
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/board/${board}`, { headers });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    visitors.push({ socket, awareness: new Awareness(new Y.Doc()) });
  }
  let time = 0;
  setInterval(() => {
    time += 1;
    visitors.forEach((visitor, nth) => show(visitor, stateOf(nth, time, dragged[nth])));
  }, EVERY_MS);
}

/** Round and round over what the page shows, each on a way of their own. */
function stateOf(nth: number, time: number, dragged: string | undefined): object {
  const angle = time / 12 + nth;
  const reach = 0.2 + (nth % 7) / 9;
  const cursor = [680 + Math.cos(angle) * 640 * reach, 380 + Math.sin(angle * 1.1) * 340 * reach];
  if (dragged === undefined) return { cursor };
  const gesture = { kind: 'move', ids: [dragged], dx: Math.cos(angle) * 80, dy: Math.sin(angle) * 60 };
  return { cursor, selection: [dragged], gesture };
}

function show({ socket, awareness }: Visitor, state: object): void {
  awareness.setLocalState({ ...state });
  const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
  const message = new Uint8Array([PRESENCE, ...lengthOf(update.length), ...update]);
  if (socket.readyState === WebSocket.OPEN) socket.send(message);
}

/** A number as the protocol writes lengths: seven bits a byte, the lowest first. */
function lengthOf(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...lengthOf(value >> 7)];
}

answer<CrowdCalls>({ come });
