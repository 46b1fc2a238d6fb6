/** What one document frame, once acknowledged, makes durable. */
export interface Cover {
  /** Edits made up to when the frame was put together. */
  edits: number;
  /** How far the own client's clock had got. */
  clock: number;
}

/**
 * Counts edits that are not yet acknowledged. The server acknowledges document frames by number, per connection; the
 * ledger remembers which edits each frame covers. The first frame of a connection is the answer to the server's
 * step 1 and covers everything, so nothing is lost from the count when a connection breaks.
 */
export class EditLedger {
  #made = 0;
  #acknowledged = 0;
  #clock = 0;
  #frames: Cover[] = [];
  #framesDone = 0;
  #carried = 0;
  #carriedUntil = 0;

  /** Edits not acknowledged, those of earlier pages included. */
  get unsent(): number {
    return this.#made - this.#acknowledged;
  }

  /** Edits of earlier pages or other tabs, found in the copy, that are not acknowledged. */
  get carried(): number {
    return this.#acknowledged < this.#carriedUntil ? this.#carried : 0;
  }

  /** Edits of this page alone that are not acknowledged. */
  get own(): number {
    return Math.max(0, this.unsent - this.carried);
  }

  /** How far the own client's clock is acknowledged. */
  get acknowledgedClock(): number {
    return this.#clock;
  }

  edited(): void {
    this.#made += 1;
  }

  /** Takes over what an earlier page left unsent. */
  carry(edits: number): void {
    this.#made += edits;
    this.#carried += edits;
    this.#carriedUntil = this.#made;
  }

  connected(): void {
    this.#frames = [];
    this.#framesDone = 0;
  }

  /** What a frame put together now would cover, given how far the own client's clock has got. */
  cover(clock: number): Cover {
    return { edits: this.#made, clock };
  }

  /** A document frame goes out. Call it for each, in order. */
  sent(cover: Cover): void {
    this.#frames.push(cover);
  }

  /** The first `count` frames of this connection are on disk. A number never sent counts as all that were. */
  saved(count: number): void {
    const done = Math.min(count - this.#framesDone, this.#frames.length);
    const last = this.#frames[done - 1];
    if (!last) return;
    this.#frames.splice(0, done);
    this.#framesDone += done;
    this.#acknowledged = Math.max(this.#acknowledged, last.edits);
    this.#clock = Math.max(this.#clock, last.clock);
  }
}
