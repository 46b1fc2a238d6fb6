import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { HttpStreamLine, packHttp } from './httpLine.ts';
import type { Line, Address, Hear, Pack } from './line.ts';
import { packWebSocket, WebSocketLine } from './line.ts';

/** What a server said, as far as the bench has a use for it. */
export type Said =
  { is: 'document'; how: 'step2' | 'update'; update: Uint8Array } | { is: 'saved'; count: number } | null;

/** How a server wants to be spoken to. The updates inside are the same for all. */
export interface Dialect {
  path(room: string): string;
  protocol: string | null;
  /** Whether it keeps documents, so that whoever joins is given what was there before. */
  keeps: boolean;
  /** Whether it tells writers what is on disk. */
  acknowledges: boolean;
  /** Who asks for the document, first of all. */
  greeting(room: string): Uint8Array[];
  askFor(room: string, stateVector: Uint8Array): Uint8Array;
  update(room: string, update: Uint8Array): Uint8Array;
  read(message: Uint8Array): Said;
  pack: Pack;
  connect(address: Address, hear: Hear): Line;
}

const frame = { sync: 0, auth: 2, syncReply: 4, saved: 110 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;

const overWebSocket = {
  pack: packWebSocket,
  connect: (address: Address, hear: Hear) => new WebSocketLine(address, hear),
};

const yWebsocket: Dialect = {
  ...overWebSocket,
  path: (room) => `/${room}`,
  protocol: null,
  keeps: true,
  acknowledges: false,
  greeting: () => [],
  askFor: (_room, stateVector) => written((to) => writeSync(to, sync.step1, stateVector)),
  update: (_room, update) => written((to) => writeSync(to, sync.update, update)),
  read: (message) => {
    const from = decoding.createDecoder(message);
    return decoding.readVarUint(from) === frame.sync ? readSync(from) : null;
  },
};

const ours: Dialect = {
  ...yWebsocket,
  path: (room) => `/sync/${room}`,
  protocol: 'throughline.v1',
  acknowledges: true,
  read: (message) => {
    const from = decoding.createDecoder(message);
    const type = decoding.readVarUint(from);
    if (type === frame.saved) return { is: 'saved', count: decoding.readVarUint(from) };
    return type === frame.sync ? readSync(from) : null;
  },
};

/** What follows `/sync/` in the address of the websocket is what a line asks for. */
const oursOverHttp: Dialect = {
  ...ours,
  path: (room) => room,
  pack: packHttp,
  connect: (address, hear) => new HttpStreamLine(address, hear),
};

const relay: Dialect = { ...yWebsocket, keeps: false };

/** Every message begins with the name of its document, and a token comes first. */
const hocuspocus: Dialect = {
  ...overWebSocket,
  path: () => '/',
  protocol: null,
  keeps: true,
  acknowledges: false,
  greeting: (room) => [
    written((to) => {
      encoding.writeVarString(to, room);
      encoding.writeVarUint(to, frame.auth);
      encoding.writeVarUint(to, 0);
      encoding.writeVarString(to, 'bench');
    }),
  ],
  askFor: (room, stateVector) => named(room, (to) => writeSync(to, sync.step1, stateVector)),
  update: (room, update) => named(room, (to) => writeSync(to, sync.update, update)),
  read: (message) => {
    const from = decoding.createDecoder(message);
    decoding.readVarUint8Array(from); // the name
    const type = decoding.readVarUint(from);
    return type === frame.sync || type === frame.syncReply ? readSync(from) : null;
  },
};

export const dialects = { ours, 'ours-http': oursOverHttp, hocuspocus, 'y-websocket': yWebsocket, relay } as const;
export type DialectName = keyof typeof dialects;

function readSync(from: decoding.Decoder): Said {
  const kind = decoding.readVarUint(from);
  if (kind !== sync.step2 && kind !== sync.update) return null;
  return { is: 'document', how: kind === sync.step2 ? 'step2' : 'update', update: decoding.readVarUint8Array(from) };
}

function writeSync(to: encoding.Encoder, kind: number, payload: Uint8Array): void {
  encoding.writeVarUint(to, frame.sync);
  encoding.writeVarUint(to, kind);
  encoding.writeVarUint8Array(to, payload);
}

function named(room: string, write: (to: encoding.Encoder) => void): Uint8Array {
  return written((to) => {
    encoding.writeVarString(to, room);
    write(to);
  });
}

function written(write: (to: encoding.Encoder) => void): Uint8Array {
  const to = encoding.createEncoder();
  write(to);
  return encoding.toUint8Array(to);
}
