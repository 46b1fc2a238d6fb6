import type { Config } from './config/config.ts';

/**
 * Whether a request comes from one of our own pages. With a public address set, only that one will do; without it,
 * the Origin must name the host the request was sent to, which a page of another site cannot arrange.
 */
export function isOwnOrigin({ origin: own }: Config, sent: { origin: string | null; host: string | null }): boolean {
  if (sent.origin === null || !URL.canParse(sent.origin)) return false;
  const { origin, host } = new URL(sent.origin);
  return own === null ? host === sent.host : origin === own;
}
