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
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, states.length);
  for (const { clientId, clock, state } of states) {
    encoding.writeVarUint(inner, clientId);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, state ?? 'null');
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.presence);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}
