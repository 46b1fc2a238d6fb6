import { createHash } from 'node:crypto';

/** How much of an address is the network's: three of the four numbers, or the first three of the eight groups. */
const PARTS = 3;

/**
 * A name for the network a request came from, so that a page can remember what gets through there. One way only: it is
 * kept in the browser and tells nobody where it was.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const network = plain
    .split(plain.includes('.') ? '.' : ':')
    .slice(0, PARTS)
    .join('.');
  return createHash('sha256').update(network).digest('base64url').slice(0, 12);
}
