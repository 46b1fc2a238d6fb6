import { FileBytes } from './fileBytes.ts';

const TAG = 0x0112;
const SHORT = 3;
/** More entries than any camera writes. */
const MOST_ENTRIES = 500;

/** Which way up a photograph is, from 1 (as it is kept) to 8. What makes no sense means 1. */
export function orientationIn(tiff: Uint8Array): number {
  try {
    return findOrientation(new FileBytes(tiff));
  } catch {
    return 1; // the rest of the picture may well be sound
  }
}

function findOrientation(tiff: FileBytes): number {
  const order = tiff.letters(0, 2) === 'II' ? 'little' : 'big';
  const start = tiff.u32(4, order);
  const count = Math.min(tiff.u16(start, order), MOST_ENTRIES);
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + 12 * entry;
    if (tiff.u16(at, order) !== TAG) continue;
    const value = tiff.u16(at + 8, order);
    return tiff.u16(at + 2, order) === SHORT && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** Whether width and height change places when it is shown. */
export function turnsSideways(orientation: number): boolean {
  return orientation >= 5;
}

/** An Exif segment that says which way is up, and nothing more. */
export function orientationSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [0, 1, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0];
  const end = [0, 0, 0, 0];
  const body = [...exif, ...tiff, ...entry, ...end];
  return Uint8Array.of(0xff, 0xe1, 0, body.length + 2, ...body);
}
