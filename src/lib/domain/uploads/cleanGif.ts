import { broken, FileBytes } from './fileBytes.ts';
import type { CleanPicture } from './picture.ts';

const EXTENSION = 0x21;
const CONTROL = 0xf9;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const HEAD = 13;

/**
 * Writes a GIF file anew with its first picture: comments and what programs left in it stay behind, and nothing moves,
 * since what moves on a board cannot be stopped by those whom it hinders.
 */
export function cleanGif(bytes: Uint8Array): CleanPicture {
  const file = new FileBytes(bytes);
  const [width, height] = [file.u16(6, 'little'), file.u16(8, 'little')];
  const first = HEAD + coloursAfter(file.u8(10));
  let control: Uint8Array | null = null;
  let at = first;
  while (file.u8(at) === EXTENSION) {
    const end = endOfBlocks(file, at + 2);
    if (file.u8(at + 1) === CONTROL) control = file.part(at, end);
    at = end;
  }
  if (file.u8(at) !== IMAGE || (control && control.length !== 8)) throw broken();
  const [right, low] = [farEdge(file, at + 1), farEdge(file, at + 3)];
  const data = at + 10 + coloursAfter(file.u8(at + 9));
  const codeSize = file.u8(data);
  const isSound = codeSize >= 2 && codeSize <= 11 && file.u8(data + 1) > 0 && right <= width && low <= height;
  if (!isSound || width === 0 || height === 0) throw broken();
  const picture = file.part(at, endOfBlocks(file, data + 1));
  const parts = [file.part(0, first), ...(control ? [control] : []), picture, Uint8Array.of(TRAILER)];
  return { type: 'image/gif', width, height, parts };
}

/** How many bytes the table of colours takes that these flags announce. */
function coloursAfter(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Where a frame ends: its edge and its extent lie four bytes apart. */
function farEdge(file: FileBytes, at: number): number {
  return file.u16(at, 'little') + file.u16(at + 4, 'little');
}

/** After a run of blocks, each with its length in front, ended by an empty one. */
function endOfBlocks(file: FileBytes, from: number): number {
  let at = from;
  for (let length = file.u8(at); length > 0; length = file.u8(at)) at += 1 + length;
  return at + 1;
}
