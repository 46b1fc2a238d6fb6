import { WebSocket } from 'ws';
import { closeCodes } from '../../../src/lib/protocol/closeCodes.ts';

/** What the library closes with by itself, and what the provider must hear so that it does not try for ever. */
const OURS: Record<number, number> = {
  1002: closeCodes.badMessage,
  1003: closeCodes.badMessage,
  1007: closeCodes.badMessage,
  1009: closeCodes.tooLarge,
};

/** A WebSocket whose protocol errors close with our codes. */
export class SyncSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code === undefined ? code : (OURS[code] ?? code), reason);
  }
}
