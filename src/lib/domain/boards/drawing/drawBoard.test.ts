import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { board, newConnector, newShape } from '../../../../../tests/support/boards.ts';
import { readXml } from '../../../../../tests/support/xml.ts';
import { BoardDoc } from '../boardDoc.ts';
import type { NewDrawing } from '../newItem.ts';
import { COLOURS } from '../schema.ts';
import { drawBoard } from './drawBoard.ts';
import type { Sheet, SheetColours } from './sheet.ts';
import { wrapWords } from './wrapWords.ts';

const tone = { fill: '#fffefb', edge: '#2b5c8a', line: '#9ab4cb', ground: '#eef3f8', words: '#1b2725' };
const colours: SheetColours = {
  tones: Object.fromEntries(COLOURS.map((name) => [name, tone])) as SheetColours['tones'],
  ...{ board: '#faf8f4', surface: '#ffffff', words: '#1b2725', quietWords: '#4b5755' },
};
const sheet: Sheet = { title: 'Hub', colours, untitled: 'Untitled zone', typeWord: (type) => type };

const contentOf = (made: BoardDoc) => ({ items: [...made.items()], connectors: [...made.connectors()] });
const drawn = (made: BoardDoc, more: Partial<Sheet> = {}) => drawBoard(contentOf(made), { ...sheet, ...more });
const place = { by: 'ana', made: '', z: 'a9', zone: null } as const;
const image = (file: string): NewDrawing => ({
  ...place,
  ...{ id: `image-${file}`, kind: 'image', at: [0, 600], size: [200, 120], file, alt: 'The school gate' },
});
const heading: NewDrawing = {
  ...place,
  ...{ id: 'x', kind: 'text', at: [0, 600], size: [200, 40], text: 'A heading' },
};

test('shows everything there is, with its words, and says what pictures show', () => {
  const { board: made } = board({
    zones: [{ id: 'zone', title: 'What people need', prompt: 'One thing a card' }],
    cards: [
      { id: 'a', zone: 'zone', at: [18, 98], text: 'Somewhere quiet to wait' },
      { id: 'b', at: [700, 98], text: 'A nurse on site' },
    ],
    drawings: [newShape({ id: 's', at: [900, 400], text: 'Then', alt: 'A ring round it' }), image('gate'), heading],
    connectors: [newConnector('a', 'b', { text: 'leads to' })],
  });
  const { svg, width, height } = drawn(made);
  const { words } = readXml(svg);
  for (const said of [
    'Hub',
    'What people need',
    'One thing a card',
    'Somewhere',
    'A nurse on',
    'leads to',
    'The school',
  ])
    expect(words).toContain(said);
  expect(words).toContain('A ring round it');
  expect(words).toContain('A heading');
  expect([width, height]).toEqual([900 + 160 + 48, 720 + 48]);
});

test('is the same for the same things, whatever their order', () => {
  const { board: made } = board({ cards: [{ id: 'a' }, { id: 'b', at: [300, 0] }], zones: [{ id: 'zone' }] });
  const content = contentOf(made);
  const turned = { ...content, items: [...content.items].reverse() };
  expect(drawBoard(turned, sheet)).toEqual(drawBoard(content, sheet));
});

test('leaves out lines whose ends are not there', () => {
  const { board: made } = board({ cards: [{ id: 'a' }], connectors: [newConnector('a', 'gone', { text: 'to it' })] });
  expect(drawn(made).svg).not.toContain('to it');
});

test('of a board with nothing on it is a quiet sheet', () => {
  const { svg, width, height } = drawn(board().board);
  expect(readXml(svg).elements.map(({ name }) => name)).toEqual(['svg', 'title', 'rect']);
  expect([width, height]).toEqual([368, 248]);
});

