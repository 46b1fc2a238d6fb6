/** Bytes received and not yet on disk, over all connections. Bounds the server's memory while its disk is slow. */
export class Backlog {
  #bytes = 0;
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#bytes > this.#limit;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
  }
}
