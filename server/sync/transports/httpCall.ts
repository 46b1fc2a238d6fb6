import { HTTP_LINES } from '../../../src/lib/protocol/httpLine.ts';

/** What a request to `/sync-http/` asks for. */
export type HttpCall =
  | { is: 'begin' }
  | { is: 'down'; line: string; after: number; how: 'stream' | 'poll' }
  | { is: 'up'; line: string; after: number; number: number }
  | { is: 'leave'; line: string };

/** Whether the address is one of ours. */
export function isHttpCall(url: string | undefined): boolean {
  return url?.startsWith('/sync-http/') ?? false;
}

/** Reads a request line; null when it makes no sense. */
export function readHttpCall(method: string | undefined, url: string | undefined): HttpCall | null {
  const [path = '', query = ''] = (url ?? '').split('?', 2);
  if (path === HTTP_LINES) return method === 'POST' ? { is: 'begin' } : null;
  const [, line, rest = ''] = /^\/([A-Za-z0-9_-]{1,64})(\/down|\/up)?$/.exec(path.slice(HTTP_LINES.length)) ?? [];
  if (!path.startsWith(HTTP_LINES) || line === undefined) return null;
  return readLineCall(`${method} ${rest}`, { line, asked: new URLSearchParams(query) });
}

function readLineCall(what: string, { line, asked }: { line: string; asked: URLSearchParams }): HttpCall | null {
  if (what === 'DELETE ') return { is: 'leave', line };
  const after = readNumber(asked.get('after'));
  if (after === null) return null;
  if (what === 'GET /down') {
    const how = asked.get('how');
    return how === 'stream' || how === 'poll' ? { is: 'down', line, after, how } : null;
  }
  const number = readNumber(asked.get('number'));
  return what === 'POST /up' && number !== null ? { is: 'up', line, after, number } : null;
}

function readNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
