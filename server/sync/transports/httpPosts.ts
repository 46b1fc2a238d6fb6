import type { IncomingMessage } from 'node:http';

/** What came of a post: its body if it is to be applied now, or why not. */
export type PostOutcome = { is: 'next'; body: Uint8Array } | { is: 'before' | 'missing' | 'tooLarge' | 'cut' };

/** A page that goes sends its last words beside the post before them, which they may overtake. */
const OVERTAKEN_MS = 1_000;

/** The posts of one line: taken in order and once each, however often and however late they arrive. */
export class HttpPosts {
  #last = 0;
  /** The next post, while its body arrives. */
  #arriving: IncomingMessage | null = null;
  /** Lets the post that overtook the next one go on. */
  #goOn: () => void = () => undefined;

  async receive(request: IncomingMessage, number: number, mostBytes: number): Promise<PostOutcome> {
    if (number === this.#last + 2) await this.#oneBefore();
    if (number <= this.#last) return { is: 'before' };
    if (number > this.#last + 1) return { is: 'missing' };
    this.#arriving?.destroy(); // the page gave up on it, or it would not send it again
    this.#arriving = request;
    const body = await readBody(request, mostBytes);
    if (this.#arriving !== request) return { is: 'cut' };
    this.#arriving = null;
    if (typeof body === 'string') return { is: body };
    this.#last = number;
    this.#goOn();
    return { is: 'next', body };
  }

  /** Takes no more of what is arriving. */
  stop(): void {
    this.#arriving?.destroy();
    this.#arriving = null;
    this.#goOn();
  }

  /** Waits a moment for the post that is missing. */
  async #oneBefore(): Promise<void> {
    this.#goOn();
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
      late = setTimeout(resolve, OVERTAKEN_MS);
    });
    clearTimeout(late);
  }
}

async function readBody(request: IncomingMessage, mostBytes: number): Promise<Uint8Array | 'tooLarge' | 'cut'> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return 'tooLarge';
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // What is not read stays there, so that the answer still gets through.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) return 'cut';
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) return 'tooLarge';
    }
  } catch {
    return 'cut';
  }
  return request.complete ? Buffer.concat(chunks) : 'cut';
}
