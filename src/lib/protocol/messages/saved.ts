import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { frameType } from './frame.ts';

/** "The first `count` document frames received from you on this connection are on disk." */
export function encodeSaved(count: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.saved);
  encoding.writeVarUint(encoder, count);
  return encoding.toUint8Array(encoder);
}

/** Reads the number after the frame type. Throws on malformed bytes. */
export function readSaved(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder);
}
