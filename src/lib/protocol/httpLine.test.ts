import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LineRecord, NumberedRecord } from './httpLine.ts';
import {
  decodePost,
  encodePost,
  encodeRecords,
  FrameJoiner,
  HTTP_PART_BYTES,
  HTTP_POST_RECORDS,
  MalformedLine,
  RecordReader,
  recordsOf,
} from './httpLine.ts';

const channel = fc.nat();
const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: 'binary', maxLength: 100 });
const record: fc.Arbitrary<LineRecord> = fc.oneof(
  fc.record({ is: fc.constant('open' as const), channel, path: text, protocols: fc.array(text, { maxLength: 3 }) }),
  fc.record({ is: fc.constant('opened' as const), channel, protocol: text }),
  fc.record({
    is: fc.constant('part' as const),
    channel,
    bytes: fc.uint8Array({ minLength: 1_024, maxLength: 1_300 }),
  }),
  fc.record({ is: fc.constant('frame' as const), channel, bytes }),
  fc.record({ is: fc.constant('close' as const), channel, code: fc.integer({ min: 1_000, max: 4_999 }), reason: text }),
  fc.constant({ is: 'beat' as const }),
);
const numbered = fc.array(fc.record({ number: fc.maxSafeNat(), record }), { maxLength: 12 });

function readInPieces(stream: Uint8Array, cuts: readonly number[]): { reader: RecordReader; read: NumberedRecord[] } {
  const reader = new RecordReader();
  const places = [...new Set(cuts.map((cut) => cut % (stream.length + 1)))].sort((a, b) => a - b);
  const read = [0, ...places].flatMap((from, n) => reader.read(stream.slice(from, places[n] ?? stream.length)));
  return { reader, read };
}

test('records are read back as they were written, however the stream is cut', () => {
  fc.assert(
    fc.property(numbered, fc.array(fc.nat(), { maxLength: 30 }), (records, cuts) => {
      const { reader, read } = readInPieces(encodeRecords(records), cuts);
      expect(read).toEqual(records);
      expect(reader.isBetween).toBe(true);
    }),
  );
});

test('a stream that is cut off gives the whole records before the cut and knows that it is not at an end', () => {
  fc.assert(
    fc.property(numbered, record, fc.nat(), (records, last, cut) => {
      const whole = encodeRecords(records);
      const rest = encodeRecords([{ number: 7, record: last }]);
      const reader = new RecordReader();
      const kept = rest.slice(0, 1 + (cut % rest.length));
      expect(reader.read(whole)).toEqual(records);
      expect(reader.read(kept).length).toBe(kept.length === rest.length ? 1 : 0);
      expect(reader.isBetween).toBe(kept.length === rest.length);
    }),
  );
});

test('a post is read back; one that is cut short, or numbered, is malformed', () => {
  const records: LineRecord[] = [
    { is: 'open', channel: 1, path: 'board/x?generation=3', protocols: ['throughline.v1'] },
  ];
  const body = encodePost(records);
  expect(decodePost(body)).toEqual(records);
  expect(decodePost(new Uint8Array())).toEqual([]);
  expect(() => decodePost(body.slice(0, -1))).toThrow(MalformedLine);
  expect(() => decodePost(encodeRecords([{ number: 1, record: { is: 'beat' } }]))).toThrow(MalformedLine);
});

test('any bytes are read or malformed, and nothing else goes wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      try {
        expect(new RecordReader(1_000).read(noise).length).toBeLessThanOrEqual(noise.length);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedLine);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each<[string, number[]]>([
  ['a length of nothing', [0]],
  ['a length beyond any record', [255, 255, 255, 255, 127]],
  ['a number without a record', [1, 5]],
  ['an unknown kind', [3, 0, 77, 1]],
  ['a beat with something after it', [3, 0, 0, 1]],
  ['a close without a code', [3, 0, 4, 1]],
  ['a close code that no websocket has', [5, 0, 4, 1, 12, 0]],
  ['an open whose text is not JSON', [5, 0, 1, 1, 1, 65]],
  ['an open without a path', [6, 0, 1, 1, 2, 91, 93]],
  ['an open of numbers', [7, 0, 1, 1, 3, 91, 49, 93]],
  ['text that is longer than its record', [5, 0, 2, 1, 9, 65]],
  ['a part that is hardly worth it', [5, 0, 5, 1, 1, 1]],
  ['text that is not UTF-8', [5, 0, 2, 1, 1, 255]],
])('%s is malformed', (_, noise) => {
  expect(() => new RecordReader(1_000).read(new Uint8Array(noise))).toThrow(MalformedLine);
});

test('a post of more records than anyone needs is malformed', () => {
  const records = (count: number) => Array.from({ length: count }, (): LineRecord => ({ is: 'beat' }));
  expect(decodePost(encodePost(records(HTTP_POST_RECORDS))).length).toBe(HTTP_POST_RECORDS);
  expect(() => decodePost(encodePost(records(HTTP_POST_RECORDS + 1)))).toThrow(MalformedLine);
});

test('the bytes of each record belong to this version: pages of it are out there', () => {
  const payload = new Uint8Array([9, 8, 7]);
  const one: LineRecord[] = [
    { is: 'beat' },
    { is: 'open', channel: 1, path: 'board/x', protocols: ['p'] },
    { is: 'opened', channel: 300, protocol: 'p' },
    { is: 'frame', channel: 2, bytes: payload },
    { is: 'close', channel: 0, code: 4503, reason: 'restarting' },
    { is: 'part', channel: 3, bytes: payload },
  ];
  const bytes = one.map((record, number) => Buffer.from(encodeRecords([{ number, record }])).toString('hex'));
  expect(bytes).toEqual([
    '020000',
    '130101010f5b22626f6172642f78222c2270225d',
    '060202ac020170',
    '06030302090807',
    '1004040097230a72657374617274696e67',
    '06050503090807',
  ]);
});

test('a record longer than was allowed is malformed before it arrives', () => {
  const [head] = [encodePost([{ is: 'frame', channel: 1, bytes: new Uint8Array(200) }]).slice(0, 2)];
  expect(() => new RecordReader(100).read(head)).toThrow(MalformedLine);
});

test('a long message travels in parts and is put together again', () => {
  const joiner = new FrameJoiner();
  for (const length of [0, 1, HTTP_PART_BYTES, HTTP_PART_BYTES + 1, 2 * HTTP_PART_BYTES, 3 * HTTP_PART_BYTES - 1]) {
    const message = new Uint8Array(length).map((_, n) => n % 251);
    const records = recordsOf(4, message).flatMap((part) => (part.is === 'part' || part.is === 'frame' ? [part] : []));
    expect(records.length).toBe(Math.max(1, Math.ceil(length / HTTP_PART_BYTES)));
    const joined = records.map((part) => joiner.take(part));
    expect(joined.slice(0, -1).every((none) => none === null)).toBe(true);
    expect(Buffer.compare(joined.at(-1) ?? new Uint8Array(1), message)).toBe(0);
    expect(joiner.waitingBytes).toBe(0);
  }
});
