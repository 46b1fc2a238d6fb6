import { HTTP_LINES } from '$lib/protocol/httpLine';
import type { Clock } from '../clock';
import { Alarm } from '../clock';

/** Asks over HTTP. The browser's own `fetch`, but in programs that must send a cookie themselves. */
export type Ask = (address: string, init: RequestInit) => Promise<Response>;

/** `again`: the network or something on the way failed. `over`: the line is of no use any more. */
export type Refusal = 'again' | 'over';

/** How opening a line went. */
export type Beginning = { is: 'begun'; requests: LineRequests } | { is: 'signIn' } | { is: 'no' };

/** Not known, not ours, or out of step. */
const OVER: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 410, 413]);
/** Browsers let a page that goes finish requests of 64 KiB in all. */
const OUTLIVES_PAGE_BYTES = 32_768;
const BEGIN_PATIENCE_MS = 8_000;
/** What never changes, is never stored, and never leads elsewhere: a log-in page of the network is no answer. */
const PLAIN = { cache: 'no-store', redirect: 'error' } as const;

/** Runs a request that is called off when it takes too long. */
export async function within<T>(
  clock: Clock,
  patienceMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const alarm = new Alarm(clock);
  alarm.set(patienceMs, () => stop.abort());
  try {
    return await run(stop.signal);
  } finally {
    alarm.cancel();
  }
}

/** Opens a line at a server, `origin` being its address without a path. */
export async function beginLine({ origin, ask }: { origin: string; ask: Ask }, clock: Clock): Promise<Beginning> {
  try {
    return await within(clock, BEGIN_PATIENCE_MS, async (signal) => {
      const answer = await ask(`${origin}${HTTP_LINES}`, { method: 'POST', signal, ...PLAIN });
      if (answer.status === 401) return { is: 'signIn' };
      const said: unknown = answer.status === 201 ? await answer.json() : null;
      if (typeof said !== 'object' || said === null || !('line' in said) || typeof said.line !== 'string')
        return { is: 'no' };
      const address = `${origin}${HTTP_LINES}/${encodeURIComponent(said.line)}`;
      return { is: 'begun', requests: new LineRequests(address, ask) };
    });
  } catch {
    return { is: 'no' };
  }
}

/** Everything that is asked of a line once it is open. */
export class LineRequests {
  #address: string;
  #ask: Ask;

  constructor(address: string, ask: Ask) {
    this.#address = address;
    this.#ask = ask;
  }

  /** The n-th post; 0 says only what arrived. Null when it was taken. Rejects when it was called off. */
  async post(
    body: Uint8Array<ArrayBuffer>,
    { number, after, signal = null }: { number: number; after: number; signal?: AbortSignal | null },
  ): Promise<Refusal | null> {
    const keepalive = body.length <= OUTLIVES_PAGE_BYTES;
    const address = `${this.#address}/up?number=${number}&after=${after}`;
    const answer = await this.#try(address, { method: 'POST', body, keepalive, signal });
    if (answer?.status === 204) return null;
    return refusalOf(answer);
  }

  /** What comes after a record: as it comes (`stream`), or once (`poll`). Rejects when it was called off. */
  async read(
    how: 'stream' | 'poll',
    { after, signal }: { after: number; signal: AbortSignal },
  ): Promise<Response | Refusal> {
    const answer = await this.#try(`${this.#address}/down?after=${after}&how=${how}`, { signal });
    return answer?.status === 200 && isRecords(answer) ? answer : refusalOf(answer);
  }

  /** The page goes. */
  leave(): void {
    void this.#try(this.#address, { method: 'DELETE', keepalive: true });
  }

  /** Null when nothing answered. */
  async #try(address: string, init: RequestInit): Promise<Response | null> {
    try {
      return await this.#ask(address, { ...init, ...PLAIN });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      return null;
    }
  }
}

/** A page that a filter puts in place of the answer is something else. */
function isRecords({ headers }: Response): boolean {
  return headers.get('content-type') === 'application/octet-stream';
}

function refusalOf(answer: Response | null): Refusal {
  return answer && OVER.has(answer.status) ? 'over' : 'again';
}
