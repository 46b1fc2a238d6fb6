import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/*
 * The messages of the websocket over plain HTTP, where a filter breaks websockets. A line serves one browser profile
 * and carries any number of channels, one per open document and page.
 *
 *   POST   /sync-http/lines                            opens a line: 201 { line }. 401 without a sign-in, 429 too many.
 *   GET    /sync-http/lines/<line>/down?after=n&how=   records after the n-th. `stream`: goes on; `poll`: ends as soon
 *                                                      as there is something, or empty after a while. A later one ends it.
 *   POST   /sync-http/lines/<line>/up?number=n&after=m the n-th post, counted from 1, of records; 204 also when it came
 *                                                      before. 409 when an earlier one is missing. Answered late when
 *                                                      the server cannot keep up: send the next one after the answer.
 *   POST   /sync-http/lines/<line>/up?number=0&after=m says only what arrived; empty, at any time, beside other posts.
 *   DELETE /sync-http/lines/<line>                     the page goes.
 *
 * `after` is the number of the last record that arrived; all up to it are forgotten. Say it soon (HTTP_SAY_BYTES), and
 * once for every beat: what is not known to have arrived counts as stuck, and a line that says nothing as dead.
 * Numbers down only grow; a frame that nobody needs any more may leave a gap.
 *
 * 404 or 410: no such line any more, or what is asked for is no longer kept: open a new one and every channel again.
 * 400 and 413 end the line, and its channels with 4400 and 4413. 403: only the browser that opened a line (the same
 * sign-in cookie) may use it. 503: the server is about to stop.
 *
 * A channel has a number that is higher than those of all channels before it on the line. Its frames may follow `open`
 * at once, in the same post. A long frame travels in parts, so that no post or answer is too large for a proxy and a
 * cut loses little.
 */

/** Where all of it stands. */
export const HTTP_LINES = '/sync-http/lines';

/** Trials for whoever asks what gets through: an answer in pieces, and a post that is counted. No sign-in is needed. */
export const HTTP_CHECK_STREAM = '/sync-http/check/stream';
export const HTTP_CHECK_POST = '/sync-http/check/post';
export const HTTP_CHECK_PIECES = 4;

/** Whoever reads a stream hears something at least this often. */
export const HTTP_BEAT_MS = 10_000;
/** How long a poll waits for something to say: less than the 30 s after which many proxies give up. */
export const HTTP_POLL_MS = 20_000;
/** A line from which nothing is heard is over after this long. */
export const HTTP_LINE_IDLE_MS = 30_000;
/** A line that nobody reads, or that has no channel: who left without a word is gone for the others. Longer than a page
 * takes to read on after a cut. */
export const HTTP_UNREAD_MS = 12_000;
/** Longest part of a frame: below the 1 MiB that stock proxies take in one post, with room for other records. */
export const HTTP_PART_BYTES = 262_144;
/** Say what arrived at least each time this much did: well below what makes the server leave presence out. */
export const HTTP_SAY_BYTES = 32_768;
/** Shortest part, so that parts cannot cost more to keep than what they carry. */
export const HTTP_LEAST_PART_BYTES = 1_024;
/** Most records in one post, so that reading it does not hold up everyone else. */
export const HTTP_POST_RECORDS = 4_096;
/** Longest record: one part, or a whole frame of a program that does not split. */
export const MAX_RECORD_BYTES = 16_777_216 + 65_536;

/** What is said about a channel. */
export type LineRecord =
  /** Up: asks for a document. `path` as in the websocket's address after `/sync/`, with its query. */
  | { is: 'open'; channel: number; path: string; protocols: readonly string[] }
  /** Down: the door took the call; `protocol` as with a websocket. It may still close with a reason. */
  | { is: 'opened'; channel: number; protocol: string }
  /** Both ways: the beginning or middle of a message; the next part or frame of the channel goes on with it. */
  | { is: 'part'; channel: number; bytes: Uint8Array }
  /** Both ways: one message, or the end of one. */
  | { is: 'frame'; channel: number; bytes: Uint8Array }
  /** Both ways: the channel is over. Down, channel 0 is the line itself. */
  | { is: 'close'; channel: number; code: number; reason: string }
  /** Down: nothing but a sign of life. Is not numbered, so that it need not be kept. */
  | { is: 'beat' };

/** A record down, and its place in the line. Beats and records up have none (0). */
export interface NumberedRecord {
  number: number;
  record: LineRecord;
}

/** The bytes of a line make no sense. */
export class MalformedLine extends Error {
  override name = 'MalformedLine';
}

const kinds = { beat: 0, open: 1, opened: 2, frame: 3, close: 4, part: 5 } as const;
/** A length of more bytes than this is beyond any record. */
const LENGTH_BYTES = 4;
const MAX_TEXT = 1_024;

/** Records as they travel down: for each its length, its number, then what it says. */
export function encodeRecords(records: Iterable<NumberedRecord>): Uint8Array {
  const all = encoding.createEncoder();
  for (const { number, record } of records) {
    const one = encoding.createEncoder();
    encoding.writeVarUint(one, number);
    writeRecord(one, record);
    encoding.writeVarUint(all, encoding.length(one));
    encoding.writeBinaryEncoder(all, one);
  }
  return encoding.toUint8Array(all);
}

/** The body of a post. */
export function encodePost(records: Iterable<LineRecord>): Uint8Array {
  return encodeRecords(Array.from(records, (record) => ({ number: 0, record })));
}

/** The records of a whole body. Throws `MalformedLine`. */
export function decodePost(body: Uint8Array): LineRecord[] {
  const reader = new RecordReader(body.length);
  const records = reader.read(body, HTTP_POST_RECORDS);
  if (!reader.isBetween || records.some(({ number }) => number !== 0)) throw new MalformedLine();
  return records.map(({ record }) => record);
}

