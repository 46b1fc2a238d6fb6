import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { frameType, syncType } from '../../src/lib/protocol/messages/frame.ts';

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

/** One entry of a presence frame. The state stays text: most entries are echoes of others and are never read. */
export interface PresenceEntry {
  clientId: number;
  state: string;
}

/** What a client sent. `other` is a standard message that we have no use for. */
export type Frame =
  | { is: 'step1'; clients: readonly number[]; stateVector: Uint8Array }
  | { is: 'document'; how: 'step2' | 'update'; update: Uint8Array }
  | { is: 'presence'; bytes: number; entries: PresenceEntry[] }
  | { is: 'askPresence' }
  | { is: 'other' };

/** Deepest nesting of a plain value. Deeper ones can be read but overflow the stack when written again. */
const MAX_DEPTH = 64;
/** Clocks beyond this lose precision when lengths are added. */
const MAX_CLOCK = 2 ** 48;

/** Reads the outer shape of a frame. Throws on anything that is not one. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes);
  switch (decoding.readVarUint(decoder)) {
    case frameType.sync:
      return decodeSync(decoder);
    case frameType.presence:
      return { is: 'presence', bytes: bytes.length, entries: decodePresence(decoding.readVarUint8Array(decoder)) };
    case frameType.askPresence:
      return { is: 'askPresence' };
    case frameType.auth:
      return { is: 'other' };
    default:
      throw new Error('unknown frame type');
  }
}

/**
 * Reads an update without touching any document. Throws on malformed bytes, and on structs that Yjs would read but
 * could not hold: empty ones, references to what comes later under the same clientID, values nested without end,
 * a clientID's structs out of order.
 */
export function decodeUpdate(bytes: Uint8Array): DecodedUpdate {
  const update = Y.decodeUpdate(bytes);
  const ends = new Map<number, number>();
  for (const struct of update.structs) {
    const end = struct.id.clock + struct.length;
    if (struct.length < 1 || end > MAX_CLOCK) throw new Error('impossible struct length');
    const { client, clock } = struct.id;
    if ((ends.get(client) ?? clock) !== clock) throw new Error('structs of one clientID out of order');
    ends.set(client, end);
    if (struct instanceof Y.Item) checkItem(struct);
  }
  for (const ranges of update.ds.clients.values()) {
    if (ranges.some(({ clock, len }) => clock + len > MAX_CLOCK)) throw new Error('impossible deletion');
  }
  return update;
}

function checkItem(item: Y.Item): void {
  for (const id of dependencies(item)) {
    if (id.client === item.id.client && id.clock >= item.id.clock) throw new Error('struct that needs itself');
  }
  const content: unknown = item.content;
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) content.arr.forEach(checkDepth);
  if (content instanceof Y.ContentEmbed) checkDepth(content.embed);
  if (content instanceof Y.ContentFormat) checkDepth(content.value);
}

/** What must be known before the item can take its place. */
export function dependencies(item: Y.Item): Y.ID[] {
  const needed: Y.ID[] = [];
  if (item.origin) needed.push(item.origin);
  if (item.rightOrigin) needed.push(item.rightOrigin);
  if (item.parent instanceof Y.ID) needed.push(item.parent);
  return needed;
}

function checkDepth(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (depth >= MAX_DEPTH) throw new Error('value nested too deep');
  for (const inner of Object.values(value)) checkDepth(inner, depth + 1);
}

function decodeSync(decoder: decoding.Decoder): Frame {
  const kind = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  switch (kind) {
    case syncType.step1:
      return { is: 'step1', clients: [...Y.decodeStateVector(payload).keys()], stateVector: payload };
    case syncType.step2:
      return { is: 'document', how: 'step2', update: payload };
    case syncType.update:
      return { is: 'document', how: 'update', update: payload };
    default:
      throw new Error('unknown sync message');
  }
}

function decodePresence(bytes: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(bytes);
  const entries: PresenceEntry[] = [];
  const count = decoding.readVarUint(decoder);
  for (let index = 0; index < count; index++) {
    const clientId = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder); // the client's clock: the room counts its own
    entries.push({ clientId, state: decoding.readVarString(decoder) });
  }
  return entries;
}
