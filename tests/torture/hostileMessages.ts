import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { frameType, syncType } from '../../src/lib/protocol/messages/frame.ts';
import type { Chance } from '../support/chance.ts';
import { captureUpdate, presenceFrame, putCard, syncFrame } from '../support/syncClients.ts';

/** What an attacker knows: its own copy, and the clientIDs it saw others use. */
export interface Attacker {
  any: Chance;
  /** Thrown away with the connection: what the server refused is in it. */
  doc: Y.Doc;
  victims: readonly number[];
}

type Message = Uint8Array | string;
type Kind = (attacker: Attacker) => Message;

/** Attackers write under few keys and clientIDs, so that a board of theirs does not grow without end. */
const KEYS = ['eve-0', 'eve-1', 'eve-2', 'eve-3', 'eve-4'] as const;
const CLIENTS = [5_001, 5_002, 5_003, 5_004, 5_005] as const;
const HUGE = [2 ** 31, 2 ** 32 - 1, 2 ** 40, 2 ** 53 - 1] as const;

const bytesOf = (any: Chance, length: number) => Uint8Array.from({ length }, () => any.below(256));

function encoded(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function ownUpdate({ any, doc }: Attacker): Uint8Array {
  const id = any.pick(KEYS);
  return captureUpdate(doc, () => {
    if (any.odds(0.3)) doc.getMap('items').delete(id);
    else putCard(doc, id, { by: any.pick(['eve', 'ana', '']), text: 'x'.repeat(any.below(60)) });
  });
}

function cutShort({ any }: Attacker, bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, any.below(bytes.length + 1));
}

function bitFlipped({ any }: Attacker, bytes: Uint8Array): Uint8Array {
  const flipped = bytes.slice();
  for (let flips = 1 + any.below(3); flips > 0 && flipped.length > 0; flips--) {
    const at = any.below(flipped.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << any.below(8));
  }
  return flipped;
}

/** Well-formed structs that make no sense: any content, anywhere, under any clock, beside anything. */
function randomUpdate({ any }: Attacker): Uint8Array {
  return encoded((encoder) => {
    const clients = 1 + any.below(2);
    encoding.writeVarUint(encoder, clients);
    for (let client = 0; client < clients; client++) {
      const structs = 1 + any.below(3);
      encoding.writeVarUint(encoder, structs);
      encoding.writeVarUint(encoder, any.pick(CLIENTS));
      encoding.writeVarUint(encoder, any.odds(0.1) ? any.pick(HUGE) : any.below(6));
      for (let struct = 0; struct < structs; struct++) writeStruct(encoder, any);
    }
    writeDeletions(encoder, any);
  });
}

function writeStruct(encoder: encoding.Encoder, any: Chance): void {
  const content = any.below(12);
  const hasOrigin = any.odds(0.2);
  const hasRight = any.odds(0.1);
  const hasKey = any.odds(0.8);
  encoding.writeUint8(encoder, content | (hasOrigin ? 0x80 : 0) | (hasRight ? 0x40 : 0) | (hasKey ? 0x20 : 0));
  if (content === 0 || content === 10) return encoding.writeVarUint(encoder, lengthFrom(any));
  if (hasOrigin) writeId(encoder, any);
  if (hasRight) writeId(encoder, any);
  if (!hasOrigin && !hasRight) {
    const inRoot = any.odds(0.8);
    encoding.writeVarUint(encoder, Number(inRoot));
    if (inRoot) encoding.writeVarString(encoder, any.pick(['items', 'items', 'items', 'elsewhere', '']));
    else writeId(encoder, any);
    if (hasKey) encoding.writeVarString(encoder, any.pick(KEYS));
  }
  writeContent(encoder, content, any);
}

