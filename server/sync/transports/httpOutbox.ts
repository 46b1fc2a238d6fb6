import type { LineRecord, NumberedRecord } from '../../../src/lib/protocol/httpLine.ts';

/** What a record costs to keep beside the message in it. */
const RECORD_BYTES = 100;

interface Kept extends NumberedRecord {
  bytes: number;
}

/** What a line says to its page: numbered, and kept until it is known to have arrived. */
export class HttpOutbox {
  #kept: Kept[] = [];
  #last = 0;
  #acknowledged = 0;
  #bytes = 0;

  /** What is not known to have arrived, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns the record's number. */
  push(record: LineRecord): number {
    const bytes = RECORD_BYTES + ('bytes' in record ? record.bytes.length : 0);
    this.#kept.push({ number: ++this.#last, record, bytes });
    this.#bytes += bytes;
    return this.#last;
  }

  /** All up to this number arrived. False when so much was never said. */
  acknowledge(after: number): boolean {
    if (after > this.#last) return false;
    this.#acknowledged = Math.max(this.#acknowledged, after);
    this.#drop(this.#kept.splice(0, this.#placeAfter(after)));
    return true;
  }

  /** Whether all that comes after this number is still kept. */
  holdsAfter(after: number): boolean {
    return after >= this.#acknowledged;
  }

  /** The records after a number, as many as fit; at least one if there is any. */
  after(number: number, mostBytes: number): NumberedRecord[] {
    const found: NumberedRecord[] = [];
    let bytes = 0;
    for (let at = this.#placeAfter(number); at < this.#kept.length; at++) {
      const kept = this.#kept[at];
      if (!kept || (found.length > 0 && bytes + kept.bytes > mostBytes)) break;
      bytes += kept.bytes;
      found.push(kept);
    }
    return found;
  }

  /** Forgets what a channel said. */
  forget(channel: number): void {
    this.#drop(this.#kept.filter(({ record }) => isOf(record, channel)));
    this.#kept = this.#kept.filter(({ record }) => !isOf(record, channel));
  }

  #drop(gone: readonly Kept[]): void {
    for (const { bytes } of gone) this.#bytes -= bytes;
  }

  /** Where the first record after a number is kept. */
  #placeAfter(number: number): number {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#kept[middle]?.number ?? Infinity) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isOf(record: LineRecord, channel: number): boolean {
  return 'channel' in record && record.channel === channel;
}
