import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { board, newCard, newZone } from '../../../../tests/support/boards.ts';
import { readConnector, readItem } from './readItem.ts';
import {
  CARD_SIZE,
  isCardType,
  isColour,
  isShape,
  ITEM_KINDS,
  MAX_ALT,
  MAX_CARD_TEXT,
  MAX_COORDINATE,
  MAX_EXTENT,
  MAX_TITLE,
  ZONE_SIZE,
} from './schema.ts';

const KEYS = [
  'is',
  'at',
  'size',
  'z',
  'look',
  'zone',
  'text',
  'prompt',
  'order',
  'tags',
  'alt',
  'points',
  'from',
  'to',
];

/** An item as a stranger's program may have written it: plain values and Y types where none belong. */
function written(values: Record<string, unknown>): unknown {
  const map = new Y.Map<unknown>();
  new Y.Doc().getMap('items').set('item', map);
  for (const [key, value] of Object.entries(values)) map.set(key, value);
  return map;
}

const yTypes = {
  map: () => new Y.Map([['kind', 'card']]),
  array: () => Y.Array.from([1, 2]),
  text: () => new Y.Text('words'),
};
const yType = fc.constantFrom(...(['map', 'array', 'text'] as const));
const plain = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const almostRight = fc.oneof(
  fc.constantFrom('card', 'zone', 'connector', 'a0', '', null, 0, -1, 1e9, NaN, Infinity, true, 7n),
  fc.array(fc.oneof(fc.double(), fc.string()), { maxLength: 3 }),
  fc.record(
    { kind: fc.constantFrom(...ITEM_KINDS, 'comet'), by: plain, made: plain, shape: plain, file: plain, ends: plain },
    { noNullPrototype: true },
  ),
  fc.record({ colour: plain, type: plain, locked: plain, cleared: plain }, { noNullPrototype: true }),
);
const anything = fc.oneof(almostRight, plain, fc.string({ maxLength: 3_000 }), fc.uint8Array());
const hostile = fc.dictionary(fc.constantFrom(...KEYS), anything, { noNullPrototype: true });
const hostileButAThing = fc.tuple(hostile, fc.constantFrom(...ITEM_KINDS)).map(([values, kind]) => ({
  ...values,
  is: { kind },
  at: Array.isArray(values['at']) ? values['at'] : [0, 0],
}));

