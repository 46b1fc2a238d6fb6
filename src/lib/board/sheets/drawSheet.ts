import { drawInSteps } from '$lib/domain/boards/drawing/drawBoard';
import type { Drawn, SheetContent } from '$lib/domain/boards/drawing/sheet';
import { m } from '$lib/messages/messages.js';
import { typeWord } from '../cardTypes';
import type { Pictures } from '../pictures/pictures.svelte';
import { sheetColours } from './sheetColours';

const FACE = '/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2';
/** Most bytes of picture files in one drawing; those that come after are frames with their words. */
const MOST_FILES = 24 * 1024 * 1024;
/** Longest without a frame, in milliseconds: half of one at 60 a second. */
const SLICE_MS = 8;
/** A picture is this much finer than the board at 100 %, as long as a browser can hold it. */
const FINE = 2;
const LONGEST_SIDE = 8_192;
const MOST_DOTS = 24_000_000;

/** Draws things as SVG, with their picture files and our typeface in it, so that it needs nothing else. */
export async function drawSheet(content: SheetContent, pictures: Pictures | null): Promise<Drawn> {
  const [face, files] = await Promise.all([base64Of(FACE), filesOf(content, pictures)]);
  const steps = drawInSteps(content, {
    title: pictures?.title ?? '',
    colours: sheetColours(document.body),
    untitled: m.outline_zone_untitled(),
    typeWord,
    pictures: new Map(files),
    ...(face && { face: face.slice(face.indexOf(',') + 1) }),
  });
  return inSlices(steps);
}

/** Does some steps, lets the page do what waits, and goes on: drawing ten thousand things takes a second or two. */
async function inSlices<T>(steps: Generator<void, T, void>): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise((goOn) => setTimeout(goOn));
    until = performance.now() + SLICE_MS;
  }
}

/** The same as dots. Throws when the browser cannot draw it. */
export async function asPng({ svg, width, height }: Drawn): Promise<Blob> {
  const by = Math.min(FINE, LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(MOST_DOTS / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * by));
  canvas.height = Math.max(1, Math.round(height * by));
  const image = new Image(canvas.width, canvas.height);
  const address = URL.createObjectURL(asSvg(svg));
  try {
    image.src = address;
    await image.decode();
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  } finally {
    URL.revokeObjectURL(address);
  }
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!made) throw new Error('the picture could not be drawn');
  return made;
}

export function asSvg(svg: string): Blob {
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** Files that cannot be had now are left out: their words stand in their place. */
async function filesOf({ items }: SheetContent, pictures: Pictures | null): Promise<[string, string][]> {
  const files = [...new Set(items.flatMap((item) => (item.kind === 'image' ? (item.file ?? []) : [])))];
  const found: [string, string][] = [];
  let left = MOST_FILES;
  for (const file of pictures ? files : []) {
    const address = await base64Of(pictures?.addressOf(file) ?? '');
    if (address === null || address.length > left) continue;
    left -= address.length;
    found.push([file, address]);
  }
  return found;
}

/** A file of ours as a `data:` address; null when it cannot be had. */
async function base64Of(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const file = await answer.blob();
    return await new Promise((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('loadend', () => resolve(typeof reader.result === 'string' ? reader.result : null));
      reader.readAsDataURL(file);
    });
  } catch {
    return null;
  }
}
