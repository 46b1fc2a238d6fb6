import { crc32, deflateSync } from 'node:zlib';

/** Small real pictures, 4 by 3 pixels, made byte by byte, and what cameras and attackers add to them. */

export function text(words: string): Uint8Array {
  return Uint8Array.from(Buffer.from(words, 'utf8'));
}

export function bytesOf(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function raw(content: string | Uint8Array): Buffer {
  return typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
}

/** A chunk of a PNG file. */
export function chunk(type: string, content: string | Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), raw(content)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return joined(length, body, sum);
}

/** A PNG file, with more chunks where they are given. Another size is only said, for what lies about itself. */
export function samplePng(
  extras: readonly Uint8Array[] = [],
  { width, height }: { width: number; height: number } = { width: 4, height: 3 },
): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = [0, ...Array.from({ length: 4 }, (_, x) => [200, 40 * x, 60]).flat()];
  const pixels = deflateSync(Buffer.from([row, row, row].flat()));
  const signature = bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return joined(signature, chunk('IHDR', head), ...extras, chunk('IDAT', pixels), chunk('IEND', ''));
}

/** A segment of a JPEG file. */
export function segment(marker: number, content: string | Uint8Array): Uint8Array {
  const body = raw(content);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return joined(bytesOf(0xff, marker), length, body);
}

/** What a camera writes: which way is up, and a GPS block with words of the test's own. */
export function exifSegment({ orientation, words }: { orientation: number; words: string }): Uint8Array {
  const entry = (tag: number, type: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(1, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const gps = 8 + 2 + 2 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0\x02\0', 'latin1'),
    entry(0x0112, 3, orientation),
    entry(0x8825, 4, gps),
    Buffer.alloc(4),
    Buffer.from(`GPSLatitude ${words}`, 'latin1'),
  ]);
  return segment(0xe1, joined(Buffer.from('Exif\0\0', 'latin1'), tiff));
}

/** A baseline JPEG of one even grey, 4 by 3 pixels, with more segments after its beginning where they are given. */
export function sampleJpeg(extras: readonly Uint8Array[] = []): Uint8Array {
  const quantisation = segment(0xdb, bytesOf(0, ...Array.from({ length: 64 }, () => 1)));
  const frame = segment(0xc0, bytesOf(8, 0, 3, 0, 4, 1, 1, 0x11, 0));
  const table = (kind: number) => segment(0xc4, bytesOf(kind, 1, ...Array.from({ length: 15 }, () => 0), 0));
  const scan = segment(0xda, bytesOf(1, 1, 0, 0, 63, 0));
  const start = bytesOf(0xff, 0xd8);
  // One block: no difference from mid-grey (code 0), then its end (code 0); the rest of the byte is ones.
  const pixels = bytesOf(0x3f, 0xff, 0xd9);
  return joined(start, ...extras, quantisation, frame, table(0x00), table(0x10), scan, pixels);
}

/** A chunk of a WebP file. */
export function riffChunk(name: string, content: string | Uint8Array): Uint8Array {
  const body = raw(content);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return joined(raw(name), length, body, bytesOf(...(body.length % 2 === 1 ? [0] : [])));
}

/** A lossless WebP file of one colour, 4 by 3 pixels; extended when chunks are added. */
export function sampleWebp(extras: readonly Uint8Array[] = []): Uint8Array {
  // Width and height less one, no transparency, version 0; then no transforms, no colour cache, no meta prefix codes, and
  // five prefix codes of one symbol each.
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit++) bits.push((value >> bit) & 1);
  };
  put(3, 14);
  put(2, 14);
  put(0, 1);
  put(0, 3);
  put(0, 3);
  for (const symbol of [120, 60, 180, 255, 0]) {
    put(1, 1); // simple code
    put(0, 1); // of one symbol
    put(1, 1); // written with 8 bits
    put(symbol, 8);
  }
  const packed = Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce((sum, bit, index) => sum | (bit << index), 0),
  );
  const pixels = riffChunk('VP8L', bytesOf(0x2f, ...packed));
  const extended = riffChunk('VP8X', bytesOf(0x2c, 0, 0, 0, 3, 0, 0, 2, 0, 0));
  const body = extras.length > 0 ? joined(extended, ...extras, pixels) : pixels;
  return riffChunk('RIFF', joined(raw('WEBP'), body));
}

/** A GIF file of one colour, 4 by 3 pixels; moving when it has more frames. */
export function sampleGif({ comment, frames = 1 }: { comment?: string; frames?: number } = {}): Uint8Array {
  const head = joined(raw('GIF89a'), bytesOf(4, 0, 3, 0, 0x80, 0, 0, 200, 40, 60, 20, 90, 160));
  const remark = comment === undefined ? [] : [joined(bytesOf(0x21, 0xfe, comment.length), raw(comment), bytesOf(0))];
  const loop = frames > 1 ? [joined(bytesOf(0x21, 0xff, 11), raw('NETSCAPE2.0'), bytesOf(3, 1, 0, 0, 0))] : [];
  const control = bytesOf(0x21, 0xf9, 4, 0, 10, 0, 0, 0);
  // Codes of three bits: clear, twelve times the first colour, end; a clear in between keeps them at three bits.
  const image = bytesOf(0x2c, 0, 0, 0, 0, 4, 0, 3, 0, 0, 2, 4, ...[0x84, 0x8f, 0xa9, 0x51], 0);
  const pictures = Array.from({ length: frames }, () => joined(control, image));
  return joined(head, ...remark, ...loop, ...pictures, bytesOf(0x3b));
}

/** A PNG file of this size with stripes: larger than anyone sends. */
export function stripedPng(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.fill(y % 200 < 100 ? 90 : 210, y * (width + 1) + 1, (y + 1) * (width + 1));
  const signature = bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return joined(signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', ''));
}