/** One message as it travels: in parts when it is long. */
export function recordsOf(channel: number, message: Uint8Array): LineRecord[] {
  const records: LineRecord[] = [];
  let at = 0;
  for (; message.length - at > HTTP_PART_BYTES; at += HTTP_PART_BYTES) {
    records.push({ is: 'part', channel, bytes: message.subarray(at, at + HTTP_PART_BYTES) });
  }
  records.push({ is: 'frame', channel, bytes: at === 0 ? message : message.subarray(at) });
  return records;
}

/** Puts the parts of one channel's messages together again. */
export class FrameJoiner {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  /** Bytes of the message that is not whole yet. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  /** The whole message at its end, else null. */
  take({ is, bytes }: { is: 'part' | 'frame'; bytes: Uint8Array }): Uint8Array | null {
    if (is === 'frame' && this.#parts.length === 0) return bytes;
    this.#parts.push(bytes);
    this.#bytes += bytes.length;
    return is === 'frame' ? this.#whole() : null;
  }

  #whole(): Uint8Array {
    const message = new Uint8Array(this.#bytes);
    let at = 0;
    for (const part of this.#parts) {
      message.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#bytes = 0;
    return message;
  }
}

/** Reads records from a stream of bytes, however it is cut into chunks. */
export class RecordReader {
  #maxBytes: number;
  /** The length that is being read, and how many of its bytes came. */
  #length = 0;
  #lengthBytes = 0;
  /** The record that is being read, and how many of its bytes came. */
  #record: Uint8Array | null = null;
  #filled = 0;

  constructor(maxBytes = MAX_RECORD_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** Whether the bytes so far end where a record ends. */
  get isBetween(): boolean {
    return this.#record === null && this.#lengthBytes === 0;
  }

  /**
   * The records that became whole with this chunk. Throws `MalformedLine`, also when they are more than `most`; there
   * is nothing to read after that.
   */
  read(chunk: Uint8Array, most = Infinity): NumberedRecord[] {
    const records: NumberedRecord[] = [];
    for (let at = 0; at < chunk.length;) {
      if (this.#record === null) {
        this.#readLength(chunk[at++] ?? 0);
        continue;
      }
      const piece = chunk.subarray(at, at + this.#record.length - this.#filled);
      this.#record.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled < this.#record.length) continue;
      if (records.length >= most) throw new MalformedLine();
      records.push(decodeNumbered(this.#record));
      this.#record = null;
    }
    return records;
  }

  #readLength(byte: number): void {
    this.#length += (byte & 127) * 128 ** this.#lengthBytes++;
    if (byte > 127 && this.#lengthBytes < LENGTH_BYTES) return;
    if (byte > 127 || this.#length === 0 || this.#length > this.#maxBytes) throw new MalformedLine();
    this.#record = new Uint8Array(this.#length); // its own memory, so that what is kept of it holds nothing else
    this.#filled = 0;
    this.#length = 0;
    this.#lengthBytes = 0;
  }
}

function writeRecord(encoder: encoding.Encoder, record: LineRecord): void {
  encoding.writeVarUint(encoder, kinds[record.is]);
  if (record.is === 'beat') return;
  encoding.writeVarUint(encoder, record.channel);
  switch (record.is) {
    case 'open':
      return encoding.writeVarString(encoder, JSON.stringify([record.path, ...record.protocols]));
    case 'opened':
      return encoding.writeVarString(encoder, record.protocol);
    case 'part':
    case 'frame':
      return encoding.writeUint8Array(encoder, record.bytes); // the record's length says where it ends
    case 'close':
      encoding.writeVarUint(encoder, record.code);
      encoding.writeVarString(encoder, record.reason);
  }
}

function decodeNumbered(bytes: Uint8Array): NumberedRecord {
  try {
    const decoder = decoding.createDecoder(bytes);
    const number = decoding.readVarUint(decoder);
    const record = readRecord(decoder);
    if (record && !decoding.hasContent(decoder)) return { number, record };
  } catch {
    // Cut short, not text, or a number that is too large: malformed like the rest.
  }
  throw new MalformedLine();
}

function readRecord(decoder: decoding.Decoder): LineRecord | null {
  const kind = decoding.readVarUint(decoder);
  if (kind === kinds.beat) return { is: 'beat' };
  const channel = decoding.readVarUint(decoder);
  switch (kind) {
    case kinds.open:
      return readOpen(channel, readText(decoder));
    case kinds.opened:
      return { is: 'opened', channel, protocol: readText(decoder) };
    case kinds.part:
      return readPart(channel, decoding.readTailAsUint8Array(decoder));
    case kinds.frame:
      return { is: 'frame', channel, bytes: decoding.readTailAsUint8Array(decoder) };
    case kinds.close:
      return { is: 'close', channel, code: readCode(decoder), reason: readText(decoder) };
    default:
      return null;
  }
}

function readOpen(channel: number, text: string): LineRecord | null {
  const said: unknown = JSON.parse(text);
  if (!Array.isArray(said) || !said.every((part) => typeof part === 'string')) return null;
  const [path, ...protocols] = said;
  return path === undefined ? null : { is: 'open', channel, path, protocols };
}

function readPart(channel: number, bytes: Uint8Array): LineRecord | null {
  return bytes.length < HTTP_LEAST_PART_BYTES ? null : { is: 'part', channel, bytes };
}

function readCode(decoder: decoding.Decoder): number {
  const code = decoding.readVarUint(decoder);
  if (code < 1_000 || code > 4_999) throw new MalformedLine();
  return code;
}

function readText(decoder: decoding.Decoder): string {
  const text = decoding.readVarString(decoder);
  if (text.length > MAX_TEXT) throw new MalformedLine();
  return text;
}
