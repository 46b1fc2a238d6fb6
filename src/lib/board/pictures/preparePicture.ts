import { MAX_UPLOAD_BYTES } from '$lib/domain/uploads/picture';
import type { PictureKind } from '$lib/domain/uploads/pictureKind';
import { pictureKind } from '$lib/domain/uploads/pictureKind';
import { m } from '$lib/messages/messages.js';

/** Longest side that is sent: sharp on a projector, and small enough for everyone's laptop. */
const LONGEST = 2_000;
/** Larger files are not even opened: unfolded, they would fill the memory of a small computer. */
const MAX_SOURCE_BYTES = 5 * MAX_UPLOAD_BYTES;
/** How much of a file is needed to tell what it is. */
const HEAD_BYTES = 4096;
/** A PNG file larger than this is a photograph, and sent as one. */
const MAX_PNG_BYTES = 2 * 1024 * 1024;
const QUALITY = 0.88;

/** A picture as it will be sent: drawn anew, so that nothing is left of where and when it was taken. */
export interface ReadyPicture {
  blob: Blob;
  /** For showing it here, until it is freed. */
  url: string;
  width: number;
  height: number;
  /** Whether it may have moved before: now it stands still. */
  wasMoving: boolean;
  free(): void;
}

export type Prepared = { is: 'ready'; picture: ReadyPicture } | { is: 'unreadable'; words: string };

/** Reads a file, whatever it is called, and makes it ready to be sent. Never rejects. */
export async function preparePicture(file: Blob): Promise<Prepared> {
  if (file.size > MAX_SOURCE_BYTES) return unreadable(m.pictures_source_tooLarge());
  try {
    const kind = pictureKind(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    if (kind === 'svg') return unreadable(m.error_upload_svg());
    const drawn = await draw(file);
    if (!drawn) return unreadable(kind === 'other' ? m.error_upload_notPicture() : m.error_upload_broken());
    const blob = await encode(drawn, kind);
    if (!blob || blob.size > MAX_UPLOAD_BYTES) return unreadable(m.error_upload_tooLarge());
    const url = URL.createObjectURL(blob);
    const free = () => URL.revokeObjectURL(url);
    const { width, height } = drawn;
    return { is: 'ready', picture: { blob, url, width, height, wasMoving: kind === 'image/gif', free } };
  } catch {
    return unreadable(m.error_upload_broken()); // the file went away, or this browser will not draw it
  }
}

/** Draws it the right way up and no larger than it may be. Null when the browser cannot read it. */
async function draw(file: Blob): Promise<HTMLCanvasElement | null> {
  const source = await createImageBitmap(file).catch(() => null);
  if (!source) return null;
  const scale = Math.min(1, LONGEST / Math.max(source.width, source.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(source.width * scale));
  canvas.height = Math.max(1, Math.round(source.height * scale));
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  }
  source.close();
  return pen && canvas;
}

/** Photographs as JPEG; what may be clear in places, or has sharp edges, as PNG while that stays small, else as WebP. */
async function encode(canvas: HTMLCanvasElement, kind: PictureKind): Promise<Blob | null> {
  if (kind === 'image/jpeg' || kind === 'other') return blobOf(canvas, 'image/jpeg');
  const exact = kind === 'image/webp' ? null : await blobOf(canvas, 'image/png');
  return exact && exact.size <= MAX_PNG_BYTES ? exact : blobOf(canvas, 'image/webp');
}

/** A browser that cannot write this type gives a PNG file instead. */
function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}

function unreadable(words: string): Prepared {
  return { is: 'unreadable', words };
}
