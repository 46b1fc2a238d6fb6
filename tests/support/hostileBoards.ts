import fc from 'fast-check';
import * as Y from 'yjs';
import { ITEM_KINDS } from '../../src/lib/domain/boards/schema.ts';

/** Runs when anything on the page takes our words for code. */
const RUN = 'window.__ran=(window.__ran||0)+1';
const ELSEWHERE = 'http://elsewhere.invalid';

/** Words as someone writes who wants to break a page, or to be taken for more than words. */
const WORDS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"><script>${RUN}</script></svg>`,
  `"><iframe srcdoc="<script>parent.__ran=1</script>">`,
  `<a href="javascript:${RUN}">here</a>`,
  `<style>*{display:none!important}</style><link rel=stylesheet href=${ELSEWHERE}/a.css>`,
  `{@html "<img src=${ELSEWHERE}/p.png>"}`,
  `url(${ELSEWHERE}/x.png)`,
  '\u202Eedoc si siht\u2066\u2067\u2068',
  '\u0000\u0007\u001B[31m\uFEFF\u200B',
  'y'.repeat(2_000),
  'a\u0300\u0301\u0302\u0303'.repeat(300),
  'line\n'.repeat(400),
  '😀'.repeat(1_000),
  '\uD800 half of a letter',
  '   ',
  '',
] as const;

/** Names of files as they could be written to reach something else than a picture of this board. */
const FILES = [
  '../../../../etc/passwd',
  `${ELSEWHERE}/x.svg`,
  `//elsewhere.invalid/x.png`,
  `javascript:${RUN}`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>`,
  'nobody-uploaded-this',
  'x"onerror="',
  '',
] as const;

/** Ids of items as a program may choose them: no letter of them is safe in a selector, a list of ids or an address. */
const IDS = [
  'a b',
  'x" onmouseover="1',
  '"]',
  '__proto__',
  'constructor',
  '#',
  'é\u202E',
  'q'.repeat(64),
  '<b>',
] as const;

const number = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, -1e308, 5e-324, 2 ** 53, -1, 0, 1, 40, 300, 1_000_000),
  fc.double(),
  fc.integer({ min: -500, max: 1_500 }),
);
const words = fc.constantFrom(...WORDS);
const pair = fc.oneof({ weight: 3, arbitrary: fc.tuple(number, number) }, { weight: 1, arbitrary: fc.array(number) });
const junk = fc.oneof(words, number, pair, fc.constantFrom(null, true, {}, [], [[]]), fc.uint8Array({ maxLength: 8 }));
/** Mostly what belongs there, so that the rest is reached. */
const orJunk = <T>(right: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: junk });

/** Texts as other programs write them: plain, rich, with things embedded, or none of ours at all. */
export type HostileText = { as: 'text' | 'rich' | 'string' | 'map' | 'array' | 'xml'; words: string };
const text: fc.Arbitrary<HostileText> = fc.record(
  { as: fc.constantFrom('text', 'text', 'text', 'rich', 'string', 'map', 'array', 'xml'), words },
  { noNullPrototype: true },
);
const id = fc.oneof(fc.constantFrom(...IDS), fc.constantFrom('one', 'two', 'three', 'four', 'five'));
const end = orJunk(
  fc.oneof(
    fc.record({ item: id, side: fc.constantFrom('top', 'left', null, 'inside') }, { noNullPrototype: true }),
    fc.record({ at: pair }, { noNullPrototype: true }),
  ),
);
const place = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: -200, max: 1_200 }), fc.integer({ min: -200, max: 900 })) },
  { weight: 2, arbitrary: pair },
);

const item = fc.record(
  {
    id,
    is: orJunk(
      fc.record(
        {
          kind: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ITEM_KINDS) }, junk),
          by: orJunk(words),
          made: junk,
          shape: fc.constantFrom('ellipse', 'star', '<b>'),
          file: fc.constantFrom(...FILES),
          ends: fc.constantFrom('both', 'none', 'x'),
        },
        { noNullPrototype: true },
      ),
    ),
    at: place,
    size: orJunk(pair),
    z: orJunk(fc.constantFrom('a0', '', '~~~', 'a0'.repeat(400))),
    order: orJunk(fc.constantFrom('a0', '', 'zz')),
    look: orJunk(
      fc.record(
        {
          colour: fc.constantFrom('teal', 'red;background:url(x)', '__proto__'),
          type: fc.constantFrom('action', 'constructor', '<b>'),
          scale: number,
          width: number,
          locked: junk,
          cleared: junk,
        },
        { noNullPrototype: true },
      ),
    ),
    zone: orJunk(id),
    tags: orJunk(fc.array(fc.oneof(words, junk), { maxLength: 30 })),
    points: orJunk(fc.array(number, { maxLength: 200 })),
    from: end,
    to: end,
    text,
    prompt: text,
    alt: fc.oneof(text, words),
  },
  { requiredKeys: ['id'], noNullPrototype: true },
);

export type HostileItem = { id: string } & Record<string, unknown>;

/** Documents as a stranger's program may write them; the same ones for the same seed. */
export function hostileDocuments(seed: number, count: number): HostileItem[][] {
  const sample = fc.sample(fc.array(item, { minLength: 6, maxLength: 14 }), { seed, numRuns: count });
  return sample.map((items) => [...items, ...cycle] as HostileItem[]);
}

/** Lines that go round in circles, to themselves, to other lines and to nothing; zones within one another. */
const cycle: readonly HostileItem[] = [
  zoneLike('loop-a', 'loop-b'),
  zoneLike('loop-b', 'loop-a'),
  line('line-1', 'loop-a', 'loop-b'),
  line('line-2', 'loop-b', 'loop-a'),
  line('line-3', 'loop-a', 'loop-a'),
  line('line-4', 'line-3', 'line-4'),
  line('line-5', 'nobody', 'nothing'),
];

function zoneLike(id: string, zone: string): HostileItem {
  return { id, is: { kind: 'zone' }, at: [0, 400], size: [300, 300], zone, text: { as: 'text', words: id } };
}

function line(id: string, from: string, to: string): HostileItem {
  return { id, is: { kind: 'connector', ends: 'both' }, from: { item: from }, to: { item: to }, z: 'a0' };
}

/** Writes a document's items as they are, past every rule of ours. */
export function writeHostile(doc: Y.Doc, items: readonly HostileItem[]): void {
  doc.transact(() => {
    for (const { id, ...values } of items) {
      const map = new Y.Map<unknown>();
      doc.getMap('items').set(id, map);
      for (const [key, value] of Object.entries(values)) map.set(key, isText(value) ? textOf(value) : value);
    }
    doc.getMap('items').set('not-a-map', WORDS[0]);
    doc.getMap('items').set('a-text', new Y.Text(WORDS[1]));
    doc.getMap('meta').set('title', WORDS[2]);
  });
}

function isText(value: unknown): value is HostileText {
  return typeof value === 'object' && value !== null && 'as' in value && 'words' in value;
}

function textOf({ as, words }: HostileText): unknown {
  switch (as) {
    case 'text':
      return new Y.Text(words);
    case 'rich': {
      const rich = new Y.Text(words);
      rich.insertEmbed(0, { image: `${ELSEWHERE}/embed.png` });
      rich.insert(0, 'bold', { bold: true, href: `javascript:${RUN}` });
      return rich;
    }
    case 'string':
      return words;
    case 'map':
      return new Y.Map([['text', words]]);
    case 'array':
      return Y.Array.from([words]);
    case 'xml':
      return new Y.XmlText(words);
  }
}
