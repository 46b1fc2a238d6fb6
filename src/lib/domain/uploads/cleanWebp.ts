import { broken, FileBytes } from './fileBytes.ts';
import type { CleanPicture } from './picture.ts';

const HEAD = 12;
/** Of a frame of a moving picture, before what is in it. */
const FRAME_HEAD = 16;
const HAS_PROFILE = 0x20;
const HAS_ALPHA = 0x10;

interface Chunk {
  name: string;
  payload: FileBytes;
}

/** What shows the picture. */
interface Content {
  pixels: Chunk;
  alpha: Chunk | null;
  profile: Chunk | null;
}

/**
 * Writes a WebP file anew with its pixels, transparency and colour profile. Exif, XMP, unknown chunks and what comes after
 * the end stay behind; a moving picture becomes its first frame.
 */
export function cleanWebp(bytes: Uint8Array): CleanPicture {
  const file = new FileBytes(bytes);
  const end = 8 + file.u32(4, 'little');
  const outer = [...chunksOf(new FileBytes(file.part(HEAD, end)))];
  const frame = outer.find(({ name }) => name === 'ANMF');
  const inner = frame
    ? [...chunksOf(new FileBytes(frame.payload.part(FRAME_HEAD, frame.payload.bytes.length)))]
    : outer;
  const pixels = inner.find(({ name }) => name === 'VP8 ' || name === 'VP8L');
  if (!pixels) throw broken();
  const alpha = pixels.name === 'VP8 ' ? (inner.find(({ name }) => name === 'ALPH') ?? null) : null;
  const profile = outer.find(({ name }) => name === 'ICCP') ?? null;
  const { width, height, isClear } = sizeOf(pixels);
  const body = bodyOf({ pixels, alpha, profile }, { width, height, isClear: isClear || alpha !== null });
  const size = body.reduce((sum, part) => sum + part.length, 4);
  return { type: 'image/webp', width, height, parts: [...words('RIFF', size), ...words('WEBP'), ...body] };
}

function* chunksOf(file: FileBytes): Generator<Chunk> {
  for (let at = 0; at < file.bytes.length;) {
    const length = file.u32(at + 4, 'little');
    yield { name: file.letters(at, at + 4), payload: new FileBytes(file.part(at + 8, at + 8 + length)) };
    at += 8 + length + (length % 2);
  }
}

interface Size {
  width: number;
  height: number;
  /** Whether something shines through. */
  isClear: boolean;
}

function sizeOf({ name, payload }: Chunk): Size {
  if (name === 'VP8L') {
    const bits = payload.u32(1, 'little');
    if (payload.u8(0) !== 0x2f || bits >>> 29 !== 0) throw broken();
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, isClear: ((bits >>> 28) & 1) === 1 };
  }
  const isKeyFrame = (payload.u8(0) & 1) === 0 && payload.letters(3, 6) === '\x9d\x01\x2a';
  const [width, height] = [payload.u16(6, 'little') & 0x3fff, payload.u16(8, 'little') & 0x3fff];
  if (!isKeyFrame || width === 0 || height === 0) throw broken();
  return { width, height, isClear: false };
}

function bodyOf({ pixels, alpha, profile }: Content, { width, height, isClear }: Size): Uint8Array[] {
  if (!alpha && !profile) return written(pixels);
  const flags = (profile ? HAS_PROFILE : 0) | (isClear ? HAS_ALPHA : 0);
  const extended = Uint8Array.of(flags, 0, 0, 0, ...threeBytes(width - 1), ...threeBytes(height - 1));
  const header = { name: 'VP8X', payload: new FileBytes(extended) };
  return [header, profile, alpha, pixels].flatMap((chunk) => (chunk ? written(chunk) : []));
}

function written({ name, payload: { bytes } }: Chunk): Uint8Array[] {
  const padding = bytes.length % 2 === 1 ? [Uint8Array.of(0)] : [];
  return [...words(name, bytes.length), bytes, ...padding];
}

/** Four letters and, where it is given, a number after them. */
function words(name: string, number?: number): Uint8Array[] {
  const letters = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
  if (number === undefined) return [letters];
  return [letters, Uint8Array.of(...threeBytes(number), number >>> 24)];
}

function threeBytes(number: number): [number, number, number] {
  return [number & 255, (number >>> 8) & 255, (number >>> 16) & 255];
}
