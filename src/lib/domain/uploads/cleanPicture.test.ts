import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPicture } from './cleanPicture.ts';
import { orientationIn } from './orientation.ts';
import { MAX_PIXELS, MAX_SIDE } from './picture.ts';
import { pictureKind } from './pictureKind.ts';
import {
  bytesOf,
  chunk,
  exifSegment,
  joined,
  riffChunk,
  sampleGif,
  sampleJpeg,
  samplePng,
  sampleWebp,
  segment,
  text,
} from '../../../../tests/support/pictures.ts';

const CANARY = 'canary-51.4545N-2.5879W';

function cleaned(file: Uint8Array) {
  const result = cleanPicture(file);
  if (result.is === 'refused') throw new Error(`refused: ${result.why}`);
  const { type, width, height, parts } = result.picture;
  return { type, width, height, file: joined(...parts) };
}

function refusal(file: Uint8Array): string {
  const result = cleanPicture(file);
  return result.is === 'refused' ? result.why : 'clean';
}

const holds = (file: Uint8Array, words: string) => Buffer.from(file).includes(words);

const samples = [
  { name: 'PNG', make: samplePng, type: 'image/png' },
  { name: 'JPEG', make: sampleJpeg, type: 'image/jpeg' },
  { name: 'WebP', make: sampleWebp, type: 'image/webp' },
  { name: 'GIF', make: sampleGif, type: 'image/gif' },
] as const;

describe.each(samples)('a real $name file', ({ make, type }) => {
  test('is taken, with its size; cleaned again, it stays as it is', () => {
    const once = cleaned(make());
    expect(once).toMatchObject({ type, width: 4, height: 3 });
    expect(cleaned(once.file)).toEqual(once);
  });

  test('ends where the picture ends: a file hidden behind it is left out', () => {
    const hidden = joined(make(), text(`PK\x03\x04<script>alert(1)</script>${CANARY}`));
    expect(cleaned(hidden).file).toEqual(cleaned(make()).file);
  });

  test('is refused wherever it is cut off', () => {
    const { file } = cleaned(make());
    const head = type === 'image/gif' ? 6 : 12;
    const cuts = Array.from({ length: file.length - head - 1 }, (_, index) => head + index);
    expect(cuts.filter((length) => refusal(file.subarray(0, length)) !== 'broken')).toEqual([]);
  });
});

