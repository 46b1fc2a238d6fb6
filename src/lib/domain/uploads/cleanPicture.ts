import { cleanGif } from './cleanGif.ts';
import { cleanJpeg } from './cleanJpeg.ts';
import { cleanPng } from './cleanPng.ts';
import { cleanWebp } from './cleanWebp.ts';
import type { CleanPicture, PictureFault, PictureType } from './picture.ts';
import { MAX_PIXELS, MAX_SIDE } from './picture.ts';
import { pictureKind } from './pictureKind.ts';

export type Cleaned = { is: 'clean'; picture: CleanPicture } | { is: 'refused'; why: PictureFault };

const CLEANERS: Record<PictureType, (bytes: Uint8Array) => CleanPicture> = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
};

/**
 * Judges a file by what is in it and leaves of it what shows the picture. Whatever else it held (a place, a name, a second
 * file hidden behind the first) is not copied. Pixels are not touched. Never throws, whatever the bytes are.
 */
export function cleanPicture(bytes: Uint8Array): Cleaned {
  const kind = pictureKind(bytes);
  if (kind === 'svg') return { is: 'refused', why: 'svg' };
  if (kind === 'other') return { is: 'refused', why: 'notPicture' };
  const picture = attempt(() => CLEANERS[kind](bytes));
  if (!picture) return { is: 'refused', why: 'broken' };
  const { width, height } = picture;
  const fits = Math.max(width, height) <= MAX_SIDE && width * height <= MAX_PIXELS;
  return fits ? { is: 'clean', picture } : { is: 'refused', why: 'tooManyPixels' };
}

/** Null when the file breaks off or breaks its format. */
function attempt(clean: () => CleanPicture): CleanPicture | null {
  try {
    return clean();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
