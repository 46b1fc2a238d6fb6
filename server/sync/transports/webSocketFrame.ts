/** Of bytes that were sent to somebody: their frame. Rooms send the same bytes to everyone. */
const framed = new WeakMap<Uint8Array, Buffer>();

const FINAL_BINARY = 0x82;
/** Payloads up to this length have it in the second byte, longer ones in two or eight more. */
const SHORT = 125;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * A binary message as one WebSocket frame, unmasked as servers send (RFC 6455, section 5.2). Made once for the same
 * bytes, so that a message to a hundred people is one buffer and a hundred plain writes.
 */
export function frameOf(message: Uint8Array): Buffer {
  const known = framed.get(message);
  if (known) return known;
  const { length } = message;
  const extra = length <= SHORT ? 0 : length <= 0xffff ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extra + length);
  frame[0] = FINAL_BINARY;
  frame[1] = extra === 0 ? length : extra === 2 ? TWO_BYTES : EIGHT_BYTES;
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(message, 2 + extra);
  framed.set(message, frame);
  return frame;
}