describe('what a camera or a program left in a file stays behind', () => {
  test('places, names and times in a JPEG photograph, but not which way is up', () => {
    const photo = sampleJpeg([
      exifSegment({ orientation: 6, words: CANARY }),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x>${CANARY}</x>`),
      segment(0xed, `Photoshop 3.0\0${CANARY}`),
      segment(0xfe, CANARY),
      segment(0xe2, `MPF\0${CANARY}`),
      segment(0xe2, 'ICC_PROFILE\0\x01\x01a profile'),
    ]);
    const { file, width, height } = cleaned(photo);
    expect(holds(photo, CANARY)).toBe(true);
    expect(holds(file, CANARY)).toBe(false);
    expect([width, height]).toEqual([3, 4]); // turned on its side
    expect(holds(file, 'a profile')).toBe(true);
    const exif = Buffer.from(file).indexOf('Exif\0\0');
    expect(orientationIn(file.subarray(exif + 6))).toBe(6);
  });

  test('a thumbnail in the JFIF head', () => {
    const head = segment(0xe0, `JFIF\0\x01\x02\x01\0\x48\0\x48\x05\x01${CANARY}`);
    expect(holds(cleaned(sampleJpeg([head])).file, CANARY)).toBe(false);
  });

  test('texts, Exif and times in a PNG file; it stands still', () => {
    const extras = [chunk('tEXt', `Comment\0${CANARY}`), chunk('eXIf', CANARY), chunk('iTXt', CANARY)];
    const moving = [chunk('acTL', '\0\0\0\x02\0\0\0\0'), chunk('fdAT', CANARY)];
    const { file } = cleaned(samplePng([...extras, ...moving, chunk('gAMA', bytesOf(0, 0, 0xb1, 0x8f))]));
    expect(holds(file, CANARY)).toBe(false);
    expect(holds(file, 'acTL')).toBe(false);
    expect(holds(file, 'gAMA')).toBe(true);
  });

  test('Exif, XMP and unknown chunks in a WebP file', () => {
    const file = sampleWebp([riffChunk('EXIF', CANARY), riffChunk('XMP ', CANARY), riffChunk('junk', CANARY)]);
    expect(holds(cleaned(file).file, CANARY)).toBe(false);
    expect(holds(cleaned(sampleWebp([riffChunk('ICCP', 'a profile')])).file, 'a profile')).toBe(true);
  });

  test('comments and the other pictures of a GIF file; it stands still', () => {
    const { file } = cleaned(sampleGif({ comment: CANARY, frames: 3 }));
    expect(holds(file, CANARY)).toBe(false);
    expect(file).toEqual(cleaned(sampleGif()).file);
  });
});

describe('what is no picture', () => {
  test.each([
    ['a page', text('<!doctype html><script>alert(1)</script>'), 'notPicture'],
    ['nothing', new Uint8Array(), 'notPicture'],
    ['an SVG drawing', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'svg'],
    ['an SVG drawing after a comment', text('\uFEFF<?xml version="1.0"?><!-- hello --><SVG:svg\n'), 'svg'],
    ['an SVG drawing in UTF-16', Buffer.from('<?xml version="1.0"?><svg onload="alert(1)">', 'utf16le'), 'svg'],
    ['a page that begins like a GIF file', text('GIF89a/*<script>*/=1;alert(1)'), 'broken'],
    ['a page that begins like a PNG file', joined(samplePng().subarray(0, 33), text('<html>')), 'broken'],
    ['a JPEG file without pixels', bytesOf(0xff, 0xd8, 0xff, 0xd9), 'broken'],
    ['a PDF file', text('%PDF-1.7'), 'notPicture'],
  ])('%s is refused', (_, file, why) => {
    expect(refusal(file)).toBe(why);
  });

  test('a picture that would fill the memory of a laptop is refused by what its head says', () => {
    expect(refusal(samplePng([], { width: MAX_SIDE + 1, height: 1 }))).toBe('tooManyPixels');
    expect(refusal(samplePng([], { width: 5_001, height: MAX_PIXELS / 5_000 }))).toBe('tooManyPixels');
    expect(refusal(samplePng([], { width: 5_000, height: MAX_PIXELS / 5_000 }))).toBe('clean');
    expect(refusal(samplePng([], { width: 0, height: 5 }))).toBe('broken');
  });
});

test('any bytes at all are judged: never thrown on, and never made longer than they were by more than a head', () => {
  const heads = samples.map(({ make }) => make());
  const file = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .tuple(fc.constantFrom(...heads), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.nat())
      .map(([head, changes, length]) => {
        const bytes = Uint8Array.from(head);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        return bytes.subarray(0, (length % bytes.length) + 1);
      }),
    fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), fc.nat()).map(([head, noise, at]) => {
      const place = at % head.length;
      return joined(head.subarray(0, place), noise, head.subarray(place));
    }),
  );
  fc.assert(
    fc.property(file, (bytes) => {
      const result = cleanPicture(bytes);
      if (result.is === 'refused') return;
      const { parts, type, width, height } = result.picture;
      const clean = joined(...parts);
      expect(pictureKind(clean)).toBe(type);
      expect(clean.length).toBeLessThanOrEqual(bytes.length + 60);
      expect(Math.max(width, height)).toBeLessThanOrEqual(MAX_SIDE);
      expect(cleanPicture(clean)).toMatchObject({ is: 'clean', picture: { width, height } });
    }),
    { numRuns: 3_000 },
  );
});
