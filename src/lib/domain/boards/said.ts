import { asRecord } from './readValue.ts';
import { cutText } from './textChange.ts';

/** Longest name of somebody whose words another writes down, in characters. */
export const MAX_SAID_NAME = 60;

/** Who said what another wrote down: somebody by name, or anybody of those in the room without a device. */
export type Said = { name: string } | { room: true };

/** Letters of no name: what identifies one person by a number, a date or an address has one of these. */
const OF_NO_NAME = /[\p{N}@]/u;

/** Reads who said it, as strangers' input: null when it names nobody, or when what stands there is no name. */
export function readSaid(value: unknown): Said | null {
  const { name, room } = asRecord(value);
  if (room === true) return { room: true };
  return typeof name === 'string' && nameFault(name) === null ? { name: tidyName(name) } : null;
}

/** What is wrong with a name, or null. */
export function nameFault(name: string): 'missing' | 'notAName' | null {
  if (tidyName(name) === '') return 'missing';
  return OF_NO_NAME.test(name) ? 'notAName' : null;
}

function tidyName(name: string): string {
  return cutText(name.replace(/\s+/gu, ' ').trim(), MAX_SAID_NAME);
}