describe('content by strangers', () => {
  test('[B1] never throws, and what is read is always in bounds', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostile, hostileButAThing),
        fc.option(fc.tuple(fc.constantFrom(...KEYS), yType)),
        (values, y) => {
          const item = readItem('item', written(y ? { ...values, [y[0]]: yTypes[y[1]]() } : values));
          if (!item) return;
          for (const place of item.at) expect(Math.abs(place)).toBeLessThanOrEqual(MAX_COORDINATE);
          for (const extent of item.size) {
            expect(extent).toBeGreaterThan(0);
            expect(extent).toBeLessThanOrEqual(MAX_EXTENT);
          }
          expect(item.text.length).toBeLessThanOrEqual(item.kind === 'zone' ? MAX_TITLE : MAX_CARD_TEXT);
          expect(item.look.colour === undefined || isColour(item.look.colour)).toBe(true);
          expect(item.look.type === undefined || isCardType(item.look.type)).toBe(true);
          expect([typeof item.z, typeof item.made]).toEqual(['string', 'string']);
          if ('alt' in item) expect(item.alt.length).toBeLessThanOrEqual(MAX_ALT);
          if (item.kind === 'shape') expect(isShape(item.shape)).toBe(true);
          if (item.kind === 'image') expect(item.file ?? 'none').toMatch(/^[\w-]{1,64}$/);
          if (item.kind === 'ink') expect(item.points.every((value) => value >= 0 && value <= MAX_EXTENT)).toBe(true);
          if (item.kind === 'card') expect(item.tags.every((tag) => tag.trim() !== '' && tag.length <= 40)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('[B1] a connector is read as carefully, whatever its ends say', () => {
    const ends = fc.oneof(anything, fc.record({ item: plain, side: plain, at: plain }, { noNullPrototype: true }));
    fc.assert(
      fc.property(hostile, ends, ends, (values, from, to) => {
        const line = readConnector('line', written({ ...values, is: { kind: 'connector' }, from, to }));
        for (const end of line ? [line.from, line.to] : []) {
          if ('at' in end) expect(end.at.every((place) => Math.abs(place) <= MAX_COORDINATE)).toBe(true);
          else expect(end.item.length).toBeLessThanOrEqual(64);
        }
        expect(['none', 'arrow', 'both']).toContain(line?.ends ?? 'none');
      }),
    );
  });

  test.each([
    ['not a map', 'card'],
    ['nothing', undefined],
    ['another type', new Y.Text('card')],
  ])('%s is no item', (_, value) => expect(readItem('item', value)).toBeNull());

  test.each([
    ['no kind', { at: [0, 0] }],
    ['a kind nobody knows', { is: { kind: 'comet' }, at: [0, 0] }],
    ['no place', { is: { kind: 'card' } }],
    ['a place that is no number', { is: { kind: 'card' }, at: ['0', 0] }],
    ['a place at infinity', { is: { kind: 'card' }, at: [Infinity, 0] }],
    ['three coordinates', { is: { kind: 'card' }, at: [0, 0, 0] }],
  ])('%s is not shown', (_, values) => expect(readItem('item', written(values))).toBeNull());

  test('[B1] is mended where a sensible value exists', () => {
    const item = readItem(
      'item',
      written({
        is: { kind: 'card', by: 7, made: {} },
        at: [-9e9, 12],
        size: ['wide', 2],
        look: { colour: 'mauve', type: 'wish', locked: 'yes', cleared: [1, 'postcode'] },
        zone: 5,
        tags: ['sleep', 4, null],
        text: 'as a plain string',
      }),
    );
    expect(item).toEqual({
      id: 'item',
      kind: 'card',
      by: null,
      made: '',
      z: '',
      at: [-MAX_COORDINATE, 12],
      size: CARD_SIZE,
      look: { cleared: ['postcode'] },
      zone: null,
      tags: ['sleep'],
      text: 'as a plain string',
    });
  });

  test('a text past the limit is cut, not through an emoji', () => {
    const item = readItem(
      'item',
      written({ is: { kind: 'card' }, at: [0, 0], text: 'x'.repeat(MAX_CARD_TEXT - 1) + '😀' }),
    );
    expect(item?.text).toBe('x'.repeat(MAX_CARD_TEXT - 1));
  });

  test('a zone without a size gets one', () => {
    expect(readItem('item', written({ is: { kind: 'zone' }, at: [0, 0] }))?.size).toEqual(ZONE_SIZE);
  });
});

test('what we write is what we read', () => {
  const card = newCard({ id: 'c', at: [3, 4], colour: 'rose', type: 'ask', text: 'Who?', zone: 'z', tags: ['keys'] });
  const zone = newZone({ id: 'z', title: 'Needs', prompt: 'What do families need?' });
  const made = board({ zones: [zone], cards: [card] }).board;
  expect(made.item('c')).toEqual({
    id: 'c',
    kind: 'card',
    by: 'ana',
    made: card.made,
    at: [3, 4],
    size: CARD_SIZE,
    z: card.z,
    look: { colour: 'rose', type: 'ask' },
    zone: 'z',
    text: 'Who?',
    tags: ['keys'],
  });
  expect(made.item('z')).toMatchObject({ kind: 'zone', text: 'Needs', prompt: 'What do families need?', order: 'a0' });
});

test('a card nobody signed has no author in the document', () => {
  const { doc, board: made } = board({ cards: [{ id: 'c', by: null }] });
  expect(made.item('c')?.by).toBeNull();
  expect(doc.getMap('items').toJSON()['c'].is).not.toHaveProperty('by');
});
