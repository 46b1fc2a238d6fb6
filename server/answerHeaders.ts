import type { Config } from './config/config.ts';

/** On every answer there is: pages, redirects, files, what is not there. What a page may run is set with the page. */
const ALWAYS: readonly [name: string, value: string][] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()'],
];

/** What browsers are told with every answer; on https also to come back no other way. */
export function answerHeaders({ origin }: Pick<Config, 'origin'>): readonly [name: string, value: string][] {
  return origin?.startsWith('https:') ? [...ALWAYS, ['strict-transport-security', 'max-age=31536000']] : ALWAYS;
}
