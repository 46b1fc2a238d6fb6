import type { IncomingMessage } from 'node:http';

/** What came of a post: its body if it is to be applied now, or why not. */
export type PostOutcome = { is: 'next'; body: Uint8Array } | { is: 'before' | 'missing' | 'tooLarge' | 'cut' };

/** The posts of one line: taken in order and once each, however often and however late they arrive. */
export class HttpPosts {
  #last = 0;
  /** The next post, while its body arrives. */
  #arriving: IncomingMessage | null = null;

  async receive(request: IncomingMessage, number: number, mostBytes: number): Promise<PostOutcome> {
    if (number <= this.#last) return { is: 'before' };
    if (number > this.#last + 1) return { is: 'missing' };
    this.#arriving?.destroy(); // the page gave up on it, or it would not send it again
    this.#arriving = request;
    const body = await readBody(request, mostBytes);
    if (this.#arriving !== request) return { is: 'cut' };
    this.#arriving = null;
    if (typeof body === 'string') return { is: body };
    this.#last = number;
    return { is: 'next', body };
  }

  /** Takes no more of what is arriving. */
  stop(): void {
    this.#arriving?.destroy();
    this.#arriving = null;
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
