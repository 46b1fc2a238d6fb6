import { createHash } from 'node:crypto';

/** Ties bytes to the place they were written for, so that a damaged, swapped or misplaced row is noticed. */
export function checksum(document: number, seq: number, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(`${document}/${seq}/`).update(bytes).digest();
}
