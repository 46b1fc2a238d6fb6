import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTP_CHECK_PIECES, HTTP_CHECK_POST, HTTP_CHECK_STREAM } from '../../../src/lib/protocol/httpLine.ts';

/** Pauses between the pieces of a trial stream: long enough that a page can tell them apart behind a slow proxy. */
const PIECE_EVERY_MS = 400;
/** What a trial post may hold. It is counted and forgotten. */
const MOST_BYTES = 65_536;
const COOKIE = 'throughline_check';
const HEADERS = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' };

/**
 * Answers trials of what the transport needs, for pages that want to know what gets through: an answer that goes on,
 * a post, and a cookie that comes back. No sign-in is needed and nothing is kept. False when it is neither.
 */
export function answerCheck(request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url?.split('?')[0];
  if (path === HTTP_CHECK_STREAM && request.method === 'GET') tellInPieces(response);
  else if (path === HTTP_CHECK_POST && request.method === 'POST') void count(request, response);
  else return false;
  return true;
}

function tellInPieces(response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/octet-stream' });
  let told = 0;
  const tell = () => {
    told += 1;
    if (told < HTTP_CHECK_PIECES) response.write('.');
    else {
      clearInterval(timer);
      response.end('.');
    }
  };
  const timer = setInterval(tell, PIECE_EVERY_MS);
  response.once('close', () => clearInterval(timer));
  response.flushHeaders();
  tell();
}

async function count(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes > MOST_BYTES) return void response.writeHead(413, { ...HEADERS, connection: 'close' }).end();
    }
  } catch {
    return void response.destroy();
  }
  const cookie = request.headers.cookie?.includes(`${COOKIE}=1`) ?? false;
  response.setHeader('set-cookie', `${COOKIE}=1; Path=${HTTP_CHECK_POST}; Max-Age=60; HttpOnly; SameSite=Lax`);
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/json' });
  response.end(JSON.stringify({ bytes, cookie, now: new Date().toISOString() }));
}
