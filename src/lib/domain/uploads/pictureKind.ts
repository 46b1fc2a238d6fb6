import type { PictureType } from './picture.ts';

/** What the first bytes of a file say it is, whatever its name or its sender says. */
export type PictureKind = PictureType | 'svg' | 'other';

/** How much of a file is looked at for the beginning of an SVG drawing: comments and declarations may stand before it. */
const SVG_WITHIN = 4096;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

export function pictureKind(bytes: Uint8Array): PictureKind {
  if (startsWith(bytes, PNG)) return 'image/png';
  if (startsWith(bytes, JPEG)) return 'image/jpeg';
  if (['GIF87a', 'GIF89a'].includes(letters(bytes, 0, 6))) return 'image/gif';
  if (letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return /<svg[\s>/:]/i.test(letters(bytes, 0, SVG_WITHIN).replaceAll('\0', '')) ? 'svg' : 'other';
}

/** Bytes as letters, one for one. */
export function letters(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
