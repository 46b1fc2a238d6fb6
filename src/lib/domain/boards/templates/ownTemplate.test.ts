import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { board, newConnector, newShape, surroundings } from '../../../../../tests/support/boards.ts';
import { BoardDoc } from '../boardDoc.ts';
import { pictureOf } from '../boardPicture.ts';
import { ITEM_KINDS } from '../schema.ts';
import {
  contentOf,
  contentPicture,
  countContent,
  holdsIdentifier,
  MAX_PURPOSE,
  MAX_STEP_MINUTES,
  retimed,
  templateFaults,
  withoutThings,
} from './ownTemplate.ts';
import { seedBoard } from './seedBoard.ts';

const NHS_NUMBER = '943 476 5919';

/** Boards of strangers: anything may stand anywhere. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const ids = fc.constantFrom('a', 'b', 'c', 'd');
const end = fc.oneof(json, fc.record({ item: ids }, { noNullPrototype: true }));
const thing = fc.record(
  {
    is: fc.record({ kind: fc.constantFrom(...ITEM_KINDS), by: json }, { noNullPrototype: true }),
    at: fc.oneof(json, fc.constant([1, 2])),
    size: fc.oneof(json, fc.constant([100, 100])),
    ...{ z: json, look: json, zone: fc.oneof(json, ids), text: json, tags: json, points: json, from: end, to: end },
  },
  { noNullPrototype: true },
);
const anyBoard = fc.dictionary(ids, thing, { noNullPrototype: true }).map((things) => {
  const doc = new Y.Doc();
  for (const [id, values] of Object.entries(things)) doc.getMap('items').set(id, new Y.Map(Object.entries(values)));
  return new BoardDoc(doc);
});

const meeting = () =>
  board({
    zones: [
      { id: 'needs', at: [0, 0], title: 'Needs', prompt: 'Who?', colour: 'rose' },
      { id: 'offers', at: [612, 0], title: 'Offers' },
    ],
    cards: [{ id: 'card', text: 'What Tom said', zone: 'needs', at: [18, 98], tags: ['tag'], by: 'tom' }],
    drawings: [
      newShape({ id: 'shape', at: [700, 200], zone: 'offers', text: 'Hub' }),
      { ...newShape({ id: 'text', at: [0, 900], z: 'a1' }), kind: 'text', text: 'Ground rules', scale: 2 },
      { ...newShape({ id: 'image', at: [0, 1200], z: 'a2' }), kind: 'image', file: 'a'.repeat(21), alt: 'A photo' },
      { ...newShape({ id: 'ink', at: [0, 1400], z: 'a3' }), kind: 'ink', points: [0, 0, 40, 40], width: 3 },
    ],
    connectors: [
      newConnector('needs', 'shape', { id: 'stays', text: 'leads to' }),
      newConnector('card', 'shape', { id: 'of a card' }),
      newConnector('image', 'shape', { id: 'of a picture' }),
    ],
  }).board;

function started(content: ReturnType<typeof contentOf>): BoardDoc {
  const made = new BoardDoc(new Y.Doc());
  seedBoard(made, content, surroundings('new'));
  return made;
}

describe('what a template keeps of a board', () => {
  test('zones, texts, shapes and the lines between them; cards only when asked for; never pictures or ink', () => {
    const without = contentOf(meeting(), { cards: false });
    expect(without.zones.map(({ title, prompt }) => [title, prompt])).toEqual([
      ['Needs', 'Who?'],
      ['Offers', ''],
    ]);
    expect(without.things.items.map(({ id }) => id).sort()).toEqual(['shape', 'text']);
    expect(without.things.connectors.map(({ id }) => id)).toEqual(['stays']);
    expect(JSON.stringify(without)).not.toMatch(/Tom said|A photo/);
    const whole = contentOf(meeting(), { cards: true });
    expect(whole.things.items.map(({ id }) => id).sort()).toEqual(['card', 'shape', 'text']);
    expect(whole.things.connectors.map(({ id }) => id).sort()).toEqual(['of a card', 'stays']);
    expect(countContent(meeting())).toEqual({ zones: 2, drawn: 2, cards: 1, left: 2 });
  });

  test('a board that starts from it has the same things in the same places, under new ids, by nobody', () => {
    const content = contentOf(meeting(), { cards: true });
    const made = started(JSON.parse(JSON.stringify(content)) as typeof content);
    const [needs, offers] = made.zones();
    expect([needs, offers].map((zone) => zone?.text)).toEqual(['Needs', 'Offers']);
    expect(made.itemsIn(needs?.id ?? null)).toMatchObject([
      { kind: 'card', text: 'What Tom said', at: [18, 98], tags: ['tag'], by: null },
    ]);
    const [shape] = made.itemsIn(offers?.id ?? null);
    expect(shape).toMatchObject({ kind: 'shape', shape: 'ellipse', text: 'Hub', by: null });
    expect(made.itemsIn(null)).toMatchObject([{ kind: 'text', text: 'Ground rules', look: { scale: 2 } }]);
    const lines = [...made.connectors()];
    expect(lines.map(({ text, by }) => [text, by])).toContainEqual(['leads to', null]);
    expect(lines.find(({ text }) => text === 'leads to')).toMatchObject({
      ...{ from: { item: needs?.id }, to: { item: shape?.id } },
    });
    const before = new Set([...meeting().items()].map(({ id }) => id));
    expect([...made.items()].filter(({ id }) => before.has(id))).toEqual([]);
    expect(contentPicture(content)).toEqual(pictureOf(made));
  });

  test('whatever a document holds, what is kept can be started from, and names nobody', () => {
    fc.assert(
      fc.property(anyBoard, fc.boolean(), (any, cards) => {
        const content = contentOf(any, { cards });
        const made = started(JSON.parse(JSON.stringify(content)) as typeof content);
        expect(made.zones()).toHaveLength(content.zones.length);
        expect([...made.items(), ...made.connectors()].filter(({ by }) => by !== null)).toEqual([]);
        expect([...made.items()].filter(({ kind }) => kind === 'image' || kind === 'ink')).toEqual([]);
        expect(cards || [...made.items()].every(({ kind }) => kind !== 'card')).toBe(true);
      }),
    );
  });
});

test('a zone that is locked, or bound to a status, is so on the next board, too', () => {
  const { board: review } = board({
    zones: [
      { id: 'done', look: { locked: true, status: 'done' } },
      { id: 'odd', look: { status: 'nearly' } },
    ],
  });
  const looks = started(contentOf(review, { cards: false })).zones();
  expect(looks.map(({ look }) => [look.locked, look.status])).toEqual([
    [true, 'done'],
    [undefined, undefined],
  ]);
});

test('what was taken off the board goes, with the lines that ended on it', () => {
  const content = withoutThings(contentOf(meeting(), { cards: true }), new Set(['card', 'needs']));
  expect(content.zones.map(({ id }) => id)).toEqual(['offers']);
  expect(content.things.items.map(({ id }) => id).sort()).toEqual(['shape', 'text']);
  expect(content.things.connectors).toEqual([]);
  expect(JSON.stringify(content)).not.toContain('Tom said');
});

describe('identifiers', () => {
  const holds = (content: Parameters<typeof board>[0]) =>
    holdsIdentifier(contentOf(board(content).board, { cards: true }), []);

  test('one that is certain is found wherever words are kept', () => {
    expect(holds({ zones: [{ title: NHS_NUMBER }] })).toBe(true);
    expect(holds({ zones: [{ prompt: `Not ${NHS_NUMBER}` }] })).toBe(true);
    expect(holds({ cards: [{ text: NHS_NUMBER }] })).toBe(true);
    expect(holds({ cards: [{ tags: [NHS_NUMBER] }] })).toBe(true);
    expect(holds({ drawings: [newShape({ alt: NHS_NUMBER })] })).toBe(true);
    const two = [newShape({ id: 's' }), newShape({ id: 't' })];
    expect(holds({ drawings: two, connectors: [newConnector('s', 't', { text: NHS_NUMBER })] })).toBe(true);
    expect(holdsIdentifier(contentOf(board().board, { cards: true }), ['For us', NHS_NUMBER])).toBe(true);
  });

  test('what its writer said is none, what is not kept, and ordinary words are let by', () => {
    expect(holds({ cards: [{ text: NHS_NUMBER, cleared: ['nhsNumber'] }] })).toBe(false);
    expect(holds({ cards: [{ text: 'Room 12 on 24 November, 9.30 am' }] })).toBe(false);
    const { board: made } = board({ cards: [{ text: NHS_NUMBER }], zones: [{ title: 'Needs' }] });
    expect(holdsIdentifier(contentOf(made, { cards: false }), [])).toBe(false);
  });
});

describe('the agenda', () => {
  const agenda = [
    { title: 'Hello', minutes: 5, kind: 'welcome', instructions: 'Say who you are.' },
    { title: 'Write', minutes: 10, kind: 'think', instructions: 'One idea on each card.' },
  ] as const;

  test('keeps its steps with the minutes somebody chose, and leaves out those without', () => {
    expect(retimed(agenda, [null, 12])).toEqual([{ ...agenda[1], minutes: 12 }]);
    expect(retimed(agenda, [7])).toEqual([{ ...agenda[0], minutes: 7 }]);
    expect(retimed(agenda, [1, 2, 3, 4]).map(({ minutes }) => minutes)).toEqual([1, 2]);
  });

  test.each([0, -5, 1.5, Number.NaN, MAX_STEP_MINUTES + 1])('of %s minutes is refused', (minutes) => {
    expect(templateFaults({ name: 'Ours', purpose: '', minutes: [5, minutes] }).minutes).toBe('minutes');
  });

  test('may be left out', () => {
    const none = { name: null, purpose: null, minutes: null };
    expect(templateFaults({ name: 'Ours', purpose: '', minutes: null })).toEqual(none);
    expect(templateFaults({ name: 'Ours', purpose: '', minutes: [null, MAX_STEP_MINUTES] })).toEqual(none);
  });
});

test('a template has a name of one line, and a purpose of a few sentences', () => {
  const faults = templateFaults({ name: ' \u202e ', purpose: 'x'.repeat(MAX_PURPOSE + 1), minutes: null });
  expect(faults).toMatchObject({ name: 'missing', purpose: 'tooLong' });
  expect(templateFaults({ name: 'x'.repeat(500), purpose: '', minutes: null }).name).toBe('tooLong');
});
