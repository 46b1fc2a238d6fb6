import { expect, test } from 'vitest';
import { board, NOON, surroundings } from '../../../../../tests/support/boards.ts';
import { boxOf, contains, overlaps } from '../geometry/box.ts';
import { planNewCards } from './planNewCards.ts';

const zone = { id: 'zone', at: [0, 0], size: [572, 440] } as const;

test('[B12] new cards go into the zone’s free places and are read after what is there', () => {
  const { board: made } = board({ zones: [zone], cards: [{ id: 'old', at: [20, 64], zone: 'zone' }] });
  const draft = { texts: ['one', 'two', 'three'], type: 'need', by: 'ben', where: { zone: 'zone' } } as const;
  made.addCards(planNewCards(made, draft, surroundings()), { by: 'ben' });
  expect(made.itemsIn('zone').map(({ text }) => text)).toEqual(['', 'one', 'two', 'three']);
  const boxes = made.itemsIn('zone').map(boxOf);
  expect(boxes.some((box, index) => boxes.slice(0, index).some((other) => overlaps(box, other)))).toBe(false);
});

test('a new card says who made it, when, and lies on top', () => {
  const { board: made } = board({ zones: [zone], cards: [{ id: 'old' }] });
  const [card] = planNewCards(made, { texts: ['x'], type: 'ask', by: 'ben', where: { zone: 'zone' } }, surroundings());
  expect(card).toMatchObject({ by: 'ben', made: NOON, type: 'ask', id: 'id-0' });
  expect([...made.items()].every(({ z }) => z < (card?.z ?? ''))).toBe(true);
});

test('a card put at a point belongs to the zone there', () => {
  const { board: made } = board({ zones: [zone] });
  const at = (x: number, y: number) =>
    planNewCards(made, { texts: ['x'], type: 'idea', by: 'ana', where: { point: [x, y] } }, surroundings())[0];
  expect(at(100, 100)).toMatchObject({ at: [100, 100], zone: 'zone' });
  expect(at(900, 100)).toMatchObject({ at: [900, 100], zone: null });
});

test('a zone that went meanwhile puts the cards in the open', () => {
  const draft = { texts: ['x'], type: 'idea', by: 'ana', where: { zone: 'gone' } } as const;
  expect(planNewCards(board().board, draft, surroundings())).toMatchObject([{ text: 'x', zone: null }]);
});

test('several lines put at a point in a zone take its free places', () => {
  const { board: made } = board({ zones: [zone], cards: [{ id: 'old', at: [20, 64], zone: 'zone' }] });
  const draft = { texts: ['a', 'b', 'c', 'd'], type: 'idea', by: 'ana', where: { point: [300, 200] } } as const;
  const cards = planNewCards(made, draft, surroundings());
  expect(cards.map((card) => card.zone)).toEqual(['zone', 'zone', 'zone', 'zone']);
  for (const { at } of cards) expect(contains({ x: 0, y: 0, w: 572, h: 440 }, [at[0] + 164, at[1] + 112])).toBe(true);
});

test('several lines put in the open lie clear of each other and of what is there, in no zone', () => {
  const { board: made } = board({ zones: [zone], cards: [{ id: 'old', at: [700, 0] }] });
  const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const cards = planNewCards(made, { texts, type: 'idea', by: 'ana', where: { point: [600, 0] } }, surroundings());
  const boxes = [...cards.map(({ at }) => ({ x: at[0], y: at[1], w: 164, h: 112 })), ...[...made.items()].map(boxOf)];
  expect(boxes.some((box, index) => boxes.slice(0, index).some((other) => overlaps(box, other)))).toBe(false);
  expect(cards.map((card) => card.zone)).toEqual(texts.map(() => null));
});
