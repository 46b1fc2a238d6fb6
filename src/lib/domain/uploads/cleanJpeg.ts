import { broken, FileBytes } from './fileBytes.ts';
import { orientationIn, orientationSegment, turnsSideways } from './orientation.ts';
import type { CleanPicture } from './picture.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Tables and restart intervals: what decoding needs beside the frame. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);
/** Frames that browsers decode: baseline, extended and progressive. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Frames that they do not, and arithmetic coding. */
const OTHER_FRAMES: ReadonlySet<number> = new Set([
  0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf,
]);
/** A progressive picture has about ten scans; thousands of empty ones are there to keep a computer busy. */
const MOST_SCANS = 100;

interface Segment {
  marker: number;
  /** The segment with its marker, and what is in it. */
  whole: Uint8Array;
  payload: FileBytes;
}

/**
 * Writes a JPEG file anew with what decoding needs: frame, tables and scans, the colour profile, and which way is up. All
 * other segments (Exif with places and times, XMP, IPTC, thumbnails, comments) and what comes after the end stay behind.
 */
export function cleanJpeg(bytes: Uint8Array): CleanPicture {
  const file = new FileBytes(bytes);
  const kept: Uint8Array[] = [];
  let jfif: Uint8Array | null = null;
  let frame: { width: number; height: number } | null = null;
  let orientation = 1;
  let scans = 0;
  let at = 2;
  for (;;) {
    const segment = segmentAt(file, at);
    if (segment === null) break;
    const { marker, whole, payload } = segment;
    at = whole.byteOffset - bytes.byteOffset + whole.byteLength;
    if (FRAMES.has(marker)) {
      if (frame) throw broken();
      frame = readFrame(payload);
      kept.push(whole);
    } else if (marker === SOS) {
      if (!frame || ++scans > MOST_SCANS) throw broken();
      const end = endOfScan(bytes, at);
      kept.push(whole, file.part(at, end));
      at = end;
    } else if (OTHER_FRAMES.has(marker)) throw broken();
    else if (TABLES.has(marker) || isColour(marker, payload)) kept.push(whole);
    else if (isMarked(segment, 0xe0, 'JFIF\0')) jfif ??= withoutThumbnail(payload);
    else if (isMarked(segment, 0xe1, 'Exif\0\0')) orientation = orientationIn(payload.bytes.subarray(6));
  }
  if (!frame || scans === 0) throw broken();
  const { width, height } = frame;
  const head = [jfif, orientation === 1 ? null : orientationSegment(orientation)].filter((part) => part !== null);
  return {
    type: 'image/jpeg',
    ...(turnsSideways(orientation) ? { width: height, height: width } : { width, height }),
    parts: [Uint8Array.of(0xff, SOI), ...head, ...kept, Uint8Array.of(0xff, EOI)],
  };
}

/** Null at the end of the picture. */
function segmentAt(file: FileBytes, from: number): Segment | null {
  let at = from;
  if (file.u8(at) !== 0xff) throw broken();
  while (file.u8(at + 1) === 0xff) at++; // any number of these may stand before a marker
  const marker = file.u8(at + 1);
  if (marker === EOI) return null;
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= SOI)) throw broken();
  const length = file.u16(at + 2, 'big');
  if (length < 2) throw broken();
  const whole = file.part(at, at + 2 + length);
  return { marker, whole, payload: new FileBytes(whole.subarray(4)) };
}

function readFrame(frame: FileBytes): { width: number; height: number } {
  const [height, width, components] = [frame.u16(1, 'big'), frame.u16(3, 'big'), frame.u8(5)];
  const isSound = frame.u8(0) === 8 && width > 0 && height > 0 && [1, 3, 4].includes(components);
  if (!isSound || frame.bytes.length !== 6 + 3 * components) throw broken();
  return { width, height };
}

/** Where the coded pixels end: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const next = bytes[at + 1];
    if (at < 0 || next === undefined) throw broken(); // cut off
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else if (next === 0xff) at += 1;
    else return at;
  }
}

/** Colour profiles, and how the colours are coded. */
function isColour(marker: number, payload: FileBytes): boolean {
  const segment = { marker, payload };
  return isMarked(segment, 0xe2, 'ICC_PROFILE\0') || (isMarked(segment, 0xee, 'Adobe') && payload.bytes.length === 12);
}

function isMarked({ marker, payload }: Pick<Segment, 'marker' | 'payload'>, wanted: number, name: string): boolean {
  return marker === wanted && String.fromCharCode(...payload.bytes.subarray(0, name.length)) === name;
}

function withoutThumbnail(payload: FileBytes): Uint8Array {
  const head = payload.part(0, 12); // name, version, density
  return Uint8Array.of(0xff, 0xe0, 0, 16, ...head, 0, 0);
}
