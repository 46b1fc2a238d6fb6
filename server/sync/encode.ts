import * as encoding from 'lib0/encoding';
import { frameType, syncType } from '../../src/lib/protocol/messages/frame.ts';

/** A presence frame about nobody: keeps providers from thinking that the connection is dead. */
export const KEEP_ALIVE_FRAME: Uint8Array = encodePresence([]);

/** One participant's presence on the wire. A null state says that they left. */
export interface PresenceState {
  clientId: number;
  clock: number;
  state: string | null;
}

export function encodeSync(kind: keyof typeof syncType, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.sync);
  encoding.writeVarUint(encoder, syncType[kind]);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

export function encodePresence(states: readonly PresenceState[]): Uint8Array {
  return presenceFrame(states.map(encodePresenceEntry));
}

/** One participant's part of a presence frame. */
export function encodePresenceEntry({ clientId, clock, state }: PresenceState): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, state ?? 'null');
  return encoding.toUint8Array(encoder);
}

/** A presence frame of parts that were encoded before, so that a room encodes each once for all its readers. */
export function presenceFrame(entries: readonly Uint8Array[]): Uint8Array {
  const head = encoding.createEncoder();
  encoding.writeVarUint(head, entries.length);
  const count = encoding.toUint8Array(head);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.presence);
  encoding.writeVarUint(
    encoder,
    entries.reduce((sum, entry) => sum + entry.length, count.length),
  );
  encoding.writeUint8Array(encoder, count);
  for (const entry of entries) encoding.writeUint8Array(encoder, entry);
  return encoding.toUint8Array(encoder);
}