function writeContent(encoder: encoding.Encoder, content: number, any: Chance): void {
  switch (content) {
    case 1:
      return encoding.writeVarUint(encoder, lengthFrom(any));
    case 2:
      encoding.writeVarUint(encoder, 1);
      return encoding.writeVarString(encoder, any.pick(['{"a":1}', 'undefined', '{broken', '"x"']));
    case 3:
      return encoding.writeVarUint8Array(encoder, bytesOf(any, any.below(8)));
    case 4:
      return encoding.writeVarString(encoder, any.pick(['word', '', '\ud83d\ude00', '\u0000']));
    case 5:
      return encoding.writeVarString(encoder, any.pick(['{"embed":1}', 'null', '{']));
    case 6:
      encoding.writeVarString(encoder, any.pick(['bold', '__proto__', '']));
      return encoding.writeVarString(encoder, any.pick(['true', 'null', '{}']));
    case 7:
      encoding.writeVarUint(encoder, any.below(9));
      return any.odds(0.5) ? encoding.writeVarString(encoder, 'p') : undefined;
    case 8:
      encoding.writeVarUint(encoder, 1);
      return encoding.writeAny(encoder, any.pick([null, 1, 'x', [1, [2]], { is: { kind: 'card' } }, true]));
    case 9:
      encoding.writeVarString(encoder, any.pick(['subdocument', '']));
      return encoding.writeAny(encoder, any.pick([{}, { autoLoad: true }, { gc: false }]));
    default:
  }
}

function writeId(encoder: encoding.Encoder, any: Chance): void {
  encoding.writeVarUint(encoder, any.pick(CLIENTS));
  encoding.writeVarUint(encoder, any.odds(0.05) ? any.pick(HUGE) : any.below(8));
}

function writeDeletions(encoder: encoding.Encoder, any: Chance): void {
  const clients = any.below(2);
  encoding.writeVarUint(encoder, clients);
  for (let client = 0; client < clients; client++) {
    encoding.writeVarUint(encoder, any.pick(CLIENTS));
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, any.below(6));
    encoding.writeVarUint(encoder, lengthFrom(any));
  }
}

function lengthFrom(any: Chance): number {
  return any.odds(0.2) ? any.pick([0, ...HUGE]) : 1 + any.below(4);
}

/** Counts and lengths that promise far more than comes. */
function giantLength({ any }: Attacker): Uint8Array {
  const huge = any.pick(HUGE);
  return any.pick([
    encoded((encoder) => [frameType.sync, syncType.update, huge].forEach((n) => encoding.writeVarUint(encoder, n))),
    encoded((encoder) => [frameType.presence, huge].forEach((n) => encoding.writeVarUint(encoder, n))),
    syncFrame(
      'update',
      encoded((encoder) => [huge, huge, 1].forEach((n) => encoding.writeVarUint(encoder, n))),
    ),
    syncFrame(
      'update',
      encoded((encoder) => [1, huge, 5_001, 0].forEach((n) => encoding.writeVarUint(encoder, n))),
    ),
    syncFrame(
      'update',
      encoded((encoder) => [0, 1, 5_001, huge].forEach((n) => encoding.writeVarUint(encoder, n))),
    ),
    syncFrame(
      'step1',
      encoded((encoder) => [huge, 1, 1].forEach((n) => encoding.writeVarUint(encoder, n))),
    ),
    Uint8Array.from([frameType.presence, 9, ...Array.from({ length: 9 }, () => 255)]),
  ]);
}

function nestedWithoutEnd({ any, doc }: Attacker): Uint8Array {
  const depth = 50 + any.below(400);
  const id = any.pick(KEYS);
  const update = captureUpdate(doc, () => {
    if (any.odds(0.5)) {
      let value: unknown = 1;
      for (let level = 0; level < depth; level++) value = any.odds(0.5) ? [value] : { value };
      return doc.getMap('items').set(id, value);
    }
    let map = doc.getMap<unknown>('items');
    for (let level = 0; level < depth; level++) {
      const inner = new Y.Map<unknown>();
      map.set(id, inner);
      map = inner;
    }
    return map;
  });
  return syncFrame('update', update);
}