describe('pictures', () => {
  const made = board({ drawings: [image('gate')] }).board;
  const hrefs = (address: string) => {
    const { elements } = readXml(drawn(made, { pictures: new Map([['gate', address]]) }).svg);
    return elements.flatMap(({ attributes }) => attributes.get('href') ?? []);
  };

  test('are in it where their files are given', () => {
    expect(hrefs('data:image/png;base64,AAAA')).toEqual(['data:image/png;base64,AAAA']);
  });

  test('are frames with their words when a file is elsewhere, or is no picture', () => {
    expect(hrefs('https://example.org/a.png')).toEqual([]);
    expect(hrefs('data:image/svg+xml;base64,AAAA')).toEqual([]);
    expect(drawn(made).svg).toContain('The school gate');
  });
});

test('words are wrapped between words, and within one that is longer than a line', () => {
  const lines = { size: 16, width: 100, most: 3 };
  expect(wrapWords('One two three four', lines)).toEqual(['One two three', 'four']);
  expect(wrapWords('a\n\nb', lines)).toEqual(['a', '', 'b']);
  expect(wrapWords('m'.repeat(20), lines).join('')).toBe('m'.repeat(20));
  expect(wrapWords('one two '.repeat(20), lines).at(-1)).toMatch(/…$/);
  expect(wrapWords('👩🏽‍⚕️'.repeat(9), { ...lines, most: 9 }).every((line) => line.startsWith('👩🏽‍⚕️'))).toBe(true);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"><image href="https://example.org/x.png" onload="alert(1)"/>',
    ']]><!ENTITY x SYSTEM "file:///etc/passwd">&x;',
    "url('https://example.org')",
    '\u202Eegap siht',
    '\u0000\ud800',
  ),
);
const wild = fc.oneof(
  hostile,
  fc.double(),
  fc.array(fc.oneof(fc.double(), hostile), { maxLength: 6 }),
  fc.constantFrom(null, true, 1e308, -0),
  fc.dictionary(fc.constantFrom('kind', 'colour', 'type', 'scale', 'width', 'item', 'at', 'side', 'file'), hostile, {
    noNullPrototype: true,
  }),
);
const kinds = fc.constantFrom('card', 'zone', 'text', 'shape', 'connector', 'image', 'ink');
const anywhere = fc.oneof(fc.tuple(fc.double({ noNaN: true }), fc.integer({ min: -900, max: 900 })), wild);
const end = fc.record({ item: fc.constantFrom('0', '1', '2') }, { noNullPrototype: true });
const item = fc.record(
  {
    is: fc.record({ kind: kinds, shape: wild, file: wild, ends: wild }, { noNullPrototype: true }),
    ...{ at: anywhere, size: anywhere, z: hostile, zone: fc.constantFrom('0', '1', 'none'), look: wild, tags: wild },
    ...{ text: hostile, prompt: hostile, alt: hostile, points: wild, order: hostile },
    from: fc.oneof(end, wild),
    to: fc.oneof(end, wild),
  },
  { requiredKeys: ['is', 'at', 'from', 'to'], noNullPrototype: true },
);

test('whatever a document holds, the drawing is sound, asks for nothing and runs nothing', () => {
  const names = new Set(['svg', 'title', 'g', 'rect', 'path', 'text', 'tspan', 'image']);
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), hostile, (items, title) => {
      const doc = new Y.Doc();
      items.forEach((keys, id) => doc.getMap('items').set(String(id), new Y.Map(Object.entries(keys))));
      const { svg, width, height } = drawn(new BoardDoc(doc), { title, untitled: title });
      const { elements } = readXml(svg);
      expect(elements.filter(({ name }) => !names.has(name))).toEqual([]);
      const attributes = elements.flatMap((one) => [...one.attributes]);
      expect(attributes.filter(([key]) => /^on|^style$|href$/i.test(key))).toEqual([]);
      expect(
        attributes.filter(([, value]) => /NaN|Infinity|url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg$)/.test(value)),
      ).toEqual([]);
      expect(Number.isFinite(width * height) && width > 0 && height > 0).toBe(true);
    }),
    { numRuns: 400 },
  );
});
