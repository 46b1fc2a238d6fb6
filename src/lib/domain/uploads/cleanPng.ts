import { broken, FileBytes } from './fileBytes.ts';
import type { CleanPicture } from './picture.ts';

const SIGNATURE = 8;
/** What shows the picture in its colours. Times, texts, Exif and the frames of moving pictures are not among them. */
const KEPT: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND'],
  ...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP'],
]);
/** Bits for each sample, by kind of colour. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Writes a PNG file anew with the chunks that show it, up to its end. A moving one becomes its still picture. */
export function cleanPng(bytes: Uint8Array): CleanPicture {
  const file = new FileBytes(bytes);
  const parts: Uint8Array[] = [file.part(0, SIGNATURE)];
  const size = readHeader(file);
  let pixels = 0;
  for (let at = SIGNATURE, type = ''; type !== 'IEND';) {
    const length = file.u32(at, 'big');
    type = file.letters(at + 4, at + 8);
    const chunk = file.part(at, at + 12 + length);
    if (!/^[A-Za-z]{4}$/.test(type) || (type === 'IHDR') !== (at === SIGNATURE)) throw broken();
    if (type === 'IDAT') pixels += length;
    if (KEPT.has(type)) parts.push(chunk);
    else if (isCritical(type)) throw broken();
    at += chunk.length;
  }
  if (pixels === 0) throw broken();
  return { type: 'image/png', ...size, parts };
}

function readHeader(file: FileBytes): { width: number; height: number } {
  const at = SIGNATURE + 8;
  const [width, height] = [file.u32(at, 'big'), file.u32(at + 4, 'big')];
  const isSound =
    file.u32(SIGNATURE, 'big') === 13 &&
    DEPTHS[file.u8(at + 9)]?.includes(file.u8(at + 8)) &&
    file.u8(at + 10) === 0 &&
    file.u8(at + 11) === 0 &&
    file.u8(at + 12) <= 1;
  if (!isSound || width === 0 || height === 0) throw broken();
  return { width, height };
}

/** A capital letter at the front says that nobody who does not know the chunk can show the picture. */
function isCritical(type: string): boolean {
  return /^[A-Z]/.test(type);
}