function oddPresence({ any, doc, victims }: Attacker): Uint8Array {
  const clientId = any.pick([doc.clientID, ...victims, any.below(2 ** 32)]);
  let deep: unknown = 1;
  for (let level = 0; level < 3_000; level++) deep = [deep];
  const state = any.pick([
    null,
    { cursor: [1, 2], who: { id: 'ana', name: 'Ana' } },
    { cursor: deep },
    { cursor: ['NaN', Infinity] },
    { selection: Array.from({ length: 60 }, () => 'card') },
    { gesture: { kind: 'move', ids: 'everything' } },
    JSON.parse('{"__proto__":{"polluted":true},"constructor":1}') as unknown,
    'only words',
    [],
    { padding: 'x'.repeat(any.pick([10, 5_000, 100_000])) },
  ]);
  const clock = any.pick([0, 1, 2 ** 53 - 1]);
  return presenceFrame([{ clientId, clock, state }]);
}

function presenceOfMany({ any }: Attacker): Uint8Array {
  const many = Array.from({ length: 500 }, (_, n) => ({
    clientId: any.below(2 ** 32),
    clock: n,
    state: { cursor: [n, n] },
  }));
  return presenceFrame(many);
}

/** An edit in somebody else's name, or in the name of a document that is not here. */
function forged({ any, doc, victims }: Attacker): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = any.pick(victims);
  return syncFrame(
    'update',
    captureUpdate(copy, () => putCard(copy, any.pick(KEYS), { by: 'ana' })),
  );
}

const kinds: Readonly<Record<string, Kind>> = {
  noise: ({ any }) => bytesOf(any, any.below(200)),
  'noise behind a known type': ({ any }) =>
    Uint8Array.from([any.below(4), any.below(4), ...bytesOf(any, any.below(60))]),
  'an update cut short': (attacker) => syncFrame('update', cutShort(attacker, ownUpdate(attacker))),
  'a frame cut short': (attacker) => cutShort(attacker, syncFrame('update', ownUpdate(attacker))),
  'an update with bits flipped': (attacker) => syncFrame('update', bitFlipped(attacker, ownUpdate(attacker))),
  'a frame with bits flipped': (attacker) => bitFlipped(attacker, syncFrame('step2', ownUpdate(attacker))),
  'a document with bits flipped': (attacker) =>
    syncFrame('step2', bitFlipped(attacker, Y.encodeStateAsUpdate(attacker.doc))),
  'structs that make no sense': (attacker) => syncFrame('update', randomUpdate(attacker)),
  'giant lengths': giantLength,
  'an unknown type': ({ any }) => Uint8Array.from([4 + any.below(250), ...bytesOf(any, any.below(9))]),
  'what only the server says': ({ any }) => Uint8Array.from([any.pick([110, 111, 112]), ...bytesOf(any, 5)]),
  'an unknown sync message': ({ any }) => Uint8Array.from([0, 3 + any.below(120), 1, 0]),
  'nesting without end': nestedWithoutEnd,
  'odd presence': oddPresence,
  'presence of many': presenceOfMany,
  'a forged edit': forged,
  'a state vector of nonsense': ({ any }) =>
    syncFrame(
      'step1',
      encoded((encoder) => [2, any.pick(HUGE), 5, 5, any.pick(HUGE)].forEach((n) => encoding.writeVarUint(encoder, n))),
    ),
  'a delta without its ground': (attacker) => (ownUpdate(attacker), syncFrame('update', ownUpdate(attacker))),
  'asking for presence': () => Uint8Array.from([frameType.askPresence]),
  'an auth message': () => Uint8Array.from([frameType.auth, 0, 1, 120]),
  text: ({ any }) => any.pick(['', 'hello', '\u0000', '{"type":"sync"}', 'x'.repeat(10_000)]),
  nothing: () => new Uint8Array(),
};
/** Heavy to send, so that there are few. */
const heavy: Kind = () => syncFrame('update', new Uint8Array(1_100_000));

export const KINDS: readonly string[] = Object.keys(kinds);

/** The next message of an attack. */
export function hostileMessage(attacker: Attacker): Message {
  if (attacker.any.odds(0.001)) return heavy(attacker);
  const kind = kinds[attacker.any.pick(KINDS)];
  if (!kind) throw new Error('no such kind');
  return kind(attacker);
}
