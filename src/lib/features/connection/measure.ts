import { HTTP_CHECK_PIECES, HTTP_CHECK_POST, HTTP_CHECK_STREAM } from '$lib/protocol/httpLine';
import type { Findings, StreamFinding, WebSocketFinding } from './findings';

/** Where a websocket says back what it hears. */
export const WEBSOCKET_CHECK = '/sync/check';
/** Filters that break websockets do so at once or within seconds. */
const STAY_MS = 5_000;
/** A websocket that has not opened by then is held up by something. */
const OPEN_MS = 5_000;
const ANSWER_MS = 10_000;
const TRIES = 3;
const DATABASE = 'throughline-check';

/** Tries everything the product needs of a network, all at once. Takes some five seconds and leaves nothing behind. */
export async function measure(): Promise<Findings> {
  const [server, webSocket, stream, posts, storage] = await Promise.all([
    tryServer(),
    tryWebSocket(),
    tryStream(),
    tryPosts(),
    tryStorage(),
  ]);
  return { server, webSocket, stream, ...posts, storage };
}

async function tryServer(): Promise<Findings['server']> {
  const times: number[] = [];
  let canSave = true;
  for (let round = 0; round < TRIES; round++) {
    const began = performance.now();
    const response = await ask('/healthz');
    if (!response || ![200, 503].includes(response.status)) continue;
    canSave = response.status === 200;
    times.push(performance.now() - began);
  }
  const answerMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  return answerMs === undefined ? null : { answerMs, canSave };
}

function tryWebSocket(): Promise<WebSocketFinding> {
  return new Promise((resolve) => {
    const began = performance.now();
    const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${WEBSOCKET_CHECK}`;
    const socket = new WebSocket(address);
    const since = (moment: number) => performance.now() - moment;
    let openedAt: number | null = null;
    let answerMs: number | null = null;
    let timer = setTimeout(() => socket.close(), OPEN_MS);
    socket.onopen = () => {
      clearTimeout(timer);
      openedAt = performance.now();
      socket.send('still there?');
      timer = setTimeout(() => {
        resolve(answerMs === null ? { is: 'silent' } : { is: 'works', answerMs });
        socket.close();
      }, STAY_MS);
    };
    socket.onmessage = () => (answerMs ??= since(openedAt ?? began));
    socket.onclose = ({ code }) => {
      clearTimeout(timer);
      if (openedAt === null) resolve({ is: 'neverOpened', afterMs: since(began), code });
      else resolve({ is: 'closed', afterMs: since(openedAt), code });
    };
  });
}

async function tryStream(): Promise<StreamFinding> {
  const began = performance.now();
  const response = await ask(HTTP_CHECK_STREAM);
  const reader = response?.status === 200 ? response.body?.getReader() : undefined;
  if (!reader) return { is: 'fails' };
  let pieces = 0;
  let bytes = 0;
  try {
    for (let next = await reader.read(); next.value; next = await reader.read()) {
      pieces += 1;
      bytes += next.value.length;
    }
  } catch {
    return { is: 'fails' };
  }
  if (bytes !== HTTP_CHECK_PIECES) return { is: 'fails' };
  return pieces > 1 ? { is: 'works' } : { is: 'heldBack', ms: performance.now() - began };
}

async function tryPosts(): Promise<Pick<Findings, 'post' | 'cookie' | 'clockAheadMs'>> {
  const first = await tryPost();
  const second = await tryPost();
  if (second.is === 'fails') return { post: second, cookie: 'unknown', clockAheadMs: null };
  const { answerMs, at, said } = second;
  // Half of the way there and back: the server read its clock in between.
  const clockAheadMs = at + answerMs / 2 - Date.parse(said.now);
  const cookie = first.is === 'fails' ? 'unknown' : said.cookie ? 'kept' : 'lost';
  return { post: { is: 'works', answerMs }, cookie, clockAheadMs };
}

type Post =
  | { is: 'works'; answerMs: number; at: number; said: { bytes: number; cookie: boolean; now: string } }
  | { is: 'fails'; status: number };

async function tryPost(): Promise<Post> {
  const body = new Uint8Array(1_024).fill(1);
  const [at, began] = [Date.now(), performance.now()];
  const response = await ask(HTTP_CHECK_POST, { method: 'POST', body });
  const answerMs = performance.now() - began;
  const said: unknown = response?.status === 200 ? await response.json().catch(() => null) : null;
  if (!isSaid(said) || said.bytes !== body.length) return { is: 'fails', status: response?.status ?? 0 };
  return { is: 'works', answerMs, at, said };
}

function isSaid(said: unknown): said is { bytes: number; cookie: boolean; now: string } {
  return typeof said === 'object' && said !== null && 'bytes' in said && 'cookie' in said && 'now' in said;
}

function tryStorage(): Promise<Findings['storage']> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE);
      request.onerror = () => resolve('fails');
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(DATABASE);
        resolve('works');
      };
    } catch {
      resolve('fails'); // some browsers refuse by throwing
    }
  });
}

async function ask(path: string, init: RequestInit = {}): Promise<Response | null> {
  try {
    return await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS), ...init });
  } catch {
    return null;
  }
}
